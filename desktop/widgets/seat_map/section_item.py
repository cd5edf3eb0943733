"""One section of the map: its floor, and all its seats in one call to the painter."""

from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from desktop.widgets.seat_map.colors import mixed
from desktop.widgets.seat_map.drawing import MapDrawing
from desktop.widgets.seat_map.floors import paint_floors
from desktop.widgets.seat_map.frame import Level
from desktop.widgets.seat_map.seat_labels import SeatLabels
from desktop.widgets.seat_map.section_share import SectionShare
from desktop.widgets.seat_map.section_summary import SectionSummary

HIGHEST = 40  # storeys, so that all sections stay below titles and cursor
GHOST_SHARE = 0.7  # of the edge's colour in the outline of a storey that is not shown
MARGIN_IN_SEATS = 2.0  # room for row letters and selection rings


class SectionItem(QGraphicsRectItem):
    """Bounds stay in C++; only `paint` is ours, so that finding and clipping sections is free."""

    def __init__(self, drawing: MapDrawing, section: int) -> None:
        plan = drawing.plan
        self.name = plan.sections[section].name
        self.ranks = plan.section_seats(section)
        self._section = section
        self._drawing = drawing
        ring = plan.sections[section].outline
        self.outline = QPolygonF([QPointF(x, y) for x, y in (*ring, ring[0])])
        self.floor = self.outline.boundingRect()
        self._labels = SeatLabels(drawing, section, self.ranks)
        self._summary: SectionSummary | None = None
        self._share: SectionShare | None = None
        margin = plan.seat_size * MARGIN_IN_SEATS
        super().__init__(self.floor.adjusted(-margin, -margin, margin, margin))
        # A balcony hangs over the stalls: higher storeys lie on top.
        self.setZValue(min(plan.sections[section].level, HIGHEST) / 10)

    def seats_changed(self) -> None:
        """Variants of seats here have changed; the next paint takes them over."""
        self._drawing.seats.seats_changed(self._section)
        self._labels.forget()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        frame = self._drawing.frame(painter)
        if frame.level is Level.SECTIONS:
            self._paint_share(painter)
            return
        frame.enter_pixels(painter)
        self._drawing.seats.draw(painter, frame, self._section)
        if frame.level is Level.NUMBERS:
            self._labels.draw(painter, frame)

    @cached_property
    def _inside(self) -> QRectF:
        """About the largest box inside the section, around its middle or the seat nearest to it."""
        x, y = self._drawing.plan.x[self.ranks], self._drawing.plan.y[self.ranks]
        middle = QPointF(float(x.mean()), float(y.mean()))
        if not self.outline.containsPoint(middle, Qt.FillRule.WindingFill):
            nearest = int(np.hypot(x - middle.x(), y - middle.y()).argmin())
            middle = QPointF(float(x[nearest]), float(y[nearest]))
        corners = np.array(self._drawing.plan.sections[self._section].outline)
        ahead = np.roll(corners, -1, axis=0)
        area = abs(float((corners[:, 0] * ahead[:, 1] - ahead[:, 0] * corners[:, 1]).sum())) / 2
        share = (area / max(self.floor.width() * self.floor.height(), 1e-6)) ** 0.5
        width, height = self.floor.width() * share, self.floor.height() * share
        return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)

    def paint_ghost(self, painter: QPainter) -> None:
        """Only a faint outline, for a section of a storey that is not shown."""
        colors = self._drawing.colors
        pen = QPen(mixed(colors.section_edge, colors.surface, GHOST_SHARE), 1, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawPolyline(self.outline)

    def _paint_share(self, painter: QPainter) -> None:
        """The section as one shape: how much of what we own is still free."""
        drawing = self._drawing
        summary = drawing.summary()
        if self._share is None or self._summary is not summary:
            self._summary, self._share = summary, SectionShare.of(drawing, self._section)
        share = self._share
        paint_floors(painter, (self.outline,), share.ground, drawing.edge)
        box = painter.worldTransform().mapRect(self._inside)
        ratio = painter.device().devicePixelRatioF()
        painter.resetTransform()
        share.paint(painter, self.name, box, (drawing.titles, drawing.colors, ratio))
