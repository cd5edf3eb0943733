"""Draws a map in layers: what lies under the seats, and the seats or what stands for them."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import starmap

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from desktop.pictures import Picture
from desktop.widgets.seat_map.area_item import AreaItem
from desktop.widgets.seat_map.backgrounds import strength_on
from desktop.widgets.seat_map.colors import SeatMapColors, mixed
from desktop.widgets.seat_map.drawing import MapDrawing
from desktop.widgets.seat_map.floors import paint_floors
from desktop.widgets.seat_map.frame import Level
from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.seat_sprites import Pieces
from desktop.widgets.seat_map.section import MapSection
from desktop.widgets.seat_map.selection import Ranks

HOUSE_WIDTH = 1.5  # pixels
HOUSE_SHARE = 0.45  # of the text's colour in the outline of the building


class MapArtist:
    """Everything of a map that stands still; pieces are in the pixels of what is drawn on."""

    def __init__(self, plan: SeatMapPlan, colors: SeatMapColors, font: QFont) -> None:
        self.drawing = MapDrawing(plan, colors, font)
        self.sections = [MapSection(self.drawing, index) for index in range(len(plan.sections))]
        self.picture: Picture | None = None
        self._plan = plan
        self._areas = [AreaItem(area, colors, font) for area in plan.areas]
        self._house = QPolygonF([QPointF(*corner) for corner in plan.house])

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours."""
        self.drawing.recolor(colors)
        for area in self._areas:
            area.recolor(colors)

    def show_sections(self, shown: Sequence[bool]) -> None:
        """Draw these sections, one flag a section, and only the outlines of the others."""
        for section, wanted in zip(self.sections, shown, strict=True):
            section.shown = wanted
        self.drawing.seats.show_sections(shown)

    def paint_ground(self, painter: QPainter, piece: QRect) -> None:
        """Ground and picture, the areas and the floors of the sections."""
        rect = _in_plan(painter, piece)
        painter.fillRect(rect, QColor(self.drawing.colors.surface))
        if self.picture is not None and self._plan.background is not None:
            strength = strength_on(self.drawing.colors)
            self.picture.draw(painter, self._plan.background, strength=strength)
        self._paint_areas(painter, rect, inside=False)
        self._paint_house(painter)
        seen = [section for section in self.sections if section.floor.intersects(rect)]
        for section in seen:
            if not section.shown:
                section.paint_ghost(painter)
        if self.drawing.frame(painter).level is not Level.SECTIONS:
            self._paint_floors(painter, [section for section in seen if section.shown])
            self._paint_areas(painter, rect, inside=True)

    def _paint_house(self, painter: QPainter) -> None:
        """The outline of the building."""
        colors = self.drawing.colors
        pen = QPen(mixed(colors.text, colors.surface, HOUSE_SHARE), HOUSE_WIDTH)
        pen.setCosmetic(True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(self._house)

    def _paint_areas(self, painter: QPainter, rect: QRectF, *, inside: bool) -> None:
        """Those inside of sections that are shown, as tables, or those that sections lie on."""
        option = QStyleOptionGraphicsItem()
        for area, holder in zip(self._areas, self._plan.holders, strict=True):
            wanted = self.sections[holder].shown if holder >= 0 else True
            if wanted and (holder >= 0) is inside and area.boundingRect().intersects(rect):
                painter.save()
                area.paint(painter, option)
                painter.restore()

    def _paint_floors(self, painter: QPainter, sections: list[MapSection]) -> None:
        """One storey over the other."""
        fill = QColor(self.drawing.colors.section)
        storeys: defaultdict[int, list[QPolygonF]] = defaultdict(list)
        for section in sections:
            storeys[section.level].append(section.outline)
        for _, outlines in sorted(storeys.items()):
            paint_floors(painter, outlines, fill, self.drawing.edge)

    def paint_seats(self, painter: QPainter, pieces: Pieces) -> None:
        """The seats, near with what is written on them; far out the sections' shares."""
        frame = self.drawing.frame(painter)
        if frame.level is Level.DOTS:
            self._paint_dots(painter, pieces)
            return
        parts = [_in_plan(painter, piece) for piece in starmap(QRect, pieces.tolist())]
        seen = [one for one in self.sections if one.shown and any(map(one.room.intersects, parts))]
        if frame.level is Level.SECTIONS:
            for section in sorted(seen, key=lambda one: one.level):
                section.paint_share(painter)
            return
        self._paint_dots(painter, pieces)
        world = painter.worldTransform()
        frame.enter_pixels(painter)
        for section in seen:
            section.labels.draw(painter, frame)
        painter.setWorldTransform(world)

    def _paint_dots(self, painter: QPainter, pieces: Pieces) -> None:
        world = painter.worldTransform()
        frame = self.drawing.frame(painter)
        frame.enter_pixels(painter)
        self.drawing.seats.draw(painter, frame, pieces)
        painter.setWorldTransform(world)

    def cells_of(self, painter: QPainter, ranks: Ranks) -> Pieces:
        """The places of these seats as far as they are in sight."""
        return self.drawing.seats.cells_of(painter, self.drawing.frame(painter), ranks)


def _in_plan(painter: QPainter, piece: QRect) -> QRectF:
    """A piece of the picture in plan units."""
    ratio = painter.device().devicePixelRatioF()
    back, _ = (painter.worldTransform() * QTransform.fromScale(ratio, ratio)).inverted()
    return back.mapRect(QRectF(piece))
