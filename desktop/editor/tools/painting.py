"""Lines, handles and readings over the plan, in pixels whatever the scale."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from core.domain.venues.editing.snapping import SnapLine
from core.domain.venues.plan import Point
from desktop.editor.canvas.colors import EditorColors

PILL_PAD = 7.0
PILL_AWAY = 16.0  # pixels from the hand to a reading
HANDLE = 8.0


def qpoint(at: Point) -> QPointF:
    """A point of the plan as Qt has it."""
    return QPointF(at.x, at.y)


def thin(color: QColor, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen of so many pixels at every scale."""
    pen = QPen(color, width, style)
    pen.setCosmetic(True)
    return pen


def paint_path(
    painter: QPainter, points: Sequence[Point], colors: EditorColors, *, closed: bool = False
) -> None:
    """The line through what has been clicked so far, with a dot at each point."""
    painter.setPen(thin(colors.accent, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = QPolygonF([qpoint(point) for point in points])
    if closed:
        painter.drawPolygon(line)
    else:
        painter.drawPolyline(line)
    reach = 3.0 / painter.worldTransform().m11()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.accent)
    for point in points:
        painter.drawEllipse(qpoint(point), reach, reach)


def paint_cross(painter: QPainter, at: Point, colors: EditorColors) -> None:
    """Where the keyboard's hand is."""
    reach = 9.0 / painter.worldTransform().m11()
    painter.setPen(thin(colors.accent, 1.5))
    painter.drawLine(QLineF(at.x - reach, at.y, at.x + reach, at.y))
    painter.drawLine(QLineF(at.x, at.y - reach, at.x, at.y + reach))


def paint_snaps(painter: QPainter, lines: Iterable[SnapLine], colors: EditorColors) -> None:
    """The lines that hold the point."""
    painter.setPen(thin(colors.snap, 1.0, Qt.PenStyle.DashLine))
    for line in lines:
        # The grid is drawn already, and holds nearly everywhere.
        if line.kind != "grid":
            painter.drawLine(qpoint(line.start), qpoint(line.end))


def paint_reading(
    painter: QPainter, text: str, at: Point, colors: EditorColors, font: QFont
) -> None:
    """Numbers on a pill beside a point of the plan."""
    if not text:
        return
    place = painter.worldTransform().map(qpoint(at)) + QPointF(PILL_AWAY, PILL_AWAY)
    painter.save()
    painter.resetTransform()
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text) + 2 * PILL_PAD
    box = QRectF(round(place.x()), round(place.y()), width, metrics.height() + 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.accent)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(colors.on_accent)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def room_for(box: QRectF, scale: float) -> QRectF:
    """The box with room for handles, lines and a reading beside it."""
    margin = 60.0 / scale
    return box.adjusted(-margin, -margin, margin + 260.0 / scale, margin + 40.0 / scale)


def box_around(points: Iterable[Point]) -> QRectF:
    """The smallest rectangle around some points; null around none."""
    corners = list(points)
    if not corners:
        return QRectF()
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return QRectF(min(xs), min(ys), max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6))
