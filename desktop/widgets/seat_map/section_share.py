"""A section seen from far: its name, how much of it is free, what it costs; or a mode's shares."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from desktop.widgets.seat_map.color_modes import ColorMode
from desktop.widgets.seat_map.colors import SeatMapColors, mixed
from desktop.widgets.seat_map.drawing import MapDrawing
from desktop.widgets.seat_map.states import SeatStatus
from desktop.widgets.seat_map.titles import Look, Titles, draw_centred

BAR_WIDTH = 40.0
BAR_HEIGHT = 4.0
SPILL = 1.2  # a name may be this much wider than the box that surely lies inside
LINE = 17.0  # pixels from the name to the bar, and from the bar to the count
TEXT_LINE = 14.0  # pixels between small lines

Pieces = tuple[tuple[QColor, float], ...]


@dataclass(frozen=True, slots=True)
class SectionShare:
    """`pieces` of the bar: colours and shares of it; `lines` are written below it."""

    ground: QColor
    pieces: Pieces
    lines: tuple[str, ...]
    has_bar: bool

    @classmethod
    def of(cls, drawing: MapDrawing, section: int) -> "SectionShare":
        """What a section shows in the colouring at the moment."""
        summary = drawing.summary()
        span = summary.spans[section]
        counts = summary.statuses[section]
        if drawing.coloring.mode is ColorMode.STATUS:
            return cls._of_free(counts, span, drawing.colors)
        free = f"{counts[SeatStatus.AVAILABLE]:,} free"
        return cls._of_mode(summary.styles[section], (span or free,), drawing)

    @classmethod
    def _of_free(
        cls, counts: npt.NDArray[np.intp], span: str, colors: SeatMapColors
    ) -> "SectionShare":
        """The fuller the free share, the stronger the colour; bare where nothing is free."""
        foreign = counts[SeatStatus.NOT_OWNED] + counts[SeatStatus.RETURNED]
        free, owned = int(counts[SeatStatus.AVAILABLE]), int(counts.sum() - foreign)
        strength = 0.12 + 0.43 * free / owned if free else 0.0
        ground = mixed(colors.available, colors.section, strength)
        pieces = ((QColor(colors.available), free / owned),) if free else ()
        lines = tuple(line for line in (f"{free:,} free", span) if line)
        return cls(ground, pieces, lines, owned > 0)

    @classmethod
    def _of_mode(
        cls, counts: npt.NDArray[np.intp], lines: tuple[str, ...], drawing: MapDrawing
    ) -> "SectionShare":
        """The colour of most of its seats, and all of them side by side in the bar."""
        telling = counts[: drawing.coloring.telling].tolist()
        total = sum(telling)
        if not total:
            return cls(QColor(drawing.colors.section), (), (), has_bar=False)
        pieces = tuple(
            (color, count / total)
            for color, count in zip(drawing.paints, telling, strict=False)
            if count
        )
        ground = drawing.grounds[telling.index(max(telling))]
        return cls(ground, pieces, lines, has_bar=True)

    def paint(
        self,
        painter: QPainter,
        name: str,
        box: QRectF,
        look: tuple[Titles, SeatMapColors, float],
    ) -> None:
        """Name, bar and lines in the box, as many of them as fit; the painter is in pixels."""
        titles, colors, ratio = look
        title = titles.picture(name, Look.ON_SECTION, ratio)
        size = title.deviceIndependentSize()
        if size.width() > box.width() * SPILL or size.height() > box.height():
            return
        roomy = box.width() * SPILL > BAR_WIDTH * 0.75 and box.height() > size.height() * 2
        with_bar = self.has_bar and roomy
        lines = list(self._fitting(box, size.height(), look)) if with_bar else []
        middle = box.center()
        up = (LINE * (with_bar + bool(lines)) + TEXT_LINE * max(0, len(lines) - 1)) / 2
        draw_centred(painter, title, middle - QPointF(0, up))
        if with_bar:
            width = min(BAR_WIDTH, box.width() * 0.75)
            bar = QRectF(-width / 2, LINE * 0.85 - up, width, BAR_HEIGHT).translated(middle)
            self._paint_bar(painter, bar, colors)
        for number, line in enumerate(lines):
            down = LINE * 1.7 - up + TEXT_LINE * number
            draw_centred(painter, line, middle + QPointF(0, down))

    def _fitting(
        self, box: QRectF, height: float, look: tuple[Titles, SeatMapColors, float]
    ) -> Iterator[QPixmap]:
        """The lines that fit below the bar, from the first on."""
        titles, _, ratio = look
        if box.width() <= BAR_WIDTH * 2 or box.height() <= height * 4:
            return
        room = int((box.height() - height * 4) // TEXT_LINE) + 1
        for text in self.lines[:room]:
            picture = titles.picture(text, Look.SMALL, ratio)
            if picture.deviceIndependentSize().width() <= box.width() * SPILL:
                yield picture

    def _paint_bar(self, painter: QPainter, box: QRectF, colors: SeatMapColors) -> None:
        round_by = BAR_HEIGHT / 2
        painter.setPen(Qt.PenStyle.NoPen)
        if len(self.pieces) > 1:
            left = box.left()
            for color, share in self.pieces:
                painter.fillRect(QRectF(left, box.top(), box.width() * share, box.height()), color)
                left += box.width() * share
            return
        painter.setBrush(mixed(colors.text, colors.section, 0.18))
        painter.drawRoundedRect(box, round_by, round_by)
        for color, share in self.pieces:
            box.setWidth(max(BAR_HEIGHT, box.width() * share))
            painter.setBrush(color)
            painter.drawRoundedRect(box, round_by, round_by)
