"""What lies outside the house: its outline, or its size where it has no outline."""

from collections.abc import Iterable, Iterator, Sequence
from math import dist

from core.domain.venues.corners import area_corners
from core.domain.venues.editing.ground import Ground
from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt
from core.domain.venues.extras import capacity_of, outline_of
from core.domain.venues.outlines import is_inside
from core.domain.venues.plan import Plan, Point

_NEAR = 0.001  # plan units that count as on the border
Box = tuple[float, float, float, float]


def house_of(plan: Plan) -> tuple[Point, ...]:
    """The corners of the house: its outline, else its size; none if it has neither."""
    corners = outline_of(plan)
    if corners or plan.size is None:
        return corners
    width, height = plan.size
    return (Point(0, 0), Point(width, 0), Point(width, height), Point(0, height))


def seats_outside(house: Sequence[Point], ground: Ground) -> Iterator[tuple[RowAt, list[SeatAt]]]:
    """The seats of each row whose middles lie outside; on the border is inside."""
    for row, seats in ground.rows:
        if not seats:
            continue
        across, down = (column[seats.start : seats.stop] for column in (ground.x, ground.y))
        box = (min(across), min(down), max(across), max(down))
        if is_inside(Point(*box[:2]), house) and not any(
            _cuts(side, box) for side in _sides(house)
        ):
            continue
        out = [
            ground.places[seat]
            for seat, x, y in zip(seats, across, down, strict=True)
            if _is_out(Point(x, y), house)
        ]
        if out:
            yield row, out


def standing_outside(plan: Plan, house: Sequence[Point]) -> Iterator[AreaAt]:
    """The standing areas of which a corner lies outside."""
    for index, zone in enumerate(plan.zones):
        for at, area in enumerate(zone.areas):
            corners = area_corners(zone, area) if capacity_of(area) else ()
            if any(_is_out(corner, house) for corner in corners):
                yield AreaAt(index, at)


def _is_out(at: Point, house: Sequence[Point]) -> bool:
    return not is_inside(at, house) and not any(_touches(side, at) for side in _sides(house))


def _sides(house: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    return zip(house, (*house[1:], house[0]), strict=True)


def _touches(side: tuple[Point, Point], at: Point) -> bool:
    (ax, ay), (bx, by) = side
    beside = min(ax, bx) - _NEAR <= at.x <= max(ax, bx) + _NEAR
    level = min(ay, by) - _NEAR <= at.y <= max(ay, by) + _NEAR
    return beside and level and abs(_turn(side, at.x, at.y)) <= _NEAR * (dist(*side) or 1.0)


def _cuts(side: tuple[Point, Point], box: Box) -> bool:
    """Whether the side may run through the box: never a wrong no."""
    (ax, ay), (bx, by) = side
    left, top, right, bottom = box
    if max(ax, bx) < left or min(ax, bx) > right or max(ay, by) < top or min(ay, by) > bottom:
        return False
    turns = [_turn(side, x, y) for x in (left, right) for y in (top, bottom)]
    return min(turns) <= 0 <= max(turns)


def _turn(side: tuple[Point, Point], x: float, y: float) -> float:
    (ax, ay), (bx, by) = side
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax)
