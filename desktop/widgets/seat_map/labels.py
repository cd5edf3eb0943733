"""Seat numbers, row letters and seat type symbols, drawn once a size and copied from then on."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from desktop.widgets.seat_map.figure_texts import FigureTexts
from desktop.widgets.seat_map.plan import IntArray
from desktop.widgets.seat_map.symbols import SYMBOLS, draw_symbol, is_symbol

__all__ = ["SYMBOLS", "FigureSheet", "LabelSheet", "draw_label"]

COLUMNS = 32
MOST_CELLS = 4096
FIGURE_SHARE = 0.29  # of a seat's size: the height of a figure's letters
FIGURE_ROOM = 0.66  # of a seat's size: how wide a figure may be below the number
LEAST_FIGURE = 7  # pixels; smaller figures are left out

Draw = Callable[[QPainter, str, QRectF, str, QFont], None]


class LabelSheet:
    """Texts in a few inks at one seat diameter; cells are added when a section first needs them.

    Cells never move until `generation` changes, which tells users of the sheet to look again.
    """

    def __init__(
        self,
        texts: Callable[[], Sequence[str]],
        inks: Sequence[str],
        diameter: float,
        font: QFont,
        draw: Draw | None = None,
    ) -> None:
        self._draw = draw or draw_label
        self.cell = 2 * math.ceil(diameter * 0.5)
        self.generation = 0
        self.pixmap = QPixmap()
        self._texts = texts
        self._inks = inks
        self._diameter = diameter
        self._font = font
        self._cells = np.zeros((len(inks), 0), np.int32)
        self._used = 0

    def sources(
        self, inks: npt.NDArray[np.intp], codes: npt.NDArray[np.int32]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Left and top of the cells that hold these texts in these inks."""
        self._know(len(self._texts()))
        cells = self._cells[inks, codes]
        if (cells < 0).any():
            self._add(inks[cells < 0], codes[cells < 0])
            cells = self._cells[inks, codes]
        return cells % COLUMNS * self.cell, cells // COLUMNS * self.cell

    def _know(self, texts: int) -> None:
        """Room for every text; there may be more of them than the last time."""
        known = self._cells.shape[1] if self._cells.size else 0
        if known < texts:
            cells = np.full((len(self._inks), texts), -1, np.int32)
            cells[:, :known] = self._cells[:, :known] if known else -1
            self._cells = cells

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
            self._draw(painter, texts[code], box, self._inks[ink], self._font)
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
    if is_symbol(text):
        draw_symbol(painter, text, box, ink)
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


class FigureWriter:
    """Writes prices and other figures in the lower half of seats, where they fit readably."""

    def __init__(self, font: QFont, side: float) -> None:
        self._font = QFont(font)
        self._font.setPixelSize(max(LEAST_FIGURE, round(side * FIGURE_SHARE)))
        self._metrics = QFontMetricsF(self._font)
        self._room = side * FIGURE_ROOM
        self._usual = self._font.pixelSize()
        self._pixels: dict[str, int] = {}

    def pixels(self, text: str) -> int:
        """How high the letters are that fit."""
        found = self._pixels.get(text)
        if found is None:
            width, usual = self._metrics.horizontalAdvance(text), self._usual
            found = usual if width <= self._room else int(usual * self._room / width)
            self._pixels[text] = found
        return found

    def __call__(self, painter: QPainter, text: str, box: QRectF, ink: str, _font: QFont) -> None:
        """One figure in a seat's box."""
        font, pixels = self._font, self.pixels(text)
        if pixels != self._usual:
            font = QFont(font)
            font.setPixelSize(max(pixels, 1))
        painter.setFont(font)
        painter.setPen(QColor(ink))
        lower = QRectF(box.left(), box.top() + box.height() * 0.5, box.width(), box.height() * 0.36)
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, text)


class FigureSheet(LabelSheet):
    """Figures in a few inks at one seat diameter."""

    def __init__(
        self, figures: FigureTexts, inks: Sequence[str], diameter: float, font: QFont
    ) -> None:
        self._figures = figures
        self._writer = FigureWriter(font, diameter)
        super().__init__(lambda: figures, inks, diameter, font, self._writer)

    def readable(self, ranks: IntArray) -> npt.NDArray[np.bool_]:
        """Which of these seats have a figure that can be read at this size."""
        distinct, places = np.unique(self._figures.codes(ranks), return_inverse=True)
        texts = (self._figures[code] for code in distinct.tolist())
        fits = [bool(text) and self._writer.pixels(text) >= LEAST_FIGURE for text in texts]
        return np.array(fits, np.bool_)[places]
