"""Bend, space, lengthen and shorten rows; open and close aisles."""

from dataclasses import dataclass
from typing import Literal

from core.domain.venues.editing.places import Edited, RowAt, SeatAt, Selection
from core.domain.venues.plan import Plan, Point, Row

End = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Form:
    """How a row stands, relative to the row: its ends, its bend and what else it is.

    `kind`: line, arc, table or free. `bend`: the arc's height over the chord, positive to the left
    of start -> end (upwards for a row that runs to the right). `centre` and `radius`: the arc's.
    """

    kind: Literal["line", "arc", "table", "free"]
    start: Point
    end: Point
    spacing: float
    bend: float = 0.0
    centre: Point | None = None
    radius: float | None = None


def form_of(row: Row) -> Form:
    """Line, arc, table or free, as the seats stand."""
    raise NotImplementedError


def bend_rows(plan: Plan, selection: Selection, bend: float) -> Edited:
    """Lay rows on an arc over their own chord; `bend` is its height, 0 makes them straight."""
    raise NotImplementedError


def curve_rows(plan: Plan, selection: Selection, about: Point) -> Edited:
    """Lay rows on circles around one centre, through their middles, spacing kept."""
    raise NotImplementedError


def space_rows(plan: Plan, selection: Selection, spacing: float) -> Edited:
    """Set the seats' spacing along each row about its middle; aisles keep their width."""
    raise NotImplementedError


def pitch_rows(plan: Plan, selection: Selection, spacing: float) -> Edited:
    """Set the distance from row to row, the first stays."""
    raise NotImplementedError


def add_seats(plan: Plan, row: RowAt, *, end: End, count: int = 1) -> Edited:
    """Continue the row at an end; selects the new seats."""
    raise NotImplementedError


def remove_seats(plan: Plan, row: RowAt, *, end: End, count: int = 1) -> Edited:
    """Shorten the row at an end; the last seat stays."""
    raise NotImplementedError


def add_at_aisle(plan: Plan, beside: SeatAt, *, count: int = 1) -> Edited:
    """Put seats into the aisle next to a seat; the rest of the row moves on if they don't fit."""
    raise NotImplementedError


def open_aisle(plan: Plan, after: SeatAt, *, width: float = 48.0) -> Edited:
    """Move the seats behind a seat on by `width`: an aisle."""
    raise NotImplementedError


def close_aisle(plan: Plan, after: SeatAt) -> Edited:
    """Bring the seats behind the aisle after a seat back to the usual spacing."""
    raise NotImplementedError
