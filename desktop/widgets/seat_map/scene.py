"""The items of a seat map: areas below, one item a section, the cursor on top."""

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPolygonF
from PySide6.QtWidgets import QGraphicsScene, QStyleOptionGraphicsItem

from desktop.pictures import Picture
from desktop.widgets.seat_map.area_item import AreaItem
from desktop.widgets.seat_map.backgrounds import strength_on
from desktop.widgets.seat_map.band_item import BandItem, LassoItem
from desktop.widgets.seat_map.color_modes import Coloring, ColorMode
from desktop.widgets.seat_map.color_modes_making import by_status
from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.cursor_item import CursorItem, FoundItem
from desktop.widgets.seat_map.drawing import MapDrawing
from desktop.widgets.seat_map.floors import paint_floors
from desktop.widgets.seat_map.frame import Level
from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.seat_index import SeatIndex
from desktop.widgets.seat_map.section_item import SectionItem
from desktop.widgets.seat_map.selection import Ranks, SeatSelection
from desktop.widgets.seat_map.states import SeatStates
from desktop.widgets.seat_map.title_layer import TitleLayer

SINGLE_SEATS = 24  # up to here seats are repainted one by one, beyond it whole sections
# Up to here sections are repainted one by one, beyond it with all that lies between them: to clip
# to many rectangles costs more.
SINGLE_SECTIONS = 16
MOST_PARTS = 4  # of a clip that are looked at one by one


class SeatMapScene(QGraphicsScene):
    """Draws a plan with its states and selection; knows what has to be repainted."""

    def __init__(self, plan: SeatMapPlan, colors: SeatMapColors, font: QFont) -> None:
        super().__init__()
        self.plan = plan
        self.status = np.zeros(len(plan), np.uint8)
        self.selection = SeatSelection(len(plan))
        self.picture: Picture | None = None
        self.drawing = MapDrawing(plan, colors, font)
        self._areas = [AreaItem(area, colors, font) for area in plan.areas]
        self.sections = [SectionItem(self.drawing, index) for index in range(len(plan.sections))]
        self.index = SeatIndex(plan)
        self.titles = TitleLayer(self.drawing, self.index, self.bounds)
        self.cursor = CursorItem(plan.seat_size, colors)
        self.found = FoundItem(plan.seat_size, colors, self.bounds)
        self.band, self.lasso = BandItem(colors), LassoItem(colors)
        above = (self.titles, self.found, self.cursor, self.band, self.lasso)
        for item in (*self.sections, *above):
            self.addItem(item)
        self.recolor(colors)

    @property
    def bounds(self) -> QRectF:
        """Everything drawn, in plan units."""
        left, top, right, bottom = self.plan.bounds
        return QRectF(left, top, right - left, bottom - top)

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours and repaint."""
        self.setBackgroundBrush(QColor(colors.surface))
        self.drawing.recolor(colors)
        self.cursor.colors = self.found.colors = colors
        self.band.recolor(colors)
        self.lasso.recolor(colors)
        for area in self._areas:
            area.recolor(colors)
        self.update()

    def lay_picture(self, picture: Picture | None) -> None:
        """Lay this picture under everything, where the plan has it; None leaves it out."""
        self.picture = picture
        self.titles.stand_on(picture=picture is not None)
        self.update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Ground and picture, the areas and the floors of the sections; views keep it all."""
        super().drawBackground(painter, rect)
        if self.picture is not None and self.plan.background is not None:
            strength = strength_on(self.drawing.colors)
            self.picture.draw(painter, self.plan.background, strength=strength)
        self._paint_areas(painter, rect, inside=False)
        far = self.drawing.frame(painter).level is Level.SECTIONS
        parts = _clipped(painter, QRectF(rect))
        seen = [one for one in self.sections if any(map(one.floor.intersects, parts))]
        for section in seen:
            if not section.isVisible():
                section.paint_ghost(painter)
        if not far:
            self._paint_floors(painter, [section for section in seen if section.isVisible()])
            self._paint_areas(painter, rect, inside=True)

    def _paint_areas(self, painter: QPainter, rect: QRectF | QRect, *, inside: bool) -> None:
        """Those inside of sections that are shown, as tables, or those that sections lie on."""
        option = QStyleOptionGraphicsItem()
        for area, holder in zip(self._areas, self.plan.holders, strict=True):
            wanted = self.sections[holder].isVisible() if holder >= 0 else True
            if wanted and (holder >= 0) is inside and area.boundingRect().intersects(rect):
                painter.save()
                area.paint(painter, option)
                painter.restore()

    def _paint_floors(self, painter: QPainter, sections: list[SectionItem]) -> None:
        """One storey over the other."""
        fill = QColor(self.drawing.colors.section)
        storeys: defaultdict[float, list[QPolygonF]] = defaultdict(list)
        for section in sections:
            storeys[section.zValue()].append(section.outline)
        for _, outlines in sorted(storeys.items()):
            paint_floors(painter, outlines, fill, self.drawing.edge)

    def floor_bounds(self, level: int | None) -> QRectF:
        """All sections of a storey, in plan units; everything for None."""
        bounds = QRectF()
        for shape, item in zip(self.plan.sections, self.sections, strict=True):
            if level is None or shape.level == level:
                bounds = bounds.united(item.boundingRect())
        return self.bounds if level is None or bounds.isEmpty() else bounds

    def show_floor(self, level: int | None) -> None:
        """Show the sections of one storey and only the outlines of the others; None shows all."""
        shown = [level in (None, section.level) for section in self.plan.sections]
        for item, visible in zip(self.sections, shown, strict=True):
            item.setVisible(visible)
        self.index.show_sections(np.array(shown, np.bool_))
        self.titles.show_sections(shown)
        self.update()

    def fade(self, faded: npt.NDArray[np.bool_] | None) -> None:
        """Draw these seats faintly and leave them out when finding seats; None: no seat."""
        self.drawing.fade(faded)
        self.index.show_seats(None if faded is None else ~faded)
        for section in self.sections:
            section.seats_changed()
        self.update()

    def show_states(self, states: SeatStates) -> None:
        """Take over every seat's status."""
        self.status = states.status.copy()
        if self.drawing.coloring.mode is ColorMode.STATUS:
            self.drawing.color_by(by_status(states))
        self._repaint_all_seats()

    def color_by(self, coloring: Coloring) -> None:
        """Colour the seats by something else."""
        self.drawing.color_by(coloring)
        self._repaint_all_seats()

    def _repaint_all_seats(self) -> None:
        self.drawing.set_variants(self.status, self.selection.flags)
        for section in self.sections:
            section.seats_changed()
        self.update()

    def change_status(self, ranks: Ranks, status: npt.NDArray[np.uint8]) -> None:
        """Take over some seats' status; where a seat is named twice the last one counts."""
        self.status[ranks] = status
        self.repaint_seats(ranks)

    def repaint_seats(self, ranks: Ranks) -> None:
        """Repaint the seats whose status or selection has turned, and no more than needed."""
        if not len(ranks):
            return
        self.drawing.turn_variants(ranks, self.status, self.selection.flags)
        owners = self.plan.section[ranks]
        touched = np.flatnonzero(np.bincount(owners, minlength=len(self.sections)))
        for section in touched.tolist():
            self.sections[section].seats_changed()
        if len(ranks) > SINGLE_SEATS or self.drawing.shown is Level.SECTIONS:
            self._repaint_sections(touched)
            return
        reach = self.plan.seat_size * 0.85
        for rank, section in zip(ranks.tolist(), owners.tolist(), strict=True):
            x, y = float(self.plan.x[rank]), float(self.plan.y[rank])
            self.sections[section].update(QRectF(x - reach, y - reach, 2 * reach, 2 * reach))

    def _repaint_sections(self, touched: npt.NDArray[np.intp]) -> None:
        if len(touched) <= SINGLE_SECTIONS:
            for section in touched.tolist():
                self.sections[section].update()
            return
        box = QRectF()
        for section in touched.tolist():
            box |= self.sections[section].sceneBoundingRect()
        # By an item that lies over all of them, and not by the scene, which would be painted
        # once for this and once for what its items have asked for.
        self.titles.update(box)


def _clipped(painter: QPainter, rect: QRectF) -> list[QRectF]:
    """What of the rectangle is to be painted: after a scroll two strips at its edges."""
    if not painter.hasClipping():
        return [rect]
    # Clips are told in whole plan units.
    strips = cast("Iterable[QRect]", painter.clipRegion())
    parts = [QRectF(strip).adjusted(-1, -1, 1, 1) for strip in strips]
    return parts if len(parts) <= MOST_PARTS else [rect]
