"""The outline of a section: a band along its rows where they allow one, else their convex hull."""

from collections.abc import Sequence
from math import cos, dist, hypot, pi, sin

from core.domain.venues.plan import Point

# Seats from end to end of one row.
Path = Sequence[Point]

# A row's curve may be cut by this share of the padding, a ragged edge by this one.
_CURVE = 0.12
_RAGGED = 0.6
_HALF_CIRCLE = 1.6  # its arc over its chord, about
# No block of a real house is larger; the work stays bounded where somebody's file is.
_MOST_ROWS = 500
_MOST_SEATS = 500
_BAND_CORNERS = range(4, 61)


def outline(rows: Sequence[Path], padding: float) -> tuple[Point, ...]:
    """A simple polygon around all seats, `padding` plan units away from their centres."""
    ordered = _front_to_back(rows)
    runs_on = len(rows) <= _MOST_ROWS and all(map(_runs_on, rows))
    band = _band(ordered, padding) if runs_on else []
    if len(band) in _BAND_CORNERS and _is_simple(band) and _holds(band, ordered):
        return tuple(band)
    rim = convex_hull([seat for row in rows for seat in row])
    return tuple(convex_hull([corner for seat in rim for corner in _disc(seat, padding)]))


def middle_seat(rows: Sequence[Path]) -> Point:
    """A point in the midst of the section, on a row even if the rows are curved."""
    ordered = _front_to_back(rows)
    row = ordered[len(ordered) // 2]
    left, right = row[(len(row) - 1) // 2], row[len(row) // 2]
    return Point((left.x + right.x) / 2, (left.y + right.y) / 2)


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """Andrew's monotone chain; the corners in order, without repetition."""
    ordered = sorted(set(points))
    if len(ordered) == 1:
        return ordered
    return [*_chain(ordered)[:-1], *_chain(ordered[::-1])[:-1]]


def _chain(ordered: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def _disc(at: Point, radius: float) -> list[Point]:
    turns = [step * pi / 6 for step in range(12)]
    return [Point(at.x + radius * cos(turn), at.y + radius * sin(turn)) for turn in turns]


def _runs_on(row: Path) -> bool:
    """The row goes from end to end, at most in a half circle, without doubling back."""
    return sum(map(dist, row, row[1:])) <= _HALF_CIRCLE * dist(row[0], row[-1])


def _front_to_back(rows: Sequence[Path]) -> list[Path]:
    """The rows in one direction, sorted across it."""
    widest = max(rows, key=lambda row: dist(row[0], row[-1]))
    along_x, along_y = widest[-1].x - widest[0].x, widest[-1].y - widest[0].y
    facing = [
        row
        if (row[-1].x - row[0].x) * along_x + (row[-1].y - row[0].y) * along_y >= 0
        else row[::-1]
        for row in rows
    ]
    return sorted(
        facing, key=lambda row: row[len(row) // 2].y * along_x - row[len(row) // 2].x * along_y
    )


def _band(rows: Sequence[Path], padding: float) -> list[Point]:
    """Along the first row, down the right ends, back along the last row, up the left ends."""
    stretched = [_stretched(_thinned(row), padding) for row in rows]
    front = simplified(_beside(stretched[0], -padding), padding * _CURVE)
    back = simplified(_beside(stretched[-1], padding), padding * _CURVE)
    right = simplified([front[-1], *(row[-1] for row in stretched), back[-1]], padding * _RAGGED)
    left = simplified([front[0], *(row[0] for row in stretched), back[0]], padding * _RAGGED)
    return [*front, *right[1:-1], *back[::-1], *left[1:-1][::-1]]


def _thinned(row: Path) -> Path:
    return row if len(row) <= _MOST_SEATS else [*row[:: len(row) // _MOST_SEATS + 1], row[-1]]


def _stretched(row: Path, padding: float) -> list[Point]:
    """The row, longer by `padding` at both ends."""
    if len(row) == 1:
        ((x, y),) = row
        return [Point(x - padding, y), Point(x + padding, y)]
    return [_beyond(row[1], row[0], padding), *row[1:-1], _beyond(row[-2], row[-1], padding)]


def _beyond(before: Point, end: Point, padding: float) -> Point:
    length = dist(before, end) or 1.0
    share = padding / length
    return Point(end.x + (end.x - before.x) * share, end.y + (end.y - before.y) * share)


def _beside(path: Path, offset: float) -> list[Point]:
    """The path moved to its right by `offset` (y points down), point by point."""
    moved = []
    for index, (x, y) in enumerate(path):
        before, after = path[max(index - 1, 0)], path[min(index + 1, len(path) - 1)]
        across_x, across_y = before.y - after.y, after.x - before.x
        length = hypot(across_x, across_y) or 1.0
        moved.append(Point(x + across_x * offset / length, y + across_y * offset / length))
    return moved


def simplified(path: Path, tolerance: float) -> list[Point]:
    """Douglas-Peucker: the corners that the path needs to stay within `tolerance`."""
    keep = {0, len(path) - 1}
    open_spans = [(0, len(path) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        far, index = max(
            ((_off_line(path[i], path[first], path[last]), i) for i in range(first + 1, last)),
            default=(0.0, first),
        )
        if far > tolerance:
            keep.add(index)
            open_spans += [(first, index), (index, last)]
    return [path[index] for index in sorted(keep)]


def _off_line(point: Point, a: Point, b: Point) -> float:
    length = dist(a, b)
    return abs(_turn(a, b, point)) / length if length else dist(a, point)


def _is_simple(corners: Sequence[Point]) -> bool:
    """No two sides cross."""
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    return not any(
        _cross(*sides[i], *sides[j])
        for i in range(len(sides))
        for j in range(i + 2, len(sides))
        if (i, j) != (0, len(sides) - 1)
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _holds(corners: Sequence[Point], rows: Sequence[Path]) -> bool:
    """Both ends and the middle of every row lie inside."""
    return all(
        is_inside(seat, corners) for row in rows for seat in (row[0], row[len(row) // 2], row[-1])
    )


def is_inside(at: Point, corners: Sequence[Point]) -> bool:
    """Whether a point lies in a polygon, by the even-odd rule."""
    inside = False
    before = corners[-1]
    for corner in corners:
        if (corner.y > at.y) != (before.y > at.y):
            share = (at.y - corner.y) / (before.y - corner.y)
            inside ^= at.x < corner.x + share * (before.x - corner.x)
        before = corner
    return inside
