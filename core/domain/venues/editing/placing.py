"""Move, rotate, scale, mirror and delete what is selected."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from core.domain.venues.corners import area_corners, table_corners
from core.domain.venues.editing.changing import (
    change_areas,
    change_marks,
    change_rows,
    change_zones,
    without,
)
from core.domain.venues.editing.labels import seats_said
from core.domain.venues.editing.motion import (
    Motion,
    moved_area,
    moved_row,
    moved_zone,
    new_place,
    reflection,
    shift,
    stretch,
    turn,
)
from core.domain.venues.editing.places import (
    AreaAt,
    Edited,
    Place,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    area_at,
    areas_in,
    gathered,
    outermost,
    point_at,
    row_at,
    seat_at,
    zone_at,
)
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.extras import RETIRED, table_of, with_keys
from core.domain.venues.plan import Area, Plan, Point, Row, SeatMark, Zone
from core.domain.venues.shapes import Bounds


def bounds_of(plan: Plan, selection: Selection) -> Bounds | None:
    """The rectangle around the centres of seats and the areas selected; None around nothing."""
    across: list[float] = []
    down: list[float] = []
    for x, y in _points(plan, selection):
        across.append(x)
        down.append(y)
    if not across:
        return None
    left, top = min(across), min(down)
    return Bounds(left, top, max(across) - left, max(down) - top)


def centre_of(plan: Plan, selection: Selection) -> Point | None:
    """The middle of `bounds_of`."""
    bounds = bounds_of(plan, selection)
    if bounds is None:
        return None
    return Point(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2)


def move(plan: Plan, selection: Selection, dx: float, dy: float) -> Edited:
    """Move what is selected: of a section only its own place changes, of a row only its own."""
    return carry_out(plan, selection, shift(dx, dy))


def rotate(
    plan: Plan, selection: Selection, degrees: float, *, about: Point | None = None
) -> Edited:
    """Turn clockwise about a point, by default the middle of the selection."""
    pivot = about or centre_of(plan, selection)
    return carry_out(plan, selection, turn(degrees, pivot)) if pivot else Edited(plan, selection)


def scale(
    plan: Plan,
    selection: Selection,
    across: float,
    down: float | None = None,
    *,
    about: Point | None = None,
    axis: float = 0.0,
) -> Edited:
    """Stretch distances and shapes from a point; seats keep their size. Refuse a factor of 0.

    `across` is along the axis (degrees), `down` at a right angle to it. A shape turned otherwise is
    skewed like everything around it and becomes a polygon; a table stays rectangular, as long and
    as wide as its middle lines have become.
    """
    factors = (across, across if down is None else down)
    if min(factors) <= 0:
        raise BadValue("Scale", "a factor is greater than zero")
    pivot = about or centre_of(plan, selection)
    if pivot is None:
        return Edited(plan, selection)
    return carry_out(plan, selection, stretch(*factors, pivot, axis))


def mirror(
    plan: Plan, selection: Selection, *, axis: float = 90.0, about: Point | None = None
) -> Edited:
    """Mirror on a line through a point; 90 degrees is an upright line, left becomes right."""
    pivot = about or centre_of(plan, selection)
    return carry_out(plan, selection, reflection(axis, pivot)) if pivot else Edited(plan, selection)


def carry_out(plan: Plan, selection: Selection, motion: Motion) -> Edited:
    """Apply one motion to what is selected, each thing once, a row with its seats as a row."""
    motions = dict.fromkeys(gathered(plan, selection), motion)
    return Edited(carry_out_each(plan, motions), selection)


def carry_out_each(plan: Plan, motions: Mapping[Place, Motion]) -> Plan:
    """Apply a motion of its own to each place; none may lie inside another."""
    zones: dict[int, Zone] = {}
    rows: dict[RowAt, Row] = {}
    seats: dict[SeatAt, SeatMark] = {}
    areas: dict[AreaAt, Area] = {}
    for place, motion in motions.items():
        if motion.is_move and not motion.dx and not motion.dy:
            continue
        if isinstance(place, SeatAt) and motion.is_move:
            mark = seat_at(plan, place)
            seats[place] = mark._replace(x=mark.x + motion.dx, y=mark.y + motion.dy)
            continue
        at = new_place(plan, place, motion)
        if isinstance(place, ZoneAt):
            zones[place.zone] = moved_zone(zone_at(plan, place), motion)
        elif isinstance(place, RowAt):
            rows[place] = moved_row(row_at(plan, place), motion, at)
        elif isinstance(place, SeatAt):
            seats[place] = seat_at(plan, place)._replace(x=at.x, y=at.y)
        else:
            areas[place] = moved_area(area_at(plan, place), motion, at)
    changed = change_areas(change_marks(change_rows(plan, rows), seats), areas)
    return change_zones(changed, zones)


def delete(plan: Plan, selection: Selection, *, in_use: Collection[str] = frozenset()) -> Edited:
    """Take out what is selected; rows left without seats go with them.

    Seats whose guids are `in_use` (an event knows them) are retired instead, with their row.
    """
    chosen = outermost(selection)
    kept: list[str] = []
    zones: list[Zone] = []
    by_zone: dict[int, list[Place]] = {}
    for place in chosen:
        by_zone.setdefault(place[0], []).append(place)
    for index, zone in enumerate(plan.zones):
        inside = by_zone.get(index)
        if inside is None:
            zones.append(zone)
            continue
        left = _left_over(zone, inside, in_use, kept)
        if ZoneAt(index) not in chosen or left.rows:
            zones.append(left)
    if len(zones) == len(plan.zones) and all(map(_is, zones, plan.zones)):
        return Edited(plan)
    said = f"Retired, not deleted, because events know them: {seats_said(len(kept))}."
    return Edited(replace(plan, zones=tuple(zones)), notes=(said,) if kept else ())


def _is(one: Zone, other: Zone) -> bool:
    return one is other


def _left_over(
    zone: Zone, inside: Sequence[Place], in_use: Collection[str], kept: list[str]
) -> Zone:
    """What stays of a zone; the guids of seats that had to be retired are added to `kept`."""
    whole = any(isinstance(place, ZoneAt) for place in inside)
    gone: dict[int, set[int]] = {}
    for place in inside:
        if isinstance(place, SeatAt):
            gone.setdefault(place.row, set()).add(place.seat)
        elif isinstance(place, RowAt):
            gone[place.row] = set(range(len(zone.rows[place.row].seats)))
    rows = []
    for index, row in enumerate(zone.rows):
        out = set(range(len(row.seats))) if whole else gone.get(index)
        left = row if out is None else _shortened(row, out, in_use, kept)
        if left is row or left.seats:
            rows.append(left)
    areas = () if whole else without(zone.areas, _areas(inside))
    return replace(zone, rows=tuple(rows), areas=areas)


def _areas(inside: Iterable[Place]) -> list[int]:
    return [place.area for place in inside if isinstance(place, AreaAt)]


def _shortened(row: Row, out: set[int], in_use: Collection[str], kept: list[str]) -> Row:
    seats: list[SeatMark] = []
    for index, mark in enumerate(row.seats):
        if index not in out:
            seats.append(mark)
        elif mark.guid in in_use:
            seats.append(mark._replace(extra=with_keys(mark.extra, {RETIRED: True})))
            kept.append(mark.guid)
    return replace(row, seats=tuple(seats))


def _points(plan: Plan, selection: Selection) -> Iterable[Point]:
    for place in selection:
        if isinstance(place, SeatAt):
            yield point_at(plan, place)
        elif isinstance(place, RowAt):
            yield from _row_points(zone_at(plan, place), row_at(plan, place))
        elif isinstance(place, ZoneAt):
            zone = zone_at(plan, place)
            for row in zone.rows:
                yield from _row_points(zone, row)
    for at in areas_in(plan, selection):
        yield from area_corners(zone_at(plan, at), area_at(plan, at))


def _row_points(zone: Zone, row: Row) -> Iterable[Point]:
    x, y = zone.x + row.x, zone.y + row.y
    for mark in row.seats:
        yield Point(x + mark.x, y + mark.y)
    table = table_of(row)
    if table:
        yield from table_corners(zone, row, table)
