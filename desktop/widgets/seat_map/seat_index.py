"""Finds seats by place: under a point, in a rectangle or polygon, next in a direction."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.plan import FloatArray, SeatMapPlan
from desktop.widgets.seat_map.polygons import inside_polygon

Ranks = npt.NDArray[np.intp]

HIT_REACH = 0.62  # of a seat's size around its centre; rows stay apart, gaps between seats don't
ALONG_ROW_FROM = {True: 0.55, False: 0.83}  # |cos| of row and key; left/right like to stay in rows
CONE = 1.2  # how far sideways the next seat may lie, as a share of how far ahead
AHEAD = 0.3  # of a seat's size that the next seat must lie ahead


class SeatIndex:
    """Sections narrow the search, NumPy does the rest."""

    def __init__(self, plan: SeatMapPlan) -> None:
        self._plan = plan
        self._boxes = self._section_boxes()
        self._shown = np.ones(len(plan.sections), np.bool_)
        self._wanted: npt.NDArray[np.bool_] | None = None
        self._seat_shown: npt.NDArray[np.bool_] | None = None

    def show_sections(self, shown: npt.NDArray[np.bool_]) -> None:
        """Find only seats of these sections from now on, one flag a section."""
        self._shown = shown
        self._combine()

    def show_seats(self, wanted: npt.NDArray[np.bool_] | None) -> None:
        """Find only these seats from now on, one flag a seat; None: all of them."""
        self._wanted = wanted
        self._combine()

    def _combine(self) -> None:
        shown = None if self._shown.all() else self._shown[self._plan.section]
        if shown is None or self._wanted is None:
            self._seat_shown = self._wanted if shown is None else shown
        else:
            self._seat_shown = shown & self._wanted

    @property
    def seats_shown(self) -> npt.NDArray[np.bool_]:
        """One flag a seat: whether it can be found."""
        if self._seat_shown is None:
            return np.ones(len(self._plan), np.bool_)
        return self._seat_shown

    def _only_shown(self, ranks: Ranks) -> Ranks:
        return ranks if self._seat_shown is None else ranks[self._seat_shown[ranks]]

    def _section_boxes(self) -> npt.NDArray[np.float32]:
        """Left, top, right and bottom of each section's seats."""
        plan, reach = self._plan, np.float32(self._plan.seat_size)
        starts = plan.section_starts[:-1]
        if not len(starts):
            return np.zeros((0, 4), np.float32)
        x, y = plan.x[plan.section_order], plan.y[plan.section_order]
        least, most = np.minimum.reduceat, np.maximum.reduceat
        edges = least(x, starts) - reach, least(y, starts) - reach
        return np.column_stack((*edges, most(x, starts) + reach, most(y, starts) + reach))

    def sections_at(self, x: float, y: float) -> list[int]:
        """Sections whose seats' box holds the point."""
        left, top, right, bottom = self._boxes.T
        inside = (left <= x) & (x <= right) & (top <= y) & (y <= bottom) & self._shown
        return [int(section) for section in np.flatnonzero(inside)]

    def seat_at(self, x: float, y: float, reach: float = 0.0) -> int:
        """The seat nearest to the point, at most a seat's reach away; -1 if there is none."""
        best, best_distance = -1, max(self._plan.seat_size * HIT_REACH, reach)
        for section in self.sections_at(x, y):
            seats = self._plan.section_seats(section)
            distances = np.hypot(self._plan.x[seats] - x, self._plan.y[seats] - y)
            if self._seat_shown is not None:
                distances[~self._seat_shown[seats]] = np.inf
            nearest = int(distances.argmin())
            if distances[nearest] <= best_distance:
                best, best_distance = int(seats[nearest]), float(distances[nearest])
        return best

    def seats_in(self, left: float, top: float, right: float, bottom: float) -> Ranks:
        """Ranks of the seats whose centres lie in the rectangle."""
        x, y = self._plan.x, self._plan.y
        inside = (left <= x) & (x <= right) & (top <= y) & (y <= bottom)
        return self._only_shown(np.flatnonzero(inside))

    def seats_inside(self, corners: Sequence[tuple[float, float]]) -> Ranks:
        """Ranks of the seats whose centres lie in the polygon, by the even-odd rule."""
        order, x, y = self._by_height
        inside = np.zeros(len(order), np.bool_)
        inside[order] = inside_polygon(x, y, corners)
        return self._only_shown(np.flatnonzero(inside))

    @cached_property
    def _by_height(self) -> tuple[Ranks, FloatArray, FloatArray]:
        """The seats from top to bottom: their ranks and places."""
        order = np.argsort(self._plan.y, kind="stable")
        return order, self._plan.x[order], self._plan.y[order]

    def has_seat_in(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether any part of a seat lies in the rectangle."""
        near_left, near_top, near_right, near_bottom = self._boxes.T
        apart = (
            (near_left > right) | (near_right < left) | (near_top > bottom) | (near_bottom < top)
        )
        reach = self._plan.seat_size / 2
        for section in np.flatnonzero(~apart & self._shown).tolist():
            seats = self._plan.section_seats(section)
            x, y = self._plan.x[seats], self._plan.y[seats]
            across = (left - reach <= x) & (x <= right + reach)
            if (across & (top - reach <= y) & (y <= bottom + reach)).any():
                return True
        return False

    def row_range(self, start: int, end: int) -> Ranks:
        """Seats of one row from start to end, both included; only `end` if the rows differ."""
        row = self._plan.row_seats(end)
        places = np.flatnonzero((row == start) | (row == end))
        if self._plan.row_of[start] != self._plan.row_of[end] or not len(places):
            return np.array([end], np.intp)
        return np.sort(row[places[0] : places[-1] + 1]).astype(np.intp)

    def nearest(self, x: float, y: float) -> int:
        """The seat nearest to a point of the plan."""
        away = np.hypot(self._plan.x - x, self._plan.y - y)
        if self._seat_shown is not None:
            away[~self._seat_shown] = np.inf
        return int(away.argmin())

    def step(self, rank: int, dx: int, dy: int) -> int:
        """The next seat in a direction, one of dx and dy being ±1; itself at the edge."""
        tangent_x, tangent_y = self._tangent(rank)
        along = tangent_x * dx + tangent_y * dy
        if abs(along) >= ALONG_ROW_FROM[dx != 0]:
            neighbour = self._neighbour(rank, 1 if along > 0 else -1)
            if neighbour >= 0 and self._can_find(neighbour):
                return neighbour
        return self._ahead(rank, dx, dy)

    def _can_find(self, rank: int) -> bool:
        return self._seat_shown is None or bool(self._seat_shown[rank])

    def _tangent(self, rank: int) -> tuple[float, float]:
        """The row's direction at a seat, towards higher positions; (0, 0) for a lone seat."""
        row = self._plan.row_seats(rank)
        place = int(np.flatnonzero(row == rank)[0])
        before, after = row[max(place - 1, 0)], row[min(place + 1, len(row) - 1)]
        dx = float(self._plan.x[after] - self._plan.x[before])
        dy = float(self._plan.y[after] - self._plan.y[before])
        length = float(np.hypot(dx, dy))
        return (dx / length, dy / length) if length else (0.0, 0.0)

    def _neighbour(self, rank: int, step: int) -> int:
        row = self._plan.row_seats(rank)
        place = int(np.flatnonzero(row == rank)[0]) + step
        return int(row[place]) if 0 <= place < len(row) else -1

    def _ahead(self, rank: int, dx: int, dy: int) -> int:
        """The nearest seat of another row within a cone in that direction."""
        plan = self._plan
        away_x, away_y = plan.x - plan.x[rank], plan.y - plan.y[rank]
        ahead = away_x * dx + away_y * dy
        aside = np.abs(away_x * dy) + np.abs(away_y * dx)
        fits = (ahead > plan.seat_size * AHEAD) & (aside <= ahead * CONE)
        fits &= plan.row_of != plan.row_of[rank]
        if self._seat_shown is not None:
            fits &= self._seat_shown
        seats = np.flatnonzero(fits)
        if not len(seats):
            return rank
        cost = ahead[seats] + 0.6 * aside[seats]
        return int(seats[cost.argmin()])
