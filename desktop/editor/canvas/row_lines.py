"""The rows of the section that is open, as thin lines behind their seats."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.editor.canvas.marks import ZoneMarks


class RowLines:
    """Worked out once for each state of the rows."""

    def __init__(self, color: QColor) -> None:
        self.color = color
        self._path: tuple[ZoneMarks, QPainterPath] | None = None

    def paint(self, painter: QPainter, marks: ZoneMarks) -> None:
        """Draw the lines; the painter is in the section's units."""
        if self._path is None or self._path[0] is not marks:
            self._path = marks, rows_path(marks)
        pen = QPen(self.color, 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path[1])


def rows_path(marks: ZoneMarks) -> QPainterPath:
    """A line along every row but tables, relative to the section."""
    tables = {id(row) for row, _ in marks.tables}
    path = QPainterPath()
    for index, row in enumerate(marks.rows):
        part = marks.part(index)
        if id(row) in tables or part.start == part.stop:
            continue
        points = zip(marks.x[part].tolist(), marks.y[part].tolist(), strict=True)
        path.moveTo(QPointF(*next(points)))
        for point in points:
            path.lineTo(QPointF(*point))
    return path
