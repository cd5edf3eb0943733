"""One section of the map: where it is, what it shows from far, and what is written on its seats."""

from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.widgets.seat_map.colors import mixed
from desktop.widgets.seat_map.drawing import MapDrawing
from desktop.widgets.seat_map.floors import paint_floors
from desktop.widgets.seat_map.seat_labels import SeatLabels
from desktop.widgets.seat_map.section_share import SectionShare
from desktop.widgets.seat_map.section_summary import SectionSummary

GHOST_SHARE = 0.7  # of the edge's colour in the outline of a storey that is not shown
MARGIN_IN_SEATS = 2.0  # room for row letters and selection rings


class MapSection:
    """`floor` is the box around its outline, `room` also holds what stands out of it."""

    def __init__(self, drawing: MapDrawing, section: int) -> None:
        plan = drawing.plan
        self.name = plan.sections[section].name
        self.level = plan.sections[section].level
        self.ranks = plan.section_seats(section)
        self.shown = True
        self._section = section
        self._drawing = drawing
        ring = plan.sections[section].outline
        self.outline = QPolygonF([QPointF(x, y) for x, y in (*ring, ring[0])])
        self.floor = self.outline.boundingRect()
        margin = plan.seat_size * MARGIN_IN_SEATS
        self.room = self.floor.adjusted(-margin, -margin, margin, margin)
        self.labels = SeatLabels(drawing, section, self.ranks)
        self._summary: SectionSummary | None = None
        self._share: SectionShare | None = None

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

    def paint_share(self, painter: QPainter) -> None:
        """The section as one shape: how much of what we own is still free."""
        drawing = self._drawing
        summary = drawing.summary()
        if self._share is None or self._summary is not summary:
            self._summary, self._share = summary, SectionShare.of(drawing, self._section)
        share = self._share
        paint_floors(painter, (self.outline,), share.ground, drawing.edge)
        world = painter.worldTransform()
        ratio = painter.device().devicePixelRatioF()
        painter.resetTransform()
        look = (drawing.titles, drawing.colors, ratio)
        share.paint(painter, self.name, world.mapRect(self._inside), look)
        painter.setWorldTransform(world)
