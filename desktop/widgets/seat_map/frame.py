"""One scale of the map: the level of detail and the sprites and labels drawn for it."""

import math
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QPainter, QTransform

from desktop.widgets.seat_map.labels import FigureSheet, LabelSheet
from desktop.widgets.seat_map.sprites import SpriteSheet


class Level(Enum):
    """How much of the plan shows."""

    SECTIONS = auto()
    DOTS = auto()
    NUMBERS = auto()


@dataclass(eq=False)
class Frame:
    """One linear transform and what is drawn with it; `seat` is a seat's size in logical pixels.

    Places that were found for a frame stay when it gets other sprites and labels.
    """

    xx: float
    xy: float
    yx: float
    yy: float
    ratio: float
    seat: float
    level: Level
    sprites: SpriteSheet
    labels: LabelSheet
    figures: FigureSheet | None = None

    def device_x(
        self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.float64]:
        """Horizontal device pixels, without the translation."""
        return x * self.xx + y * self.yx if self.yx else x * self.xx

    def device_y(
        self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.float64]:
        """Vertical device pixels, without the translation."""
        return x * self.xy + y * self.yy if self.xy else y * self.yy

    def moved(self, painter: QPainter) -> tuple[int, int]:
        """By how many whole pixels of the device the painter's drawing is moved."""
        world = painter.worldTransform()
        # Halves always upwards, so that what is scrolled by whole pixels is what drawing gives.
        right, down = world.dx() * self.ratio, world.dy() * self.ratio
        return math.floor(right + 0.5), math.floor(down + 0.5)

    def enter_pixels(self, painter: QPainter) -> None:
        """From here on the painter draws in device pixels, moved by whole ones only."""
        right, down = (by / self.ratio for by in self.moved(painter))
        painter.setWorldTransform(QTransform(1 / self.ratio, 0, 0, 1 / self.ratio, right, down))
