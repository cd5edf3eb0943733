"""The figures of a colouring as texts, written when a seat first shows them."""

from collections.abc import Sequence
from typing import overload

import numpy as np

from desktop.widgets.seat_map.color_modes import NO_VALUE, Figures
from desktop.widgets.seat_map.plan import IntArray


class FigureTexts(Sequence[str]):
    """Grows as more seats are asked for; a seat without a figure has an empty text."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._texts: list[str] = []
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
            code = self._codes[value] = len(self._texts)
            self._texts.append("" if value == NO_VALUE else self._figures.text(value))
        return code

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._texts[index]
