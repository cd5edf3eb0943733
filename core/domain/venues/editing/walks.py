"""A row as a walk along its seats: its form, its gaps, and laying it out anew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import asin, degrees, dist
from typing import Literal

from core.domain.venues.editing.geometry import (
    Arc,
    along,
    arc_over,
    arc_through,
    bend_of,
    between,
    direction_of,
    tidy,
)
from core.domain.venues.extras import table_of
from core.domain.venues.plan import Point, Row
from core.domain.venues.rows import AISLE_GAP, order_row

_TOLERANCE = 0.04  # of the spacing: what a seat may stand off its row's line or arc
_CURVED = 3
Anchor = Literal["start", "middle"]


@dataclass(frozen=True, slots=True)
class Form:
    """How a row stands, relative to the row: its ends, its bend and what else it is.

    `kind`: line, arc, table or free. `bend`: the arc's height over the chord, positive to the left
    of start -> end (upwards for a row that runs to the right). `centre` and `radius`: the arc's.
    `start` and `end` are the row's ends as one walks along it, `middle` is halfway on its line.
    """

    kind: Literal["line", "arc", "table", "free"]
    start: Point
    middle: Point
    end: Point
    spacing: float
    bend: float = 0.0
    centre: Point | None = None
    radius: float | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """A row's seats in the order of walking along it, relative to the row, with their distances.

    `order`: indexes into the row's seats. `gaps`: from each seat to the next.
    """

    row: Row
    form: Form
    arc: Arc | None
    order: tuple[int, ...]
    points: tuple[Point, ...]
    gaps: tuple[float, ...]

    @property
    def spacing(self) -> float:
        return self.form.spacing

    def is_aisle(self, gap: float) -> bool:
        """The gap is wider than neighbours are apart."""
        return gap > self.spacing * AISLE_GAP

    def at_seat(self, seat: int) -> int:
        """How far along the walk a seat (its index in the row) comes."""
        return self.order.index(seat)


def walk(row: Row) -> Walk:
    """The row as it stands."""
    marks = [Point(mark.x, mark.y) for mark in row.seats]
    if not marks:
        nowhere = Point(0.0, 0.0)
        return Walk(row, Form("free", nowhere, nowhere, nowhere, 0.0), None, (), (), ())
    order = order_row(marks)
    points = tuple(marks[index] for index in order.order)
    gaps = tuple(dist(here, there) for here, there in pairwise(points))
    arc = _arc(points, order.spacing)
    return Walk(row, _form(row, points, order.spacing, arc), arc, tuple(order.order), points, gaps)


def form_of(row: Row) -> Form:
    """Line, arc, table or free, as the seats stand; see `Form`."""
    return walk(row).form


def laid_out(one: Walk, gaps: Sequence[float], anchor: Anchor = "start") -> list[Point]:
    """The walk's points with other gaps along the same line or arc.

    `anchor`: the first seat stays, or the point halfway along the walk. A gap c takes the angle
    2 asin(c / 2r) of an arc of radius r.
    """
    if one.arc:
        angles = [_angle(gap, one.arc.radius) for gap in gaps]
        before = [_angle(gap, one.arc.radius) for gap in one.gaps]
        way = 1.0 if one.arc.sweep >= 0 else -1.0
        start = one.arc.start
        if anchor == "middle":
            start += way * (sum(before) - sum(angles)) / 2
        steps = accumulate(angles, initial=0.0)
        return [along(one.arc.centre, start + way * step, one.arc.radius) for step in steps]
    points = _stretched(one.points, one.gaps, gaps)
    if anchor == "middle" and points:
        was, now = between(one.points[0], one.points[-1]), between(points[0], points[-1])
        return [Point(x + was.x - now.x, y + was.y - now.y) for x, y in points]
    return points


def over_chord(one: Walk, bend: float) -> list[Point]:
    """The walk's points on an arc over its own chord, at the same shares of the way.

    A row bends up to a half circle: beyond, nobody could tell who is whose neighbour.
    """
    start, end = one.points[0], one.points[-1]
    half = dist(start, end) / 2
    bend = max(-half, min(bend, half))
    ways = [_angle(gap, one.arc.radius) for gap in one.gaps] if one.arc else one.gaps
    whole = sum(ways) or 1.0
    shares = [way / whole for way in accumulate(ways, initial=0.0)]
    arc = arc_over(start, end, bend)
    if arc is None:
        return [between(start, end, share) for share in shares]
    return [arc.at(share) for share in shares]


def around(one: Walk, centre: Point) -> list[Point]:
    """The walk's points on the circle around a centre through its middle, with the same gaps."""
    middle = one.form.middle
    radius = dist(centre, middle)
    angles = [_angle(gap, radius) for gap in one.gaps]
    outwards_x, outwards_y = middle.x - centre.x, middle.y - centre.y
    ahead_x, ahead_y = one.points[-1].x - one.points[0].x, one.points[-1].y - one.points[0].y
    way = 1.0 if outwards_x * ahead_y - outwards_y * ahead_x >= 0 else -1.0
    start = direction_of(centre, middle) - way * sum(angles) / 2
    steps = accumulate(angles, initial=0.0)
    return [along(centre, start + way * step, radius) for step in steps]


def with_points(one: Walk, points: Sequence[Point]) -> Row:
    """The row with its seats at other points, given in walking order, relative to the row."""
    seats = list(one.row.seats)
    for index, point in zip(one.order, points, strict=True):
        at = tidy(point)
        seats[index] = seats[index]._replace(x=at.x, y=at.y)
    if all(new == old for new, old in zip(seats, one.row.seats, strict=True)):
        return one.row
    return replace(one.row, seats=tuple(seats))


def _angle(gap: float, radius: float) -> float:
    return degrees(2 * asin(min(1.0, gap / (2 * radius)))) if radius else 0.0


def _form(row: Row, points: tuple[Point, ...], spacing: float, arc: Arc | None) -> Form:
    start, end = points[0], points[-1]
    middle = arc.at(0.5) if arc else _halfway(points)
    if table_of(row):
        return Form("table", start, Point(0.0, 0.0), end, spacing)
    if arc:
        bend = bend_of(start, middle, end)
        return Form("arc", start, middle, end, spacing, bend, arc.centre, arc.radius)
    straight = all(_off(point, start, end) <= _TOLERANCE * spacing for point in points)
    if straight:
        return Form("line", start, middle, end, spacing)
    return Form("free", start, middle, end, spacing, bend_of(start, middle, end))


def _arc(points: Sequence[Point], spacing: float) -> Arc | None:
    """The arc on which all points lie, if they do and if it is bent at all."""
    if len(points) < _CURVED:
        return None
    arc = arc_through(points[0], points[len(points) // 2], points[-1])
    if arc is None:
        return None
    reach = _TOLERANCE * spacing
    on_it = all(abs(dist(point, arc.centre) - arc.radius) <= reach for point in points)
    bent = abs(bend_of(points[0], arc.at(0.5), points[-1])) > reach
    return arc if on_it and bent else None


def _off(point: Point, start: Point, end: Point) -> float:
    return abs(bend_of(start, point, end)) if start != end else dist(start, point)


def _halfway(points: Sequence[Point]) -> Point:
    left, right = points[(len(points) - 1) // 2], points[len(points) // 2]
    return between(left, right)


def _stretched(
    points: Sequence[Point], before: Sequence[float], gaps: Sequence[float]
) -> list[Point]:
    """Each step in its own direction, as long as its new gap."""
    if not points:
        return []
    found = [points[0]]
    for (here, there), old, gap in zip(pairwise(points), before, gaps, strict=True):
        share = gap / old if old else 0.0
        x, y = found[-1]
        found.append(Point(x + (there.x - here.x) * share, y + (there.y - here.y) * share))
    return found
