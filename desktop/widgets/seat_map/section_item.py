"""One section of the map: its floor, and all its seats in one call to the painter."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from desktop.widgets.seat_map.drawing import Frame, Level, MapDrawing
from desktop.widgets.seat_map.seat_labels import SeatLabels
from desktop.widgets.seat_map.section_share import SectionShare
from desktop.widgets.seat_map.sprites import Fragments
from desktop.widgets.seat_map.titles import Look, draw_centred

Places = npt.NDArray[np.float64]

MARGIN_IN_SEATS = 2.6  # room for row letters, the title and selection rings
SEATS_A_LETTER = 1.6  # width of a title's letter in seats, where seats are smallest beside titles
PILL_BELOW = 6.0  # pixels a seat: the name lies over the seats, on a pill
TITLE_GAP = 1.3  # seats between the title and the first row


def title_place(x: Places, y: Places, seat_size: float) -> QPointF:
    """Above the topmost seat around the section's middle, which in a curved row is not the top."""
    middle = (float(x.min()) + float(x.max())) / 2
    aside = np.abs(x - middle)
    reach = max(float(aside.min()) + seat_size, float(np.ptp(x)) * 0.12)
    return QPointF(middle, float(y[aside <= reach].min()) - seat_size * TITLE_GAP)


class SectionItem(QGraphicsRectItem):
    """Bounds stay in C++; only `paint` is ours, so that finding and clipping sections is free."""

    def __init__(self, drawing: MapDrawing, section: int) -> None:
        plan = drawing.plan
        self.name = plan.sections[section].name
        self.ranks = plan.section_seats(section)
        self._section = section
        self._drawing = drawing
        self._x = plan.x[self.ranks].astype(np.float64)
        self._y = plan.y[self.ranks].astype(np.float64)
        self._outline = QPolygonF([QPointF(x, y) for x, y in plan.sections[section].outline])
        self.floor = self._outline.boundingRect()
        self._middle = QPointF(float(self._x.mean()), float(self._y.mean()))
        self._title_at = title_place(self._x, self._y, plan.seat_size)
        self._fragments: Fragments | None = None
        self._frame: Frame | None = None
        self._labels = SeatLabels(drawing, section, self.ranks)
        self._fresh = False
        margin = plan.seat_size * MARGIN_IN_SEATS
        wide = plan.seat_size * SEATS_A_LETTER * (len(self.name) + 3)
        aside = max(margin, (wide - self.floor.width()) / 2)
        super().__init__(self.floor.adjusted(-aside, -margin, aside, margin))

    def seats_changed(self) -> None:
        """Variants of seats here have changed; the next paint takes them over."""
        self._fresh = False

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
        colors = self._drawing.colors
        self._paint_floor(painter, QColor(colors.section))
        middle = painter.worldTransform().map(self._middle)
        top = painter.worldTransform().map(self._title_at)
        painter.save()
        frame.enter_pixels(painter)
        self._paint_seats(painter, frame)
        painter.restore()
        painter.resetTransform()
        self._paint_title(painter, frame, middle, top)

    def _paint_floor(self, painter: QPainter, fill: QColor) -> None:
        pen = QPen(QColor(self._drawing.colors.section_edge), 1)
        pen.setCosmetic(True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawPolygon(self._outline, Qt.FillRule.WindingFill)

    def _paint_seats(self, painter: QPainter, frame: Frame) -> None:
        if self._frame is not frame or self._fragments is None:
            self._fragments = Fragments(len(self.ranks), frame.sprites.cell)
            x, y = frame.device_x(self._x, self._y), frame.device_y(self._x, self._y)
            frame.sprites.place(self._fragments, x, y)
            self._frame = frame
            self._fresh = False
            self._labels.forget()
        if not self._fresh:
            variants = self._variants()
            frame.sprites.paint_variants(self._fragments, variants)
            self._labels.forget()
            self._fresh = True
        self._fragments.draw(painter, frame.sprites.pixmap)
        if frame.level is Level.NUMBERS:
            self._labels.draw(painter, frame, self._variants())

    def _variants(self) -> npt.NDArray[np.uint8]:
        return self._drawing.variants[self.ranks]

    def _paint_title(self, painter: QPainter, frame: Frame, middle: QPointF, top: QPointF) -> None:
        titles = self._drawing.titles
        if frame.seat < PILL_BELOW:
            picture = titles.picture(self.name, Look.OVER_SEATS, frame.ratio)
            draw_centred(painter, picture, middle)
        else:
            picture = titles.picture(self.name, Look.BESIDE, frame.ratio)
            above = picture.deviceIndependentSize().height() / 2
            draw_centred(painter, picture, top - QPointF(0, above))

    def _paint_share(self, painter: QPainter) -> None:
        """The section as one shape: how much of what we own is still free."""
        drawing = self._drawing
        counts = drawing.section_counts()[self._section]
        share = SectionShare.of(counts)
        self._paint_floor(painter, share.fill(drawing.colors))
        box = painter.worldTransform().mapRect(self.floor)
        ratio = painter.device().devicePixelRatioF()
        painter.resetTransform()
        share.paint(painter, self.name, box, (drawing.titles, drawing.colors, ratio))
