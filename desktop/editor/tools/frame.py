"""The frame around what is selected, with its handles."""

from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from core.domain.venues.corners import turned
from core.domain.venues.editing.frames import Frame, level_frame
from core.domain.venues.plan import Point
from core.domain.venues.shapes import Bounds
from desktop.editor.canvas.colors import EditorColors
from desktop.editor.tools.grips import Grip
from desktop.editor.tools.painting import HANDLE, box_around, qpoint, thin
from desktop.editor.tools.row_handles import RowHandles, SeatHandles, beyond

TURN_AWAY = 26.0  # pixels from the frame to the handle that turns
OVER_BEND = 48.0  # the same over a row, whose bend is between
REACH = 8.0  # pixels around a handle's middle
LEAST_SIDE = 14.0  # pixels; a smaller frame has no handles in the middle of its sides
_CORNERS = ((-1, -1), (1, -1), (1, 1), (-1, 1))


def frame_of(box: QRectF) -> Frame:
    """The frame that lies level around a box."""
    return level_frame(Bounds(box.x(), box.y(), box.width(), box.height()))


def room_of(frame: Frame) -> QRectF:
    """The room that a frame takes without its handles."""
    return box_around(frame.at(*corner) for corner in _CORNERS)


def handles_of(frame: Frame | None, row: SeatHandles | None, scale: float) -> dict[Grip, Point]:
    """Where all handles are at this scale; none around nothing."""
    if frame is None:
        return {}
    found = {
        grip: frame.at(*grip.sides)
        for grip in Grip
        if grip.scales and _has_room(frame, grip, scale)
    }
    up = turned(Point(0.0, -1.0), frame.rotation, 0.0, 0.0)
    away = OVER_BEND if isinstance(row, RowHandles) else TURN_AWAY
    found[Grip.TURN] = beyond(frame.at(0, -1), up, away / scale)
    if row is not None:
        found.update(row.places(scale))
    return found


def _has_room(frame: Frame, grip: Grip, scale: float) -> bool:
    across, down = grip.sides
    if across and down:
        return True
    side = frame.height if across else frame.width
    return side * scale >= 3 * LEAST_SIDE


def grip_at(found: dict[Grip, Point], at: Point, scale: float) -> Grip | None:
    """The handle under a point; a row's own handles come first."""
    near = {grip: hypot(place.x - at.x, place.y - at.y) * scale for grip, place in found.items()}
    hit = [grip for grip, away in near.items() if away <= REACH]
    return min(hit, key=lambda grip: (grip.scales, near[grip]), default=None)


def paint_frame(
    painter: QPainter,
    frame: Frame,
    found: dict[Grip, Point],
    colors: EditorColors,
    under: Grip | None = None,
) -> None:
    """The frame, and squares, circles and diamonds for its handles, the one under the hand full."""
    painter.setPen(thin(colors.accent))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([qpoint(frame.at(*corner)) for corner in _CORNERS]))
    turn = found.get(Grip.TURN)
    if turn is not None:
        painter.drawLine(qpoint(frame.at(0, -1)), qpoint(turn))
    half = HANDLE / 2 / painter.worldTransform().m11()
    for grip, place in found.items():
        full = grip is under
        painter.setBrush(colors.accent if full else colors.handle)
        painter.setPen(thin(colors.accent, 1.5))
        _paint_grip(painter, grip, qpoint(place), half)
        if grip.lengthens:
            painter.setPen(thin(colors.on_accent if full else colors.accent, 1.5))
            _paint_plus(painter, qpoint(place), half * 0.6)


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


def _paint_plus(painter: QPainter, at: QPointF, reach: float) -> None:
    painter.drawLine(at - QPointF(reach, 0), at + QPointF(reach, 0))
    painter.drawLine(at - QPointF(0, reach), at + QPointF(0, reach))
