"""The items of the canvas: what they show follows the plan, section by section, by identity."""

from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QGraphicsScene

from core.domain.venues.editing.places import Selection
from core.domain.venues.extras import is_hidden, is_locked
from core.domain.venues.plan import Plan, Zone
from desktop.editor.canvas.areas import AreasItem
from desktop.editor.canvas.backdrop import Backdrop
from desktop.editor.canvas.chosen import ChosenInZone, by_zone
from desktop.editor.canvas.colors import EditorColors
from desktop.editor.canvas.drawing import EditorDrawing
from desktop.editor.canvas.kept import Kept
from desktop.editor.canvas.marks import span_of
from desktop.editor.canvas.overlay import OverlayItem
from desktop.editor.canvas.pictures import Pictures
from desktop.editor.canvas.row_lines import RowLines
from desktop.editor.canvas.seat_finder import Finder
from desktop.editor.canvas.titles import TitleItem
from desktop.editor.canvas.zone_item import ZoneItem

AREAS_Z, ZONES_Z, TITLES_Z, OVERLAY_Z = 0.0, 1.0, 2.0, 3.0
SINGLE_SECTIONS = 16  # up to here sections are repainted one by one, beyond it everything
STEP_Z = 1e-4  # later sections lie above earlier ones
BEHIND = 0.3  # the opacity of what is not open
LOCKED = 0.6  # the opacity of what is locked
WORKSHOP = QRectF(-2400, -1600, 7200, 4800)  # room to draw in, before there is anything
MOST_SELECTIONS = 25_000  # places kept


class SectionItems(NamedTuple):
    """What one section is drawn by."""

    zone: ZoneItem
    areas: AreasItem
    title: TitleItem


class EditorScene(QGraphicsScene):
    """Shows one plan at a time; `show_plan` touches only what has changed."""

    def __init__(self, plan: Plan, colors: EditorColors, font: QFont) -> None:
        super().__init__()
        self.colors = colors
        self.drawing = EditorDrawing(colors.map, font)
        self.pictures = Pictures()
        self.backdrop = Backdrop(colors, plan)
        self.zones: list[ZoneItem] = []
        self.areas: list[AreasItem] = []
        self._sections: list[SectionItems] = []
        self._scale = (1.0, 1.0)
        self.opened: int | None = None
        self.level: int | None = None
        self._by_zone: Kept[Selection, dict[int, ChosenInZone]] = Kept(
            by_zone, most=MOST_SELECTIONS, weigh=_weight
        )
        self._chosen: dict[int, ChosenInZone] = {}
        self.overlay = OverlayItem()
        self.overlay.setZValue(OVERLAY_Z)
        self.addItem(self.overlay)
        self.plan = plan
        self.open_plan(plan)

    def open_plan(self, plan: Plan) -> None:
        """Show a plan that has nothing to do with the one before."""
        self.opened = self.level = None
        self.drawing.take_categories(plan.categories)
        self.drawing.measure(plan)
        self.show_plan(plan)
        self.show_selection(frozenset())

    @property
    def content(self) -> QRectF:
        """Everything that is drawn, in plan units; empty for an empty plan."""
        box = QRectF(0, 0, *self.plan.size) if self.plan.size else QRectF()
        for zone, areas in zip(self.zones, self.areas, strict=True):
            if len(zone.marks):
                box |= zone.floor.translated(zone.pos())
            box |= areas.rect().translated(areas.pos())
        return box | self.backdrop.picture_box() | self.backdrop.outline_box()

    @property
    def workshop(self) -> QRectF:
        """The room that the hand may scroll and zoom out to."""
        content = self.content
        return WORKSHOP | content.adjusted(
            -content.width(), -content.height(), content.width(), content.height()
        )

    @property
    def finder(self) -> Finder:
        """What finds seats, rows, sections and areas in the plan as shown."""
        found = Finder(self.zones, self.areas, self.drawing.seat_radius, self._by_zone.put)
        found.only = self.opened
        return found

    def show_plan(self, plan: Plan) -> None:
        """Show this plan; sections that are the same objects are left alone."""
        before, self.plan = self.plan, plan
        if self.drawing.take_categories(plan.categories):
            self.pictures.clear()
            self.update()
        if self.backdrop.take(plan):
            self.redraw_backdrop()
        if before.zones is plan.zones and len(self.zones) == len(plan.zones):
            return
        known = {id(item.zone) for item in self.zones}
        if sum(id(zone) not in known for zone in plan.zones) > SINGLE_SECTIONS:
            # First of all: Qt then asks no more which part of the view an item has touched.
            self.update()
        self._match_items(plan.zones)
        self._gather_texts(plan)
        for index, zone in enumerate(plan.zones):
            if self.zones[index].zone is not zone:
                self._show_zone(index, zone)

    def _gather_texts(self, plan: Plan) -> None:
        """A section whose name the plan writes by itself needs no title."""
        areas = [zone.areas for zone in plan.zones if zone.areas]
        texts = {area.text.text.casefold() for some in areas for area in some if area.text}
        for one, zone in zip(self._sections, plan.zones, strict=True):
            one.title.say_already(said=zone.name.casefold() in texts)

    def _match_items(self, zones: tuple[Zone, ...]) -> None:
        """An item for each section, that of the very same section where there is one."""
        now = {id(zone) for zone in zones}
        shown = {id(one.zone.zone): one for one in self._sections}
        spare = [one for one in self._sections if id(one.zone.zone) not in now]
        spare.reverse()
        matched = []
        for zone in zones:
            one = shown.pop(id(zone), None)
            matched.append(one or (spare.pop() if spare else self._add_items(zone)))
        moved = [id(one) for one in matched] != [id(one) for one in self._sections]
        if moved:
            self.update()
        kept = {id(one) for one in matched}
        for one in self._sections:
            if id(one) not in kept:
                for item in one:
                    self.removeItem(item)
        known, self._sections = {id(one) for one in self._sections}, matched
        if moved:
            self._renumber(known)

    def _renumber(self, known: set[int]) -> None:
        """Sections have other indexes: their order from back to front, and what is selected."""
        self.zones = [one.zone for one in self._sections]
        self.areas = [one.areas for one in self._sections]
        for index, one in enumerate(self._sections):
            for item, z in zip(one, (ZONES_Z, AREAS_Z, TITLES_Z), strict=True):
                item.setZValue(z + index * STEP_Z)
            one.zone.show_chosen(self._chosen.get(index))
            one.areas.show_chosen(self._chosen.get(index))
            if self.opened is not None or id(one) not in known:
                self._show_standing(index)

    def _add_items(self, zone: Zone) -> SectionItems:
        item = ZoneItem(self.drawing, self.pictures, zone)
        title = TitleItem(self.drawing, item)
        made = SectionItems(item, AreasItem(self.drawing, zone), title)
        for one in made:
            self.addItem(one)
        title.look_from(*self._scale)
        return made

    def _show_zone(self, index: int, zone: Zone) -> None:
        before = self.zones[index].zone
        self.zones[index].show_zone(zone)
        self.areas[index].show_zone(zone)
        if not _stands_like(before, zone):
            self._show_standing(index)
        self._sections[index].title.place()

    def _show_standing(self, index: int) -> None:
        """Hidden, locked, on another storey, or behind the section that is open."""
        item = self.zones[index]
        zone = item.zone
        seen = not is_hidden(zone) and (self.level is None or self.level == zone.level)
        opacity = 1.0 if self.opened in (None, index) else BEHIND
        if is_locked(zone):
            opacity = min(opacity, LOCKED)
        item.show_open(RowLines(self.colors.guide) if self.opened == index else None)
        item.reachable = seen and not is_locked(zone)
        for one in self._sections[index]:
            one.setVisible(seen)
            one.setOpacity(opacity)
        if not zone.areas:
            # Qt would ask an item without room to paint itself each time.
            self.areas[index].hide()
        if not zone.rows:
            item.hide()

    def open_zone(self, index: int | None) -> None:
        """Show one section as open and the others behind it; None: all alike."""
        if index != self.opened:
            self.opened = index
            self._show_all_standing()

    def show_level(self, level: int | None) -> None:
        """Show the sections of one storey, or of all."""
        self.level = level
        self._show_all_standing()

    def _show_all_standing(self) -> None:
        for index in range(len(self.zones)):
            self._show_standing(index)

    def show_selection(self, selection: Selection) -> None:
        """Show these places as selected; sections whose share is the same are left alone."""
        chosen = self._by_zone(selection)
        for index in chain(chosen, self._chosen.keys() - chosen.keys()):
            if index < len(self.zones):
                self.zones[index].show_chosen(chosen.get(index))
                self.areas[index].show_chosen(chosen.get(index))
        self._chosen = chosen

    def look_from(self, scale: float, ratio: float) -> None:
        """The scale has changed: pixels a plan unit, and device pixels a pixel."""
        self._scale = scale, ratio
        for one in self._sections:
            one.title.look_from(scale, ratio)

    def box_of_selection(self) -> QRectF:
        """The rectangle around what is shown as selected; null around nothing."""
        box = QRectF()
        for index, chosen in self._chosen.items():
            if index < len(self._sections):
                item, areas = self.zones[index], self.areas[index].zone.areas
                if chosen.box is None or chosen.box[:2] != (item.marks, areas):
                    chosen.box = item.marks, areas, self._box_in(index, chosen)
                box |= chosen.box[2].translated(item.pos())
        return box

    def _box_in(self, index: int, chosen: ChosenInZone) -> QRectF:
        item, areas = self.zones[index], self.areas[index]
        marks, radius = item.marks, self.drawing.seat_radius
        box = QRectF()
        for number, area in enumerate(areas.zone.areas):
            if chosen.whole or number in chosen.areas:
                box |= AreasItem.outlines(area).box
        mask = chosen.mask(marks)
        if mask.any():
            every = bool(mask.all())
            ends = marks.span if every else span_of(marks.x[mask], marks.y[mask])
            seats = QRectF(QPointF(*ends[:2]), QPointF(*ends[2:]))
            box |= seats.adjusted(-radius, -radius, radius, radius)
        for row, table in marks.tables:
            if chosen.whole or any(marks.rows[number] is row for number in chosen.rows):
                reach = max(table.width, table.height) / 2
                box |= QRectF(row.x - reach, row.y - reach, 2 * reach, 2 * reach)
        return box

    def recolor(self, colors: EditorColors) -> None:
        """Take other colours and repaint."""
        self.colors = self.backdrop.colors = colors
        self.drawing.recolor(colors.map)
        self._show_all_standing()
        self.pictures.clear()
        for one in self._sections:
            one.title.place()
        self.redraw_backdrop()
        self.update()

    def redraw_backdrop(self) -> None:
        """The views keep the backdrop as a picture."""
        for view in self.views():
            view.resetCachedContent()
        self.update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The desk with grid and traced picture; a rendering without a view begins here too."""
        self.drawing.begin_painting()
        self.backdrop.paint(painter, QRectF(rect))

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The house's outline and the guides."""
        self.backdrop.paint_outline(painter)
        self.backdrop.paint_guides(painter, QRectF(rect))


def _stands_like(before: Zone, now: Zone) -> bool:
    """Whether nothing has changed that says whether a section's items are seen."""
    return (
        before.extra is now.extra
        and before.level == now.level
        and bool(before.areas) == bool(now.areas)
        and bool(before.rows) == bool(now.rows)
    )


def _weight(chosen: dict[int, ChosenInZone]) -> int:
    return 1 + sum(1 + len(one.rows) + one.seats.size // 2 for one in chosen.values())
