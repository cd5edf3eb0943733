"""How many places a plan sells, counted again only where a section has changed."""

from typing import NamedTuple

from core.domain.venues.editing.checks import places_to_sell
from core.domain.venues.editing.places import (
    AreaAt,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    row_at,
)
from core.domain.venues.plan import Plan, Zone


class PlaceCounts:
    """Remembers each section as an object: plans share what an edit has left alone."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Zone, int]] = {}

    def of(self, zone: Zone) -> int:
        """The seats and standing places of a section that are for sale."""
        known = self._known.get(id(zone))
        if known is None:
            known = zone, places_to_sell(Plan("", (), (zone,)))
            self._known[id(zone)] = known
        return known[1]

    def total(self, plan: Plan) -> int:
        """The places of the whole plan; forgets sections that it has no more."""
        total = sum(map(self.of, plan.zones))
        if len(self._known) > 2 * len(plan.zones):
            now = {id(zone) for zone in plan.zones}
            self._known = {key: one for key, one in self._known.items() if key in now}
        return total


class Kinds(NamedTuple):
    """A selection by what its places are; `seats`: those outside selected rows and sections."""

    zones: list[ZoneAt]
    rows: list[RowAt]
    seats: list[SeatAt]
    areas: list[AreaAt]


def by_kind(selection: Selection) -> Kinds:
    """Sort a selection by kind; rows and seats inside something selected are left out."""
    # Mostly all are of one kind, and there may be a hundred thousand.
    present = set(map(type, selection))
    zones = [place for place in selection if type(place) is ZoneAt] if ZoneAt in present else []
    rows = [place for place in selection if type(place) is RowAt] if RowAt in present else []
    seats = [place for place in selection if type(place) is SeatAt] if SeatAt in present else []
    areas = [place for place in selection if type(place) is AreaAt] if AreaAt in present else []
    if zones:
        whole = {place.zone for place in zones}
        rows = [place for place in rows if place.zone not in whole]
        seats = [place for place in seats if place.zone not in whole]
    if rows:
        covered = {(place.zone, place.row) for place in rows}
        seats = [place for place in seats if (place.zone, place.row) not in covered]
    return Kinds(zones, rows, seats, areas)


def seats_selected(plan: Plan, selection: Selection) -> int:
    """How many seats are selected, alone, in rows, or in sections; each counted once."""
    kinds = by_kind(selection)
    whole = sum(len(row.seats) for place in kinds.zones for row in plan.zones[place.zone].rows)
    return whole + sum(len(row_at(plan, row).seats) for row in kinds.rows) + len(kinds.seats)
