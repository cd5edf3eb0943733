"""How far an event is sold, as a bar with its share in words beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import theme

HEIGHT = 6
WIDTH = 120


class SellBar(QWidget):
    """A share from 0 to 1; the colour says nothing that the length does not."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        round_by = track.height() / 2
        painter.setBrush(colours.colour("border"))
        painter.drawRoundedRect(track, round_by, round_by)
        if self._share > 0:
            filled = QRectF(track)
            filled.setWidth(max(track.height(), track.width() * self._share))
            painter.setBrush(colours.colour("accent"))
            painter.drawRoundedRect(filled, round_by, round_by)
        painter.end()
