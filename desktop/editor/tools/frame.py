"""The frame around what is selected, with its handles; and the handles of a single row."""

from dataclasses import dataclass
from enum import Enum
from math import dist, hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from core.domain.venues.editing.places import RowAt
from core.domain.venues.editing.rows import Form, form_of
from core.domain.venues.plan import Plan, Point
from desktop.editor.canvas.colors import EditorColors
from desktop.editor.tools.painting import HANDLE, qpoint, thin

TURN_AWAY = 26.0  # pixels from the frame to the handle that turns
END_AWAY = 20.0  # pixels from a row's end to the handle that lengthens it
SPACING_AWAY = 38.0
REACH = 8.0  # pixels around a handle's middle
LEAST_SIDE = 14.0  # pixels; a smaller frame has no handles in the middle of its sides


class Grip(Enum):
    """The handles; those that scale say which side of the frame moves (-1, 0, 1)."""

    TOP_LEFT = (-1, -1)
    TOP = (0, -1)
    TOP_RIGHT = (1, -1)
    RIGHT = (1, 0)
    BOTTOM_RIGHT = (1, 1)
    BOTTOM = (0, 1)
    BOTTOM_LEFT = (-1, 1)
    LEFT = (-1, 0)
    TURN = "turn"
    BEND = "bend"
    START = "start"
    END = "end"
    SPACING = "spacing"

    @property
    def scales(self) -> bool:
        """Whether it stretches the frame."""
        return isinstance(self.value, tuple)

    @property
    def sides(self) -> tuple[int, int]:
        """Which sides move when it scales."""
        return self.value if isinstance(self.value, tuple) else (0, 0)


@dataclass(frozen=True, slots=True)
class RowHandles:
    """A single row's form in plan units, and where its middle is."""

    place: RowAt
    form: Form
    origin: Point

    @classmethod
    def of(cls, plan: Plan, place: RowAt) -> "RowHandles | None":
        """The handles of a line or an arc of two seats or more; other rows have none."""
        zone = plan.zones[place.zone]
        row = zone.rows[place.row]
        if len(row.seats) < 2:  # noqa: PLR2004
            return None
        form = form_of(row)
        if form.kind not in ("line", "arc"):
            return None
        return cls(place, form, Point(zone.x + row.x, zone.y + row.y))

    @property
    def start(self) -> Point:
        return self._absolute(self.form.start)

    @property
    def end(self) -> Point:
        return self._absolute(self.form.end)

    @property
    def middle(self) -> Point:
        """The middle of the chord."""
        return Point((self.start.x + self.end.x) / 2, (self.start.y + self.end.y) / 2)

    @property
    def along(self) -> Point:
        """The unit vector from the start to the end."""
        length = dist(self.start, self.end) or 1.0
        return Point((self.end.x - self.start.x) / length, (self.end.y - self.start.y) / length)

    @property
    def left(self) -> Point:
        """The unit vector to the left of start -> end, where a positive bend goes."""
        return Point(self.along.y, -self.along.x)

    def crown(self) -> Point:
        """The middle of the arc."""
        return _beyond(self.middle, self.left, self.form.bend)

    def places(self, scale: float) -> dict[Grip, Point]:
        """Where the handles are."""
        back = Point(-self.along.x, -self.along.y)
        return {
            Grip.BEND: _beyond(self.crown(), self.left, END_AWAY / scale),
            Grip.START: _beyond(self.start, back, END_AWAY / scale),
            Grip.END: _beyond(self.end, self.along, END_AWAY / scale),
            Grip.SPACING: _beyond(self.end, self.along, SPACING_AWAY / scale),
        }

    def _absolute(self, at: Point) -> Point:
        return Point(self.origin.x + at.x, self.origin.y + at.y)


def _beyond(at: Point, way: Point, distance: float) -> Point:
    return Point(at.x + way.x * distance, at.y + way.y * distance)


def handles_of(box: QRectF, row: RowHandles | None, scale: float) -> dict[Grip, Point]:
    """Where all handles are at this scale; none around nothing."""
    if box.isNull():
        return {}
    found: dict[Grip, Point] = {}
    middle = box.center()
    for grip in Grip:
        across, down = grip.sides
        if not grip.scales or not _has_room(box, grip, scale):
            continue
        x = middle.x() + across * box.width() / 2
        y = middle.y() + down * box.height() / 2
        found[grip] = Point(x, y)
    found[Grip.TURN] = Point(middle.x(), box.top() - TURN_AWAY / scale)
    if row is not None:
        found.update(row.places(scale))
    return found


def _has_room(box: QRectF, grip: Grip, scale: float) -> bool:
    across, down = grip.sides
    if across and down:
        return True
    side = box.height() if across else box.width()
    return side * scale >= 3 * LEAST_SIDE


def grip_at(found: dict[Grip, Point], at: Point, scale: float) -> Grip | None:
    """The handle under a point; a row's own handles come first."""
    near = {grip: hypot(place.x - at.x, place.y - at.y) * scale for grip, place in found.items()}
    hit = [grip for grip, away in near.items() if away <= REACH]
    return min(hit, key=lambda grip: (grip.scales, near[grip]), default=None)


def cursor_of(grip: Grip | None) -> Qt.CursorShape:
    """The mouse over a handle, or over none."""
    if grip is None:
        return Qt.CursorShape.ArrowCursor
    if grip is Grip.TURN:
        return Qt.CursorShape.PointingHandCursor
    if not grip.scales:
        upright = grip is Grip.BEND
        return Qt.CursorShape.SizeVerCursor if upright else Qt.CursorShape.SizeHorCursor
    across, down = grip.sides
    if not across:
        return Qt.CursorShape.SizeVerCursor
    if not down:
        return Qt.CursorShape.SizeHorCursor
    same = across == down
    return Qt.CursorShape.SizeFDiagCursor if same else Qt.CursorShape.SizeBDiagCursor


def paint_frame(
    painter: QPainter, box: QRectF, found: dict[Grip, Point], colors: EditorColors
) -> None:
    """The frame, and squares, a circle and diamonds for its handles."""
    painter.setPen(thin(colors.accent))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    turn = found.get(Grip.TURN)
    if turn is not None:
        painter.drawLine(QPointF(box.center().x(), box.top()), qpoint(turn))
    half = HANDLE / 2 / painter.worldTransform().m11()
    painter.setPen(thin(colors.accent, 1.5))
    painter.setBrush(colors.handle)
    for grip, place in found.items():
        _paint_grip(painter, grip, qpoint(place), half)


def _paint_grip(painter: QPainter, grip: Grip, at: QPointF, half: float) -> None:
    if grip.scales:
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
    elif grip in (Grip.BEND, Grip.SPACING):
        reach = half * 1.35
        corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        painter.drawPolygon([at + QPointF(x, y) for x, y in corners])
        if grip is Grip.SPACING:
            painter.drawLine(at - QPointF(half * 0.6, 0), at + QPointF(half * 0.6, 0))
    else:
        painter.drawEllipse(at, half * 1.15, half * 1.15)
        if grip in (Grip.START, Grip.END):
            painter.drawLine(at - QPointF(half * 0.6, 0), at + QPointF(half * 0.6, 0))
            painter.drawLine(at - QPointF(0, half * 0.6), at + QPointF(0, half * 0.6))
