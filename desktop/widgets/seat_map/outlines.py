"""Draws an outline around the rows of a section that came without one."""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.plan import IntArray, Points

Vectors = npt.NDArray[np.float64]

BESIDE = 1.4  # pitches from a row's end to the outline; the row's letter stands between
BEHIND = 1.0  # pitches from the first and last row to the outline
POINTS_A_ROW = 12
POINTS_A_SIDE = 8
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

    def outline(self, section: int) -> Points:
        """A polygon around the section's rows."""
        rows = np.flatnonzero(self._section == section)
        if len(rows) == 1 and np.diff(self._starts)[rows[0]] <= SMALL_SECTION:
            return _hull(self._line(int(rows[0])), self._pitch)
        along = self._direction(rows)
        back = np.array((-along[1], along[0]))
        rows = rows[np.argsort(self._middle[rows] @ back, kind="stable")]
        forward = (self._last[rows] - self._first[rows]) @ along >= 0
        left, right = self._ends(rows, forward, along)
        near = self._bow(int(rows[0]), forward=bool(forward[0])) - back * self._pitch * BEHIND
        far = self._bow(int(rows[-1]), forward=bool(forward[-1])) + back * self._pitch * BEHIND
        near[[0, -1]] = left[0] - back * self._pitch, right[0] - back * self._pitch
        far[[0, -1]] = left[-1] + back * self._pitch, right[-1] + back * self._pitch
        step = max(1, len(rows) // POINTS_A_SIDE)
        sides = right[1:-1:step], left[1:-1:step][::-1]
        return _points(np.concatenate((near, sides[0], far[::-1], sides[1])))

    def _ends(
        self, rows: npt.NDArray[np.intp], forward: npt.NDArray[np.bool_], along: Vectors
    ) -> tuple[Vectors, Vectors]:
        """A point beyond the left end and one beyond the right end of every row."""
        start, end = self._outward[0][rows], self._outward[1][rows]
        start[~start.any(axis=1)] = -along
        end[~end.any(axis=1)] = along
        reach = self._pitch * BESIDE
        heads, tails = self._first[rows] + start * reach, self._last[rows] + end * reach
        turned = forward[:, None]
        return np.where(turned, heads, tails), np.where(turned, tails, heads)

    def _direction(self, rows: npt.NDArray[np.intp]) -> Vectors:
        """The unit vector along the section's rows, taken from the longest one."""
        spans = self._last[rows] - self._first[rows]
        longest = spans[np.hypot(spans[:, 0], spans[:, 1]).argmax()]
        return _units(longest[None])[0] if longest.any() else np.array((1.0, 0.0))

    def _line(self, row: int) -> Vectors:
        return self._seats[self._starts[row] : self._starts[row + 1]]

    def _bow(self, row: int, *, forward: bool) -> Vectors:
        """About a dozen points along one row, its ends included, at least two."""
        seats = self._line(row)
        step = max(1, len(seats) // POINTS_A_ROW)
        keep = np.append(np.arange(0, max(len(seats) - 1, 1), step), len(seats) - 1)
        bow: Vectors = seats[keep] if forward else seats[keep][::-1]
        return bow


def _units(vectors: Vectors) -> Vectors:
    lengths = np.hypot(vectors[:, 0], vectors[:, 1])[:, None]
    units: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return units


def _points(ring: Vectors) -> Points:
    x, y = ring.T.tolist()
    return tuple(zip(x, y, strict=True))


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
