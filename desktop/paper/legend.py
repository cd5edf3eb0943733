"""What the marks of a sheet mean, in lines from the left, and the words above the map."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from desktop.paper.sheet import MapSheet
from desktop.widgets.seat_map.marks import MarkArtist

SWATCH = 9.0
LINE = 15.0
GAP = 16.0
TEXT = 8.5  # points
TITLE = 15
SUBTITLE = 9


def header_height(sheet: MapSheet) -> float:
    """How much room title and lines take, in points."""
    return TITLE * 1.5 + len(sheet.lines) * SUBTITLE * 1.5 + 6


def draw_header(painter: QPainter, sheet: MapSheet, box: QRectF, right: str = "") -> None:
    """Title and lines at the top of the box; `right` stands at the other end."""
    painter.save()
    painter.setPen(QColor(sheet.colors.text))
    painter.setFont(sized(sheet.font, TITLE, bold=True))
    top = box.top()
    painter.drawText(QRectF(box.left(), top, box.width(), TITLE * 1.5), _LEFT, sheet.title)
    painter.setFont(sized(sheet.font, SUBTITLE))
    painter.setPen(QColor(sheet.colors.muted))
    if right:
        painter.drawText(QRectF(box.left(), top, box.width(), TITLE * 1.5), _RIGHT, right)
    top += TITLE * 1.5
    for line in sheet.lines:
        painter.drawText(QRectF(box.left(), top, box.width(), SUBTITLE * 1.5), _LEFT, line)
        top += SUBTITLE * 1.5
    painter.restore()


def legend_height(sheet: MapSheet, width: float) -> float:
    """How much room the legend takes at this width, in points."""
    places = _places(sheet, width)
    return (places[-1][0].y() if places else 0.0) + LINE


def draw_legend(painter: QPainter, sheet: MapSheet, box: QRectF) -> None:
    """The entries that seats wear, with how many seats do."""
    artist = MarkArtist(sheet.colors.section)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = sized(sheet.font, TEXT)
    for (place, words), (entry, _) in zip(_places(sheet, box.width()), sheet.worn(), strict=True):
        at = box.topLeft() + place
        painter.save()
        painter.translate(at.x(), at.y() + (LINE - SWATCH) / 2)
        painter.scale(SWATCH / 20, SWATCH / 20)
        artist.draw(painter, entry.look.style(sheet.colors), QRectF(0, 0, 20, 20))
        painter.restore()
        painter.setPen(QColor(sheet.colors.text))
        painter.setFont(font)
        painter.drawText(QRectF(at.x() + SWATCH + 4, at.y(), box.width(), LINE), _LEFT, words)
    painter.restore()


def _places(sheet: MapSheet, width: float) -> list[tuple[QPointF, str]]:
    metrics = QFontMetricsF(sized(sheet.font, TEXT))
    places = []
    x = y = 0.0
    for entry, count in sheet.worn():
        words = f"{entry.words} {count:,}"
        needed = SWATCH + 4 + metrics.horizontalAdvance(words) + GAP
        if x and x + needed > width:
            x, y = 0.0, y + LINE
        places.append((QPointF(x, y), words))
        x += needed
    return places


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def sized(font: QFont, size: float, *, bold: bool = False) -> QFont:
    """The font at this height in the painter's units."""
    own = QFont(font)
    own.setPixelSize(round(size))
    own.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return own
