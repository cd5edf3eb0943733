"""All sections of the plan as one item: Qt asks Python once a frame, not once a section."""

from collections.abc import Iterable, Sequence
from math import floor

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from desktop.editor.canvas.drawing import EditorDrawing
from desktop.editor.canvas.pictures import Pictures
from desktop.editor.canvas.section import DrawnSection
from desktop.editor.canvas.titles import NAMED_INSIDE_BELOW
from desktop.widgets.seat_map.frame import Frame
from desktop.widgets.seat_map.titles import Look


class PlanItem(QGraphicsRectItem):
    """Draws areas, then seats, then names; of each the first section lies lowest."""

    def __init__(self, drawing: EditorDrawing, pictures: Pictures) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # what is exposed
        self._drawing = drawing
        self._pictures = pictures
        self.sections: Sequence[DrawnSection] = ()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        frame = self._drawing.frame(painter)
        exposed, scale = QRectF(option.exposedRect), frame.seat / self._drawing.seat_size
        shown = [
            section
            for section in self.sections
            if section.seen and section.box_at(scale).intersects(exposed)
        ]
        world = painter.worldTransform()
        self._paint_areas(painter, world, shown)
        self._paint_seats(painter, world, shown, frame)
        if frame.seat >= NAMED_INSIDE_BELOW:
            self._paint_titles(painter, world, shown, frame)

    def _paint_areas(
        self, painter: QPainter, world: QTransform, shown: Iterable[DrawnSection]
    ) -> None:
        for section in shown:
            if section.zone.areas:
                painter.setOpacity(section.opacity)
                painter.setWorldTransform(_in_section(section, world))
                section.areas.paint(painter, section.chosen)

    def _paint_seats(
        self, painter: QPainter, world: QTransform, shown: Iterable[DrawnSection], frame: Frame
    ) -> None:
        """Copy pictures on whole pixels, one after the other; draw what has none."""
        ratio = frame.ratio
        dx, dy = world.dx() * ratio, world.dy() * ratio
        painter.setWorldTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
        for section in shown:
            painter.setOpacity(section.opacity)
            found, rest = self._pictures.of(frame, section)
            if found is not None:
                # In Python's numbers: to ask Qt for a place takes as long as to copy the picture.
                x, y = section.zone.x, section.zone.y
                left = _whole(x * frame.xx + y * frame.yx + dx)
                top = _whole(x * frame.xy + y * frame.yy + dy)
                painter.drawPixmap(left + found.left, top + found.top, found.pixmap)
            if rest is not None:
                painter.save()
                painter.setWorldTransform(_on_whole_pixels(_in_section(section, world), ratio))
                rest(painter, frame)
                painter.restore()

    def _paint_titles(
        self, painter: QPainter, world: QTransform, shown: Iterable[DrawnSection], frame: Frame
    ) -> None:
        painter.resetTransform()
        for section in shown:
            box = section.title_box(frame.seat / self._drawing.seat_size)
            if not box.isEmpty():
                name = section.zone.name
                picture = self._drawing.titles.picture(name, Look.BESIDE, frame.ratio)
                painter.setOpacity(section.opacity)
                painter.drawPixmap(world.map(box.topLeft()).toPoint(), picture)


def _in_section(section: DrawnSection, world: QTransform) -> QTransform:
    """The painter's transform for what is relative to a section."""
    return QTransform.fromTranslate(section.at.x(), section.at.y()) * world


def _on_whole_pixels(world: QTransform, ratio: float) -> QTransform:
    """Moved as pictures are: what is drawn instead of one shall not stand beside its place."""
    dx, dy = _whole(world.dx() * ratio) / ratio, _whole(world.dy() * ratio) / ratio
    return QTransform(world.m11(), world.m12(), world.m21(), world.m22(), dx, dy)


def _whole(at: float) -> int:
    """The nearest pixel, of two the right or lower one, as the seats' frame has it."""
    return floor(at + 0.5)
