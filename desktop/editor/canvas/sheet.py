"""Sprites of every look at one size, plain and selected."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.sprites import REACH, SOURCE_TOP, FragmentArray, SpriteSheet
from desktop.widgets.seat_map.styles import SeatArtist, SeatStyle

Mask = npt.NDArray[np.bool_]
PHASED_BELOW = 8.0  # pixels; smaller seats are kept at sub-pixel phases
PHASES = 4


class LookSheet(SpriteSheet):
    """The seat map's sprite sheet with looks instead of statuses; look n is rows 2n and 2n + 1."""

    def __init__(
        self, colors: SeatMapColors, styles: Sequence[SeatStyle], diameter: float, *, numbered: bool
    ) -> None:
        self.phases = PHASES if diameter < PHASED_BELOW else 1
        self._shift = (self.phases - 1) / self.phases / 2
        self.cell = 2 * math.ceil(diameter * REACH + 0.25 + self._shift)
        self.pixmap = QPixmap(self.cell * self.phases**2, self.cell * max(2 * len(styles), 1))
        self.pixmap.fill(Qt.GlobalColor.transparent)
        artist = SeatArtist(colors, diameter, numbered)
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(2 * len(styles)):
            for phase in range(self.phases**2):
                centre = self._middle(phase, row)
                artist.draw(painter, styles[row // 2], centre, selected=bool(row % 2))
        painter.end()

    def _middle(self, phase: int, row: int) -> QPointF:
        down, right = divmod(phase, self.phases)
        return QPointF(
            self.cell * (phase + 0.5) + right / self.phases - self._shift,
            self.cell * (row + 0.5) + down / self.phases - self._shift,
        )

    def paint_looks(
        self, array: FragmentArray, looks: npt.NDArray[np.int32], *, chosen: Mask | bool
    ) -> None:
        """Give each fragment the sprite of its look, the selected one where it is chosen."""
        np.multiply(looks * 2 + chosen, float(self.cell), out=array[:, SOURCE_TOP])
