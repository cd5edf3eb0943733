"""One section on the canvas: its floor, tables, seats, row names and numbers, areas and title."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPolygonF, QTransform

from core.domain.venues.plan import Zone
from desktop.editor.canvas.areas import DrawnAreas
from desktop.editor.canvas.chosen import ChosenInZone
from desktop.editor.canvas.drawing import EditorDrawing
from desktop.editor.canvas.kept import Kept
from desktop.editor.canvas.marks import ZoneMarks
from desktop.editor.canvas.row_lines import RowLines
from desktop.editor.canvas.seats import SeatLayer
from desktop.editor.canvas.tables import paint_tables
from desktop.editor.canvas.titles import NAMED_INSIDE_BELOW, title_box
from desktop.widgets.seat_map.frame import Frame, Level
from desktop.widgets.seat_map.titles import Look, draw_centred

FAR_FILL = 0.28  # how strongly a section seen from far wears its main category's colour
FAR_TITLE = 1.2  # of the section's width that its name may take from far


class Placed(NamedTuple):
    """What is drawn of a section, and where.

    `outline`, `floor` and `room` are relative to the section, which stands `at` a place of the
    plan; `box` is the room of its seats and areas there.
    """

    marks: ZoneMarks
    outline: QPolygonF
    floor: QRectF
    room: QRectF
    areas: DrawnAreas
    at: QPointF
    box: QRectF


def place_zone(drawing: EditorDrawing, zone: Zone) -> Placed:
    """Work out what is drawn of a section; what is only moved is not laid out anew."""
    marks = drawing.marks.of_rows(zone.rows)
    ground, areas = drawing.grounds(marks), DrawnAreas(drawing, zone)
    at = QPointF(zone.x, zone.y)
    room = ground.room if zone.rows else QRectF()
    box = (room | areas.room if zone.areas else room).translated(at)
    return Placed(marks, *ground, areas, at, box)


class DrawnSection:
    """No item of Qt's: `PlanItem` draws all sections, and the scene says what is to be repainted.

    What it consists of is found by the zone: each undo shows zones that were shown before.
    """

    def __init__(self, drawing: EditorDrawing, placed: Kept[Zone, Placed], zone: Zone) -> None:
        self._drawing = drawing
        self._placed = placed
        self.chosen: ChosenInZone | None = None
        self.row_lines: RowLines | None = None
        self.seen = True
        self.reachable = True
        self.opacity = 1.0
        self.said_already = False  # the plan writes the section's name by itself
        self._seats = SeatLayer(drawing)
        self.show_zone(zone)

    def show_zone(self, zone: Zone) -> None:
        """Become what the section is now."""
        self.zone = zone
        placed = self._placed(zone)
        self.marks, self.outline, self.floor, self.room, self.areas, self.at, self.box = placed
        self._title_box: tuple[float, QRectF] | None = None

    def say_already(self, *, said: bool) -> None:
        """The plan writes the section's name by itself, or no longer."""
        self.said_already, self._title_box = said, None

    def box_at(self, scale: float) -> QRectF:
        """All that is drawn with so many pixels a plan unit, the name beside the section too."""
        seat = self._drawing.seat_size * scale
        if seat >= NAMED_INSIDE_BELOW:
            return self.box | self.title_box(scale)
        return wider(self.box) if seat < self._drawing.far_below else self.box

    def title_box(self, scale: float) -> QRectF:
        """Where the section's name stands beside it; empty if it stands nowhere."""
        if self.said_already or not len(self.marks):
            return QRectF()
        if self._title_box is None or self._title_box[0] != scale:
            box = title_box(self._drawing, self.marks, self.zone.name, scale)
            self._title_box = scale, box.translated(self.at)
        return self._title_box[1]

    def mask(self) -> npt.NDArray[np.bool_] | None:
        """One flag a seat that is selected; None if none is."""
        return self.chosen.mask(self.marks) if self.chosen is not None else None

    def paint(self, painter: QPainter, frame: Frame) -> None:
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
        if linear.mapRect(self.room).contains(box):
            painter.drawPixmap(box.toRect(), picture)

    def _paint_far(self, painter: QPainter) -> None:
        """The section as one shape in its main category's colour, with its name and seat count."""
        drawing = self._drawing
        main = int(np.bincount(self.marks.look).argmax())
        tint = QColor(drawing.style(main).color)
        if self.is_chosen_whole():
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
        wide = title.deviceIndependentSize().width()
        if wide > box.width() * FAR_TITLE or height > box.height():
            return
        roomy = box.height() > 3 * height
        draw_centred(painter, title, middle - QPointF(0, height * 0.45 * roomy))
        if roomy:
            draw_centred(painter, count, middle + QPointF(0, height * 0.45))

    def is_chosen_whole(self) -> bool:
        """Whether every seat is selected."""
        return self.chosen is not None and self.chosen.holds_every(self.marks)


def wider(box: QRectF) -> QRectF:
    """A section's box with the room that its name may take from far."""
    beside = (FAR_TITLE - 1) / 2 * box.width()
    return box.adjusted(-beside, 0, beside, 0)
