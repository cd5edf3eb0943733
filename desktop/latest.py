"""Latest: which answers are still wanted; what was overtaken or let go of is not shown."""

from collections import defaultdict
from collections.abc import Callable

Still = Callable[[], bool]
"""Says whether an answer is still wanted."""


class Latest:
    """Numbers the questions about each part of a screen or dialog."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(int)

    def begin(self, part: str = "") -> Still:
        """Ask about a part: only the answer to its latest question is wanted."""
        self.drop(part)
        number = self._numbers[part]
        return lambda: self._numbers[part] == number

    def drop(self, *parts: str) -> None:
        """Want no answer about these parts, about any without one, until they are asked anew."""
        for part in parts or tuple(self._numbers):
            self._numbers[part] += 1
