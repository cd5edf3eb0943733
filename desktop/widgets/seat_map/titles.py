"""Names of sections as small pictures, drawn once a colour scheme."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from desktop.widgets.seat_map.colors import SeatMapColors

PIXELS = 12
SMALL_PIXELS = 11
PAD = 6


class Look(Enum):
    """Where a text stands."""

    BESIDE = auto()  # beside its section, quiet
    OVER_SEATS = auto()  # on a pill that sets it off from the seats, or from a picture
    ON_SECTION = auto()  # on the section's own shape
    SMALL = auto()  # below the name on the section's shape


class Titles:
    """Keeps the picture of each text."""

    def __init__(self, colors: SeatMapColors, font: QFont) -> None:
        self._font = QFont(font)
        self._fonts = {look: self._font_for(look) for look in Look}
        self._metrics = {look: QFontMetricsF(font) for look, font in self._fonts.items()}
        self._sizes: dict[str, QSizeF] = {}
        self._inks = {look: QColor(colors.text) for look in Look}
        self._inks[Look.BESIDE] = QColor(colors.muted)
        self._pill = QColor(colors.card)
        self._pill.setAlphaF(0.88)
        self._pictures: dict[tuple[str, Look, float], QPixmap] = {}

    def picture(self, text: str, look: Look, ratio: float) -> QPixmap:
        """The text's picture for a screen of this pixel ratio."""
        key = (text, look, ratio)
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = self._draw(text, look, ratio)
        return found

    def size(self, text: str) -> QSizeF:
        """How large the picture of a section's name is, in logical pixels."""
        found = self._sizes.get(text)
        if found is None:
            found = self._sizes[text] = self._room(text, Look.BESIDE)
        return found

    def _room(self, text: str, look: Look) -> QSizeF:
        metrics = self._metrics[look]
        return QSizeF(metrics.horizontalAdvance(text) + 2 * PAD, metrics.height() + 4)

    def _font_for(self, look: Look) -> QFont:
        font = QFont(self._font)
        small = look is Look.SMALL
        font.setPixelSize(SMALL_PIXELS if small else PIXELS)
        font.setWeight(QFont.Weight.Normal if small else QFont.Weight.DemiBold)
        return font

    def _draw(self, text: str, look: Look, ratio: float) -> QPixmap:
        size = self._room(text, look)
        picture = QPixmap((size * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.write(painter, text, look, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        return picture

    def write(self, painter: QPainter, text: str, look: Look, box: QRectF) -> None:
        """Write a text in a box of its size; the painter is antialiasing."""
        if look is Look.OVER_SEATS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._pill)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(self._fonts[look])
        painter.setPen(self._inks[look])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def draw_centred(painter: QPainter, picture: QPixmap, middle: QPointF) -> None:
    """Draw a picture around a point, on whole pixels."""
    size = picture.deviceIndependentSize()
    left, top = middle.x() - size.width() / 2, middle.y() - size.height() / 2
    painter.drawPixmap(QPointF(round(left), round(top)), picture)
