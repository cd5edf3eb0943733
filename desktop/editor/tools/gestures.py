"""Drags with the select tool: each starts at a press and edits until the button comes up."""

from abc import abstractmethod
from itertools import count
from math import atan2, degrees

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from core.domain.errors import Refusal
from core.domain.venues.editing.frames import own_frame
from core.domain.venues.editing.places import Edited
from core.domain.venues.editing.placing import move, rotate, scale
from core.domain.venues.editing.snapping import SnapLine, snap_angle
from core.domain.venues.plan import Point
from desktop.editor.tools.frame import frame_of
from desktop.editor.tools.grips import Grip
from desktop.editor.tools.painting import box_around
from desktop.editor.tools.tool import Bench, Hand

_numbers = count(1)
LEAST_SCALE = 0.01


class Gesture:
    """One drag; `reading` are the numbers beside the hand, `hand` where it was last."""

    def __init__(self, bench: Bench, start: Hand) -> None:
        self.bench = bench
        self.start = start
        self.hand = start
        self.reading = ""
        self.lines: tuple[SnapLine, ...] = ()

    @abstractmethod
    def drag(self, hand: Hand) -> None:
        """The mouse has moved."""

    def finish(self, hand: Hand) -> None:
        """The button comes up."""

    def cancel(self) -> None:
        """Escape: as if it had never begun."""

    def paint(self, painter: QPainter) -> None:
        """What it shows over the plan."""

    def box(self) -> QRectF:
        """The room that `paint` takes."""
        return QRectF()

    def room(self) -> QRectF:
        """The room that all it shows takes, the hand's reading and the snap lines too."""
        ends = [end for line in self.lines for end in (line.start, line.end)]
        return self.box() | box_around([self.hand.raw, *ends])


class EditGesture(Gesture):
    """Edits the plan as it was at the press, again and again; undone as one."""

    label = "Edit"

    def __init__(self, bench: Bench, start: Hand) -> None:
        super().__init__(bench, start)
        self.plan = bench.document.plan
        self.selection = bench.document.selection
        level = frame_of(bench.shown.box_of_selection())
        self.frame = own_frame(self.plan, self.selection) or level
        self._merge = f"drag {next(_numbers)}"

    @abstractmethod
    def edited(self, hand: Hand) -> Edited:
        """The plan with the hand here."""

    def drag(self, hand: Hand) -> None:
        self.hand = hand
        try:
            edited = self.edited(hand)
        except Refusal as refused:
            self.bench.say(str(refused))
            return
        self.bench.document.apply(self.label, edited, merge=self._merge)

    def cancel(self) -> None:
        self.bench.document.take_back(self._merge)


class MoveGesture(EditGesture):
    """Moves what is selected; Shift keeps it level or upright, `anchor` is what snaps."""

    label = "Move"

    def __init__(self, bench: Bench, start: Hand, anchor: Point) -> None:
        super().__init__(bench, start)
        self._anchor = anchor
        bench.hold_snaps()

    def finish(self, hand: Hand) -> None:  # noqa: ARG002
        self.bench.free_snaps()

    def cancel(self) -> None:
        super().cancel()
        self.bench.free_snaps()

    def edited(self, hand: Hand) -> Edited:
        dx, dy = hand.raw.x - self.start.raw.x, hand.raw.y - self.start.raw.y
        if hand.shift:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        elif not hand.control:
            wanted = Point(self._anchor.x + dx, self._anchor.y + dy)
            at, self.lines = self.bench.snapped(wanted)
            dx, dy = at.x - self._anchor.x, at.y - self._anchor.y
        self.reading = f"{dx:+.0f}, {dy:+.0f}"
        return move(self.plan, self.selection, dx, dy)


class TurnGesture(EditGesture):
    """Turns about the frame's middle; Shift in steps of 15 degrees."""

    label = "Rotate"

    def edited(self, hand: Hand) -> Edited:
        middle = self.frame.middle
        turn = _bearing(middle, hand.raw) - _bearing(middle, self.start.raw)
        turn = (turn + 180) % 360 - 180
        if hand.shift:
            turn = snap_angle(turn)
        self.reading = f"{turn:.0f}°"
        return rotate(self.plan, self.selection, turn, about=middle)


class ScaleGesture(EditGesture):
    """Stretches from the opposite handle, or with Alt from the middle; Shift keeps the shape.

    A single turned shape or table is stretched along its own axes.
    """

    label = "Scale"

    def __init__(self, bench: Bench, start: Hand, grip: Grip) -> None:
        super().__init__(bench, start)
        self._grip = grip

    def edited(self, hand: Hand) -> Edited:
        across, down = self._grip.sides
        about = self.frame.middle if hand.alt else self.frame.at(-across, -down)
        now, start, fixed = map(self.frame.local, (hand.raw, self.start.raw, about))
        wide = _share(now.x, start.x, fixed.x) if across else 1.0
        high = _share(now.y, start.y, fixed.y) if down else 1.0
        if hand.shift:
            wide = high = max(wide, high) if across and down else (wide if across else high)
        self.reading = f"{wide:.0%} × {high:.0%}"
        axis = self.frame.rotation
        return scale(self.plan, self.selection, wide, high, about=about, axis=axis)


def _bearing(middle: Point, at: Point) -> float:
    return degrees(atan2(at.y - middle.y, at.x - middle.x))


def _share(now: float, start: float, fixed: float) -> float:
    """How much longer the way from a fixed point has become."""
    length = start - fixed
    return max((now - fixed) / length, LEAST_SCALE) if length else 1.0
