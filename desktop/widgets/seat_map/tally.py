"""How many seats have each code: counted once, kept up to date from then on."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.intp]
Codes = npt.NDArray[np.uint8]


class Tally:
    """Counts of a small code a seat; to count a stadium takes longer than to paint a seat."""

    def __init__(self) -> None:
        self._counts: Counts | None = None

    def forget(self) -> None:
        """Count anew when somebody asks."""
        self._counts = None

    def counts(self, codes: Callable[[], Codes], columns: int) -> Counts:
        """Seats by code, one entry a column; `codes` gives every seat's where they aren't known."""
        if self._counts is None:
            self._counts = np.bincount(codes(), minlength=columns)
        return self._counts.copy()

    def turn(self, before: Codes, after: Codes) -> None:
        """Some seats have other codes now; each of them is named once."""
        if self._counts is not None:
            columns = len(self._counts)
            self._counts += np.bincount(after, minlength=columns)
            self._counts -= np.bincount(before, minlength=columns)
