"""Names of sections drawn once into one pixmap, from which a map copies them in one call."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop.widgets.seat_map.sprites import Fragments
from desktop.widgets.seat_map.titles import Look, Titles

WIDTH = 1024  # pixels

Title = tuple[str, Look]


class TitleSheet:
    """Names are added when they are first shown, line by line; none ever moves."""

    def __init__(self, titles: Titles, ratio: float) -> None:
        self.pixmap = QPixmap()
        self._titles = titles
        self._ratio = ratio
        self._cells: dict[Title, QRect] = {}
        self._right = self._below = self._bottom = 0

    def fragments(self, placed: Sequence[tuple[QRectF, Title]]) -> Fragments:
        """These names, each in its box in logical pixels."""
        self._add(dict.fromkeys(title for _, title in placed))
        return Fragments(np.array([self._fragment(*one) for one in placed]).reshape(-1, 10))

    def _fragment(self, box: QRectF, title: Title) -> tuple[float, ...]:
        cell = self._cells[title]
        width, height = cell.width(), cell.height()
        x = round(box.x() * self._ratio) + width / 2
        y = round(box.y() * self._ratio) + height / 2
        return (x, y, cell.x(), cell.y(), width, height, 1.0, 1.0, 0.0, 1.0)

    def _add(self, titles: Iterable[Title]) -> None:
        """Draw those that are not on the sheet yet."""
        new = [title for title in titles if title not in self._cells]
        if not new:
            return
        for title in new:
            self._cells[title] = self._room(title)
        self._make_room()
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._ratio, self._ratio)
        for name, look in new:
            cell = self._cells[name, look]
            left, top = cell.x() / self._ratio, cell.y() / self._ratio
            size = self._titles.size(name)
            self._titles.write(painter, name, look, QRectF(left, top, size.width(), size.height()))
        painter.end()

    def _room(self, title: Title) -> QRect:
        """The next free place, on a new line where this one is full."""
        size = self._titles.size(title[0]) * self._ratio
        width, height = math.ceil(size.width()), math.ceil(size.height())
        if self._right and self._right + width > WIDTH:
            self._right, self._below = 0, self._bottom
        cell = QRect(self._right, self._below, width, height)
        self._right += width
        self._bottom = max(self._bottom, self._below + height)
        return cell

    def _make_room(self) -> None:
        """A pixmap that holds all cells, with what is drawn so far at its old place."""
        width = max(WIDTH, *(cell.right() + 1 for cell in self._cells.values()))
        if (width, self._bottom) == (self.pixmap.width(), self.pixmap.height()):
            return
        larger = QPixmap(width, self._bottom)
        larger.fill(Qt.GlobalColor.transparent)
        if not self.pixmap.isNull():
            painter = QPainter(larger)
            painter.drawPixmap(0, 0, self.pixmap)
            painter.end()
        self.pixmap = larger
