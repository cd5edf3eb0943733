"""What is selected, read once for all the fields that show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from core.domain.venues.editing.places import (
    AreaAt,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    area_at,
    areas_in,
    row_at,
    rows_in,
    seat_at,
)
from core.domain.venues.plan import Area, Plan, Row, SeatMark, Zone


@dataclass(frozen=True)
class Chosen:
    """A selection of a plan; whatever is asked for is looked up once."""

    plan: Plan
    selection: Selection

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The sections that are selected as such."""
        places = sorted(place for place in self.selection if isinstance(place, ZoneAt))
        return tuple(self.plan.zones[place.zone] for place in places)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are selected, and those of selected sections."""
        places = [place for place in self.selection if isinstance(place, ZoneAt | RowAt)]
        return tuple(row_at(self.plan, place) for place in rows_in(self.plan, places))

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas that are selected; those of a section only if it has nothing else."""
        bare = (
            place
            for place in self.selection
            if isinstance(place, AreaAt)
            or (isinstance(place, ZoneAt) and not self.plan.zones[place.zone].rows)
        )
        return tuple(area_at(self.plan, place) for place in areas_in(self.plan, bare))

    @cached_property
    def seat_count(self) -> int:
        """How many seats are selected, alone, in rows, or in sections."""
        whole = sum(len(row.seats) for row in self.rows)
        return whole + sum(1 for _ in self._single_places())

    @cached_property
    def marks(self) -> tuple[SeatMark, ...]:
        """One seat for each combination of properties; a number only counts when it is alone."""
        distinct: dict[tuple[object, ...], SeatMark] = {}
        for marks in self._marks():
            for mark in marks:
                distinct[mark.category, mark.radius, mark.seat_type, id(mark.extra)] = mark
        return tuple(distinct.values())

    def _marks(self) -> Iterator[Iterable[SeatMark]]:
        for row in self.rows:
            yield row.seats
        yield (seat_at(self.plan, place) for place in self._single_places())

    def _single_places(self) -> Iterator[SeatAt]:
        """Seats that are not in a selected row or section."""
        covered = {place[:2] for place in self.selection if isinstance(place, RowAt)}
        whole = {place.zone for place in self.selection if isinstance(place, ZoneAt)}
        for place in self.selection:
            if isinstance(place, SeatAt) and place.zone not in whole and place[:2] not in covered:
                yield place


def different(values: Iterable[str]) -> tuple[str, ...]:
    """None, one, or two different values: two are enough to tell that they are mixed."""
    found: list[str] = []
    for value in values:
        if value not in found:
            found.append(value)
            if len(found) > 1:
                break
    return tuple(found)
