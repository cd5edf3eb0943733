"""The rectangle that the mouse draws to select seats."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from desktop.widgets.seat_map.colors import SeatMapColors


class BandItem(QGraphicsRectItem):
    """Shows a rectangle of the plan, or nothing."""

    def __init__(self, colors: SeatMapColors) -> None:
        super().__init__()
        self.setZValue(20)
        self.recolor(colors)
        self.hide()

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours."""
        fill = QColor(colors.cursor)
        fill.setAlphaF(0.14)
        pen = QPen(QColor(colors.cursor), 1.5)
        pen.setCosmetic(True)
        self.setPen(pen)
        self.setBrush(fill)

    def show_band(self, band: QRectF | None) -> None:
        """The rectangle in plan units; None takes it away."""
        if band is not None:
            self.setRect(band)
        self.setVisible(band is not None)
