"""One section on the canvas: floor, tables, all seats in one call, row names and numbers near."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from core.domain.venues.plan import Zone
from desktop.editor.canvas.chosen import ChosenInZone
from desktop.editor.canvas.drawing import EditorDrawing
from desktop.editor.canvas.pictures import Pictures
from desktop.editor.canvas.row_lines import RowLines
from desktop.editor.canvas.seats import SeatLayer
from desktop.editor.canvas.tables import paint_tables
from desktop.widgets.seat_map.frame import Frame, Level
from desktop.widgets.seat_map.titles import Look, draw_centred

NAMED_INSIDE_BELOW = 11.0  # pixels a seat: the name lies over the seats, not beside them
FAR_FILL = 0.28  # how strongly a section seen from far wears its main category's colour


class ZoneItem(QGraphicsRectItem):
    """Bounds stay in C++; a section that is only moved is not drawn anew."""

    def __init__(self, drawing: EditorDrawing, pictures: Pictures, zone: Zone) -> None:
        super().__init__()
        self._drawing = drawing
        self._pictures = pictures
        self.zone = zone
        self.chosen: ChosenInZone | None = None
        self.row_lines: RowLines | None = None
        self.reachable = True
        self.said_already = False
        self._seats = SeatLayer(drawing)
        self._take_rows(zone)
        self.setPos(zone.x, zone.y)

    def show_zone(self, zone: Zone) -> None:
        """Show what the section is now; as little as possible is repainted."""
        before, self.zone = self.zone, zone
        if before.rows is not zone.rows:
            self._take_rows(zone)
            self.update()
        elif before.name != zone.name or before.extra is not zone.extra:
            self.update()
        if (before.x, before.y) != (zone.x, zone.y):
            self.setPos(zone.x, zone.y)

    def _take_rows(self, zone: Zone) -> None:
        self.marks = self._drawing.marks.of_rows(zone.rows)
        ground = self._drawing.grounds(self.marks)
        self.outline, self.floor = ground.outline, ground.floor
        if ground.room != self.rect():
            self.setRect(ground.room)

    def show_chosen(self, chosen: ChosenInZone | None) -> None:
        """Show these seats as selected."""
        if chosen is not self.chosen:
            self.chosen = chosen
            self.update()

    def show_open(self, lines: RowLines | None) -> None:
        """Show the rows as lines while the section is open."""
        if (lines is None) != (self.row_lines is None) or lines is not None:
            self.row_lines = lines
            self.update()

    def mask(self) -> npt.NDArray[np.bool_] | None:
        """One flag a seat that is selected; None if none is."""
        return self.chosen.mask(self.marks) if self.chosen is not None else None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        frame = self._drawing.frame(painter)
        if self._pictures.draw(painter, frame, self):
            return
        self.paint_all(painter, frame)

    def paint_all(self, painter: QPainter, frame: Frame) -> None:
        """Floor, tables and seats; the painter is in the section's units."""
        if not len(self.marks):
            return
        if frame.level is Level.SECTIONS:
            self._paint_far(painter)
            return
        self._drawing.paint_floor(painter, self.outline)
        paint_tables(painter, self.marks.tables, self._drawing.colors)
        if self.row_lines is not None:
            self.row_lines.paint(painter, self.marks)
        frame.enter_pixels(painter)
        self._seats.draw(painter, frame, self.marks, self.mask())
        if frame.seat < NAMED_INSIDE_BELOW and not self.said_already:
            self._paint_name(painter, frame)

    def paint_chosen(self, painter: QPainter, frame: Frame) -> None:
        """The selected seats alone, and the name over them; the painter is in section units."""
        mask = self.mask()
        if mask is None or not mask.any():
            return
        frame.enter_pixels(painter)
        self._seats.draw_chosen(painter, frame, self.marks, mask)
        if frame.seat < NAMED_INSIDE_BELOW and not self.said_already:
            self._paint_name(painter, frame)

    def _paint_name(self, painter: QPainter, frame: Frame) -> None:
        """The section's name on a pill over its seats, if it fits; the painter is in pixels."""
        picture = self._drawing.titles.picture(self.zone.name, Look.OVER_SEATS, frame.ratio)
        size = picture.size()
        linear = QTransform(frame.xx, frame.xy, frame.yx, frame.yy, 0, 0)
        middle = linear.map(QPointF(*self.marks.middle))
        # Pixels of the device: the painter's unit is one of them.
        box = QRectF(middle.x() - size.width() / 2, middle.y() - size.height() / 2, 0, 0)
        box.setSize(QSizeF(size))
        if linear.mapRect(self.rect()).contains(box):
            painter.drawPixmap(box.toRect(), picture)

    def _paint_far(self, painter: QPainter) -> None:
        """The section as one shape in its main category's colour, with its name and seat count."""
        drawing = self._drawing
        main = int(np.bincount(self.marks.look).argmax())
        tint = QColor(drawing.style(main).color)
        if self.chosen is not None and self.mask_all():
            tint = QColor(drawing.colors.selection)
        tint.setAlphaF(FAR_FILL)
        drawing.paint_floor(painter, self.outline)
        drawing.paint_floor(painter, self.outline, tint)
        world = painter.worldTransform()
        box, middle = world.mapRect(self.floor), world.map(QPointF(*self.marks.middle))
        ratio = painter.device().devicePixelRatioF()
        painter.resetTransform()
        title = drawing.titles.picture(self.zone.name, Look.ON_SECTION, ratio)
        count = drawing.titles.picture(f"{len(self.marks):,}", Look.SMALL, ratio)
        height = title.deviceIndependentSize().height()
        if title.deviceIndependentSize().width() > box.width() * 1.2 or height > box.height():
            return
        roomy = box.height() > 3 * height
        draw_centred(painter, title, middle - QPointF(0, height * 0.45 * roomy))
        if roomy:
            draw_centred(painter, count, middle + QPointF(0, height * 0.45))

    def mask_all(self) -> bool:
        """Whether every seat is selected."""
        mask = self.mask()
        return mask is not None and bool(mask.all())
