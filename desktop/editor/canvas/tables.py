"""The tops of tables."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from core.domain.venues.extras import Table
from core.domain.venues.plan import Row
from desktop.widgets.seat_map.colors import SeatMapColors

CORNER_SHARE = 0.12


def paint_tables(
    painter: QPainter, tables: Iterable[tuple[Row, Table]], colors: SeatMapColors
) -> None:
    """Draw the tops under the seats; the painter is in the section's units."""
    pen = QPen(QColor(colors.section_edge), 1)
    pen.setCosmetic(True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(QColor(colors.stage))
    for row, table in tables:
        painter.save()
        painter.translate(row.x, row.y)
        painter.rotate(table.rotation)
        box = QRectF(-table.width / 2, -table.height / 2, table.width, table.height)
        if table.shape == "round":
            painter.drawEllipse(box)
        else:
            corner = min(table.width, table.height) * CORNER_SHARE
            painter.drawRoundedRect(box, corner, corner)
        painter.restore()
