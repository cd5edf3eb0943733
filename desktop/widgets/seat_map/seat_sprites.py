"""All seats of a plan as fragments in one array, a section's seats side by side."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QPainter

from desktop.widgets.seat_map.frame import Frame
from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.sprites import OPACITY, Fragments

FAINT = 0.16  # opacity of seats that a filter leaves out


class SeatSprites:
    """Lays all seats out when the frame changes, and a section's statuses when it is told to.

    One pass of NumPy over a whole stadium takes less than a hundred passes over its sections.
    """

    def __init__(self, plan: SeatMapPlan, variants: npt.NDArray[np.uint8]) -> None:
        self._variants = variants
        self._order = plan.section_order
        self._starts = plan.section_starts.tolist()
        self._x = plan.x[self._order].astype(np.float64)
        self._y = plan.y[self._order].astype(np.float64)
        self._fragments = Fragments.blank(len(plan), 1, self._starts)
        self._frame: Frame | None = None
        self._changed: set[int] = set()

    def seats_changed(self, section: int) -> None:
        """Variants of seats of a section have changed; the next draw takes them over."""
        self._changed.add(section)

    def fade(self, faded: npt.NDArray[np.bool_] | None) -> None:
        """Draw these seats faintly, one flag a seat by rank; None draws all as they are."""
        opacity = 1.0 if faded is None else np.where(faded[self._order], FAINT, 1.0)
        self._fragments.array[:, OPACITY] = opacity

    def draw(self, painter: QPainter, frame: Frame, section: int) -> None:
        """Draw a section's seats; the painter is in device pixels."""
        if self._frame is not frame:
            self._lay_out(frame)
        elif section in self._changed:
            self._changed.remove(section)
            part = slice(self._starts[section], self._starts[section + 1])
            variants = self._variants[self._order[part]]
            frame.sprites.paint_variants(self._fragments.array[part], variants)
        self._fragments.draw(painter, frame.sprites.pixmap, section)

    def _lay_out(self, frame: Frame) -> None:
        x, y = frame.device_x(self._x, self._y), frame.device_y(self._x, self._y)
        frame.sprites.place(self._fragments, x, y)
        frame.sprites.paint_variants(self._fragments.array, self._variants[self._order])
        self._changed.clear()
        self._frame = frame
