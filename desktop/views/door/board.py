"""The answer, readable from two steps away: colour, sign, word, seat, reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.theme import LIGHT, RADIUS, Tone, TypeSize, font, mix, space, theme

FRESH_MS = 5_000
"""How long an answer stands in full colour; then it is an old one."""
SIGN = 128
SMALL_SIGN = 72
LOW = 380
"""Below this height the sign is the small one."""
LARGE = (2.0, 1.7, 1.4, 1.2)
"""Shares of the display size; a word takes the largest that fits on a line."""
MIDDLE = 1.2


@dataclass(frozen=True, slots=True)
class Message:
    """What the board says: a sign, a word, the seat, and lines that explain."""

    tone: Tone
    icon: str
    word: str
    seat: str = ""
    lines: tuple[str, ...] = ()


READY = Message(
    Tone.NEUTRAL,
    "scan",
    "Ready",
    lines=("Show a ticket to the camera, scan it, or type its number.",),
)


class AnswerBoard(QWidget):
    """Shows one message; fresh answers in full colour, old ones in a tint of it."""

    def __init__(self) -> None:
        super().__init__()
        self.message = READY
        self.is_fresh = False
        self._fades = QTimer(self, singleShot=True, interval=FRESH_MS)
        self._fades.timeout.connect(self._fade)
        self.setMinimumSize(space(80), space(60))
        theme().changed.connect(self.update)
        self.show_message(READY)

    def show_message(self, message: Message) -> None:
        """Say this now."""
        self.message = message
        self.is_fresh = message.tone is not Tone.NEUTRAL
        self._fades.start()
        self.setAccessibleName(message.word)
        self.setAccessibleDescription(". ".join(filter(None, (message.seat, *message.lines))))
        self.update()
        if message.tone in (Tone.BAD, Tone.WARNING):
            QApplication.beep()

    def sizeHint(self) -> QSize:
        return QSize(space(160), space(110))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink, quiet = self._colours()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(theme().palette.border) if not self.is_fresh else QColor(ground))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        self._write(painter, box.adjusted(space(6), space(4), -space(6), -space(4)), ink, quiet)
        painter.end()

    def _colours(self) -> tuple[str, str, str]:
        """Ground, ink of the large words, ink of the lines."""
        colours = theme().palette
        tone = self.message.tone
        if self.is_fresh:
            # The same green and red by day and by night: a door knows them before it reads.
            ground = LIGHT.ink(tone)
            return ground, LIGHT.raised, mix(LIGHT.raised, ground, 0.92)
        if tone is Tone.NEUTRAL:
            return colours.raised, colours.text, colours.muted
        return colours.tint(tone), colours.ink(tone), colours.text

    def _write(self, painter: QPainter, room: QRectF, ink: str, quiet: str) -> None:
        parts = self._parts(room.width())
        sign = SIGN if room.height() > LOW else SMALL_SIGN
        gap = space(3)
        height = sign + gap + sum(size for _, _, size, _ in parts)
        top = room.top() + max(0.0, (room.height() - height) / 2)
        picture = theme().icon_pixmap(self.message.icon, ink, sign)
        painter.drawPixmap(round(room.center().x() - sign / 2), round(top), picture)
        top += sign + gap
        middle = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        for text, face, size, is_large in parts:
            painter.setPen(QColor(ink if is_large else quiet))
            painter.setFont(face)
            painter.drawText(QRectF(room.left(), top, room.width(), size), middle, text)
            top += size

    def _parts(self, width: float) -> Sequence[tuple[str, QFont, float, bool]]:
        """Texts with their font, height and whether they are the large ones."""
        texts = [(self.message.word, _fitting(self.message.word, width), True)]
        if self.message.seat:
            texts.append((self.message.seat, _scaled(MIDDLE), True))
        texts += [(line, font(TypeSize.TITLE), False) for line in self.message.lines]
        return [
            (text, face, _height(text, face, width) + space(2), is_large)
            for text, face, is_large in texts
        ]

    def _fade(self) -> None:
        self.is_fresh = False
        self.update()


def _scaled(share: float) -> QFont:
    """The display size, larger: this one is read standing."""
    face = font(TypeSize.DISPLAY, strong=True)
    face.setPixelSize(round(face.pixelSize() * share))
    return face


def _fitting(word: str, width: float) -> QFont:
    faces = [_scaled(share) for share in LARGE]
    fits = (face for face in faces if QFontMetricsF(face).horizontalAdvance(word) <= width)
    return next(fits, faces[-1])


def _height(text: str, face: QFont, width: float) -> float:
    wrapped = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
    return QFontMetricsF(face).boundingRect(QRectF(0, 0, width, 10_000), wrapped, text).height()
