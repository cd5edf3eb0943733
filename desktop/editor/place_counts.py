"""How many places a plan sells, counted again only where a section has changed."""

from collections.abc import Iterable

from core.domain.venues.editing.checks import places_to_sell
from core.domain.venues.editing.places import RowAt, SeatAt, Selection, ZoneAt, row_at
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


def seats_selected(plan: Plan, selection: Selection) -> int:
    """How many seats are selected, alone, in rows, or in sections; each counted once."""
    whole = {place.zone for place in selection if isinstance(place, ZoneAt)}
    rows = {place for place in selection if isinstance(place, RowAt) and place.zone not in whole}
    covered = {place[:2] for place in rows}
    alone = sum(
        isinstance(place, SeatAt) and place.zone not in whole and place[:2] not in covered
        for place in selection
    )
    return alone + _seats(plan, whole) + sum(len(row_at(plan, row).seats) for row in rows)


def _seats(plan: Plan, zones: Iterable[int]) -> int:
    return sum(len(row.seats) for zone in zones for row in plan.zones[zone].rows)
