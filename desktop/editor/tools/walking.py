"""The next place by keyboard: sections and areas, rows of a section, seats of a row."""

from core.domain.venues.editing.places import AreaAt, Place, RowAt, SeatAt, Selection, ZoneAt
from core.domain.venues.extras import is_hidden, is_locked
from core.domain.venues.plan import Plan
from desktop.editor.grain import Grain


def next_place(
    plan: Plan, selection: Selection, grain: Grain, where: tuple[int | None, int]
) -> Place | None:
    """The place after (or before) the one selected; `where`: the section open, and 1 or -1."""
    opened, step = where
    places = _places(plan, selection, grain, opened)
    if not places:
        return None
    chosen = [index for index, place in enumerate(places) if place in selection]
    if not chosen:
        return places[0 if step > 0 else -1]
    return places[((chosen[-1] if step > 0 else chosen[0]) + step) % len(places)]


def _places(plan: Plan, selection: Selection, grain: Grain, opened: int | None) -> list[Place]:
    zones = [
        index
        for index, zone in enumerate(plan.zones)
        if opened in (None, index) and not is_hidden(zone) and not is_locked(zone)
    ]
    if grain is Grain.SECTION:
        found: list[Place] = []
        for index in zones:
            if plan.zones[index].rows:
                found.append(ZoneAt(index))
            else:
                found.extend(AreaAt(index, area) for area in range(len(plan.zones[index].areas)))
        return found
    if grain is Grain.ROW:
        return [RowAt(index, row) for index in zones for row in range(len(plan.zones[index].rows))]
    at = _row_in_hand(plan, selection, zones)
    if at is None:
        return []
    return [
        SeatAt(at.zone, at.row, seat) for seat in range(len(plan.zones[at.zone].rows[at.row].seats))
    ]


def _row_in_hand(plan: Plan, selection: Selection, zones: list[int]) -> RowAt | None:
    """The row of what is selected, else the first there is."""
    for place in sorted(selection, key=lambda place: tuple(map(str, place))):
        if isinstance(place, RowAt | SeatAt):
            return RowAt(place.zone, place.row)
    return next((RowAt(index, 0) for index in zones if plan.zones[index].rows), None)
