"""The ring that shows where the keyboard, or the mouse, is; and rings around seats found."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from desktop.widgets.seat_map.colors import SeatMapColors

MOST_RINGS = 2000
LEAST_RADIUS = 7.0  # pixels, so that the cursor is seen on the smallest seats


class CursorItem(QGraphicsRectItem):
    """Two rings, light and dark, that stand out on every ground."""

    def __init__(self, seat_size: float, colors: SeatMapColors) -> None:
        super().__init__()
        self._seat_size = seat_size
        self.colors = colors
        self.setZValue(10)
        self.hide()

    def move_to(self, x: float, y: float, scale: float) -> None:
        """Stand around the seat at this place of the plan; `scale` is pixels a plan unit."""
        reach = max(self._seat_size * 0.72, LEAST_RADIUS / scale) + 4 / scale
        self.setRect(QRectF(x - reach, y - reach, 2 * reach, 2 * reach))
        self.show()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        radius = max(self._seat_size * 0.68 * painter.worldTransform().m11(), LEAST_RADIUS)
        _draw_rings(painter, [self.rect().center()], radius, self.colors, width=2.5)


class FoundItem(QGraphicsRectItem):
    """A ring around each seat that was looked for, in the colour of the cursor."""

    def __init__(self, seat_size: float, colors: SeatMapColors, bounds: QRectF) -> None:
        super().__init__(bounds)
        self._seat_size = seat_size
        self.colors = colors
        self._places: list[QPointF] = []
        self.setZValue(9)
        self.hide()

    def show_places(self, places: Sequence[QPointF]) -> None:
        """Ring these places of the plan; none takes the rings away."""
        self._places = list(places[:MOST_RINGS])
        self.setVisible(bool(self._places))
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        radius = max(self._seat_size * 0.62 * painter.worldTransform().m11(), LEAST_RADIUS - 2)
        _draw_rings(painter, self._places, radius, self.colors, width=2.0)


def _draw_rings(
    painter: QPainter,
    places: Sequence[QPointF],
    radius: float,
    colors: SeatMapColors,
    *,
    width: float,
) -> None:
    """Around places of the plan; radius and width in pixels."""
    world = painter.worldTransform()
    painter.resetTransform()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, wide in ((colors.section, 4.5), (colors.cursor, width)):
        painter.setPen(QPen(QColor(color), wide))
        for place in places:
            painter.drawEllipse(world.map(place), radius, radius)
