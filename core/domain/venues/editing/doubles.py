"""Names that two seats would have: section, row and number."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from core.domain.venues.editing.places import RowAt, SeatAt, row_at, zone_at
from core.domain.venues.extras import is_retired
from core.domain.venues.plan import Plan, Row, SeatMark, Zone


class SeatName(NamedTuple):
    """What a seat is called; unique in a plan among the seats that aren't retired."""

    section: str
    row: str
    number: str

    def __str__(self) -> str:
        """As staff say it."""
        return f"{self.section} {self.row} {self.number}"


def name_of_seat(zone: Zone, row: Row, mark: SeatMark) -> SeatName:
    """The name that a seat has in the plan."""
    return SeatName(mark.section or row.section or zone.name, row.number, mark.number)


def seat_name(plan: Plan, place: SeatAt) -> SeatName:
    """The name of the seat at a place."""
    row = row_at(plan, place)
    return name_of_seat(zone_at(plan, place), row, row.seats[place.seat])


def row_names(plan: Plan) -> set[tuple[str, str]]:
    """Section and name of every row that has seats, as its seats are called."""
    return {
        (section or row.section or zone.name, row.number)
        for zone in plan.zones
        for row in zone.rows
        for section in {mark.section for mark in row.seats}
    }


def any_doubled(plan: Plan) -> bool:
    """Whether two seats have one name: a third of the time of asking which ones."""
    names = [
        (mark.section or row.section or zone.name, row.number, mark.number)
        for zone, row, mark in plan.marks()
        if not (mark.extra and is_retired(mark))
    ]
    return len(set(names)) < len(names)


def doubled_seats(plan: Plan, touched: set[tuple[str, str]]) -> Mapping[SeatName, list[SeatAt]]:
    """The names that several seats have, within these rows: (section, row name)."""
    found: defaultdict[SeatName, list[SeatAt]] = defaultdict(list)
    row_names = {row for _, row in touched}
    for place, zone, row in _rows(plan, row_names):
        alike = (row.section or zone.name, row.number) in touched
        if not alike and not any(mark.section for mark in row.seats):
            continue
        for index, mark in enumerate(row.seats):
            name = name_of_seat(zone, row, mark)
            if name[:2] in touched and not (mark.extra and is_retired(mark)):
                found[name].append(SeatAt(*place, index))
    return {name: places for name, places in found.items() if len(places) > 1}


def _rows(plan: Plan, names: set[str]) -> Iterator[tuple[RowAt, Zone, Row]]:
    for z, zone in enumerate(plan.zones):
        for r, row in enumerate(zone.rows):
            if row.number in names:
                yield RowAt(z, r), zone, row
