"""What is selected, read once for all the fields that show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter

from core.domain.venues.editing.places import Selection, area_at, areas_in, row_at, rows_in
from core.domain.venues.extras import table_of
from core.domain.venues.plan import Area, Plan, Row, SeatMark, Zone
from desktop.editor.place_counts import Kinds, by_kind

_LOOK, _EXTRA = attrgetter("category", "radius", "seat_type"), attrgetter("extra")


@dataclass(frozen=True)
class Chosen:
    """A selection of a plan; whatever is asked for is looked up once."""

    plan: Plan
    selection: Selection

    @cached_property
    def kinds(self) -> Kinds:
        """What is selected, by what it is."""
        return by_kind(self.selection)

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The sections that are selected as such."""
        return tuple(self.plan.zones[place.zone] for place in sorted(self.kinds.zones))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are selected, and those of selected sections."""
        places = rows_in(self.plan, (*self.kinds.zones, *self.kinds.rows))
        return tuple(row_at(self.plan, place) for place in places)

    @cached_property
    def tables(self) -> frozenset[str]:
        """The shapes of the tables among the rows; nothing ("") stands for rows without one."""
        found = map(table_of, self.rows)
        return frozenset(table.shape if table else "" for table in found)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas that are selected; those of a section only if it has nothing else."""
        bare = (place for place in self.kinds.zones if not self.plan.zones[place.zone].rows)
        places = areas_in(self.plan, (*bare, *self.kinds.areas))
        return tuple(area_at(self.plan, place) for place in places)

    @cached_property
    def seat_count(self) -> int:
        """How many seats are selected, alone, in rows, or in sections."""
        return sum(len(row.seats) for row in self.rows) + len(self.kinds.seats)

    @cached_property
    def marks(self) -> tuple[SeatMark, ...]:
        """One seat for each combination of properties; a number only counts when it is alone."""
        zones = self.plan.zones
        marks = [zones[zone].rows[row].seats[seat] for zone, row, seat in self.kinds.seats]
        marks += chain.from_iterable(row.seats for row in self.rows)
        # There may be a hundred thousand: no step of Python for each.
        looks = zip(map(_LOOK, marks), map(id, map(_EXTRA, marks)), strict=True)
        return tuple(dict(zip(looks, marks, strict=True)).values())


def different(values: Iterable[str]) -> tuple[str, ...]:
    """None, one, or two different values: two are enough to tell that they are mixed."""
    found: list[str] = []
    for value in values:
        if value not in found:
            found.append(value)
            if len(found) > 1:
                break
    return tuple(found)
