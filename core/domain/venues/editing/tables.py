"""Draw tables with seats: a table is a row whose form says so, its origin the table's middle."""

from dataclasses import dataclass, replace
from math import pi, sin

from core.domain.venues.editing.geometry import along
from core.domain.venues.editing.places import Edited, ZoneAt
from core.domain.venues.editing.refusals import CannotDraw
from core.domain.venues.editing.seating_rows import (
    FIRST_TABLE,
    USUAL,
    Drawn,
    Seating,
    check_seating,
    put_rows,
)
from core.domain.venues.extras import FORM, Table, table_form
from core.domain.venues.plan import Plan, Point

# A seat's centre stands this far from the table's edge, in spacings.
PULLED_OUT = 0.6
_NARROW = 1.5  # a table without seats at its ends is so many spacings deep


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A rectangular table: how many seats stand along each side, clockwise from the top.

    A width or height of 0 fits the seats. `rotation` in degrees clockwise.
    """

    width: float = 0.0
    height: float = 0.0
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
    """Draw a round table, its first seat at the top, the others clockwise; select it (a row).

    Without the table's `radius` neighbours are the spacing apart: a chord c of n seats on a circle
    makes its radius c / (2 sin(pi / n)) (Weisstein, "Regular Polygon", MathWorld).
    """
    check_seating(seating, seats)
    away = PULLED_OUT * seating.spacing
    ring = max(seating.spacing / (2 * sin(pi / max(seats, 2))), seating.spacing)
    if radius is not None:
        if radius <= 0:
            raise CannotDraw("the radius of a table is greater than zero")
        ring = radius + away
    points = [along(centre, -90 + 360 * index / seats, ring) for index in range(seats)]
    table = Table("round", 2 * (ring - away), 2 * (ring - away))
    return _put(plan, centre, points, table, (into, seating))


def draw_table(
    plan: Plan,
    centre: Point,
    sides: Sides,
    *,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """Draw a rectangular table, its seats clockwise from the top left; select it (a row)."""
    counts = (sides.top, sides.right, sides.bottom, sides.left)
    if min(counts) < 0 or sides.width < 0 or sides.height < 0:
        raise CannotDraw("a table's sides and seats are not less than zero")
    check_seating(seating, sum(counts))
    sides = _fitted(sides, seating.spacing)
    points = [_turned(centre, seat, sides.rotation) for seat in _around(sides, seating.spacing)]
    table = Table("rectangular", sides.width, sides.height, sides.rotation)
    return _put(plan, centre, points, table, (into, seating))


def _put(
    plan: Plan,
    centre: Point,
    points: list[Point],
    table: Table,
    where: tuple[ZoneAt | None, Seating],
) -> Edited:
    into, seating = where
    drawn = Drawn(points, centre, {FORM: table_form(table)})
    return put_rows(plan, [drawn], into, seating, FIRST_TABLE)


def _fitted(sides: Sides, spacing: float) -> Sides:
    return replace(
        sides,
        width=sides.width or spacing * max(sides.top, sides.bottom, _NARROW),
        height=sides.height or spacing * max(sides.left, sides.right, _NARROW),
    )


def _around(sides: Sides, spacing: float) -> list[Point]:
    """The seats relative to the middle of the table as it lies unturned."""
    across, down = sides.width / 2, sides.height / 2
    away = PULLED_OUT * spacing
    return [
        *(Point(x, -down - away) for x in spread(sides.width, sides.top)),
        *(Point(across + away, y) for y in spread(sides.height, sides.right)),
        *(Point(-x, down + away) for x in spread(sides.width, sides.bottom)),
        *(Point(-across - away, -y) for y in spread(sides.height, sides.left)),
    ]


def spread(length: float, seats: int) -> list[float]:
    """Where seats sit evenly along a side, from its middle."""
    return [length * ((index + 0.5) / seats - 0.5) for index in range(seats)]


def _turned(centre: Point, at: Point, rotation: float) -> Point:
    return along(along(centre, rotation, at.x), rotation + 90, at.y)
