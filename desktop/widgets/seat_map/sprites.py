"""Seats drawn once a size into one pixmap, from which the map copies thousands a frame."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap
from shiboken6 import Shiboken

from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.marks import POINTED, SeatStyle
from desktop.widgets.seat_map.styles import TINY_SEAT, SeatArtist

SELECTED = 16  # added to a style's code to get the row of its selected sprite
VARIANTS = 2 * SELECTED
PHASES = 4
REACH = 0.62  # of the diameter that a selected seat reaches from its centre

# The columns of QPainter::PixmapFragment.
X, Y, SOURCE_LEFT, SOURCE_TOP, WIDTH, HEIGHT, SCALE_X, SCALE_Y, ROTATION, OPACITY = range(10)

FragmentArray = npt.NDArray[np.float64]


class Fragments:
    """An array of pixmap fragments, shaped (n, 10), that Qt reads in place."""

    def __init__(self, array: FragmentArray) -> None:
        self.array = array
        self._cell = 0
        self._first: object = None
        if len(array):
            self._first = Shiboken.wrapInstance(array.ctypes.data, QPainter.PixmapFragment)

    @classmethod
    def blank(cls, count: int, cell: int) -> "Fragments":
        """So many squares of this many pixels, as large as they are drawn."""
        array: FragmentArray = np.zeros((count, 10))
        array[:, SCALE_X : SCALE_Y + 1] = 1.0
        array[:, OPACITY] = 1.0
        made = cls(array)
        made.set_cell(cell)
        return made

    def some(self, wanted: npt.NDArray[np.bool_]) -> "Fragments":
        """A copy of these fragments alone."""
        return Fragments(self.array[np.flatnonzero(wanted)])

    def set_cell(self, cell: int) -> None:
        """Every fragment is a square of this many pixels."""
        if cell != self._cell:
            self._cell = cell
            self.array[:, WIDTH : HEIGHT + 1] = cell

    def draw(self, painter: QPainter, pixmap: QPixmap) -> None:
        """Copy all fragments from the pixmap, in one call."""
        if isinstance(self._first, QPainter.PixmapFragment):
            painter.drawPixmapFragments(self._first, len(self.array), pixmap)


class SpriteSheet:
    """All styles of a table, plain and selected, at one diameter in device pixels.

    Qt's raster engine puts fragments on whole pixels, which makes rows of small seats look uneven;
    below 8 pixels the sheet therefore holds each seat at 4 by 4 sub-pixel phases. A style's sprites
    are in row `stride` times its code, the selected ones `offset` rows below. Half of the time
    that a sprite takes goes into its pixels: a sheet without selected seats has smaller ones.
    """

    stride, offset = 1, SELECTED

    def __init__(
        self,
        colors: SeatMapColors,
        styles: Sequence[SeatStyle],
        diameter: float,
        *,
        numbered: bool,
        selected: bool = True,
    ) -> None:
        self.phases = PHASES if diameter < TINY_SEAT else 1
        self._shift = (self.phases - 1) / self.phases / 2  # keeps the phases around the middle
        self.widest = self._cell_of(diameter * REACH + 0.25)
        """The side of a selected seat's sprite."""
        self.cell = self.widest if selected else self._cell_of(_plain_reach(styles, diameter))
        rows = len(styles) * self.stride + selected * self.offset
        self.pixmap = QPixmap(self.cell * self.phases**2, self.cell * rows)
        self.pixmap.fill(Qt.GlobalColor.transparent)
        artist = SeatArtist(colors, diameter, numbered)
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for code, style in enumerate(styles):
            for chosen in (False, True)[: 1 + selected]:
                top = (code * self.stride + chosen * self.offset) * self.cell
                for phase in range(self.phases**2):
                    centre = self._centre(phase, top)
                    artist.draw(painter, style, centre, selected=chosen)
        painter.end()

    def _cell_of(self, reach: float) -> int:
        """The side of squares that hold what reaches so far from their middles, at any phase."""
        side = math.ceil(2 * (reach + self._shift))
        # Without phases the middles of all sheets are to be between two pixels, not on one.
        return side if self.phases > 1 else side + side % 2

    def _centre(self, phase: int, top: float) -> QPointF:
        down, right = divmod(phase, self.phases)
        return QPointF(
            self.cell * (phase + 0.5) + right / self.phases - self._shift,
            top + self.cell * 0.5 + down / self.phases - self._shift,
        )

    def place(
        self, fragments: Fragments, x: FragmentArray, y: FragmentArray
    ) -> tuple[FragmentArray, FragmentArray]:
        """Point the fragments at device positions x and y (without translation).

        Returns the left and the top pixel of each.
        """
        fragments.set_cell(self.cell)
        half = self.cell / 2
        left, phase_x = self._split(x - half)
        top, phase_y = self._split(y - half)
        source = (phase_y * self.phases + phase_x) * self.cell
        # Side by side: to pass over a large array once a column takes three times as long.
        places = np.column_stack((left + half, top + half, source))
        fragments.array[:, X : SOURCE_LEFT + 1] = places
        return left, top

    def _split(self, at: FragmentArray) -> tuple[FragmentArray, FragmentArray]:
        """Whole pixels and the phase, 0 to phases-1, of each coordinate."""
        phase = at * self.phases
        phase += self._shift * self.phases + 0.5
        np.floor(phase, out=phase)
        whole = phase / self.phases
        np.floor(whole, out=whole)
        phase -= whole * self.phases
        return whole, phase

    def tops(self, variants: npt.NDArray[np.uint8]) -> FragmentArray:
        """Where the sprites of these variants (code + 16 when selected) begin, from above."""
        return variants.astype(np.float64) * self.cell


def _plain_reach(styles: Sequence[SeatStyle], diameter: float) -> float:
    """How far a seat that is not selected reaches from its middle."""
    if diameter < TINY_SEAT:
        return diameter / 2
    pointed = any(style.mark in POINTED for style in styles)
    return diameter * (REACH if pointed else 0.5) + 0.25
