"""Seats from points: rows with names, numbers and a category, in a section that exists or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.domain.venues.editing.changing import add_rows, add_zones
from core.domain.venues.editing.checked import checked_label
from core.domain.venues.editing.geometry import tidy
from core.domain.venues.editing.labels import (
    free_label,
    free_labels,
    fresh_guid,
    next_label,
    row_names,
    section_names,
)
from core.domain.venues.editing.places import Edited, ZoneAt
from core.domain.venues.editing.refusals import CannotDraw
from core.domain.venues.grid import SEAT_SPACING
from core.domain.venues.plan import (
    MAX_COORDINATE,
    MAX_NAME,
    MAX_SEATS,
    Category,
    Extra,
    Plan,
    Point,
    Row,
    SeatMark,
    Zone,
    no_extra,
)
from core.domain.venues.states import SeatType

_LARGEST = 1_000_000
FIRST_CATEGORY = Category("Standard", "#4a7ebb")
FIRST_SECTION = "Section 1"
FIRST_ROW = "A"
FIRST_TABLE = "T1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """How drawn seats are made; what is left '' chooses itself.

    `category`: the plan's first. `first_row`: goes on after the section's last row, or A.
    `section`: the name of a section that has to be made, or the next free one.
    """

    category: str = ""
    spacing: float = SEAT_SPACING
    radius: float | None = None
    seat_type: SeatType | None = None
    first_row: str = ""
    first_seat: int = 1
    section: str = ""


USUAL = Seating()


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row to make: its seats in absolute plan units, and its origin if not the first seat."""

    seats: Sequence[Point]
    origin: Point | None = None
    extra: Extra = field(default_factory=no_extra)


def check_seating(seating: Seating, seats: int) -> None:
    """Refuse `CannotDraw` for no seats, too many, or seats on one spot."""
    if not 1 <= seats <= MAX_SEATS:
        raise CannotDraw(f"a number of seats is from 1 to {MAX_SEATS:,}, not {seats:,}")
    if seating.spacing <= 0:
        raise CannotDraw("the spacing of seats is greater than zero")
    if seating.radius is not None and not 0 < seating.radius <= MAX_COORDINATE:
        raise CannotDraw("the radius of a seat is greater than zero")
    if not 0 <= seating.first_seat <= _LARGEST:
        raise CannotDraw(f"seats count from 0 to {_LARGEST:,}")


def put_rows(
    plan: Plan,
    drawn: Sequence[Drawn],
    into: ZoneAt | None,
    seating: Seating,
    first_name: str = FIRST_ROW,
) -> Edited:
    """The plan with the rows, selected; without `into` they are a new section."""
    check_seating(seating, sum(len(row.seats) for row in drawn))
    if into is None:
        plan, into = new_section(plan, drawn[0].origin or drawn[0].seats[0], seating.section)
    plan, category = with_category(plan, seating.category)
    zone = plan.zones[into.zone]
    wanted = checked_label("Row", seating.first_row) if seating.first_row.strip() else ""
    names = _row_names(plan, zone, wanted or first_name, len(drawn), wanted)
    made = replace(seating, category=category)
    rows = [_row(zone, row, name, made) for row, name in zip(drawn, names, strict=True)]
    changed, places = add_rows(plan, into.zone, rows)
    return Edited(changed, frozenset(places))


def new_section(plan: Plan, at: Point, name: str = "") -> tuple[Plan, ZoneAt]:
    """The plan with an empty section more; a name that is taken gets the next free one."""
    wanted = checked_label("Section", name) if name.strip() else FIRST_SECTION
    free = free_label(wanted, section_names(plan))
    at = tidy(at)
    changed, places = add_zones(plan, [Zone(free, at.x, at.y, ())])
    return changed, places[0]


def with_category(plan: Plan, name: str) -> tuple[Plan, str]:
    """The plan with the category and its name; '' is the first one."""
    if not name and plan.categories:
        return plan, plan.categories[0].name
    category = Category(checked_label("Category", name, MAX_NAME)) if name else FIRST_CATEGORY
    if any(known.name == category.name for known in plan.categories):
        return plan, category.name
    return replace(plan, categories=(*plan.categories, category)), category.name


def as_section(edited: Edited, into: ZoneAt | None) -> Edited:
    """Select the new section instead of its rows."""
    if into is not None:
        return edited
    zones: set[ZoneAt] = {ZoneAt(place[0]) for place in edited.selection}
    return edited._replace(selection=frozenset(zones))


def _row_names(plan: Plan, zone: Zone, first: str, count: int, wanted: str) -> list[str]:
    taken = row_names(plan, zone.name)
    if not wanted and zone.rows and first == FIRST_ROW:
        first = next_label(zone.rows[-1].number)
    return free_labels(count, first, taken)


def _row(zone: Zone, drawn: Drawn, name: str, seating: Seating) -> Row:
    origin = tidy(drawn.origin or drawn.seats[0])
    marks = []
    for index, seat in enumerate(drawn.seats):
        at = tidy(Point(seat.x - origin.x, seat.y - origin.y))
        marks.append(
            SeatMark(
                guid=fresh_guid(),
                number=str(seating.first_seat + index),
                x=at.x,
                y=at.y,
                category=seating.category,
                radius=seating.radius,
                seat_type=seating.seat_type,
            )
        )
    at = tidy(Point(origin.x - zone.x, origin.y - zone.y))
    return Row(name, at.x, at.y, tuple(marks), extra=drawn.extra)
