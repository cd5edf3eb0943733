"""Seat numbers, row letters and seat type symbols, drawn once a size and copied from then on."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

COLUMNS = 32
MOST_CELLS = 4096
SYMBOLS = ("", "★", "\0wheelchair", "\0companion")


class LabelSheet:
    """Texts in a few inks at one seat diameter; cells are added when a section first needs them.

    Cells never move until `generation` changes, which tells users of the sheet to look again.
    """

    def __init__(
        self, texts: Callable[[], Sequence[str]], inks: Sequence[str], diameter: float, font: QFont
    ) -> None:
        self.cell = 2 * math.ceil(diameter * 0.5)
        self.generation = 0
        self.pixmap = QPixmap()
        self._texts = texts
        self._inks = inks
        self._diameter = diameter
        self._font = font
        self._cells = np.zeros((0, 0), np.int32)
        self._used = 0

    def sources(
        self, inks: npt.NDArray[np.intp], codes: npt.NDArray[np.int32]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Left and top of the cells that hold these texts in these inks."""
        if not self._cells.size:
            self._cells = np.full((len(self._inks), len(self._texts())), -1, np.int32)
        cells = self._cells[inks, codes]
        if (cells < 0).any():
            self._add(inks[cells < 0], codes[cells < 0])
            cells = self._cells[inks, codes]
        return cells % COLUMNS * self.cell, cells // COLUMNS * self.cell

    def _add(self, inks: npt.NDArray[np.intp], codes: npt.NDArray[np.int32]) -> None:
        wanted = sorted(set(zip(inks.tolist(), codes.tolist(), strict=True)))
        if self._used and self._used + len(wanted) > MOST_CELLS:
            self._cells[:] = -1
            self._used = 0
            self.generation += 1
        self._make_room(self._used + len(wanted))
        texts = self._texts()
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ink, code in wanted:
            self._cells[ink, code] = self._used
            down, right = divmod(self._used, COLUMNS)
            box = QRectF(right * self.cell, down * self.cell, self.cell, self.cell)
            draw_label(painter, texts[code], box, self._inks[ink], self._font)
            self._used += 1
        painter.end()

    def _make_room(self, cells: int) -> None:
        """A taller pixmap with what is drawn so far at its old place."""
        height = math.ceil(cells / COLUMNS) * self.cell
        if height <= self.pixmap.height() and self._used:
            return
        taller = QPixmap(COLUMNS * self.cell, height)
        taller.fill(Qt.GlobalColor.transparent)
        if self._used:
            painter = QPainter(taller)
            painter.drawPixmap(0, 0, self.pixmap)
            painter.end()
        self.pixmap = taller


def draw_label(painter: QPainter, text: str, box: QRectF, ink: str, font: QFont) -> None:
    """A number, letter or symbol in the middle of a seat's box."""
    if text == SYMBOLS[2]:
        draw_wheelchair(painter, box, ink)
    elif text == SYMBOLS[3]:
        draw_companion(painter, box, ink)
    else:
        _draw_text(painter, text, box, ink, font)


def _draw_text(painter: QPainter, text: str, box: QRectF, ink: str, font: QFont) -> None:
    """The text as large as fits inside a circle in the box."""
    side = box.width()
    sized = QFont(font)
    sized.setPixelSize(max(5, round(side * (0.5 if len(text) < 3 else 0.42))))  # noqa: PLR2004
    width = QFontMetricsF(sized).horizontalAdvance(text)
    if width > side * 0.86:
        sized.setPixelSize(max(4, int(sized.pixelSize() * side * 0.86 / width)))
    painter.setFont(sized)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def draw_wheelchair(painter: QPainter, box: QRectF, ink: str) -> None:
    """A person in a wheelchair, in a 20 by 20 grid over the box."""
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / 20, box.height() / 20)
    pen = QPen(QColor(ink), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    body = QPainterPath(QPointF(8.8, 7.2))
    for x, y in ((9.1, 11.2), (12.6, 11.2), (14.0, 14.6), (15.4, 14.1)):
        body.lineTo(x, y)
    body.moveTo(9.0, 8.8)
    body.lineTo(12.2, 8.8)
    painter.drawPath(body)
    painter.drawArc(QRectF(4.9, 8.6, 7.6, 7.6), 115 * 16, 215 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    painter.drawEllipse(QPointF(8.7, 4.8), 1.45, 1.45)
    painter.restore()


def draw_companion(painter: QPainter, box: QRectF, ink: str) -> None:
    """Two people side by side, in a 20 by 20 grid over the box."""
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / 20, box.height() / 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    for x, y, size in ((7.4, 7.4, 2.0), (13.0, 8.2, 1.6)):
        painter.drawEllipse(QPointF(x, y), size, size)
        painter.drawChord(QRectF(x - size * 1.6, y + size * 1.4, size * 3.2, size * 4.4), 0, 2880)
    painter.restore()
