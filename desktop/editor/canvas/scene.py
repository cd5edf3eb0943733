"""The items of the canvas: what they show follows the plan, section by section, by identity."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QGraphicsScene

from core.domain.venues.editing.places import Selection
from core.domain.venues.extras import is_hidden, is_locked
from core.domain.venues.plan import Plan, Zone
from desktop.editor.canvas.areas import DrawnAreas
from desktop.editor.canvas.backdrop import Backdrop
from desktop.editor.canvas.chosen import ChosenInZone, by_zone
from desktop.editor.canvas.colors import EditorColors
from desktop.editor.canvas.drawing import EditorDrawing
from desktop.editor.canvas.kept import Kept
from desktop.editor.canvas.marks import span_of
from desktop.editor.canvas.overlay import OverlayItem
from desktop.editor.canvas.pictures import Pictures
from desktop.editor.canvas.plan_item import PlanItem
from desktop.editor.canvas.row_lines import RowLines
from desktop.editor.canvas.seat_finder import Finder
from desktop.editor.canvas.seat_places import SeatPlaces
from desktop.editor.canvas.section import DrawnSection, Placed, place_zone

SINGLE_SECTIONS = 32  # up to here sections are repainted one by one, beyond it everything
EDGE = 2.0  # pixels that smooth edges may reach beyond what they are edges of
BEHIND = 0.3  # the opacity of what is not open
LOCKED = 0.6  # the opacity of what is locked
WORKSHOP = QRectF(-2400, -1600, 7200, 4800)  # room to draw in, before there is anything
MOST_SELECTIONS = 25_000  # places kept
MOST_ZONES = 4_000  # kept, as small as an outline


class EditorScene(QGraphicsScene):
    """Shows one plan at a time; `show_plan` touches only what has changed."""

    def __init__(self, plan: Plan, colors: EditorColors, font: QFont) -> None:
        super().__init__()
        self.colors = colors
        self.drawing = EditorDrawing(colors.map, font)
        self.pictures = Pictures()
        self.backdrop = Backdrop(colors, plan)
        self.sections: list[DrawnSection] = []
        self._placed: Kept[Zone, Placed] = Kept(self._place, most=MOST_ZONES, weigh=lambda _: 1)
        self._scale = 1.0
        self.opened: int | None = None
        self.level: int | None = None
        self._by_zone: Kept[Selection, dict[int, ChosenInZone]] = Kept(
            by_zone, most=MOST_SELECTIONS, weigh=_weight
        )
        self._chosen: dict[int, ChosenInZone] = {}
        self._box: tuple[Plan, dict[int, ChosenInZone], QRectF] | None = None
        self._places = SeatPlaces()
        # With two items there is nothing to look up.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._item = PlanItem(self.drawing, self.pictures)
        self.overlay = OverlayItem()
        for item in (self._item, self.overlay):
            self.addItem(item)
        self.plan = plan
        self.open_plan(plan)

    def open_plan(self, plan: Plan) -> None:
        """Show a plan that has nothing to do with the one before."""
        self.opened = self.level = None
        self.drawing.take_categories(plan.categories)
        self.drawing.measure(plan)
        self._placed.clear()
        self.show_plan(plan)
        self.show_selection(frozenset())

    @property
    def content(self) -> QRectF:
        """Everything that is drawn, in plan units; empty for an empty plan."""
        box = QRectF(0, 0, *self.plan.size) if self.plan.size else QRectF()
        for section in self.sections:
            floor = section.floor if len(section.marks) else QRectF()
            box |= (floor | section.areas.room).translated(section.at)
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
        radius = self.drawing.seat_radius
        found = Finder(self.sections, radius, self._places, self._by_zone.put)
        found.only = self.opened
        return found

    def show_plan(self, plan: Plan) -> None:
        """Show this plan; sections that are the same objects are left alone."""
        before, self.plan = self.plan, plan
        if self.drawing.take_categories(plan.categories):
            self.pictures.clear()
            self._item.update()
        if self.backdrop.take(plan):
            self.redraw_backdrop()
        if before.zones is plan.zones and len(self.sections) == len(plan.zones):
            return
        self._match(plan.zones)
        pairs = zip(self.sections, plan.zones, strict=True)
        changed = [(section, zone) for section, zone in pairs if section.zone is not zone]
        with self._redrawing([section for section, _ in changed]):
            for section, zone in changed:
                stands = _stands_like(section.zone, zone)
                section.show_zone(zone)
                if not stands:
                    self._show_standing(section)
        self._gather_names()

    def _match(self, zones: tuple[Zone, ...]) -> None:
        """One drawn section for each, that of the very same zone where there is one."""
        if self._stay_in_place(zones):
            return
        now = {id(zone) for zone in zones}
        shown = {id(section.zone): section for section in self.sections}
        spare = [section for section in self.sections if id(section.zone) not in now]
        spare.reverse()
        self.sections = self._item.sections = [
            (shown.pop(id(zone)) if id(zone) in shown else None)
            or (spare.pop() if spare else DrawnSection(self.drawing, self._placed, zone))
            for zone in zones
        ]
        for index, section in enumerate(self.sections):
            section.chosen = self._chosen.get(index)
        self._show_all_standing()

    def _stay_in_place(self, zones: tuple[Zone, ...]) -> bool:
        """Whether no section has come, gone or changed its place among the others."""
        if len(zones) != len(self.sections):
            return False
        shown = {id(section.zone) for section in self.sections}
        pairs = zip(self.sections, zones, strict=True)
        return not any(id(zone) in shown for section, zone in pairs if section.zone is not zone)

    def _place(self, zone: Zone) -> Placed:
        """What is drawn of a section; the item that draws it grows to hold it."""
        placed = place_zone(self.drawing, zone)
        box, room = placed.box, self._item.rect()
        if not box.isNull() and not room.contains(box):
            wide, high = box.width(), box.height()
            self._item.setRect(room | box.adjusted(-wide, -high, wide, high))
        return placed

    @contextmanager
    def _redrawing(self, sections: Collection[DrawnSection]) -> Iterator[None]:
        """Repaint where these sections are before and after what is done to them."""
        self._redraw(sections)
        yield
        self._redraw(sections)

    def _redraw(self, sections: Collection[DrawnSection]) -> None:
        """Repaint where these sections are; where they are many, everything."""
        # By the item, for Qt paints what scenes and what items ask for one after the other.
        if len(sections) > SINGLE_SECTIONS:
            self._item.update()
            return
        edge = EDGE / self._scale
        for section in sections:
            box = section.box_at(self._scale)
            if not box.isNull():
                self._item.update(box.adjusted(-edge, -edge, edge, edge))

    def _gather_names(self) -> None:
        """A section whose name the plan writes by itself needs no title."""
        zones = self.plan.zones
        areas = [zone.areas for zone in zones if zone.areas]
        texts = {area.text.text.casefold() for some in areas for area in some if area.text}
        for section in self.sections:
            said = bool(texts) and section.zone.name.casefold() in texts
            if said != section.said_already:
                with self._redrawing([section]):
                    section.say_already(said=said)

    def _show_standing(self, section: DrawnSection) -> None:
        """Hidden, locked, on another storey, or behind the section that is open."""
        zone, opened = section.zone, self.opened
        is_open = opened is not None and section is self.sections[opened]
        section.seen = not is_hidden(zone) and (self.level is None or self.level == zone.level)
        section.opacity = BEHIND if opened is not None and not is_open else 1.0
        if is_locked(zone):
            section.opacity = min(section.opacity, LOCKED)
        section.row_lines = RowLines(self.colors.guide) if is_open else None
        section.reachable = section.seen and not is_locked(zone)

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
        for section in self.sections:
            self._show_standing(section)
        self._item.update()

    def show_selection(self, selection: Selection) -> None:
        """Show these places as selected; sections whose share is the same are left alone."""
        before, self._chosen = self._chosen, self._by_zone(selection)
        changed = []
        for index in {**before, **self._chosen}:
            chosen = self._chosen.get(index)
            if index < len(self.sections) and self.sections[index].chosen is not chosen:
                self.sections[index].chosen = chosen
                changed.append(self.sections[index])
        self._redraw(changed)

    def look_from(self, scale: float) -> None:
        """The scale has changed: pixels a plan unit."""
        self._scale = scale

    def box_of_selection(self) -> QRectF:
        """The rectangle around what is shown as selected; null around nothing."""
        # Asked for once when the plan changes, and again when the selection does.
        if self._box is None or self._box[0] is not self.plan or self._box[1] is not self._chosen:
            self._box = self.plan, self._chosen, self._box_around_chosen()
        return self._box[2]

    def _box_around_chosen(self) -> QRectF:
        box = QRectF()
        for index, chosen in self._chosen.items():
            if index < len(self.sections):
                section = self.sections[index]
                drawn = section.marks, section.zone.areas
                if chosen.box is None or chosen.box[:2] != drawn:
                    chosen.box = *drawn, self._box_in(section, chosen)
                box |= chosen.box[2].translated(section.at)
        return box

    def _box_in(self, section: DrawnSection, chosen: ChosenInZone) -> QRectF:
        marks, radius = section.marks, self.drawing.seat_radius
        box = QRectF()
        for number, area in enumerate(section.zone.areas):
            if chosen.whole or number in chosen.areas:
                box |= DrawnAreas.outlines(area).box
        mask, every = chosen.mask(marks), chosen.holds_every(marks)
        if len(mask) if every else mask.any():
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
        self.redraw_backdrop()

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
