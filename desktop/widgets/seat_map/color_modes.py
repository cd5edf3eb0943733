"""What the colours of a map tell: a style a seat, what each style means, a figure a seat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.marks import Mark, SeatStyle
from desktop.widgets.seat_map.states import STATUS_WORDS, SeatStatus
from desktop.widgets.seat_map.styles import STATUS_LOOKS, SeatLook

Values = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint8]

NO_VALUE = np.iinfo(np.int64).min
BY_VALUE = 255
"""Stands in `Coloring.by_status` where a seat's own code says how it looks."""
MOST_ENTRIES = 16


class ColorMode(StrEnum):
    """What a map is coloured by."""

    STATUS = "status"
    PRICE = "price"
    LEVEL = "level"
    HOLD = "hold"
    MARGIN = "margin"
    MARK_UP = "mark-up"
    AGE = "age"
    SUPPLIER = "supplier"
    ORDER = "order"


MODE_WORDS = {
    ColorMode.STATUS: "Status",
    ColorMode.PRICE: "Price",
    ColorMode.LEVEL: "Price level",
    ColorMode.HOLD: "Hold",
    ColorMode.MARGIN: "Margin",
    ColorMode.MARK_UP: "Mark-up on cost",
    ColorMode.AGE: "Age in stock",
    ColorMode.SUPPLIER: "Supplier",
    ColorMode.ORDER: "Purchase order",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One style: what it means in words, and how it looks."""

    words: str
    look: SeatLook


@dataclass(frozen=True, eq=False)
class Figures:
    """A number a seat (`NO_VALUE`: none), as it is written on seats and sections."""

    values: Values
    text: Callable[[int], str]
    span: Callable[[int, int], str]
    """The lowest and the highest of a section in words."""


@dataclass(frozen=True, eq=False)
class Coloring:
    """A seat's style is an index into `entries`: one by its status, or `own` where that is free.

    `by_status` has 7 entries, each an index or `BY_VALUE`. `figured` are the statuses whose
    figures count when a section is summed up; the first `telling` entries are what it is about.
    """

    mode: ColorMode
    entries: tuple[Entry, ...]
    by_status: Codes
    own: Codes | None = None
    figures: Figures | None = None
    unit: str = ""
    figured: tuple[SeatStatus, ...] = (SeatStatus.AVAILABLE,)
    telling: int = 0

    def codes(self, status: Codes) -> Codes:
        """Every seat's index into `entries`."""
        fixed: Codes = self.by_status[status]
        return fixed if self.own is None else np.where(fixed == BY_VALUE, self.own, fixed)

    def codes_of(self, ranks: npt.NDArray[np.intp], status: Codes) -> Codes:
        """The index into `entries` of each of these seats, from their statuses."""
        fixed: Codes = self.by_status[status]
        return fixed if self.own is None else np.where(fixed == BY_VALUE, self.own[ranks], fixed)

    def code(self, rank: int, status: SeatStatus) -> int:
        """One seat's index into `entries`."""
        fixed = int(self.by_status[status])
        return int(self.own[rank]) if fixed == BY_VALUE and self.own is not None else fixed

    def words(self, rank: int, status: SeatStatus) -> str:
        """What one seat's colour means, with its figure where the figures are of this mode."""
        said = self.entries[self.code(rank, status)].words
        if self.figures is None or self.mode not in FIGURED_MODES:
            return said
        value = int(self.figures.values[rank])
        return said if value == NO_VALUE else f"{self.figures.text(value)} {self.unit}".rstrip()

    def meaning(self, rank: int, status: SeatStatus) -> str:
        """`Margin: 20 EUR`; "" where the mode says what every seat says of itself anyway."""
        if self.mode in SPOKEN_MODES:
            return ""
        return f"{MODE_WORDS[self.mode]}: {self.words(rank, status)}"

    def styles(self, colors: SeatMapColors) -> tuple[SeatStyle, ...]:
        """The style of each entry in these colours."""
        return tuple(entry.look.style(colors) for entry in self.entries)


SPOKEN_MODES = frozenset({ColorMode.STATUS, ColorMode.PRICE, ColorMode.LEVEL})
FIGURED_MODES = frozenset({ColorMode.PRICE, ColorMode.MARGIN, ColorMode.MARK_UP, ColorMode.AGE})
BY_STATUS = np.arange(len(SeatStatus), dtype=np.uint8)
STATUS_ENTRIES = tuple(Entry(STATUS_WORDS[status], STATUS_LOOKS[status]) for status in SeatStatus)
PLAIN = Coloring(ColorMode.STATUS, STATUS_ENTRIES, BY_STATUS)

NOT_OURS = Entry("Not owned", SeatLook("not_owned", Mark.OUTLINE))
SOLD = Entry("Sold", SeatLook("not_owned", Mark.FRAME))
NOT_HELD = Entry("Not held", SeatLook("returned", Mark.SPECK))


def ramp_entries(words: Sequence[str]) -> tuple[Entry, ...]:
    """An entry for each of up to five ranges, from little to much."""
    count = len(words)
    steps = [round(4 * n / (count - 1)) for n in range(count)] if count > 1 else [4]
    return tuple(
        Entry(text, SeatLook("ramp", Mark.GAUGE, step, (n + 1) / count))
        for n, (text, step) in enumerate(zip(words, steps, strict=True))
    )


KIND_MARKS = (
    *(Mark.DISC, Mark.SQUARE, Mark.DIAMOND, Mark.HOUSE),
    *(Mark.RING, Mark.FRAME, Mark.OPEN_DIAMOND, Mark.OPEN_HOUSE),
)


def kind_entries(names: Sequence[str]) -> tuple[Entry, ...]:
    """An entry for each of up to eight kinds, every one with a hue and a shape of its own."""
    return tuple(
        Entry(name, SeatLook("kinds", mark, n))
        for n, (name, mark) in enumerate(zip(names, KIND_MARKS, strict=False))
    )
