"""Where things stand in a plan (indexes), what is selected, and what an edit gives back."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from core.domain.venues.plan import Area, Plan, Point, Row, SeatMark, Zone


class ZoneAt(NamedTuple):
    """A zone (section) with all that is in it."""

    zone: int


class RowAt(NamedTuple):
    """A row (or a table) of a zone."""

    zone: int
    row: int


class SeatAt(NamedTuple):
    zone: int
    row: int
    seat: int


class AreaAt(NamedTuple):
    """A drawn area of a zone; `kind` only keeps it from being equal to a row of the same index."""

    zone: int
    area: int
    kind: Literal["area"] = "area"


Place = ZoneAt | RowAt | SeatAt | AreaAt
Selection = frozenset[Place]
NOTHING: Selection = frozenset()


class Edited(NamedTuple):
    """What every edit returns: the new plan, what is selected in it, and what to tell the user.

    `notes` are sentences about what the edit decided by itself ("Row A became row C.").
    """

    plan: Plan
    selection: Selection = NOTHING
    notes: tuple[str, ...] = ()


def zone_at(plan: Plan, place: Place) -> Zone:
    """The zone that a place is, or is in."""
    return plan.zones[place[0]]


def row_at(plan: Plan, place: RowAt | SeatAt) -> Row:
    """The row that a place is, or is in."""
    return plan.zones[place.zone].rows[place.row]


def seat_at(plan: Plan, place: SeatAt) -> SeatMark:
    """The seat at a place."""
    return plan.zones[place.zone].rows[place.row].seats[place.seat]


def area_at(plan: Plan, place: AreaAt) -> Area:
    """The area at a place."""
    return plan.zones[place.zone].areas[place.area]


def point_at(plan: Plan, place: Place) -> Point:
    """Where a seat stands, else where a row's, an area's or a zone's origin is, in plan units."""
    zone = plan.zones[place.zone]
    x, y = zone.x, zone.y
    if isinstance(place, RowAt | SeatAt):
        row = zone.rows[place.row]
        x, y = x + row.x, y + row.y
        if isinstance(place, SeatAt):
            mark = row.seats[place.seat]
            x, y = x + mark.x, y + mark.y
    elif isinstance(place, AreaAt):
        area = zone.areas[place.area]
        x, y = x + area.x, y + area.y
    return Point(x, y)


def everything(plan: Plan) -> Selection:
    """All zones."""
    return frozenset(ZoneAt(index) for index in range(len(plan.zones)))


def outermost(selection: Selection) -> Selection:
    """The selection without what lies inside another selected row or zone."""
    zones = {place.zone for place in selection if isinstance(place, ZoneAt)}
    rows = {place[:2] for place in selection if isinstance(place, RowAt)}
    return frozenset(
        place
        for place in selection
        if isinstance(place, ZoneAt)
        or (place.zone not in zones and not (isinstance(place, SeatAt) and place[:2] in rows))
    )


def gathered(plan: Plan, selection: Selection) -> Selection:
    """The outermost places; a row of which every seat is selected stands for its seats."""
    counts = Counter(RowAt(at.zone, at.row) for at in selection if isinstance(at, SeatAt))
    whole = {at for at, count in counts.items() if count == len(row_at(plan, at).seats)}
    return outermost(selection | whole) if whole else outermost(selection)


def in_order(selection: Iterable[Place]) -> list[Place]:
    """The places in a fixed order: areas, rows, seats, zones, each kind in plan order."""
    return sorted(selection, key=lambda place: (type(place).__name__, place[:3]))


def zones_in(selection: Iterable[Place]) -> list[int]:
    """The indexes of the zones that are selected or hold what is, in plan order."""
    return sorted({place[0] for place in selection})


def rows_in(plan: Plan, selection: Iterable[Place]) -> list[RowAt]:
    """The rows selected, the rows of selected zones and those of selected seats, in plan order."""
    found: set[RowAt] = set()
    for place in selection:
        if isinstance(place, ZoneAt):
            found.update(RowAt(place.zone, row) for row in range(len(zone_at(plan, place).rows)))
        elif isinstance(place, RowAt):
            found.add(place)
        elif isinstance(place, SeatAt):
            found.add(RowAt(place.zone, place.row))
    return sorted(found)


def seats_in(plan: Plan, selection: Iterable[Place]) -> list[SeatAt]:
    """The seats selected and those of selected rows and zones, in plan order."""
    found: set[SeatAt] = set()
    for place in selection:
        found.update(_seats_of(plan, place))
    return sorted(found)


def areas_in(plan: Plan, selection: Iterable[Place]) -> list[AreaAt]:
    """The areas selected and those of selected zones, in plan order."""
    found: set[AreaAt] = set()
    for place in selection:
        if isinstance(place, AreaAt):
            found.add(place)
        elif isinstance(place, ZoneAt):
            found.update(
                AreaAt(place.zone, area) for area in range(len(zone_at(plan, place).areas))
            )
    return sorted(found)


def _seats_of(plan: Plan, place: Place) -> Iterator[SeatAt]:
    if isinstance(place, SeatAt):
        yield place
    elif isinstance(place, RowAt):
        for seat in range(len(row_at(plan, place).seats)):
            yield SeatAt(place.zone, place.row, seat)
    elif isinstance(place, ZoneAt):
        for index, row in enumerate(zone_at(plan, place).rows):
            for seat in range(len(row.seats)):
                yield SeatAt(place.zone, index, seat)
