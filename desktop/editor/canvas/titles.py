"""A section's name beside it, which keeps its size on the screen."""

from PySide6.QtCore import QRectF

from desktop.editor.canvas.drawing import EditorDrawing
from desktop.editor.canvas.marks import ZoneMarks

NAMED_INSIDE_BELOW = 11.0  # pixels a seat: the name lies over the seats, not beside them
WIDEST = 1.3  # of the section; a wider name would lie over its neighbours
GAP = 6.0  # pixels between the outline and the name
ABOVE = 0.9  # seats from the first row's middle to the name


def title_box(drawing: EditorDrawing, marks: ZoneMarks, name: str, scale: float) -> QRectF:
    """Where a name stands, relative to its section and in its units; empty if it is too wide.

    `scale` is pixels a plan unit.
    """
    size = drawing.titles.size(name) / scale
    if size.width() > drawing.grounds(marks).floor.width() * WIDEST:
        return QRectF()
    anchors = drawing.anchors(marks)
    bottom = anchors.above - drawing.seat_size * ABOVE - GAP / scale
    left, top = anchors.x - size.width() / 2, bottom - size.height()
    return QRectF(left, top, size.width(), size.height())
