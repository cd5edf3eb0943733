"""How a seat of each status looks: a colour and a mark, so that colour is never the only sign."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from desktop.widgets.seat_map.colors import SeatMapColors, mixed
from desktop.widgets.seat_map.states import SeatStatus

TINT = 0.22
TINY_SEAT = 8.0  # pixels; below, marks shrink to what still shows


class Mark(Enum):
    """What sets a seat apart besides its colour."""

    OUTLINE = auto()  # an empty circle
    DISC = auto()  # a full circle
    LOW = auto()  # a circle filled at the bottom
    DASHED = auto()  # a broken circle with a core
    SQUARE = auto()  # a full square
    BAR = auto()  # a circle with a slash
    HATCH = auto()  # a hatched circle


@dataclass(frozen=True, slots=True)
class SeatStyle:
    """`ink` is the colour of the number on the seat."""

    color: str
    mark: Mark
    ink: str


def status_styles(colors: SeatMapColors) -> tuple[SeatStyle, ...]:
    """One style a status, in the order of `SeatStatus`."""
    styles = {
        SeatStatus.NOT_OWNED: SeatStyle(colors.not_owned, Mark.OUTLINE, colors.muted),
        SeatStatus.AVAILABLE: SeatStyle(colors.available, Mark.DISC, colors.on_solid),
        SeatStatus.HELD: SeatStyle(colors.held, Mark.LOW, colors.text),
        SeatStatus.RESERVED: SeatStyle(colors.reserved, Mark.DASHED, colors.text),
        SeatStatus.SOLD: SeatStyle(colors.sold, Mark.SQUARE, colors.on_solid),
        SeatStatus.BLOCKED: SeatStyle(colors.blocked, Mark.BAR, colors.text),
        SeatStatus.RETURNED: SeatStyle(colors.returned, Mark.HATCH, colors.muted),
    }
    return tuple(styles[status] for status in SeatStatus)


@dataclass(frozen=True, slots=True)
class SeatArtist:
    """Draws seats with an antialiasing painter; `numbered` leaves the middle clear for a number."""

    colors: SeatMapColors
    diameter: float
    numbered: bool = False

    def draw(self, painter: QPainter, style: SeatStyle, centre: QPointF, *, selected: bool) -> None:
        """One seat around its centre."""
        if selected and self.diameter < TINY_SEAT:
            self._disc(painter, centre, self.diameter * 1.2, QColor(self.colors.selection))
            return
        if selected:
            self._draw_selected(painter, style, centre)
        elif self.diameter < TINY_SEAT:
            self._draw_tiny(painter, style, centre)
        else:
            _MARKS[style.mark](self, painter, style, QRectF(*_box(centre, self.diameter)))

    def _draw_selected(self, painter: QPainter, style: SeatStyle, centre: QPointF) -> None:
        """A full middle with the status as a ring around it, larger than any other seat."""
        width = max(1.5, self.diameter * 0.11)
        painter.setPen(QPen(QColor(style.color), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self.diameter * 0.5 + width * 0.5
        painter.drawEllipse(centre, radius, radius)
        middle = self.diameter - width * 1.2
        self._disc(painter, centre, middle, QColor(self.colors.selection))

    def _draw_tiny(self, painter: QPainter, style: SeatStyle, centre: QPointF) -> None:
        if style.mark is Mark.SQUARE:
            box = QRectF(*_box(centre, self.diameter * 0.92))
            painter.fillRect(box, QColor(style.color))
        elif style.mark in (Mark.OUTLINE, Mark.HATCH):
            faded = mixed(style.color, self.colors.section, 0.55)
            self._disc(painter, centre, self.diameter * 0.72, faded)
        else:
            self._disc(painter, centre, self.diameter, QColor(style.color))

    def _disc(self, painter: QPainter, centre: QPointF, diameter: float, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(centre, diameter / 2, diameter / 2)

    def ring(self, painter: QPainter, style: SeatStyle, box: QRectF, tint: float) -> float:
        """A tinted circle with an edge of the style's colour; returns the edge's width."""
        width = max(1.0, box.width() * 0.09)
        painter.setPen(QPen(QColor(style.color), width))
        painter.setBrush(mixed(style.color, self.colors.section, tint))
        inset = width / 2
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        return width


def _draw_outline(artist: SeatArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    inset = box.width() * 0.06
    painter.setPen(QPen(mixed(style.color, artist.colors.section, 0.75), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def _draw_disc(_artist: SeatArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.color))
    painter.drawEllipse(box)


def _draw_low(artist: SeatArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    artist.ring(painter, style, box, TINT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.color))
    half = 48 if artist.numbered else 90  # degrees to each side of the bottom
    painter.drawChord(box, (270 - half) * 16, 2 * half * 16)


def _draw_dashed(artist: SeatArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    width = max(1.4, box.width() * 0.12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mixed(style.color, artist.colors.section, TINT))
    painter.drawEllipse(box)
    pen = QPen(QColor(style.color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    inset = width / 2
    edge = box.adjusted(inset, inset, -inset, -inset)
    for start in range(0, 360, 60):
        painter.drawArc(edge, (start - 20) * 16, 40 * 16)
    if not artist.numbered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.color))
        painter.drawEllipse(box.center(), box.width() * 0.22, box.width() * 0.22)


def _draw_square(_artist: SeatArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    inset = box.width() * 0.04
    corner = box.width() * 0.2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.color))
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), corner, corner)


def _draw_bar(artist: SeatArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    width = artist.ring(painter, style, box, TINT)
    reach = box.width() * 0.35 - width / 2
    centre = box.center()
    color = QColor(style.color)
    if artist.numbered:
        color = mixed(style.color, artist.colors.section, 0.55)
    painter.setPen(QPen(color, width * (1.2 if artist.numbered else 1.8)))
    painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))


def _draw_hatch(artist: SeatArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    width = max(1.0, box.width() * 0.06)
    inset = width / 2
    edge = box.adjusted(inset, inset, -inset, -inset)
    path = QPainterPath()
    path.addEllipse(edge)
    painter.save()
    painter.setClipPath(path)
    faded = mixed(style.color, artist.colors.section, 0.45 if artist.numbered else 0.8)
    painter.setPen(QPen(faded, width))
    step = max(2.5, box.width() * 0.24)
    for index in range(-4, 5):
        middle = edge.center() + QPointF(index * step, 0)
        reach = edge.width()
        painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))
    painter.restore()
    painter.setPen(QPen(mixed(style.color, artist.colors.section, 0.9), width))
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    painter.drawEllipse(edge)


def _box(centre: QPointF, side: float) -> tuple[float, float, float, float]:
    return (centre.x() - side / 2, centre.y() - side / 2, side, side)


_MARKS = {
    Mark.OUTLINE: _draw_outline,
    Mark.DISC: _draw_disc,
    Mark.LOW: _draw_low,
    Mark.DASHED: _draw_dashed,
    Mark.SQUARE: _draw_square,
    Mark.BAR: _draw_bar,
    Mark.HATCH: _draw_hatch,
}


def swatch(colors: SeatMapColors, status: int, side: int, ratio: float) -> QPixmap:
    """A seat of this status as a little picture, for legends and cards."""
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    artist = SeatArtist(colors, side - 1.0)
    artist.draw(painter, status_styles(colors)[status], QPointF(side / 2, side / 2), selected=False)
    painter.end()
    return picture
