"""Drags with the select tool: each starts at a press and edits until the button comes up."""

from abc import abstractmethod
from itertools import count
from math import atan2, degrees, dist

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from core.domain.errors import Refusal
from core.domain.venues.editing.places import NOTHING, Edited, Selection
from core.domain.venues.editing.placing import move, rotate, scale
from core.domain.venues.editing.rows import (
    End,
    add_seats,
    bend_rows,
    remove_seats,
    space_rows,
)
from core.domain.venues.editing.snapping import SnapLine, snap_angle
from core.domain.venues.plan import Point
from desktop.editor.tools.frame import Grip, RowHandles
from desktop.editor.tools.painting import box_around, thin
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
        self.frame = bench.shown.box_of_selection()
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
        middle = self.frame.center()
        turn = _bearing(middle, hand.raw) - _bearing(middle, self.start.raw)
        turn = (turn + 180) % 360 - 180
        if hand.shift:
            turn = snap_angle(turn)
        self.reading = f"{turn:.0f}°"
        about = Point(middle.x(), middle.y())
        return rotate(self.plan, self.selection, turn, about=about)


class ScaleGesture(EditGesture):
    """Stretches from the opposite handle, or with Alt from the middle; Shift keeps the shape."""

    label = "Scale"

    def __init__(self, bench: Bench, start: Hand, grip: Grip) -> None:
        super().__init__(bench, start)
        self._grip = grip

    def edited(self, hand: Hand) -> Edited:
        across, down = self._grip.sides
        middle, box = self.frame.center(), self.frame
        about = Point(
            middle.x() if hand.alt else middle.x() - across * box.width() / 2,
            middle.y() if hand.alt else middle.y() - down * box.height() / 2,
        )
        wide = _share(hand.raw.x, self.start.raw.x, about.x) if across else 1.0
        high = _share(hand.raw.y, self.start.raw.y, about.y) if down else 1.0
        if hand.shift:
            wide = high = max(wide, high) if across and down else (wide if across else high)
        self.reading = f"{wide:.0%} × {high:.0%}"
        return scale(self.plan, self.selection, wide, high, about=about)


class BendGesture(EditGesture):
    """Bends the row by the handle over its middle."""

    label = "Bend row"

    def __init__(self, bench: Bench, start: Hand, row: RowHandles) -> None:
        super().__init__(bench, start)
        self._row = row

    def edited(self, hand: Hand) -> Edited:
        left = self._row.left
        dx, dy = hand.raw.x - self.start.raw.x, hand.raw.y - self.start.raw.y
        bend = self._row.form.bend + dx * left.x + dy * left.y
        near = 4.0 / self.bench.scale_now
        if abs(bend) < near and not hand.control:
            bend = 0.0
        self.reading = f"Bend {bend:.0f}" if bend else "Straight"
        return bend_rows(self.plan, self.selection, bend)


class SpacingGesture(EditGesture):
    """Sets the seats' spacing by the handle at the row's end."""

    label = "Space row"

    def __init__(self, bench: Bench, start: Hand, row: RowHandles) -> None:
        super().__init__(bench, start)
        self._row = row

    def edited(self, hand: Hand) -> Edited:
        seats = len(self.plan.zones[self._row.place.zone].rows[self._row.place.row].seats)
        along = self._row.along
        dx, dy = hand.raw.x - self.start.raw.x, hand.raw.y - self.start.raw.y
        more = 2 * (dx * along.x + dy * along.y) / max(seats - 1, 1)
        spacing = max(1.0, self._row.form.spacing + more)
        if not hand.control:
            spacing = round(spacing * 2) / 2
        self.reading = f"Spacing {spacing:g}"
        return space_rows(self.plan, self.selection, spacing)


class LengthGesture(EditGesture):
    """Adds seats at the row's end, or takes them away, as far as the handle is dragged."""

    label = "Lengthen row"

    def __init__(self, bench: Bench, start: Hand, row: RowHandles, grip: Grip) -> None:
        super().__init__(bench, start)
        self._row = row
        self._end: End = "end" if grip is Grip.END else "start"

    def edited(self, hand: Hand) -> Edited:
        way = (
            self._row.along if self._end == "end" else Point(-self._row.along.x, -self._row.along.y)
        )
        dx, dy = hand.raw.x - self.start.raw.x, hand.raw.y - self.start.raw.y
        seats = round((dx * way.x + dy * way.y) / max(self._row.form.spacing, 1.0))
        there = len(self.plan.zones[self._row.place.zone].rows[self._row.place.row].seats)
        seats = max(seats, 1 - there)
        self.reading = f"{there + seats} seats"
        row, end = self._row.place, self._end
        if seats > 0:
            edited = add_seats(self.plan, row, end=end, count=seats)
        elif seats < 0:
            edited = remove_seats(
                self.plan, row, end=end, count=-seats, in_use=self.bench.document.in_use
            )
        else:
            edited = Edited(self.plan)
        return Edited(edited.plan, self.selection)


class BandGesture(Gesture):
    """A rectangle that selects what lies in it."""

    def drag(self, hand: Hand) -> None:
        self.hand = hand

    def band(self) -> QRectF:
        """The rectangle in plan units."""
        start, end = self.start.raw, self.hand.raw
        return QRectF(QPointF(start.x, start.y), QPointF(end.x, end.y)).normalized()

    def finish(self, hand: Hand) -> None:
        self.hand = hand
        found = self.bench.shown.finder.in_box(self.band(), self.bench.grain)
        self._take(found, hand)

    def _take(self, found: Selection, hand: Hand) -> None:
        before = self.bench.document.selection if hand.shift else NOTHING
        self.bench.document.select(before | found if before else found)

    def paint(self, painter: QPainter) -> None:
        colors = self.bench.shown.colors
        fill = colors.accent.toRgb()
        fill.setAlphaF(0.12)
        painter.setPen(thin(colors.accent, 1.5))
        painter.setBrush(fill)
        painter.drawRect(self.band())

    def box(self) -> QRectF:
        return self.band()


class LassoGesture(BandGesture):
    """A line drawn by hand around what it selects."""

    def __init__(self, bench: Bench, start: Hand) -> None:
        super().__init__(bench, start)
        self._line = [QPointF(start.raw.x, start.raw.y)]

    def drag(self, hand: Hand) -> None:
        super().drag(hand)
        last, near = self._line[-1], 3.0 / self.bench.scale_now
        if dist((last.x(), last.y()), hand.raw) >= near:
            self._line.append(QPointF(hand.raw.x, hand.raw.y))

    def finish(self, hand: Hand) -> None:
        self.drag(hand)
        found = self.bench.shown.finder.in_lasso(QPolygonF(self._line), self.bench.grain)
        self._take(found, hand)

    def paint(self, painter: QPainter) -> None:
        colors = self.bench.shown.colors
        fill = colors.accent.toRgb()
        fill.setAlphaF(0.12)
        painter.setPen(thin(colors.accent, 1.5))
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(self._line))

    def box(self) -> QRectF:
        return QPolygonF(self._line).boundingRect()


def _bearing(middle: QPointF, at: Point) -> float:
    return degrees(atan2(at.y - middle.y(), at.x - middle.x()))


def _share(now: float, start: float, fixed: float) -> float:
    """How much longer the way from a fixed point has become."""
    length = start - fixed
    return max((now - fixed) / length, LEAST_SCALE) if length else 1.0
