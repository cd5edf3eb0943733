"""Drags that select: a rectangle, or a line drawn by hand."""

from math import dist

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from core.domain.venues.editing.places import NOTHING, Selection
from desktop.editor.tools.gestures import Gesture
from desktop.editor.tools.painting import thin
from desktop.editor.tools.tool import Bench, Hand

FILL = 0.12  # opacity


class BandGesture(Gesture):
    """A rectangle that selects what lies in it."""

    def drag(self, hand: Hand) -> None:
        self.hand = hand

    def band(self) -> QRectF:
        """The rectangle in plan units."""
        start, end = self.start.raw, self.hand.raw
        return QRectF(QPointF(start.x, start.y), QPointF(end.x, end.y)).normalized()

    def finish(self, hand: Hand) -> None:
        self.hand = hand
        found = self.bench.shown.finder.in_box(self.band(), self.bench.grain)
        self._take(found, hand)

    def _take(self, found: Selection, hand: Hand) -> None:
        before = self.bench.document.selection if hand.shift else NOTHING
        self.bench.document.select(before | found if before else found)

    def paint(self, painter: QPainter) -> None:
        self._take_colors(painter)
        painter.drawRect(self.band())

    def _take_colors(self, painter: QPainter) -> None:
        colors = self.bench.shown.colors
        fill = colors.accent.toRgb()
        fill.setAlphaF(FILL)
        painter.setPen(thin(colors.accent, 1.5))
        painter.setBrush(fill)

    def box(self) -> QRectF:
        return self.band()


class LassoGesture(BandGesture):
    """A line drawn by hand around what it selects."""

    def __init__(self, bench: Bench, start: Hand) -> None:
        super().__init__(bench, start)
        self._line = [QPointF(start.raw.x, start.raw.y)]

    def drag(self, hand: Hand) -> None:
        super().drag(hand)
        last, near = self._line[-1], 3.0 / self.bench.scale_now
        if dist((last.x(), last.y()), hand.raw) >= near:
            self._line.append(QPointF(hand.raw.x, hand.raw.y))

    def finish(self, hand: Hand) -> None:
        self.drag(hand)
        found = self.bench.shown.finder.in_lasso(QPolygonF(self._line), self.bench.grain)
        self._take(found, hand)

    def paint(self, painter: QPainter) -> None:
        self._take_colors(painter)
        painter.drawPolygon(QPolygonF(self._line))

    def box(self) -> QRectF:
        return QPolygonF(self._line).boundingRect()
