"""A section seen from far: its name, and how much of what we own there is still free."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.widgets.seat_map.colors import SeatMapColors, mixed
from desktop.widgets.seat_map.states import SeatStatus
from desktop.widgets.seat_map.titles import Look, Titles, draw_centred

BAR_WIDTH = 40.0
BAR_HEIGHT = 4.0
SPILL = 1.2  # a name may be this much wider than the box that surely lies inside
LINE = 17.0  # pixels from the name to the bar, and from the bar to the count


@dataclass(frozen=True, slots=True)
class SectionShare:
    """Seats that are free and seats that we own, sold ones included."""

    free: int
    owned: int

    @classmethod
    def of(cls, counts: npt.NDArray[np.int64]) -> "SectionShare":
        """The share from a section's counts by status."""
        foreign = counts[SeatStatus.NOT_OWNED] + counts[SeatStatus.RETURNED]
        return cls(int(counts[SeatStatus.AVAILABLE]), int(counts.sum() - foreign))

    def fill(self, colors: SeatMapColors) -> QColor:
        """The fuller the free share, the stronger the colour; bare where nothing is free."""
        strength = 0.12 + 0.43 * self.free / self.owned if self.free else 0.0
        return mixed(colors.available, colors.section, strength)

    def paint(
        self,
        painter: QPainter,
        name: str,
        box: QRectF,
        look: tuple[Titles, SeatMapColors, float],
    ) -> None:
        """Name, bar and count in the box, as many of them as fit; the painter is in pixels."""
        titles, colors, ratio = look
        title = titles.picture(name, Look.ON_SECTION, ratio)
        size = title.deviceIndependentSize()
        if size.width() > box.width() * SPILL or size.height() > box.height():
            return
        roomy = box.width() * SPILL > BAR_WIDTH * 0.75 and box.height() > size.height() * 2
        with_bar = self.owned > 0 and roomy
        with_count = with_bar and box.width() > BAR_WIDTH * 2 and box.height() > size.height() * 4
        middle = box.center()
        up = LINE / 2 * (with_bar + with_count)
        draw_centred(painter, title, middle - QPointF(0, up))
        if with_bar:
            width = min(BAR_WIDTH, box.width() * 0.75)
            bar = QRectF(-width / 2, LINE * 0.85 - up, width, BAR_HEIGHT).translated(middle)
            self._paint_bar(painter, bar, colors)
        if with_count:
            count = titles.picture(f"{self.free:,} free", Look.SMALL, ratio)
            draw_centred(painter, count, middle + QPointF(0, LINE * 1.7 - up))

    def _paint_bar(self, painter: QPainter, box: QRectF, colors: SeatMapColors) -> None:
        round_by = BAR_HEIGHT / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(colors.text, colors.section, 0.18))
        painter.drawRoundedRect(box, round_by, round_by)
        if self.free:
            box.setWidth(max(BAR_HEIGHT, box.width() * self.free / self.owned))
            painter.setBrush(QColor(colors.available))
            painter.drawRoundedRect(box, round_by, round_by)
