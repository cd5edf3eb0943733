"""Stages, bars and other shapes and texts around the seats."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from desktop.widgets.seat_map.colors import SeatMapColors, mixed
from desktop.widgets.seat_map.plan import PlanArea

TEXT_PIXELS = (10, 22)
SMALLEST_TEXT = 5  # pixels wanted; a text that would be smaller is left out
OWN_COLOR_SHARE = 0.15  # a plan's own colours are toned down to sit in either theme
CORNER_SHARE = 0.08


class AreaItem(QGraphicsPathItem):
    """One area; its text keeps a readable size and goes away where it would not fit."""

    def __init__(self, area: PlanArea, colors: SeatMapColors, font: QFont) -> None:
        super().__init__(area_path(area))
        self._area = area
        self._font = QFont(font)
        self.recolor(colors)

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours."""
        self._colors = colors
        own = QColor(self._area.color) if self._area.color else QColor()
        self._fill = QColor(colors.stage)
        if own.isValid():
            self._fill = mixed(self._area.color, colors.stage, OWN_COLOR_SHARE)
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._area.kind != "text":
            pen = QPen(QColor(self._colors.section_edge), 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(self._fill)
            painter.drawPath(self.path())
        if self._area.text:
            self._paint_text(painter)

    def _paint_text(self, painter: QPainter) -> None:
        world = painter.worldTransform()
        box = world.mapRect(self.path().boundingRect())
        alone = self._area.kind == "text"
        least, most = TEXT_PIXELS
        wanted = int(box.height() * (0.7 if alone else 0.4))
        if alone and wanted < SMALLEST_TEXT:
            return
        painter.resetTransform()
        font = QFont(self._font)
        font.setPixelSize(max(least, min(most, wanted)))
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        if not alone and (
            metrics.horizontalAdvance(self._area.text) > box.width() or box.height() < least
        ):
            return
        painter.setFont(font)
        painter.setPen(QColor(self._colors.stage_text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.translate(box.center())
        painter.rotate(self._area.rotation)
        painter.drawText(box.translated(-box.center()), flags, self._area.text)


def area_path(area: PlanArea) -> QPainterPath:
    """The area's outline in plan units, turned by its rotation about its middle."""
    path = QPainterPath()
    points = QPolygonF([QPointF(x, y) for x, y in area.points])
    box = points.boundingRect()
    if area.kind == "polygon":
        path.addPolygon(points)
        path.closeSubpath()
    elif area.kind in ("circle", "ellipse"):
        path.addEllipse(box)
    else:
        corner = min(box.width(), box.height()) * CORNER_SHARE
        path.addRoundedRect(QRectF(box), corner, corner)
    return path
