"""Draw tables with seats: a table is a row whose form says so."""

from dataclasses import dataclass

from core.domain.venues.editing.drawing import USUAL, Seating
from core.domain.venues.editing.places import Edited, ZoneAt
from core.domain.venues.plan import Plan, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A rectangular table: how many seats stand along each side, clockwise from the top."""

    width: float
    height: float
    top: int = 0
    right: int = 0
    bottom: int = 0
    left: int = 0
    rotation: float = 0.0


def draw_round_table(
    plan: Plan,
    centre: Point,
    *,
    seats: int,
    radius: float | None = None,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """A round table with seats around it; selects the table (a row)."""
    raise NotImplementedError


def draw_table(
    plan: Plan, centre: Point, sides: Sides, *, into: ZoneAt | None = None, seating: Seating = USUAL
) -> Edited:
    """A rectangular table with seats along its sides; selects the table (a row)."""
    raise NotImplementedError
