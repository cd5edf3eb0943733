"""The distinct figures of a colouring as texts, written when somebody first looks at one."""

from collections.abc import Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.color_modes import NO_VALUE, Figures
from desktop.widgets.seat_map.plan import IntArray


class FigureTexts(Sequence[str]):
    """`codes` has an index a seat into the texts; `written` says which seats have a figure."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._distinct, codes = np.unique(figures.values, return_inverse=True)
        self.codes: IntArray = codes.astype(np.int32)
        self.written: npt.NDArray[np.bool_] = figures.values != NO_VALUE

    def __len__(self) -> int:
        return len(self._distinct)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        value = int(self._distinct[index])
        return "" if value == NO_VALUE else self._figures.text(value)
