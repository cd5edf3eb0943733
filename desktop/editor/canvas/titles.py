"""A section's name beside it: a picture that Qt moves along without asking."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem

from desktop.editor.canvas.drawing import EditorDrawing
from desktop.editor.canvas.marks import ZoneMarks
from desktop.editor.canvas.zone_item import ZoneItem
from desktop.widgets.seat_map.frame import Level
from desktop.widgets.seat_map.titles import Look

OVER_SEATS_BELOW = 11.0  # pixels a seat: the name lies over the seats, on a pill
WIDEST = 1.3  # of the section; a wider name would lie over its neighbours
GAP = 6.0  # pixels between the outline and the name


class TitleItem(QGraphicsPixmapItem):
    """Keeps its size on the screen; `place` is called when the section or the scale changes."""

    def __init__(self, drawing: EditorDrawing, zone: ZoneItem) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self._drawing = drawing
        self._zone = zone
        self._scale = 1.0
        self._ratio = 1.0
        self._shown: tuple[object, ...] = ()
        self._nothing = QPixmap()
        self._picture = self._nothing
        self.said_already = False

    def look_from(self, scale: float, ratio: float) -> None:
        """The scale has changed: pixels a plan unit, and device pixels a pixel."""
        self._scale, self._ratio = scale, ratio
        self.place()

    def place(self) -> None:
        """Stand where the section is now."""
        marks, zone = self._zone.marks, self._zone.zone
        if not len(marks) or self.said_already:
            self._picture = self._nothing
            self.setPixmap(self._nothing)
            self._shown = ()
            return
        level = self._drawing.level(self._drawing.seat_size * self._scale)
        over = self._drawing.seat_size * self._scale < OVER_SEATS_BELOW
        key = (marks, zone.name, self._scale, self._ratio, self._drawing.titles)
        if key != self._shown:
            self._shown = key
            self._draw(zone.name, over=over, hidden=level is Level.SECTIONS)
        self.setPos(self._zone.pos() + self._anchor(marks, over=over))

    def _draw(self, name: str, *, over: bool, hidden: bool) -> None:
        look = Look.OVER_SEATS if over else Look.BESIDE
        picture = self._drawing.titles.picture(name, look, self._ratio)
        size = picture.deviceIndependentSize()
        wide = self._zone.floor.width() * self._scale
        if hidden or size.width() > wide * WIDEST:
            picture = self._nothing
        down = -size.height() / 2 if over else -size.height() - GAP
        offset = QPointF(round(-size.width() / 2), round(down))
        # Qt lets the title be painted anew even if it is told what it has already.
        if picture is not self._picture:
            self._picture = picture
            self.setPixmap(picture)
        if offset != self.offset():
            self.setOffset(offset)

    def _anchor(self, marks: ZoneMarks, *, over: bool) -> QPointF:
        anchors = self._drawing.anchors(marks)
        if over:
            return anchors.middle
        return anchors.above - QPointF(0, self._drawing.seat_size * 0.9)
