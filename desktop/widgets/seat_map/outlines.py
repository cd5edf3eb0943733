"""Draws an outline around the rows of a section that came without one."""

from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.plan import IntArray, Points

Vectors = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BESIDE = 1.4  # pitches from a row's end to the outline; the row's letter stands between
BEHIND = 1.0  # pitches from the first and last row to the outline
POINTS_A_ROW = 12
POINTS_A_SIDE = 8
STRAIGHT = 0.04  # pitches that a line may pass beside points that are left out
TINY = 1e-9  # plan units
SMALL_SECTION = 12  # seats; a lone row of these is a box or a table, not a line


class RowLines:
    """All rows of a plan as lines of seats: (n, 2) places, row by row, and each seat's section."""

    def __init__(
        self, seats: npt.NDArray[np.float32], starts: IntArray, section: IntArray, pitch: float
    ) -> None:
        self._seats = seats.astype(np.float64)
        self._starts = starts
        self._pitch = pitch
        self._section = section[starts[:-1]]

    @cached_property
    def _first(self) -> Vectors:
        return self._seats[self._starts[:-1]]

    @cached_property
    def _last(self) -> Vectors:
        return self._seats[self._starts[1:] - 1]

    @cached_property
    def _middle(self) -> Vectors:
        sums = np.add.reduceat(self._seats, self._starts[:-1])
        middles: Vectors = sums / np.diff(self._starts)[:, None]
        return middles

    @cached_property
    def _outward(self) -> tuple[Vectors, Vectors]:
        """The unit vectors that lead out of each row at its first and its last seat."""
        second = self._seats[np.minimum(self._starts[:-1] + 1, self._starts[1:] - 1)]
        before = self._seats[np.maximum(self._starts[1:] - 2, self._starts[:-1])]
        return _units(self._first - second), _units(self._last - before)

    @cached_property
    def outlines(self) -> list[Points]:
        """A polygon around the rows of each section, by the section's index.

        All of them at once: a stadium has hundreds of sections, and NumPy charges by the call.
        """
        along = self._along
        back = np.column_stack((-along[:, 1], along[:, 0]))
        depth = (self._middle * back[self._section]).sum(axis=1)
        rows = np.lexsort((depth, self._section))
        counts = np.bincount(self._section)
        ends = np.cumsum(counts)
        sides = ends[:, None] - counts[:, None] + _spread(counts, POINTS_A_SIDE)
        left, right = (places[rows] for places in self._beside(along))
        behind = back * (self._pitch * BEHIND)
        near, far = self._bows(rows[sides[:, 0]], along), self._bows(rows[sides[:, -1]], along)
        near -= behind[:, None]
        far += behind[:, None]
        first, last, inner = sides[:, 0], sides[:, -1], sides[:, 1:-1]
        near[:, 0], near[:, -1] = left[first] - behind, right[first] - behind
        far[:, 0], far[:, -1] = left[last] + behind, right[last] + behind
        rings = (near, right[inner], far[:, ::-1], left[inner[:, ::-1]])
        return self._with_boxes(np.concatenate(rings, axis=1), rows[ends - 1], counts)

    def _with_boxes(
        self, rings: Vectors, one_row: npt.NDArray[np.intp], counts: npt.NDArray[np.intp]
    ) -> list[Points]:
        """The rings as points; a lone row of a few seats gets a ring of its own."""
        few = np.diff(self._starts)[one_row] <= SMALL_SECTION
        needed = _needed(rings, self._pitch * STRAIGHT)
        ends = np.cumsum(needed.sum(axis=1)).tolist()
        points = list(map(tuple, rings[needed].tolist()))
        pairs = zip([0, *ends], ends, strict=False)
        found = [tuple(dict.fromkeys(points[start:end])) for start, end in pairs]
        for section in np.flatnonzero((counts == 1) & few).tolist():
            found[section] = _hull(self._line(int(one_row[section])), self._pitch)
        return found

    def _beside(self, along: Vectors) -> tuple[Vectors, Vectors]:
        """A point beyond the left end and one beyond the right end of every row."""
        (start, end), ways = self._outward, along[self._section]
        start = np.where(start.any(axis=1, keepdims=True), start, -ways)
        end = np.where(end.any(axis=1, keepdims=True), end, ways)
        reach = self._pitch * BESIDE
        heads, tails = self._first + start * reach, self._last + end * reach
        forward = self._forward(along)[:, None]
        return np.where(forward, heads, tails), np.where(forward, tails, heads)

    def _forward(self, along: Vectors) -> npt.NDArray[np.bool_]:
        """Which rows lead the same way as their section."""
        ways: Vectors = (self._spans * along[self._section]).sum(axis=1)
        return np.greater_equal(ways, 0)

    @cached_property
    def _along(self) -> Vectors:
        """The unit vector along each section's rows, taken from the longest one."""
        lengths = np.hypot(self._spans[:, 0], self._spans[:, 1])
        order = np.lexsort((-lengths, self._section))
        counts = np.bincount(self._section)
        longest = self._spans[order[np.cumsum(counts) - counts]]
        longest[~longest.any(axis=1)] = (1.0, 0.0)
        return _units(longest)

    @cached_property
    def _spans(self) -> Vectors:
        return self._last - self._first

    def _line(self, row: int) -> Vectors:
        return self._seats[self._starts[row] : self._starts[row + 1]]

    def _bows(self, rows: npt.NDArray[np.intp], along: Vectors) -> Vectors:
        """Points along one row of each section, from left to right, its ends included."""
        places = _spread(np.diff(self._starts)[rows], POINTS_A_ROW)
        backward = ~self._forward(along)[rows]
        places[backward] = places[backward, ::-1]
        bows: Vectors = self._seats[self._starts[rows][:, None] + places]
        return bows


def _needed(rings: Vectors, reach: float) -> Flags:
    """One flag a point of each ring: to draw lines through all of them takes twice as long."""
    closed = np.concatenate((rings, rings[:, :1]), axis=1)
    lengths = (POINTS_A_ROW, POINTS_A_SIDE) * 2
    starts = accumulate(lengths[:-1], initial=0)
    sides = (
        closed[:, start : start + length + 1] for start, length in zip(starts, lengths, strict=True)
    )
    return np.hstack([_bends(side, reach)[:, :-1] for side in sides])


def _bends(lines: Vectors, reach: float) -> Flags:
    """The fewest points of each line, one in so many, that it needs to stay within a reach."""
    steps = lines.shape[1] - 1
    strides = np.array([[stride] for stride in range(steps, 0, -1) if not steps % stride])
    at = np.arange(steps + 1)
    before = np.minimum(at // strides * strides, steps - strides)
    starts, ends = lines[:, before], lines[:, before + strides]
    (along_x, along_y), (x, y) = (ends - starts).T, (lines[:, None] - starts).T
    off = np.abs(along_x * y - along_y * x) / np.maximum(np.hypot(along_x, along_y), TINY)
    fewest = (off.max(axis=0) <= reach).argmax(axis=0)
    flags: Flags = (at % strides == 0)[fewest]
    return flags


def _spread(counts: npt.NDArray[np.integer], points: int) -> npt.NDArray[np.intp]:
    """Indexes spread evenly over each of so many things, the first and the last included."""
    return np.rint(np.linspace(0, counts - 1, points + 1, axis=1)).astype(np.intp)


def _units(vectors: Vectors) -> Vectors:
    lengths = np.hypot(vectors[:, 0], vectors[:, 1])[:, None]
    units: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return units


def _points(ring: Vectors) -> Points:
    x, y = ring.T.tolist()
    return tuple(zip(x, y, strict=True))


def turned_alike(ring: Points) -> Points:
    """The ring so that it runs the same way round as those drawn here."""
    edges = zip(ring, (*ring[1:], *ring[:1]), strict=True)
    area = sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in edges)
    return ring if area >= 0 else ring[::-1]


def _hull(seats: Vectors, pitch: float) -> Points:
    """The convex hull of an octagon around each seat (the monotone chain of Andrew, 1979)."""
    angles = np.arange(8) * np.pi / 4 + np.pi / 8
    ring = np.column_stack((np.cos(angles), np.sin(angles))) * pitch
    corners = sorted(_points((seats[:, None, :] + ring[None]).reshape(-1, 2)))
    return (*_half_hull(corners)[:-1], *_half_hull(corners[::-1])[:-1])


def _half_hull(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    hull: list[tuple[float, float]] = []
    for corner in corners:
        while len(hull) > 1 and not _turns_left(hull[-2], hull[-1], corner):
            hull.pop()
        hull.append(corner)
    return hull


def _turns_left(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
