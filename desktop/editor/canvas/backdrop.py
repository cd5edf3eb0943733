"""What lies under everything: the desk, the plan's sheet, the traced picture, grid and guides."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from core.domain.venues.extras import (
    Background,
    background_of,
    grid_of,
    guides_of,
    outline_of,
    pictures_of,
)
from core.domain.venues.plan import Plan
from desktop.editor.canvas.colors import EditorColors
from desktop.pictures import Picture

LEAST_STEP = 14.0  # pixels between grid lines; a finer grid is drawn every so many lines
STRONG_EVERY = 5  # grid lines
OUTLINE = 2.0  # pixels


class Backdrop:
    """Draws a plan's backdrop; the traced picture is decoded once."""

    def __init__(self, colors: EditorColors, plan: Plan) -> None:
        self.colors = colors
        self._plan = plan
        self._background: Background | None = None
        self._source = ""
        self._picture: Picture | None = None

    def take(self, plan: Plan) -> bool:
        """Take over what the plan says; says whether the backdrop looks different."""
        before, self._plan = self._plan, plan
        if before is not plan and before.extra is plan.extra and before.size == plan.size:
            return False
        self._background = background_of(plan)
        if self._background is not None:
            source = pictures_of(plan).get(self._background.picture, "")
            if source is not self._source:
                self._source, self._picture = source, Picture.read(source)
        return True

    def picture_box(self) -> QRectF:
        """Where the traced picture lies; empty without one."""
        if self._background is None or self._picture is None:
            return QRectF()
        return self._picture.box(self._background)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Draw what of it lies in a rectangle of the plan."""
        painter.fillRect(rect, self.colors.desk)
        if self._plan.size is not None:
            painter.fillRect(QRectF(0, 0, *self._plan.size), self.colors.paper)
        if self._background is not None and self._picture is not None:
            self._picture.draw(painter, self._background)
        self._paint_grid(painter, rect)

    def _paint_grid(self, painter: QPainter, rect: QRectF) -> None:
        grid = grid_of(self._plan)
        if not grid.shown:
            return
        step, scale = grid.step, painter.worldTransform().m11()
        while step * scale < LEAST_STEP:
            step *= STRONG_EVERY
        lines = _lines(rect, step, QPointF(grid.x, grid.y))
        painter.setPen(QPen(self.colors.grid, 0))
        painter.drawLines(lines)
        painter.setPen(QPen(self.colors.grid_strong, 0))
        strong = _lines(rect, step * STRONG_EVERY, QPointF(grid.x, grid.y))
        painter.drawLines(strong)

    def outline_box(self) -> QRectF:
        """The room that the house's outline takes; empty without one."""
        return QPolygonF([QPointF(*corner) for corner in outline_of(self._plan)]).boundingRect()

    def paint_outline(self, painter: QPainter) -> None:
        """Draw the house's outline over everything."""
        corners = outline_of(self._plan)
        if corners:
            pen = QPen(self.colors.outline, OUTLINE)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def paint_guides(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the guide lines over everything."""
        guides = guides_of(self._plan)
        if not guides:
            return
        pen = QPen(self.colors.guide, 1, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for axis, at in guides:
            if axis == "x":
                painter.drawLine(QLineF(at, rect.top(), at, rect.bottom()))
            else:
                painter.drawLine(QLineF(rect.left(), at, rect.right(), at))


def _lines(rect: QRectF, step: float, origin: QPointF) -> list[QLineF]:
    across = range(
        int((rect.left() - origin.x()) // step), int((rect.right() - origin.x()) // step) + 2
    )
    down = range(
        int((rect.top() - origin.y()) // step), int((rect.bottom() - origin.y()) // step) + 2
    )
    xs = (origin.x() + index * step for index in across)
    ys = (origin.y() + index * step for index in down)
    upright = [QLineF(x, rect.top(), x, rect.bottom()) for x in xs]
    return upright + [QLineF(rect.left(), y, rect.right(), y) for y in ys]
