"""Symbols of seats that are not like the others: star, wheelchair, companion, blocked view."""

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

GRID = 20.0
"""Every symbol is drawn on a grid of 20 by 20."""

NO_SYMBOL, STAR, WHEELCHAIR, COMPANION, RESTRICTED = (
    *("", "\0star", "\0wheelchair", "\0companion", "\0restricted view"),
)
#: In the order of `plan.SEAT_TYPES`; a restricted view comes after them, whatever the type.
SYMBOLS = (NO_SYMBOL, STAR, WHEELCHAIR, COMPANION, RESTRICTED)
RESTRICTED_CODE = SYMBOLS.index(RESTRICTED)


def is_symbol(text: str) -> bool:
    """Whether this label is drawn, not written."""
    return text in _DRAWN


def draw_symbol(painter: QPainter, symbol: str, box: QRectF, ink: str) -> None:
    """The symbol over the whole box."""
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / GRID, box.height() / GRID)
    _DRAWN[symbol](painter, QColor(ink))
    painter.restore()


def _star(painter: QPainter, ink: QColor) -> None:
    points = []
    for corner in range(10):
        reach = 6.6 if corner % 2 == 0 else 2.8
        turn = corner * pi / 5 - pi / 2
        points.append(QPointF(10 + reach * cos(turn), 10.4 + reach * sin(turn)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF(points))


def _wheelchair(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_round_pen(ink, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    body = QPainterPath(QPointF(8.8, 7.2))
    for x, y in ((9.1, 11.2), (12.6, 11.2), (14.0, 14.6), (15.4, 14.1)):
        body.lineTo(x, y)
    body.moveTo(9.0, 8.8)
    body.lineTo(12.2, 8.8)
    painter.drawPath(body)
    painter.drawArc(QRectF(4.9, 8.6, 7.6, 7.6), 115 * 16, 215 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(8.7, 4.8), 1.45, 1.45)


def _companion(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for x, y, size in ((7.4, 7.4, 2.0), (13.0, 8.2, 1.6)):
        painter.drawEllipse(QPointF(x, y), size, size)
        painter.drawChord(QRectF(x - size * 1.6, y + size * 1.4, size * 3.2, size * 4.4), 0, 2880)


def _restricted(painter: QPainter, ink: QColor) -> None:
    """An eye with a line through it."""
    painter.setPen(_round_pen(ink, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    lids = QPainterPath(QPointF(3.6, 10))
    lids.cubicTo(6.4, 5.6, 13.6, 5.6, 16.4, 10)
    lids.cubicTo(13.6, 14.4, 6.4, 14.4, 3.6, 10)
    painter.drawPath(lids)
    painter.drawLine(QPointF(4.8, 15.2), QPointF(15.2, 4.8))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(10, 10), 2.0, 2.0)


def _round_pen(ink: QColor, width: float) -> QPen:
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


_DRAWN: Mapping[str, Callable[[QPainter, QColor], None]] = {
    STAR: _star,
    WHEELCHAIR: _wheelchair,
    COMPANION: _companion,
    RESTRICTED: _restricted,
}
