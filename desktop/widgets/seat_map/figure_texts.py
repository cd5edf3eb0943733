"""The figures of colourings as texts, written when a seat first shows them."""

from collections.abc import Sequence
from typing import overload

import numpy as np

from desktop.widgets.seat_map.color_modes import NO_VALUE, Figures
from desktop.widgets.seat_map.plan import IntArray


class FigureTexts(Sequence[str]):
    """Grows as more seats are asked for; a seat without a figure has an empty text.

    The same text keeps its code in all colourings, so that what was drawn of it stays good.
    """

    def __init__(self, figures: Figures) -> None:
        self._texts: list[str] = []
        self._code_of_text: dict[str, int] = {}
        self.take(figures)

    def take(self, figures: Figures) -> None:
        """Write the figures of another colouring from now on."""
        self._figures = figures
        self._codes: dict[int, int] = {}

    def codes(self, ranks: IntArray) -> IntArray:
        """An index into the texts for each of these seats."""
        # To sort the figures of a whole stadium would take longer than to paint it.
        distinct, places = np.unique(self._figures.values[ranks], return_inverse=True)
        codes = np.array([self._code(value) for value in distinct.tolist()], np.int32)
        return codes[places]

    def _code(self, value: int) -> int:
        code = self._codes.get(value)
        if code is None:
            text = "" if value == NO_VALUE else self._figures.text(value)
            code = self._codes[value] = self._code_of_text.setdefault(text, len(self._texts))
            if code == len(self._texts):
                self._texts.append(text)
        return code

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._texts[index]
