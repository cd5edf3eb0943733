"""Where a point being drawn or dragged snaps to: grid, guides, rows and their spacing."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import dist, hypot
from typing import Literal, NamedTuple

from core.domain.venues.editing.places import NOTHING, RowAt, SeatAt, Selection, ZoneAt
from core.domain.venues.extras import Grid, Guide, grid_of, guides_of, is_hidden, table_of
from core.domain.venues.grid import SEAT_SPACING
from core.domain.venues.plan import Plan, Point, Row, Zone
from core.domain.venues.shapes import Bounds

_FAR = 100_000.0  # a guide runs across any plan
_PAIR = 2
Axis = Literal["x", "y"]


class SnapLine(NamedTuple):
    """A line to show while snapped; `kind`: grid, guide, row, spacing or edge (a row's end)."""

    kind: str
    start: Point
    end: Point


class Snapped(NamedTuple):
    """The point, snapped or as it was, and the lines that hold it."""

    at: Point
    lines: tuple[SnapLine, ...] = ()


class _Spot(NamedTuple):
    """A place that holds both ways: the next seat of a row, the first seat of the next row."""

    at: Point
    kind: str
    beside: Point


@dataclass(frozen=True, slots=True)
class Magnets:
    """What there is to snap to; made by `magnets`, passed to `snap`.

    `spots` are sorted; `x` and `y` are sorted coordinates of row ends, with the ends themselves.
    """

    grid: Grid | None
    guides: tuple[Guide, ...]
    spots: Sequence[_Spot] = ()
    x: Sequence[tuple[float, Point]] = ()
    y: Sequence[tuple[float, Point]] = field(default=())


def magnets(plan: Plan, *, within: Bounds | None = None, ignoring: Selection = NOTHING) -> Magnets:
    """Gather what there is to snap to, once, when a drag begins.

    `within`: only rows that begin or end there, as what is to be seen; `ignoring`: what is dragged.
    """
    spots: list[_Spot] = []
    ends: list[Point] = []
    for index, zone in enumerate(plan.zones):
        if ZoneAt(index) not in ignoring and not is_hidden(zone):
            rows = _rows(index, zone, ignoring, within)
            for before, row in zip([None, *rows], rows, strict=False):
                ends += [row[0], row[-1]]
                spots += _spots(row, before)
    grid = grid_of(plan)
    return Magnets(
        grid if grid.snaps else None,
        guides_of(plan),
        sorted(spots),
        sorted((end.x, end) for end in ends),
        sorted((end.y, end) for end in ends),
    )


def snap(found: Magnets, at: Point, reach: float) -> Snapped:
    """The nearest place to snap to within `reach` plan units, with the lines that say why.

    The next seat of a row holds both coordinates; else each goes to a guide, a row end, the grid.
    """
    spot = _nearest_spot(found.spots, at, reach)
    if spot:
        return Snapped(spot.at, (SnapLine(spot.kind, spot.beside, spot.at),))
    across = _nearest(found, "x", at, reach)
    down = _nearest(found, "y", at, reach)
    x, y = across[0] if across else at.x, down[0] if down else at.y
    lines = []
    if across:
        lines.append(_line("x", across, Point(x, y)))
    if down:
        lines.append(_line("y", down, Point(x, y)))
    return Snapped(Point(x, y), tuple(lines))


def snap_angle(degrees: float, step: float = 15.0) -> float:
    """The angle at the nearest step."""
    return round(degrees / step) * step


def _rows(
    index: int, zone: Zone, ignoring: Selection, within: Bounds | None
) -> list[tuple[Point, ...]]:
    """The rows to snap to: their first two and last two seats, in absolute plan units."""
    moving = {place.row for place in ignoring if isinstance(place, SeatAt) and place.zone == index}
    found = []
    for at, row in enumerate(zone.rows):
        if not row.seats or at in moving or RowAt(index, at) in ignoring or table_of(row):
            continue
        seats = _ends(zone, row)
        if within is None or any(_inside(seat, within) for seat in (seats[0], seats[-1])):
            found.append(seats)
    return found


def _ends(zone: Zone, row: Row) -> tuple[Point, ...]:
    x, y = zone.x + row.x, zone.y + row.y
    marks = row.seats if len(row.seats) <= _PAIR else (*row.seats[:2], *row.seats[-2:])
    return tuple(Point(x + mark.x, y + mark.y) for mark in marks)


def _spots(row: tuple[Point, ...], before: tuple[Point, ...] | None) -> Iterator[_Spot]:
    """The next seat at both ends, and where a row more would begin."""
    if len(row) >= _PAIR:
        yield _Spot(_beyond(row[1], row[0]), "row", row[1])
        yield _Spot(_beyond(row[-2], row[-1]), "row", row[-2])
    else:
        yield _Spot(Point(row[0].x + SEAT_SPACING, row[0].y), "row", row[0])
    if before:
        yield _Spot(_beyond(before[0], row[0]), "spacing", before[0])
        yield _Spot(_beyond(row[0], before[0]), "spacing", row[0])


def _beyond(before: Point, end: Point) -> Point:
    return Point(2 * end.x - before.x, 2 * end.y - before.y)


def _inside(at: Point, bounds: Bounds) -> bool:
    return (
        bounds.x <= at.x <= bounds.x + bounds.width and bounds.y <= at.y <= bounds.y + bounds.height
    )


def _nearest_spot(spots: Sequence[_Spot], at: Point, reach: float) -> _Spot | None:
    first = bisect_left(spots, at.x - reach, key=_across)
    near: list[tuple[float, _Spot]] = []
    for index in range(first, len(spots)):
        spot = spots[index]
        if spot.at.x > at.x + reach:
            break
        away = hypot(spot.at.x - at.x, spot.at.y - at.y)
        if away <= reach:
            near.append((away, spot))
    return min(near)[1] if near else None


def _across(spot: _Spot) -> float:
    return spot.at.x


_Hold = tuple[float, str, Point | None]


def _nearest(found: Magnets, axis: Axis, at: Point, reach: float) -> _Hold | None:
    """The nearest guide, else row end, else grid line of one axis: where, which, and its seat."""
    here = at.x if axis == "x" else at.y
    guides: list[_Hold] = [(one.at, "guide", None) for one in found.guides if one.axis == axis]
    ends = _ends_near(found.x if axis == "x" else found.y, here, reach, at)
    for holds in (guides, ends, _grid_line(found.grid, axis, here)):
        near = [hold for hold in holds if abs(hold[0] - here) <= reach]
        if near:
            return min(near, key=lambda hold: abs(hold[0] - here))
    return None


def _ends_near(
    ends: Sequence[tuple[float, Point]], here: float, reach: float, at: Point
) -> list[_Hold]:
    """Of the ends in line, the nearest one, so that the line shown is short."""
    first = bisect_left(ends, (here - reach,))
    near: list[tuple[float, Point]] = []
    for index in range(first, len(ends)):
        where, end = ends[index]
        if where > here + reach:
            break
        near.append((where, end))
    if not near:
        return []
    where, end = min(near, key=lambda one: (round(abs(one[0] - here), 3), dist(one[1], at)))
    return [(where, "edge", end)]


def _grid_line(grid: Grid | None, axis: Axis, here: float) -> Iterable[_Hold]:
    if grid is None:
        return ()
    origin = grid.x if axis == "x" else grid.y
    return ((origin + round((here - origin) / grid.step) * grid.step, "grid", None),)


def _line(axis: Axis, hold: _Hold, at: Point) -> SnapLine:
    where, kind, beside = hold
    if beside:
        return SnapLine(kind, beside, at)
    if axis == "x":
        return SnapLine(kind, Point(where, -_FAR), Point(where, _FAR))
    return SnapLine(kind, Point(-_FAR, where), Point(_FAR, where))
