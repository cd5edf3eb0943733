"""Tools that gather points by clicks or a drag, show what would come of them, and draw it."""

from abc import abstractmethod
from collections.abc import Sequence
from math import atan2, cos, degrees, dist, hypot, radians, sin
from typing import ClassVar

from PySide6.QtGui import QPainter

from core.domain.venues.editing.places import Edited
from core.domain.venues.editing.snapping import SnapLine, snap_angle
from core.domain.venues.extras import grid_of
from core.domain.venues.plan import Point
from desktop.editor.tools.painting import (
    box_around,
    paint_cross,
    paint_path,
    paint_reading,
    paint_snaps,
    room_for,
)
from desktop.editor.tools.tool import Hand, Tool

SNAP_REACH = 8.0  # pixels
DRAG_FROM = 6.0  # pixels that the mouse moves before a click becomes a drag


class GatheringTool(Tool):
    """Click, move, click; or press, drag, release. Enter finishes, Escape drops it all.

    `needs` points finish the work by themselves; 0 goes on until Enter or a double click.
    """

    needs: ClassVar[int] = 2
    least: ClassVar[int] = 2  # points from which there is something to show
    label: ClassVar[str] = ""
    line: ClassVar[bool] = True  # whether the points are joined by a line

    points: list[Point]

    @property
    def needed(self) -> int:
        """How many points finish the work; some tools need fewer when numbers are typed."""
        return self.needs

    def take_up(self) -> None:
        super().take_up()
        self.points = []
        self._hover: Hand | None = None

    @abstractmethod
    def make(self, points: Sequence[Point]) -> Edited:
        """What comes of these points; raises a refusal where a rule says no."""

    def reading(self, points: Sequence[Point], edited: Edited) -> str:  # noqa: ARG002
        """The numbers beside the hand."""
        return _length(points)

    # Mouse

    def press(self, hand: Hand) -> None:
        """A point more; it may also begin a drag."""
        self._pressed = hand.pixel
        self._take(hand)

    def move(self, hand: Hand, *, down: bool) -> None:  # noqa: ARG002
        """Show what would come of it here."""
        self._hover = self._straightened(hand)
        self.refresh()

    def release(self, hand: Hand) -> None:
        """The end of a drag is a point too."""
        away = hand.pixel - self._pressed
        if self.points and hypot(away.x(), away.y()) >= DRAG_FROM and self.needed > 1:
            self._take(hand)

    def double_click(self, hand: Hand) -> None:
        """The second press of a double click ends an open-ended drawing."""
        if self.needed == 0 and len(self.points) >= self.least:
            self._finish(self.points)
        else:
            self.press(hand)

    def _take(self, hand: Hand) -> None:
        hand = self._straightened(hand)
        self._hover = hand
        if self.needed == 0 and self._closes(hand):
            self._finish(self.points)
            return
        self.points.append(hand.at)
        if self.needed and len(self.points) >= self.needed:
            self._finish(self.points)
        else:
            self.refresh()

    def _closes(self, hand: Hand) -> bool:
        """Whether a click on the first point closes the line."""
        near = DRAG_FROM / self.bench.scale_now
        return len(self.points) >= self.least and dist(hand.raw, self.points[0]) <= near

    def _straightened(self, hand: Hand) -> Hand:
        """With Shift the line from the last point runs in steps of 15 degrees.

        Its length, which no point of the grid lies on, snaps to the grid's step.
        """
        if not hand.shift or not self.points:
            return hand
        start, end = self.points[-1], hand.raw
        turn = radians(snap_angle(degrees(atan2(end.y - start.y, end.x - start.x))))
        length = self._on_step(dist(start, end), free=hand.control)
        at = Point(start.x + cos(turn) * length, start.y + sin(turn) * length)
        return Hand(at=at, raw=hand.raw, pixel=hand.pixel, shift=True)

    def _on_step(self, length: float, *, free: bool) -> float:
        """The length, or the grid's step near it."""
        grid = grid_of(self.document.plan)
        near = round(length / grid.step) * grid.step
        reach = SNAP_REACH / self.bench.scale_now
        return near if grid.snaps and not free and abs(near - length) <= reach else length

    # Enter and Escape

    @property
    def under_way(self) -> bool:
        return bool(self.points)

    def finish(self) -> bool:
        """Finish with the point under the hand, if it is needed."""
        points = self._so_far()
        if len(points) < self.least or (not self.points and self.needed != 1):
            return False
        if self.needed == 0:
            points = self.points if len(self.points) >= self.least else points
        self._finish(points)
        return True

    def cancel(self) -> bool:
        """Drop the points; False if there are none."""
        had = bool(getattr(self, "points", None))
        self.points = []
        self.bench.preview(None)
        self.refresh()
        return had

    def _finish(self, points: Sequence[Point]) -> None:
        edited = self.attempt(lambda: self.make(points))
        self.points = []
        self.bench.preview(None)
        if edited is not None:
            self.document.apply(self.label or self.title, edited)
            self.done(edited)
        self.refresh()

    def done(self, edited: Edited) -> None:
        """After the edit."""

    # Showing

    def _so_far(self) -> list[Point]:
        """The points gathered and the one under the hand."""
        hover = [self._hover.at] if self._hover is not None else []
        most = self.needed or len(self.points) + 1
        return [*self.points, *hover][:most]

    def refresh(self) -> None:
        """Show the preview and the lines over it."""
        points = self._so_far()
        edited = None
        if len(points) >= self.least and (self.points or self.needed == 1):
            edited = self.attempt(lambda: self.make(points), aloud=False)
        if self.points or self.needed == 1:
            self.bench.preview(edited)
        self._paint_over(points, edited)

    def _paint_over(self, points: Sequence[Point], edited: Edited | None) -> None:
        colors, font = self.bench.shown.colors, self.bench.shown.drawing.font
        reading = self.reading(points, edited) if edited is not None else _length(points)
        lines: tuple[SnapLine, ...] = self._hover.lines if self._hover is not None else ()
        joined = list(points) if self.line and self.points else []

        def paint(painter: QPainter) -> None:
            paint_snaps(painter, lines, colors)
            if joined:
                paint_path(painter, joined, colors, closed=self.needed == 0)
            elif points:
                paint_cross(painter, points[-1], colors)
            if points:
                paint_reading(painter, reading, points[-1], colors, font)

        ends = [end for line in lines for end in (line.start, line.end)]
        box = box_around([*points, *ends])
        self.bench.paint_over(paint, room_for(box, self.bench.scale_now))


def _length(points: Sequence[Point]) -> str:
    """How long the last line is."""
    return f"{dist(points[-2], points[-1]):.0f}" if len(points) > 1 else ""
