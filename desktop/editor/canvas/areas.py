"""The stage, shapes, texts and general-admission areas of one section, under its seats."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from core.domain.venues.extras import AreaKind, capacity_of, kind_of, name_of
from core.domain.venues.plan import Area, Zone
from desktop.editor.canvas.chosen import ChosenInZone
from desktop.editor.canvas.drawing import EditorDrawing
from desktop.editor.canvas.kept import Kept
from desktop.widgets.seat_map.adopting import LETTER_WIDTH
from desktop.widgets.seat_map.area_item import OWN_COLOR_SHARE
from desktop.widgets.seat_map.colors import mixed

TEXT_SIZE = 16.0  # plan units, where the plan doesn't say
SMALLEST_TEXT = 5.0  # pixels; smaller texts are left out
READABLE_TEXT = 11.0  # pixels; a text that has the room is written at least this large
GA_SHARE = 0.16  # of its category's colour on a general-admission area
BORDER = 1.0
CHOSEN_BORDER = 2.0
MOST_KEPT = 20_000


@dataclass(frozen=True, eq=False)
class AreaOutline:
    """An area's outline relative to its section, and the box that it takes with its text."""

    path: QPainterPath
    text_box: QRectF
    turn: QTransform

    @property
    def wide(self) -> float:
        """How wide the shape is, in plan units."""
        return self.path.boundingRect().width()

    @property
    def box(self) -> QRectF:
        """Everything that is drawn."""
        return self.path.boundingRect() | self.turn.mapRect(self.text_box)


def outline_of(area: Area) -> AreaOutline:
    """The area's path and text box, turned and moved to its place in the section."""
    path = QPainterPath()
    if area.rectangle:
        path.addRect(QRectF(0, 0, *area.rectangle))
    elif area.polygon:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in area.polygon]))
        path.closeSubpath()
    elif area.ellipse:
        path.addEllipse(QPointF(0, 0), area.ellipse.x, area.ellipse.y)
    elif area.circle:
        path.addEllipse(QPointF(0, 0), area.circle, area.circle)
    turn = QTransform.fromTranslate(area.x, area.y)
    turn.rotate(area.rotation or 0.0)
    return AreaOutline(turn.map(path), _text_box(area), turn)


def _text_box(area: Area) -> QRectF:
    if not area.text or not area.text.text.strip():
        return QRectF()
    font = QFont()
    font.setPixelSize(100)
    size = area.text.size or TEXT_SIZE
    width = QFontMetricsF(font).horizontalAdvance(area.text.text) * size / 100 * 1.15
    return QRectF(area.text.x - width / 2, area.text.y - size * 0.75, width, size * 1.5)


class DrawnAreas:
    """All areas of one section; `room` is the box around them, relative to the section."""

    outlines: Kept[Area, AreaOutline] = Kept(outline_of, most=MOST_KEPT, weigh=lambda _: 1)

    def __init__(self, drawing: EditorDrawing, zone: Zone) -> None:
        self._drawing = drawing
        self.zone = zone
        box = QRectF()
        for area in zone.areas:
            box |= DrawnAreas.outlines(area).box
        margin = drawing.seat_size * 0.25
        self.room = box.adjusted(-margin, -margin, margin, margin) if zone.areas else box

    def paint(self, painter: QPainter, chosen: ChosenInZone | None) -> None:
        """Draw them all, some as selected; the painter is in the section's units."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, area in enumerate(self.zone.areas):
            outline = DrawnAreas.outlines(area)
            marked = chosen is not None and (chosen.whole or index in chosen.areas)
            self._paint_shape(painter, area, outline.path, chosen=marked)
            self._paint_text(painter, area, outline)

    def _paint_shape(
        self, painter: QPainter, area: Area, path: QPainterPath, *, chosen: bool
    ) -> None:
        if path.isEmpty():
            return
        colors = self._drawing.colors
        edge = QColor(colors.cursor if chosen else area.border_color or colors.section_edge)
        pen = QPen(edge, CHOSEN_BORDER if chosen else BORDER)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(self._fill(area))
        painter.drawPath(path)
        if kind_of(area) is AreaKind.GA:
            hatch = QColor(colors.cursor)
            hatch.setAlphaF(0.25)
            painter.setPen(Qt.PenStyle.NoPen)
            brush = QBrush(hatch, Qt.BrushStyle.BDiagPattern)
            brush.setTransform(painter.worldTransform().inverted()[0])
            painter.setBrush(brush)
            painter.drawPath(path)

    def _fill(self, area: Area) -> QColor:
        colors = self._drawing.colors
        if kind_of(area) is AreaKind.GA:
            return mixed(area.color or colors.cursor, colors.section, GA_SHARE)
        own = QColor(area.color) if area.color else QColor()
        if own.isValid():
            return mixed(area.color or "", colors.stage, OWN_COLOR_SHARE)
        return QColor(colors.stage)

    def _paint_text(self, painter: QPainter, area: Area, outline: AreaOutline) -> None:
        """The area's own text; a standing area without one says its name and capacity."""
        world = painter.worldTransform()
        scale = abs(world.determinant()) ** 0.5
        text, size, at = _written(area, outline, self.zone.name)
        pixels = size * scale
        if _is_unwritten_ga(area) and _width(text, READABLE_TEXT) > outline.wide * scale:
            text = name_of(area) or self.zone.name
        if pixels < READABLE_TEXT and _width(text, READABLE_TEXT) <= outline.wide * scale:
            pixels = READABLE_TEXT
        if not text or pixels < SMALLEST_TEXT:
            return
        painter.save()
        painter.translate(at)
        painter.rotate(area.rotation or 0.0)
        painter.scale(1 / scale, 1 / scale)
        font = QFont(self._drawing.font)
        font.setPixelSize(max(1, round(pixels)))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self._drawing.colors.stage_text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(QRectF(0, 0, 0, 0), flags, text)
        painter.restore()


def _written(area: Area, outline: AreaOutline, section: str) -> tuple[str, float, QPointF]:
    """What is written in an area, how large in plan units, and where in its section."""
    if area.text and area.text.text.strip():
        at = outline.turn.map(QPointF(area.text.x, area.text.y))
        return area.text.text, area.text.size or TEXT_SIZE, at
    if kind_of(area) is AreaKind.GA:
        return words_of(area, section), TEXT_SIZE, outline.path.boundingRect().center()
    return "", TEXT_SIZE, QPointF()


def _is_unwritten_ga(area: Area) -> bool:
    return kind_of(area) is AreaKind.GA and not (area.text and area.text.text.strip())


def _width(text: str, pixels: float) -> float:
    return len(text) * pixels * LETTER_WIDTH


def words_of(area: Area, section: str) -> str:
    """An area as a person says it; a standing area bears its section's name."""
    kind = kind_of(area)
    name = name_of(area) or (area.text.text if area.text else "")
    if kind is AreaKind.GA:
        return f"{name or section}, {capacity_of(area):,} places"
    return name or (kind.value.capitalize() if kind else "Shape")
