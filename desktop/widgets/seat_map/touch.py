"""Fingers on the map: one pans or taps, two pinch."""

from math import hypot
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEventPoint, QTouchEvent

from desktop.widgets.seat_map.camera import Camera

TAP_REACH = 12  # pixels that a finger may slip and still tap
TAP_MS = 400
TWO = 2
RELEASED = QEventPoint.State.Released


class Touched(Protocol):
    """What fingers need of the map."""

    camera: Camera

    def tap(self, at: QPointF) -> None: ...
    def hold(self, at: QPointF) -> None: ...


class Touch:
    """Holds the places of the plan that lie under the fingers and keeps them there."""

    def __init__(self, surface: Touched) -> None:
        self._surface = surface
        self._start = QPointF()
        self._held = QPointF()
        self._apart = 0.0
        self._moved = False
        self._begun = 0

    def hear(self, event: QTouchEvent) -> bool:
        """Act on a touch event; all of them are ours."""
        down = [point for point in event.points() if point.state() is not RELEASED]
        if event.type() is QEvent.Type.TouchBegin:
            self._begin(event)
        if event.type() is QEvent.Type.TouchEnd:
            self._end(event)
        elif len(down) >= TWO:
            self._pinch(down[0].position(), down[1].position())
        elif len(down) == 1 and event.type() is QEvent.Type.TouchUpdate:
            self._drag(down[0].position())
        event.accept()
        return True

    def _begin(self, event: QTouchEvent) -> None:
        self._start = event.points()[0].position()
        self._held = self._surface.camera.plan_point(self._start)
        self._apart, self._moved, self._begun = 0.0, False, event.timestamp()

    def _drag(self, at: QPointF) -> None:
        if self._apart:  # one of two fingers has left: go on from where the other is
            self._apart = 0.0
            self._held = self._surface.camera.plan_point(at)
        if (at - self._start).manhattanLength() >= TAP_REACH:
            self._moved = True
        if self._moved:
            self._surface.camera.drag(self._held, at)

    def _pinch(self, one: QPointF, other: QPointF) -> None:
        camera = self._surface.camera
        between = one - other
        middle, apart = (one + other) / 2, max(hypot(between.x(), between.y()), 1.0)
        if not self._apart:
            self._held = camera.plan_point(middle)
        else:
            camera.zoom(apart / self._apart, middle)
            camera.drag(self._held, middle)
        self._apart, self._moved = apart, True

    def _end(self, event: QTouchEvent) -> None:
        if self._moved:
            return
        if event.timestamp() - self._begun > TAP_MS:
            self._surface.hold(self._start)
        else:
            self._surface.tap(self._start)
