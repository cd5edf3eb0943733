"""The shapes of seats: what sets one apart besides its colour, drawn at any size."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from desktop.widgets.seat_map.colors import mixed

TINT = 0.22
PALE = 0.34  # the part of a gauge that isn't filled
CIRCLE = 360 * 16  # Qt counts angles in sixteenths of a degree
TOP = 90 * 16


class Mark(Enum):
    """What sets a seat apart besides its colour."""

    OUTLINE = auto()  # an empty circle
    DISC = auto()  # a full circle
    LOW = auto()  # a circle filled at the bottom
    DASHED = auto()  # a broken circle with a core
    SQUARE = auto()  # a full square
    BAR = auto()  # a circle with a slash
    HATCH = auto()  # a hatched circle
    GAUGE = auto()  # a circle filled clockwise by its share
    DIAMOND = auto()  # a full square on its corner
    HOUSE = auto()  # a full pentagon
    RING = auto()  # a circle with a thick edge
    FRAME = auto()  # a square with a thick edge
    OPEN_DIAMOND = auto()
    OPEN_HOUSE = auto()
    SPECK = auto()  # a small full circle


#: Numbers on these lie on the full colour.
SOLID = frozenset({Mark.DISC, Mark.SQUARE, Mark.GAUGE, Mark.DIAMOND, Mark.HOUSE})
#: Seats that nobody is meant to look at.
QUIET = frozenset({Mark.OUTLINE, Mark.HATCH, Mark.SPECK})
#: Their corners stand out of the circle.
POINTED = frozenset({Mark.DIAMOND, Mark.HOUSE, Mark.OPEN_DIAMOND, Mark.OPEN_HOUSE})


@dataclass(frozen=True, slots=True)
class SeatStyle:
    """`ink` is the colour of the number, `share` (0 to 1) fills a gauge.

    `edge` is the colour of lines, where the colour itself is too light for the ground.
    """

    color: str
    mark: Mark
    ink: str
    edge: str = ""
    share: float = 1.0

    @property
    def line(self) -> str:
        """The colour of lines."""
        return self.edge or self.color


@dataclass(frozen=True, slots=True)
class MarkArtist:
    """Draws marks on a ground; `numbered` leaves the middle clear for a number."""

    ground: str
    numbered: bool = False

    def draw(self, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
        """The style's mark in the box."""
        _MARKS[style.mark](self, painter, style, box)

    def over(self, color: str, share: float) -> QColor:
        """The colour laid thinly over the ground."""
        return mixed(color, self.ground, share)


def _disc(painter: QPainter, centre: QPointF, diameter: float, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(centre, diameter / 2, diameter / 2)


def _ring(
    artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF, tint: float
) -> float:
    """A tinted circle with an edge of the style's colour; returns the edge's width."""
    width = max(1.0, box.width() * 0.09)
    painter.setPen(QPen(QColor(style.color), width))
    painter.setBrush(artist.over(style.color, tint))
    inset = width / 2
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    return width


def _draw_outline(_artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    inset = box.width() * 0.06
    painter.setPen(QPen(QColor(style.color), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def _draw_low(artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    _ring(artist, painter, style, box, TINT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.color))
    half = 48 if artist.numbered else 90  # degrees to each side of the bottom
    painter.drawChord(box, (270 - half) * 16, 2 * half * 16)


def _draw_dashed(artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    width = max(1.4, box.width() * 0.12)
    _disc(painter, box.center(), box.width(), artist.over(style.color, TINT))
    pen = QPen(QColor(style.color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    inset = width / 2
    edge = box.adjusted(inset, inset, -inset, -inset)
    for start in range(0, 360, 60):
        painter.drawArc(edge, (start - 20) * 16, 40 * 16)
    if not artist.numbered:
        _disc(painter, box.center(), box.width() * 0.44, QColor(style.color))


def _draw_bar(artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    width = _ring(artist, painter, style, box, TINT)
    reach = box.width() * 0.35 - width / 2
    centre = box.center()
    color = artist.over(style.color, 0.4) if artist.numbered else QColor(style.color)
    painter.setPen(QPen(color, width * (1.2 if artist.numbered else 1.8)))
    painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))


def _draw_hatch(artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    width = max(1.0, box.width() * 0.06)
    inset = width / 2
    edge = box.adjusted(inset, inset, -inset, -inset)
    path = QPainterPath()
    path.addEllipse(edge)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(artist.over(style.color, 0.45 if artist.numbered else 0.8), width))
    step = max(2.5, box.width() * 0.24)
    for index in range(-4, 5):
        middle = edge.center() + QPointF(index * step, 0)
        reach = edge.width()
        painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))
    painter.restore()
    painter.setPen(QPen(artist.over(style.color, 0.9), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(edge)


def _draw_gauge(artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    """Seen from further off a cake with a part eaten; near, a ring around the number."""
    part = round(-CIRCLE * style.share)
    if not artist.numbered:
        _ring(artist, painter, style, box, PALE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.color))
        if style.share < 1:
            painter.drawPie(box, TOP, part)
        else:
            painter.drawEllipse(box)
        return
    _disc(painter, box.center(), box.width(), QColor(style.color))
    width = max(1.4, box.width() * 0.07)
    inset = width * 1.1
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(style.ink), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(box.adjusted(inset, inset, -inset, -inset), TOP, part)


def _draw_speck(artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
    if artist.numbered:
        _disc(painter, box.center(), box.width() * 0.92, artist.over(style.color, 0.3))
    else:
        _disc(painter, box.center(), box.width() * 0.5, QColor(style.color))


def _circle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(box)
    return path


def _square(box: QRectF) -> QPainterPath:
    inset = box.width() * 0.04
    corner = box.width() * 0.2
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(inset, inset, -inset, -inset), corner, corner)
    return path


def _polygon(*corners: tuple[float, float]) -> Callable[[QRectF], QPainterPath]:
    """A shape of corners given in shares of half the box, y downwards."""

    def outline(box: QRectF) -> QPainterPath:
        half, middle = box.width() / 2, box.center()
        points = [middle + QPointF(x, y) * half for x, y in (*corners, corners[0])]
        path = QPainterPath()
        path.addPolygon(QPolygonF(points))
        return path

    return outline


_diamond = _polygon((0, -1.12), (1.12, 0), (0, 1.12), (-1.12, 0))
_house = _polygon((0, -1.06), (1.02, -0.22), (0.72, 0.92), (-0.72, 0.92), (-1.02, -0.22))

Draw = Callable[[MarkArtist, QPainter, SeatStyle, QRectF], None]
Outline = Callable[[QRectF], QPainterPath]


def _solid(outline: Outline) -> Draw:
    """The shape full of the colour, with a line around colours too light for the ground."""

    def draw(_artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
        painter.setBrush(QColor(style.color))
        if style.line == style.color:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPath(outline(box))
        else:
            painter.setPen(QPen(QColor(style.line), 1.0))
            painter.drawPath(outline(box.adjusted(0.5, 0.5, -0.5, -0.5)))

    return draw


def _open(outline: Outline) -> Draw:
    """The shape with a thick edge and little colour inside."""

    def draw(artist: MarkArtist, painter: QPainter, style: SeatStyle, box: QRectF) -> None:
        width = max(1.4, box.width() * (0.12 if artist.numbered else 0.2))
        inset = width / 2
        pen = QPen(QColor(style.line), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(artist.over(style.color, TINT))
        painter.drawPath(outline(box.adjusted(inset, inset, -inset, -inset)))

    return draw


_MARKS: Mapping[Mark, Draw] = {
    Mark.OUTLINE: _draw_outline,
    Mark.DISC: _solid(_circle),
    Mark.LOW: _draw_low,
    Mark.DASHED: _draw_dashed,
    Mark.SQUARE: _solid(_square),
    Mark.BAR: _draw_bar,
    Mark.HATCH: _draw_hatch,
    Mark.GAUGE: _draw_gauge,
    Mark.DIAMOND: _solid(_diamond),
    Mark.HOUSE: _solid(_house),
    Mark.RING: _open(_circle),
    Mark.FRAME: _open(_square),
    Mark.OPEN_DIAMOND: _open(_diamond),
    Mark.OPEN_HOUSE: _open(_house),
    Mark.SPECK: _draw_speck,
}
