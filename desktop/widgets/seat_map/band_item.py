"""The rectangle and the loop that the mouse draws to select seats."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractGraphicsShapeItem, QGraphicsPathItem, QGraphicsRectItem

from desktop.widgets.seat_map.colors import SeatMapColors

ON_TOP = 20


class BandItem(QGraphicsRectItem):
    """Shows a rectangle of the plan, or nothing."""

    def __init__(self, colors: SeatMapColors) -> None:
        super().__init__()
        self.setZValue(ON_TOP)
        self.recolor(colors)
        self.hide()

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours."""
        _dress(self, colors)

    def show_band(self, band: QRectF | None) -> None:
        """The rectangle in plan units; None takes it away."""
        if band is not None:
            self.setRect(band)
        self.setVisible(band is not None)


class LassoItem(QGraphicsPathItem):
    """Shows a closed loop of points of the plan, or nothing."""

    def __init__(self, colors: SeatMapColors) -> None:
        super().__init__()
        self.setZValue(ON_TOP)
        self.recolor(colors)
        self.hide()

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours."""
        _dress(self, colors)

    def show_loop(self, points: Sequence[QPointF] | None) -> None:
        """The loop in plan units; None takes it away."""
        path = QPainterPath()
        if points:
            path.addPolygon(QPolygonF(list(points)))
            path.closeSubpath()
        self.setPath(path)
        self.setVisible(bool(points))


def _dress(item: QAbstractGraphicsShapeItem, colors: SeatMapColors) -> None:
    fill = QColor(colors.cursor)
    fill.setAlphaF(0.14)
    pen = QPen(QColor(colors.cursor), 1.5)
    pen.setCosmetic(True)
    item.setPen(pen)
    item.setBrush(fill)
