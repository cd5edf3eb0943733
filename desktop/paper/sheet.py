"""What is to be drawn on paper: a plan, how its seats stand, and the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QFont

from desktop.theme import font
from desktop.widgets.seat_map.color_modes import BY_VALUE, Coloring, ColorMode, Entry, kind_entries
from desktop.widgets.seat_map.colors import LIGHT, SeatMapColors
from desktop.widgets.seat_map.plan import SEAT_TYPE_WORDS, SeatMapPlan
from desktop.widgets.seat_map.states import SeatStatus


@dataclass(frozen=True, slots=True)
class Guest:
    """Whose seats these are, by rank: a line of the house dressing."""

    name: str
    booking: str
    ranks: tuple[int, ...]


@dataclass(frozen=True)
class MapSheet:
    """A seat map as paper shows it: always in light colours, by `coloring` and `status` a seat.

    `lines` stand below the title; `guests`, if any, are listed on pages of their own.
    """

    plan: SeatMapPlan
    title: str
    lines: tuple[str, ...]
    coloring: Coloring
    status: npt.NDArray[np.uint8]
    guests: tuple[Guest, ...] = ()
    colors: SeatMapColors = LIGHT
    font: QFont = field(default_factory=lambda: QFont(font()))

    def codes(self) -> npt.NDArray[np.uint8]:
        """Every seat's entry of the colouring."""
        return self.coloring.codes(self.status)

    def worn(self) -> Sequence[tuple[Entry, int]]:
        """The entries that seats wear, and how many do."""
        counts = np.bincount(self.codes(), minlength=len(self.coloring.entries))
        pairs = zip(self.coloring.entries, counts.tolist(), strict=True)
        return [(entry, count) for entry, count in pairs if count]


def venue_sheet(plan: SeatMapPlan, name: str) -> MapSheet:
    """An empty house, its seats by type."""
    words = tuple(word or "Seat" for word in SEAT_TYPE_WORDS)
    by_type = Coloring(
        ColorMode.STATUS,
        kind_entries(words),
        np.full(len(SeatStatus), BY_VALUE, np.uint8),
        own=plan.seat_type,
    )
    seats, sections = f"{len(plan):,} seats", f"{len(plan.sections):,} sections"
    status = np.full(len(plan), SeatStatus.AVAILABLE, np.uint8)
    return MapSheet(plan, name, (f"{seats} in {sections}",), by_type, status)
