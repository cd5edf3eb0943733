"""Put changed zones, rows, seats and areas into a plan; all others stay the same objects."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from core.domain.venues.editing.checked import check_area, check_reach, check_row
from core.domain.venues.editing.places import (
    AreaAt,
    Edited,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    area_at,
    row_at,
    seat_at,
)
from core.domain.venues.editing.refusals import TooManySeats
from core.domain.venues.plan import MAX_SEATS, Area, Plan, Row, SeatMark, Zone

T = TypeVar("T")


def exchanged(items: tuple[T, ...], changed: Mapping[int, T]) -> tuple[T, ...]:
    """The tuple with some items exchanged."""
    return tuple(changed.get(index, item) for index, item in enumerate(items))


def change_zones(plan: Plan, changed: Mapping[int, Zone]) -> Plan:
    """The plan with these zones; the same if none is another object; refuse `TooFarAway`."""
    real = {index: zone for index, zone in changed.items() if zone is not plan.zones[index]}
    for index, zone in real.items():
        _check_zone(zone, plan.zones[index])
    return replace(plan, zones=exchanged(plan.zones, real)) if real else plan


def change_rows(plan: Plan, changed: Mapping[RowAt, Row]) -> Plan:
    """The plan with these rows."""
    by_zone: defaultdict[int, dict[int, Row]] = defaultdict(dict)
    for place, row in changed.items():
        if row is not row_at(plan, place):
            by_zone[place.zone][place.row] = row
    return change_zones(
        plan,
        {
            index: replace(plan.zones[index], rows=exchanged(plan.zones[index].rows, rows))
            for index, rows in by_zone.items()
        },
    )


def change_marks(plan: Plan, changed: Mapping[SeatAt, SeatMark]) -> Plan:
    """The plan with these seats; a row whose seats are all equal to what they were stays."""
    by_row: defaultdict[RowAt, dict[int, SeatMark]] = defaultdict(dict)
    for place, mark in changed.items():
        if mark != seat_at(plan, place):
            by_row[RowAt(place.zone, place.row)][place.seat] = mark
    rows = {place: row_at(plan, place) for place in by_row}
    return change_rows(
        plan,
        {
            place: replace(rows[place], seats=exchanged(rows[place].seats, marks))
            for place, marks in by_row.items()
        },
    )


def change_areas(plan: Plan, changed: Mapping[AreaAt, Area]) -> Plan:
    """The plan with these areas."""
    by_zone: defaultdict[int, dict[int, Area]] = defaultdict(dict)
    for place, area in changed.items():
        if area != area_at(plan, place):
            by_zone[place.zone][place.area] = area
    return change_zones(
        plan,
        {
            index: replace(plan.zones[index], areas=exchanged(plan.zones[index].areas, areas))
            for index, areas in by_zone.items()
        },
    )


def each_seat(plan: Plan, selection: Selection, change: Callable[[SeatMark], SeatMark]) -> Edited:
    """Every selected seat changed by one function; rows in which none changes stay."""
    chosen: dict[RowAt, set[int] | None] = {}
    for place in selection:
        if isinstance(place, SeatAt):
            seats = chosen.setdefault(RowAt(place.zone, place.row), set())
            if seats is not None:
                seats.add(place.seat)
        elif isinstance(place, RowAt):
            chosen[place] = None
        elif isinstance(place, ZoneAt):
            rows = range(len(plan.zones[place.zone].rows))
            chosen.update(dict.fromkeys((RowAt(place.zone, row) for row in rows), None))
    changed = {
        place: _changed(row_at(plan, place), seats, change) for place, seats in chosen.items()
    }
    return Edited(change_rows(plan, changed), selection)


def _changed(row: Row, chosen: set[int] | None, change: Callable[[SeatMark], SeatMark]) -> Row:
    seats = tuple(
        change(mark) if chosen is None or index in chosen else mark
        for index, mark in enumerate(row.seats)
    )
    return row if seats == row.seats else replace(row, seats=seats)


def add_zones(plan: Plan, zones: Sequence[Zone]) -> tuple[Plan, list[ZoneAt]]:
    """The plan with zones more, and where they are; refuse `TooManySeats`."""
    first = len(plan.zones)
    check_room(plan, sum(len(row.seats) for zone in zones for row in zone.rows))
    for zone in zones:
        _check_zone(zone)
    added = replace(plan, zones=(*plan.zones, *zones))
    return added, [ZoneAt(first + index) for index in range(len(zones))]


def add_rows(plan: Plan, zone: int, rows: Sequence[Row]) -> tuple[Plan, list[RowAt]]:
    """The plan with rows more at the end of a zone, and where they are; refuse `TooManySeats`."""
    before = plan.zones[zone]
    check_room(plan, sum(len(row.seats) for row in rows))
    changed = change_zones(plan, {zone: replace(before, rows=(*before.rows, *rows))})
    return changed, [RowAt(zone, len(before.rows) + index) for index in range(len(rows))]


def add_areas(plan: Plan, zone: int, areas: Sequence[Area]) -> tuple[Plan, list[AreaAt]]:
    """The plan with areas more on top of a zone's others, and where they are."""
    before = plan.zones[zone]
    changed = change_zones(plan, {zone: replace(before, areas=(*before.areas, *areas))})
    return changed, [AreaAt(zone, len(before.areas) + index) for index in range(len(areas))]


def without(items: tuple[T, ...], gone: Iterable[int]) -> tuple[T, ...]:
    """The tuple without the items at these indexes."""
    out = set(gone)
    return tuple(item for index, item in enumerate(items) if index not in out)


def check_room(plan: Plan, more: int) -> None:
    """Refuse `TooManySeats` if the plan can't hold so many more."""
    seats = plan.seat_count + more
    if seats > MAX_SEATS:
        raise TooManySeats(seats)


def _check_zone(zone: Zone, before: Zone | None = None) -> None:
    """Refuse `TooFarAway` for what is new in a zone."""
    check_reach((zone.x, zone.y))
    known = {id(row) for row in before.rows} if before else set()
    for row in zone.rows:
        if id(row) not in known:
            check_row(row)
    if before is None or zone.areas is not before.areas:
        for area in zone.areas:
            check_area(area)
