"""What stands against publishing a plan, each finding with its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from core.domain.collecting import collector_paused
from core.domain.venues.editing.doubles import any_doubled, doubled_seats, row_names, seat_name
from core.domain.venues.editing.ground import Ground, ground_of
from core.domain.venues.editing.labels import seats_said
from core.domain.venues.editing.outside import house_of, seats_outside, standing_outside
from core.domain.venues.editing.places import (
    NOTHING,
    AreaAt,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    area_at,
    row_at,
    seat_at,
)
from core.domain.venues.extras import (
    GA_ROW,
    capacity_of,
    companion_of,
    is_retired,
    licence_of,
    outline_of,
    table_of,
    wheelchair_share_of,
)
from core.domain.venues.plan import MAX_SEATS, Plan, SeatMark, Zone
from core.domain.venues.rows import order_row
from core.domain.venues.seating import seat_type_of
from core.domain.venues.standing import standing_areas, standing_section
from core.domain.venues.states import SeatType

_TOUCHING = 0.98  # of the radiuses' sum: seats may stand side by side
_BLOCKED = 0.7  # of the spacing: how near to the next place beyond a row's end another seat is
_ROW = 2  # seats that make a row


class Concern(StrEnum):
    NO_SEATS = "no seats"
    TOO_MANY = "too many seats"
    UNNAMED = "unnamed"
    DUPLICATE_LABEL = "duplicate label"
    DUPLICATE_GUID = "duplicate guid"
    OVERLAP = "overlap"
    OUTSIDE = "outside"
    NO_AISLE = "no aisle"
    OVER_LICENCE = "over licence"
    WHEELCHAIR_SHARE = "wheelchair share"
    COMPANION = "companion"
    UNKNOWN_CATEGORY = "unknown category"


class Finding(NamedTuple):
    """One finding: `sentence` for the list, `places` to jump to (none: the whole plan).

    `blocks`: the plan can't be published like this; the others are for a person to judge.
    """

    concern: Concern
    sentence: str
    places: Selection
    blocks: bool = False


def check_plan(plan: Plan) -> tuple[Finding, ...]:
    """What stands against publishing: first what prevents it, then what should be looked at."""
    with collector_paused():
        ground = ground_of(plan)
        found = [
            *_counts(plan, ground),
            *_unnamed(plan),
            *_labels(plan),
            *_guids(plan),
            *_overlaps(plan, ground),
            *_outside(plan, ground),
            *_without_aisle(plan, ground),
            *_companions(plan),
            *_categories(plan),
        ]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


def places_to_sell(plan: Plan) -> int:
    """How many seats and standing places the plan sells; retired seats don't count."""
    seats = sum(not is_retired(mark) for _, _, mark in plan.marks())
    return seats + sum(capacity for _, _, capacity in standing_areas(plan))


def _counts(plan: Plan, ground: Ground) -> Iterator[Finding]:
    places = len(ground.places) + sum(capacity for _, _, capacity in standing_areas(plan))
    if not places:
        yield Finding(Concern.NO_SEATS, "The plan has no seats yet.", NOTHING, blocks=True)
    if places > MAX_SEATS:
        said = f"The plan has {places:,} places; {MAX_SEATS:,} fit at most."
        yield Finding(Concern.TOO_MANY, said, NOTHING, blocks=True)
    licence = licence_of(plan)
    if licence is not None and places > licence:
        said = f"{places:,} places are {places - licence:,} more than the licence for {licence:,}."
        yield Finding(Concern.OVER_LICENCE, said, NOTHING)
    share = wheelchair_share_of(plan)
    wheelchairs = [at for at in ground.places if share and _is_wheelchair(seat_at(plan, at))]
    if share and len(wheelchairs) < share * places:
        needed = -int(-share * places // 1)
        said = f"{len(wheelchairs)} of {places:,} places are for wheelchairs; {needed} are needed."
        yield Finding(Concern.WHEELCHAIR_SHARE, said, frozenset(wheelchairs))


def _unnamed(plan: Plan) -> Iterator[Finding]:
    for index, zone in enumerate(plan.zones):
        for at, row in enumerate(zone.rows):
            if row.seats and not row.number.strip():
                said = f"A row of {zone.name or 'a section'} has no name."
                yield Finding(Concern.UNNAMED, said, frozenset([RowAt(index, at)]), blocks=True)
        own = [row for row in zone.rows if row.seats and not row.section]
        if own and not zone.name.strip():
            at_zone = frozenset([ZoneAt(index)])
            yield Finding(Concern.UNNAMED, "A section has no name.", at_zone, blocks=True)
        for at, area in enumerate(zone.areas):
            if capacity_of(area) and not standing_section(zone, area).strip():
                places = frozenset([AreaAt(index, at)])
                said = "A general-admission area has no name."
                yield Finding(Concern.UNNAMED, said, places, blocks=True)


def _labels(plan: Plan) -> Iterator[Finding]:
    rows = row_names(plan)
    doubled = doubled_seats(plan, rows) if any_doubled(plan) else {}
    for name, places in doubled.items():
        said = f"{len(places)} seats are called {name}."
        yield Finding(Concern.DUPLICATE_LABEL, said, frozenset(places), blocks=True)
    standing: defaultdict[str, list[AreaAt]] = defaultdict(list)
    for index, zone in enumerate(plan.zones):
        for at, area in enumerate(zone.areas):
            if capacity_of(area):
                standing[standing_section(zone, area)].append(AreaAt(index, at))
    for section, areas in standing.items():
        if len(areas) > 1 or (section, GA_ROW) in rows:
            said = (
                f"Two things are called {section}, row {GA_ROW}: general admission needs its own."
            )
            yield Finding(Concern.DUPLICATE_LABEL, said, frozenset(areas), blocks=True)


def _guids(plan: Plan) -> Iterator[Finding]:
    if len({mark.guid for _, _, mark in plan.marks()}) == plan.seat_count:
        return
    first: dict[str, SeatAt] = {}
    for place, mark in _marks(plan):
        known = first.setdefault(mark.guid, place)
        if known != place:
            said = (
                f"{seat_name(plan, known)} and {seat_name(plan, place)} are one seat to the system."
            )
            places = frozenset([known, place])
            yield Finding(Concern.DUPLICATE_GUID, said, places, blocks=True)


def _overlaps(plan: Plan, ground: Ground) -> Iterator[Finding]:
    """One finding for each pair of rows."""
    pairs: defaultdict[tuple[RowAt, RowAt], set[SeatAt]] = defaultdict(set)
    for one, other in ground.overlaps(_TOUCHING):
        seats = sorted((ground.places[one], ground.places[other]))
        rows = (RowAt(*seats[0][:2]), RowAt(*seats[1][:2]))
        pairs[rows].update(seats)
    for (row, other_row), found in sorted(pairs.items()):
        where = f"{_row_name(plan, row)}"
        if other_row != row:
            where += f" and {_row_name(plan, other_row)}"
        said = f"Overlapping: {seats_said(len(found))} of {where}."
        yield Finding(Concern.OVERLAP, said, frozenset(found))


def _outside(plan: Plan, ground: Ground) -> Iterator[Finding]:
    """One finding for each row, and each standing area, beyond the house's outline or size."""
    house = house_of(plan)
    if not house:
        return
    where = "house" if outline_of(plan) else "plan"
    for row, places in seats_outside(house, ground):
        said = f"Outside the {where}: {seats_said(len(places))} of {_row_name(plan, row)}."
        yield Finding(Concern.OUTSIDE, said, frozenset(places))
    for at in standing_outside(plan, house):
        name = standing_section(plan.zones[at.zone], area_at(plan, at))
        said = f"Outside the {where}: a part of {name}."
        yield Finding(Concern.OUTSIDE, said, frozenset([at]))


def _without_aisle(plan: Plan, ground: Ground) -> Iterator[Finding]:
    """Rows without an aisle of their own whose both ends run into other seats."""
    for name, members in _rows_by_name(plan, ground).items():
        points = [(ground.x[seat], ground.y[seat]) for seat in members]
        row = order_row(points)
        if any(there - here > 1 for here, there in pairwise(row.positions)):
            continue
        order = [members[index] for index in row.order]
        ends = ((order[1], order[0]), (order[-2], order[-1]))
        if all(_is_shut(ground, inner, end, set(members)) for inner, end in ends):
            places = frozenset(ground.places[seat] for seat in members)
            said = f"{name[0]} {name[1]} reaches no aisle: both ends run into other seats."
            yield Finding(Concern.NO_AISLE, said, places)


def _is_shut(ground: Ground, inner: int, end: int, own: set[int]) -> bool:
    """Where the row would go on beyond its end, somebody else's seat is."""
    step_x, step_y = ground.x[end] - ground.x[inner], ground.y[end] - ground.y[inner]
    reach = min(_BLOCKED * hypot(step_x, step_y), ground.cell)
    beyond = ground.near(ground.level[end], ground.x[end] + step_x, ground.y[end] + step_y, reach)
    return any(seat not in own for seat in beyond)


def _rows_by_name(plan: Plan, ground: Ground) -> Mapping[tuple[str, str], list[int]]:
    """The seats (indexes on the ground) of each row of two seats or more; tables left out."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, seats in ground.rows:
        zone, row = plan.zones[place.zone], row_at(plan, place)
        if table_of(row):
            continue
        if any(mark.section for mark in row.seats):
            for seat in seats:
                found[seat_name(plan, ground.places[seat])[:2]].append(seat)
        else:
            found[(row.section or zone.name, row.number)] += seats
    return {name: seats for name, seats in found.items() if len(seats) >= _ROW}


def _companions(plan: Plan) -> Iterator[Finding]:
    if not any(mark.extra and companion_of(mark) for _, _, mark in plan.marks()):
        return
    linked = [(at, mark) for at, mark in _sold(plan) if companion_of(mark)]
    wheelchairs = {mark.guid for _, mark in _sold(plan) if _is_wheelchair(mark)}
    lost = [at for at, mark in linked if companion_of(mark) not in wheelchairs]
    for at in lost:
        said = f"{seat_name(plan, at)} is a companion of a wheelchair place that isn't there."
        yield Finding(Concern.COMPANION, said, frozenset([at]))


def _categories(plan: Plan) -> Iterator[Finding]:
    known = {category.name for category in plan.categories}
    if {mark.category for _, _, mark in plan.marks()} <= known:
        return
    unknown: defaultdict[str, set[SeatAt]] = defaultdict(set)
    for place, mark in _sold(plan):
        if mark.category not in known:
            unknown[mark.category].add(place)
    for name, places in unknown.items():
        said = f"Not in the list of categories: {name or '(none)'}, {seats_said(len(places))}."
        yield Finding(Concern.UNKNOWN_CATEGORY, said, frozenset(places))


def _sold(plan: Plan) -> Iterable[tuple[SeatAt, SeatMark]]:
    """The seats that aren't retired, with their places."""
    return (one for one in _marks(plan) if not (one[1].extra and is_retired(one[1])))


def _marks(plan: Plan) -> Iterable[tuple[SeatAt, SeatMark]]:
    for z, zone in enumerate(plan.zones):
        for r, row in enumerate(zone.rows):
            for s, mark in enumerate(row.seats):
                yield SeatAt(z, r, s), mark


def _is_wheelchair(mark: SeatMark) -> bool:
    return (mark.seat_type or seat_type_of(mark.category)) is SeatType.WHEELCHAIR


def _row_name(plan: Plan, place: RowAt) -> str:
    zone: Zone = plan.zones[place.zone]
    row = zone.rows[place.row]
    return f"{row.section or zone.name} {row.number}"
