"""Draw seats, rows, blocks, curved rows and arc sections into a plan.

All draw into the section `into`, or else into a new one; rows get the next free names, seats the
numbers 1, 2, 3 … unless `Seating` says otherwise.
"""

from dataclasses import dataclass, replace
from math import asin, degrees, dist

from core.domain.venues.editing.changing import change_rows
from core.domain.venues.editing.geometry import (
    Arc,
    along,
    arc_over,
    arc_through,
    direction_of,
    fitting,
    tidy,
)
from core.domain.venues.editing.labels import free_label, fresh_guid, next_number
from core.domain.venues.editing.places import (
    Edited,
    RowAt,
    SeatAt,
    ZoneAt,
    point_at,
    row_at,
    seats_in,
)
from core.domain.venues.editing.refusals import CannotDraw
from core.domain.venues.editing.seating_rows import (
    USUAL,
    Drawn,
    Seating,
    as_section,
    check_seating,
    put_rows,
    with_category,
)
from core.domain.venues.grid import ROW_SPACING
from core.domain.venues.plan import MAX_SEATS, Plan, Point, Row, SeatMark

__all__ = [
    "USUAL",
    "ArcSection",
    "Block",
    "Seating",
    "draw_arc_section",
    "draw_block",
    "draw_curved_row",
    "draw_row",
    "draw_row_through",
    "draw_row_to",
    "draw_seat",
]

_MOST_ROWS = 2_000
_FULL_TURN = 360.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows x seats from the front left corner; `direction` of the rows in degrees clockwise.

    `skew` leans every row by so many plan units against the one before it, `stagger` moves every
    second row along by this share of the spacing, aisles `aisle_width` wider than the spacing open
    after so many seats (5, 15).
    """

    rows: int
    seats: int
    row_spacing: float = ROW_SPACING
    direction: float = 0.0
    skew: float = 0.0
    stagger: float = 0.0
    aisles: tuple[int, ...] = ()
    aisle_width: float = 48.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArcSection:
    """Rows on circles around one centre, from `inner` to `outer` radius, between two angles.

    Angles in degrees clockwise from "to the right"; the section runs clockwise from `start` to
    `end`. Its seats count from the left of somebody who looks at the centre.
    """

    inner: float
    outer: float
    start: float
    end: float
    row_spacing: float = ROW_SPACING


def draw_seat(
    plan: Plan, at: Point, *, into: ZoneAt | RowAt | None = None, seating: Seating = USUAL
) -> Edited:
    """Draw one seat, in a row of its own or at the nearer end of the row `into`; select it."""
    if not isinstance(into, RowAt):
        edited = put_rows(plan, [Drawn([at])], into, seating)
        return Edited(edited.plan, frozenset(seats_in(edited.plan, edited.selection)))
    check_seating(seating, 1)
    row = row_at(plan, into)
    beside = row.seats[-1].category if row.seats else ""
    plan, category = with_category(plan, seating.category or beside)
    origin = point_at(plan, into)
    place = tidy(Point(at.x - origin.x, at.y - origin.y))
    first = bool(row.seats) and dist(place, row.seats[0][2:4]) < dist(place, row.seats[-1][2:4])
    mark = _one_more(row, place, replace(seating, category=category), first=first)
    seats = (mark, *row.seats) if first else (*row.seats, mark)
    changed = change_rows(plan, {into: replace(row, seats=seats)})
    return Edited(changed, frozenset([SeatAt(*into, 0 if first else len(row.seats))]))


def draw_row(
    plan: Plan,
    start: Point,
    *,
    seats: int,
    direction: float = 0.0,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """Draw a straight row from its first seat on; select it. `direction` in degrees clockwise."""
    check_seating(seating, seats)
    points = [along(start, direction, seating.spacing * index) for index in range(seats)]
    return put_rows(plan, [Drawn(points)], into, seating)


def draw_row_to(
    plan: Plan, start: Point, end: Point, *, into: ZoneAt | None = None, seating: Seating = USUAL
) -> Edited:
    """Draw a straight row with as many seats as fit between two points; select it."""
    check_seating(seating, 1)
    seats = fitting(dist(start, end), seating.spacing) + 1
    direction = direction_of(start, end)
    return draw_row(plan, start, seats=seats, direction=direction, into=into, seating=seating)


def draw_block(
    plan: Plan,
    corner: Point,
    block: Block,
    *,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """Draw a block of rows, the first from `corner` on; select its rows, or the new section."""
    check_seating(seating, block.seats)
    if not 1 <= block.rows <= _MOST_ROWS or block.rows * block.seats > MAX_SEATS:
        raise CannotDraw(f"a block has 1 to {_MOST_ROWS:,} rows and {MAX_SEATS:,} seats at most")
    rows = [Drawn(_block_row(corner, block, index, seating.spacing)) for index in range(block.rows)]
    return as_section(put_rows(plan, rows, into, seating), into)


def draw_curved_row(
    plan: Plan,
    start: Point,
    end: Point,
    *,
    bend: float,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """Draw a row on an arc, as many seats as fit; select it.

    `bend` is the arc's height over the chord, positive to the left of start -> end (up, for a row
    that runs to the right); `geometry.bend_of_radius` makes one from a radius.
    """
    arc = arc_over(start, end, bend)
    if arc is None:
        return draw_row_to(plan, start, end, into=into, seating=seating)
    return _arc_row(plan, arc, into, seating)


def draw_row_through(
    plan: Plan,
    first: Point,
    middle: Point,
    last: Point,
    *,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """Draw a row on the circle through three points, as many seats as fit; select it."""
    arc = arc_through(first, middle, last)
    if arc is None:
        return draw_row_to(plan, first, last, into=into, seating=seating)
    return _arc_row(plan, arc, into, seating)


def draw_arc_section(
    plan: Plan,
    centre: Point,
    arc: ArcSection,
    *,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """Draw rows on circles around a centre, from the inner one on; select them, or the section."""
    check_seating(seating, 1)
    if not 0 < arc.inner <= arc.outer or arc.row_spacing <= 0:
        raise CannotDraw("the inner radius is greater than zero and not beyond the outer one")
    sweep = (arc.end - arc.start) % _FULL_TURN or _FULL_TURN
    rows = fitting(arc.outer - arc.inner, arc.row_spacing) + 1
    if rows > _MOST_ROWS:
        raise CannotDraw(f"a section has at most {_MOST_ROWS:,} rows")
    drawn = [
        Drawn(_round_row(centre, arc, arc.inner + arc.row_spacing * index, sweep, seating.spacing))
        for index in range(rows)
    ]
    return as_section(put_rows(plan, drawn, into, seating), into)


def _one_more(row: Row, at: Point, seating: Seating, *, first: bool) -> SeatMark:
    """A seat like its neighbour, with the number that goes on from there."""
    numbers = [mark.number for mark in row.seats]
    number = free_label(next_number(numbers, first=first), set(numbers))
    radius = seating.radius or (row.seats[0 if first else -1].radius if row.seats else None)
    return SeatMark(fresh_guid(), number, at.x, at.y, seating.category, radius, seating.seat_type)


def _block_row(corner: Point, block: Block, index: int, spacing: float) -> list[Point]:
    start = along(corner, block.direction + 90, block.row_spacing * index)
    lean = block.skew * index + block.stagger * spacing * (index % 2)
    aisles = [after for after in block.aisles if 0 < after < block.seats]
    return [
        along(
            start,
            block.direction,
            lean + spacing * seat + block.aisle_width * sum(after <= seat for after in aisles),
        )
        for seat in range(block.seats)
    ]


def _arc_row(plan: Plan, arc: Arc, into: ZoneAt | None, seating: Seating) -> Edited:
    check_seating(seating, 1)
    check_seating(seating, fitting(arc.length, seating.spacing) + 1)
    return put_rows(plan, [Drawn(arc.spaced(seating.spacing))], into, seating)


def _round_row(
    centre: Point, arc: ArcSection, radius: float, sweep: float, spacing: float
) -> list[Point]:
    row = Arc(centre, radius, arc.start + sweep, -sweep)
    if sweep < _FULL_TURN:
        return row.spaced(spacing)
    # Around a full circle the last seat must not meet the first.
    return row.spaced(
        spacing, max(1, fitting(_FULL_TURN, degrees(2 * asin(min(1, spacing / 2 / radius)))))
    )
