"""All seats of a plan as fragments in one array, storey by storey and in bands across the house."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QPainter

from desktop.widgets.seat_map.frame import Frame
from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.selection import Ranks
from desktop.widgets.seat_map.sprites import OPACITY, SOURCE_TOP, Fragments

FAINT = 0.16  # opacity of seats that a filter leaves out
BAND = 4  # seats high
BIN = 4  # pixels, by which it is found out which seats reach into any of many pieces

Mask = npt.NDArray[np.bool_]
Pieces = npt.NDArray[np.intp]
"""Rectangles in the pixels of what is drawn on: left, top, width and height."""


class SeatSprites:
    """Lays all seats out when the frame changes, and takes their variants over when told to.

    One pass of NumPy over a whole stadium takes less than a hundred passes over its sections, and
    so does one call to the painter.
    """

    def __init__(self, plan: SeatMapPlan, variants: npt.NDArray[np.uint8]) -> None:
        self._variants = variants
        self._order = _from_below(plan)
        self._section = plan.section[self._order]
        self._x = plan.x[self._order].astype(np.float64)
        self._y = plan.y[self._order].astype(np.float64)
        self._fragments = Fragments.blank(len(plan), 1)
        self._left = self._top = np.zeros(len(plan), np.int32)
        """The corners of the fragments in pixels, without the view's translation."""
        self._frame: Frame | None = None
        self._cell = 0
        self._all_turned = False
        self._shown: Mask | None = None

    @cached_property
    def _place(self) -> Ranks:
        """Where each seat stands in the array, by rank."""
        places = np.empty(len(self._order), np.intp)
        places[self._order] = np.arange(len(self._order))
        return places

    def turn_all(self) -> None:
        """Any seat may have another variant; the next draw takes them over."""
        self._all_turned = True

    def turn(self, ranks: Ranks) -> None:
        """These seats have other variants."""
        if self._frame is not None and not self._all_turned:
            tops = self._frame.sprites.tops(self._variants[ranks])
            self._fragments.array[self._place[ranks], SOURCE_TOP] = tops

    def fade(self, faded: Mask | None) -> None:
        """Draw these seats faintly, one flag a seat by rank; None draws all as they are."""
        opacity = 1.0 if faded is None else np.where(faded[self._order], FAINT, 1.0)
        self._fragments.array[:, OPACITY] = opacity

    def show_sections(self, shown: Sequence[bool]) -> None:
        """Draw the seats of these sections alone, one flag a section."""
        self._shown = None if all(shown) else np.array(shown, np.bool_)[self._section]

    def draw(self, painter: QPainter, frame: Frame, pieces: Pieces) -> None:
        """Draw what reaches into these pieces of the picture; the painter is in its pixels."""
        self._take_over(frame)
        wanted = self._reaching_into(painter, frame, pieces)
        if self._shown is not None:
            wanted &= self._shown
        fragments = self._fragments if wanted.all() else self._fragments.some(wanted)
        fragments.draw(painter, frame.sprites.pixmap)

    def cells_of(self, painter: QPainter, frame: Frame, ranks: Ranks) -> Pieces:
        """The squares that these seats in sight cover in the picture, selected or not."""
        self._take_over(frame)
        places = self._place[ranks]
        more = (frame.sprites.widest - frame.sprites.cell + 1) // 2
        cell = frame.sprites.cell + 2 * more
        corners = np.column_stack((self._left[places], self._top[places]))
        corners += np.array(frame.moved(painter)) - more
        size = painter.device().width(), painter.device().height()
        seen = ((corners > -cell) & (corners < size)).all(axis=1)
        if self._shown is not None:
            seen &= self._shown[places]
        return np.column_stack((corners[seen], np.full((int(seen.sum()), 2), cell)))

    def _take_over(self, frame: Frame) -> None:
        """Stand where the frame puts the seats, as their variants look."""
        if self._frame is not frame or self._cell != frame.sprites.cell:
            x, y = frame.device_x(self._x, self._y), frame.device_y(self._x, self._y)
            corners = frame.sprites.place(self._fragments, x, y)
            self._left, self._top = (axis.astype(np.int32) for axis in corners)
            self._frame, self._cell, self._all_turned = frame, frame.sprites.cell, True
        if self._all_turned:
            tops = frame.sprites.tops(self._variants[self._order])
            self._fragments.array[:, SOURCE_TOP] = tops
            self._all_turned = False

    def _reaching_into(self, painter: QPainter, frame: Frame, pieces: Pieces) -> Mask:
        """One flag a fragment: whether it may reach into any piece."""
        if not len(pieces):
            return np.zeros(len(self._left), np.bool_)
        starts = pieces[:, :2] - frame.moved(painter) - frame.sprites.cell
        ends = starts + pieces[:, 2:] + frame.sprites.cell
        (left, top), (right, bottom) = starts.min(axis=0).tolist(), ends.max(axis=0).tolist()
        inside: Mask = (self._left > left) & (self._left < right)
        inside &= (self._top > top) & (self._top < bottom)
        if len(pieces) > 1:
            grid = _grid(starts - (left, top), ends - (left, top))
            places = np.flatnonzero(inside)
            across, below = (self._left[places] - left) // BIN, (self._top[places] - top) // BIN
            inside[places] = grid.ravel()[below * grid.shape[1] + across]
        return inside


def _grid(starts: Pieces, ends: Pieces) -> Mask:
    """One flag a bin, by row and column: whether a box from start to end touches it."""
    columns, rows = ends.max(axis=0) // BIN + 1
    grid = np.zeros((rows, columns), np.bool_)
    most = int((ends - starts).max()) // BIN + 2
    for step in range(most * most):
        down, across = divmod(step, most)
        column = np.minimum(starts[:, 0] // BIN + across, ends[:, 0] // BIN)
        row = np.minimum(starts[:, 1] // BIN + down, ends[:, 1] // BIN)
        grid[row, column] = True
    return grid


def _from_below(plan: SeatMapPlan) -> Ranks:
    """The lowest storey first, a balcony hangs over the stalls; in each of them band by band.

    What lies side by side on the screen is then drawn one after the other, while its pixels are at
    hand: to draw section by section takes a quarter longer.
    """
    across, down = _short(plan.x / plan.seat_size), _short(plan.y / (plan.seat_size * BAND))
    bands = np.lexsort((across, down))
    levels = [section.level for section in plan.sections]
    if len(set(levels)) <= 1:
        return bands
    storey = np.array([sorted(set(levels)).index(level) for level in levels])[plan.section]
    return bands[np.argsort(storey[bands], kind="stable")]


def _short(values: npt.NDArray[np.float32]) -> npt.NDArray[np.int16]:
    """Whole numbers that NumPy sorts in a third of the time."""
    least, most = np.iinfo(np.int16).min, np.iinfo(np.int16).max
    return np.clip(values, least, most).astype(np.int16)
