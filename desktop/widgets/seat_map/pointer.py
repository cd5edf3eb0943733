"""The mouse on the map: click, Shift-click, rectangle, lasso, pan and wheel."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from desktop.widgets.seat_map.camera import Camera
from desktop.widgets.seat_map.seat_index import SeatIndex
from desktop.widgets.seat_map.selection import Ranks

DRAG_FROM = 5  # pixels that the mouse moves before a click becomes a drag
LOOP_STEP = 4  # pixels between two points of a lasso
CLICK_REACH = 4.0  # pixels around a tiny seat that still hit it
WHEEL_BASE = 1.0016  # zoom a unit of wheel angle; 120 units are a notch
CORNERS = 3  # of the smallest loop
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Gesture(Enum):
    """What the pressed button is doing."""

    NONE = auto()
    CLICK = auto()
    BAND = auto()
    LASSO = auto()
    PAN = auto()


class Surface(Protocol):
    """What the mouse needs of the map."""

    camera: Camera
    index: SeatIndex

    def plan_point(self, at: QPointF) -> QPointF: ...
    def seat_under(self, at: QPointF) -> int: ...
    def click_seat(self, rank: int) -> None: ...
    def extend_to(self, rank: int) -> None: ...
    def click_floor(self, at: QPointF) -> None: ...
    def take_seats(self, ranks: Ranks, *, remove: bool) -> None: ...
    def show_band(self, band: QRectF | None) -> None: ...
    def show_loop(self, points: Sequence[QPointF] | None) -> None: ...
    def set_hand(self, *, closed: bool | None) -> None: ...


@dataclass
class Pointer:
    """Turns mouse events into calls on the map.

    `space` is held down while the space bar is; with `lasso` a drag draws a loop, not a rectangle.
    """

    surface: Surface
    gesture: Gesture = Gesture.NONE
    space: bool = False
    lasso: bool = False
    dragged_with_space: bool = False
    _pressed: QPoint = QPoint()  # noqa: RUF009
    _last: QPoint = QPoint()  # noqa: RUF009
    _loop: list[QPointF] = field(default_factory=list)

    def press(self, event: QMouseEvent) -> None:
        """A button goes down: middle, or any with the space bar, pans."""
        self._pressed = self._last = event.position().toPoint()
        pans = event.button() == Qt.MouseButton.MiddleButton or self.space
        if pans:
            self.gesture = Gesture.PAN
            self.surface.set_hand(closed=True)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.gesture = Gesture.CLICK

    def move(self, event: QMouseEvent) -> None:
        """The mouse moves with a button down."""
        at = event.position().toPoint()
        far = (at - self._pressed).manhattanLength() >= DRAG_FROM
        if self.gesture is Gesture.CLICK and far:
            loops = self.lasso or bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.gesture = Gesture.LASSO if loops else Gesture.BAND
            self._loop = [self.surface.plan_point(QPointF(self._pressed))]
        if self.gesture is Gesture.BAND:
            self.surface.show_band(self._band(at))
        elif self.gesture is Gesture.LASSO:
            self._draw_on(at)
        elif self.gesture is Gesture.PAN:
            self.surface.camera.pan(self._last - at)
            self.dragged_with_space = self.space
            self._last = at

    def _draw_on(self, at: QPoint) -> None:
        if (at - self._last).manhattanLength() >= LOOP_STEP:
            self._last = at
            self._loop.append(self.surface.plan_point(QPointF(at)))
            self.surface.show_loop(self._loop)

    def release(self, event: QMouseEvent) -> None:
        """The button comes up: the click, the rectangle or the loop takes effect."""
        gesture, self.gesture = self.gesture, Gesture.NONE
        if gesture is Gesture.PAN:
            self.surface.set_hand(closed=False if self.space else None)
        elif gesture is Gesture.BAND:
            self._take_band(event)
        elif gesture is Gesture.LASSO:
            self._take_loop(event)
        elif gesture is Gesture.CLICK:
            self._click(event)

    def cancel(self) -> bool:
        """Drop a rectangle or a loop under way; says whether there was one."""
        if self.gesture not in (Gesture.BAND, Gesture.LASSO):
            return False
        self.gesture = Gesture.NONE
        self.surface.show_band(None)
        self.surface.show_loop(None)
        return True

    def _click(self, event: QMouseEvent) -> None:
        rank = self.surface.seat_under(event.position())
        if rank < 0:
            self.surface.click_floor(event.position())
        elif event.modifiers() & SHIFT:
            self.surface.extend_to(rank)
        else:
            self.surface.click_seat(rank)

    def _take_band(self, event: QMouseEvent) -> None:
        band = self._band(event.position().toPoint())
        self.surface.show_band(None)
        ranks = self.surface.index.seats_in(band.left(), band.top(), band.right(), band.bottom())
        self.surface.take_seats(ranks, remove=bool(event.modifiers() & CONTROL))

    def _take_loop(self, event: QMouseEvent) -> None:
        loop, self._loop = self._loop, []
        self.surface.show_loop(None)
        if len(loop) >= CORNERS:
            ranks = self.surface.index.seats_inside([(at.x(), at.y()) for at in loop])
            self.surface.take_seats(ranks, remove=bool(event.modifiers() & CONTROL))

    def _band(self, at: QPoint) -> QRectF:
        start = self.surface.plan_point(QPointF(self._pressed))
        return QRectF(start, self.surface.plan_point(QPointF(at))).normalized()

    def seat_at(self, at: QPointF) -> int:
        """The seat under a point of the viewport, -1 if there is none."""
        place = self.surface.plan_point(at)
        reach = CLICK_REACH / self.surface.camera.scale
        return self.surface.index.seat_at(place.x(), place.y(), reach)

    def wheel(self, event: QWheelEvent) -> None:
        """A mouse wheel zooms at the cursor; a trackpad pans, and zooms with Ctrl."""
        camera, modifiers = self.surface.camera, event.modifiers()
        angle = event.angleDelta()
        if modifiers & SHIFT:
            camera.pan(QPoint(-(angle.y() or angle.x()), 0))
        elif is_trackpad(event) and not modifiers & CONTROL:
            camera.pan(-event.pixelDelta())
        else:
            steps = float(np.clip(angle.y(), -480, 480))
            camera.zoom(WHEEL_BASE**steps, event.position())


def is_trackpad(event: QWheelEvent) -> bool:
    """Whether fingers scroll: only trackpads send phases and pixel distances."""
    return event.phase() != Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull()
