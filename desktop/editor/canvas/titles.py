"""A section's name beside it: a picture that Qt moves along without asking."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem

from desktop.editor.canvas.drawing import EditorDrawing
from desktop.editor.canvas.zone_item import NAMED_INSIDE_BELOW, ZoneItem
from desktop.widgets.seat_map.titles import Look

WIDEST = 1.3  # of the section; a wider name would lie over its neighbours
GAP = 6.0  # pixels between the outline and the name
ABOVE = 0.9  # seats from the first row's middle to the name


class TitleItem(QGraphicsPixmapItem):
    """Keeps its size on the screen; `place` is called when the section or the scale changes.

    From further off the section wears its name itself, as a part of its picture.
    """

    def __init__(self, drawing: EditorDrawing, zone: ZoneItem) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self._drawing = drawing
        self._zone = zone
        self._scale = 1.0
        self._ratio = 1.0
        self._shown: tuple[object, ...] = ()
        self._empty = True
        self.said_already = False

    def look_from(self, scale: float, ratio: float) -> None:
        """The scale has changed: pixels a plan unit, and device pixels a pixel."""
        self._scale, self._ratio = scale, ratio
        self.place()

    def say_already(self, *, said: bool) -> None:
        """The plan writes the section's name by itself, or no longer."""
        if said != self.said_already:
            self.said_already = self._zone.said_already = said
            self._zone.update()
            self.place()

    def place(self) -> None:
        """Stand where the section is now."""
        far = self._drawing.seat_size * self._scale < NAMED_INSIDE_BELOW
        marks, zone = self._zone.marks, self._zone.zone
        if far or self.said_already or not len(marks):
            self._show_nothing()
            return
        key = (marks, zone.name, self._scale, self._ratio, self._drawing.titles)
        if key != self._shown:
            self._shown = key
            self._draw(zone.name)
        anchors = self._drawing.anchors(marks)
        above = QPointF(anchors.x, anchors.above - self._drawing.seat_size * ABOVE)
        self.setPos(self._zone.pos() + above)

    def _show_nothing(self) -> None:
        if not self._empty:
            self._empty, self._shown = True, ()
            self.setPixmap(QPixmap())

    def _draw(self, name: str) -> None:
        picture = self._drawing.titles.picture(name, Look.BESIDE, self._ratio)
        size = picture.deviceIndependentSize()
        if size.width() > self._zone.floor.width() * self._scale * WIDEST:
            self._show_nothing()
            return
        self._empty = False
        self.setPixmap(picture)
        self.setOffset(round(-size.width() / 2), round(-size.height() - GAP))
