"""How a seat looks: a colour and a mark, so that colour is never the only sign."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from desktop.theme.palette import contrast
from desktop.widgets.seat_map.colors import SeatMapColors, mixed
from desktop.widgets.seat_map.marks import QUIET, SOLID, Mark, MarkArtist, SeatStyle
from desktop.widgets.seat_map.palettes import edged
from desktop.widgets.seat_map.states import SeatStatus

__all__ = ["STATUS_LOOKS", "TINY_SEAT", "Mark", "SeatArtist", "SeatLook", "SeatStyle", "swatch"]

TINY_SEAT = 8.0  # pixels; below, marks shrink to what still shows
_TINY_SQUARES = frozenset({Mark.SQUARE, Mark.FRAME})
_TINY_PALE = frozenset({Mark.OUTLINE, Mark.HATCH, Mark.SPECK})


@dataclass(frozen=True, slots=True)
class SeatLook:
    """A look whatever the colours: a role of `SeatMapColors` (and which of several), and a mark."""

    role: str
    mark: Mark
    step: int = -1
    share: float = 1.0

    def style(self, colors: SeatMapColors) -> SeatStyle:
        """The look in these colours."""
        found = getattr(colors, self.role)
        color = str(found if self.step < 0 else found[self.step])
        inks = (colors.on_solid, colors.text)
        ink = colors.muted if self.mark in QUIET else colors.text
        if self.mark in SOLID:
            ink = max(inks, key=lambda shade: contrast(shade, color))
        edge = edged(color, colors.section, colors.text) if self.step >= 0 else ""
        return SeatStyle(color, self.mark, ink, edge, self.share)


STATUS_LOOKS = {
    SeatStatus.NOT_OWNED: SeatLook("not_owned", Mark.OUTLINE),
    SeatStatus.AVAILABLE: SeatLook("available", Mark.DISC),
    SeatStatus.HELD: SeatLook("held", Mark.LOW),
    SeatStatus.RESERVED: SeatLook("reserved", Mark.DASHED),
    SeatStatus.SOLD: SeatLook("sold", Mark.SQUARE),
    SeatStatus.BLOCKED: SeatLook("blocked", Mark.BAR),
    SeatStatus.RETURNED: SeatLook("returned", Mark.HATCH),
    SeatStatus.NOT_YET: SeatLook("returned", Mark.SPECK),
}


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
            marks = MarkArtist(self.colors.section, self.numbered)
            marks.draw(painter, style, QRectF(*_box(centre, self.diameter)))

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
        if style.mark in _TINY_SQUARES:
            box = QRectF(*_box(centre, self.diameter * 0.92))
            painter.fillRect(box, QColor(style.color))
        elif style.mark in _TINY_PALE:
            faded = mixed(style.color, self.colors.section, 0.7)
            self._disc(painter, centre, self.diameter * 0.72, faded)
        else:
            self._disc(painter, centre, self.diameter, QColor(style.color))

    def _disc(self, painter: QPainter, centre: QPointF, diameter: float, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(centre, diameter / 2, diameter / 2)


def _box(centre: QPointF, side: float) -> tuple[float, float, float, float]:
    return (centre.x() - side / 2, centre.y() - side / 2, side, side)


def swatch(colors: SeatMapColors, look: SeatLook | int, side: int, ratio: float) -> QPixmap:
    """A seat of this look, or of this `SeatStatus`, as a little picture for legends and cards."""
    worn = look if isinstance(look, SeatLook) else STATUS_LOOKS[SeatStatus(look)]
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    artist = SeatArtist(colors, side - 1.0)
    artist.draw(painter, worn.style(colors), QPointF(side / 2, side / 2), selected=False)
    painter.end()
    return picture
