"""What all sections share when they paint: looks, sprite sheets, labels, levels of detail."""

import math
from collections import OrderedDict
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from core.domain.venues.plan import DEFAULT_RADIUS, Category, Plan
from desktop.editor.canvas.kept import Kept
from desktop.editor.canvas.looks import Looks, category_colors, style_of
from desktop.editor.canvas.marks import Marks, Texts, ZoneMarks
from desktop.editor.canvas.sheet import LookSheet
from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.drawing import FAR_BELOW, NEAR_FROM
from desktop.widgets.seat_map.floors import paint_floors
from desktop.widgets.seat_map.frame import Frame, Level
from desktop.widgets.seat_map.labels import SYMBOLS, LabelSheet
from desktop.widgets.seat_map.styles import SeatStyle
from desktop.widgets.seat_map.title_layer import Anchors, anchors_of
from desktop.widgets.seat_map.titles import Titles

KEPT_SHEETS = 12
SIZE_STEP = 0.125  # pixels by which sprites differ in size
KEPT_FRAMES = 2
MARGIN_IN_SEATS = 2.0
MOST_OUTLINES = 4_000
MUTED, SELECTED_INK = 0, 1  # the first inks; the looks' follow


class Ground(NamedTuple):
    """Where a section stands, relative to itself: a closed outline, the box around it and its

    tables, and the room that it takes with row names and selection rings.
    """

    outline: QPolygonF
    floor: QRectF
    room: QRectF


class EditorDrawing:
    """One for all items of a canvas; what it holds is valid until the colours change."""

    def __init__(self, colors: SeatMapColors, font: QFont) -> None:
        self.looks = Looks()
        self.texts = Texts(SYMBOLS)
        self.marks = Marks(self.looks, self.texts)
        self.grounds: Kept[ZoneMarks, Ground] = Kept(
            self._ground, most=MOST_OUTLINES, weigh=lambda _: 1
        )
        self.anchors: Kept[ZoneMarks, Anchors] = Kept(
            _anchors, most=MOST_OUTLINES, weigh=lambda _: 1
        )
        self.font = font
        self.seat_radius = DEFAULT_RADIUS
        self.categories: tuple[Category, ...] = ()
        self.far_below = FAR_BELOW
        self._painting: Frame | None = None
        self._frames: OrderedDict[tuple[float, ...], Frame] = OrderedDict()
        self._sheets: OrderedDict[tuple[float, bool, int], LookSheet] = OrderedDict()
        self.ink_of_look = np.zeros(0, np.intp)
        self.recolor(colors)

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours; what was drawn with the old ones is forgotten."""
        self.colors = colors
        self.titles = Titles(colors, self.font)
        self.edge = QPen(QColor(colors.section_edge), 1)
        self.edge.setCosmetic(True)
        self.forget_frames()

    def forget_frames(self) -> None:
        """Draw everything anew: colours or categories are others."""
        self._sheets.clear()
        self._frames.clear()
        self._painting = None
        self.category_colors = category_colors(self.categories, self.colors)

    def take_categories(self, categories: tuple[Category, ...]) -> bool:
        """Take over the plan's categories; says whether their colours have changed."""
        if categories is self.categories:
            return False
        before, self.categories = self.category_colors, categories
        changed = category_colors(categories, self.colors) != before
        if changed:
            self.forget_frames()
        return changed

    def measure(self, plan: Plan) -> None:
        """Take the usual radius of the plan's seats; it stays while the plan is edited."""
        marks = [self.marks.of_rows(zone.rows) for zone in plan.zones if zone.rows]
        radii = np.concatenate([one.radius for one in marks]) if marks else np.zeros(0)
        radii = radii[radii > 0]
        pitches = [one.pitch for one in marks if one.pitch]
        if len(radii):
            self.seat_radius = float(np.median(radii))
        elif pitches:
            self.seat_radius = min(DEFAULT_RADIUS, float(np.median(pitches)) * 0.42)
        self._frames.clear()
        self.grounds.clear()

    def _ground(self, marks: ZoneMarks) -> Ground:
        corners = marks.outline(self.seat_radius)
        outline = QPolygonF([QPointF(x, y) for x, y in (*corners, *corners[:1])])
        floor = outline.boundingRect()
        for row, table in marks.tables:
            reach = max(table.width, table.height)
            floor |= QRectF(row.x - reach, row.y - reach, 2 * reach, 2 * reach)
        margin = self.seat_size * MARGIN_IN_SEATS
        return Ground(outline, floor, floor.adjusted(-margin, -margin, margin, margin))

    def paint_floor(
        self, painter: QPainter, outline: QPolygonF, fill: QColor | None = None
    ) -> None:
        """Fill a section's outline, with the ground's colour where no other is named."""
        ground = QColor(self.colors.section) if fill is None else fill
        paint_floors(painter, (outline,), ground, self.edge)

    @property
    def seat_size(self) -> float:
        """The diameter of a usual seat in plan units."""
        return self.seat_radius * 2

    def level(self, seat: float) -> Level:
        """The level of detail at this many pixels a seat."""
        if seat < self.far_below:
            return Level.SECTIONS
        return Level.DOTS if seat < NEAR_FROM else Level.NUMBERS

    def frame(self, painter: QPainter) -> Frame:
        """What to draw with under the painter's transform; the same object while it stays.

        All items of one paint event share it: asking Qt for the transform costs more than drawing.
        """
        if self._painting is None:
            self._painting = self._frame_of(painter)
        return self._painting

    def begin_painting(self) -> None:
        """Another paint event begins, maybe on another device or at another scale."""
        self._painting = None

    def _frame_of(self, painter: QPainter) -> Frame:
        world = painter.worldTransform()
        ratio = painter.device().devicePixelRatioF()
        key = (world.m11(), world.m12(), world.m21(), world.m22(), ratio, len(self.looks.all))
        found = self._frames.get(key)
        if found is None:
            while len(self._frames) >= KEPT_FRAMES:
                self._frames.popitem(last=False)
            found = self._frames[key] = self._make_frame(*key[:5])
        else:
            self._frames.move_to_end(key)
        return found

    def _make_frame(self, xx: float, xy: float, yx: float, yy: float, ratio: float) -> Frame:
        seat = self.seat_size * math.sqrt(abs(xx * yy - xy * yx))
        level = self.level(seat)
        pixels = max(1.0, seat * ratio)
        sheet = self._sheet(pixels, numbered=level is Level.NUMBERS)
        labels = LabelSheet(lambda: self.texts.all, self._inks(), pixels, self.font)
        linear = (xx * ratio, xy * ratio, yx * ratio, yy * ratio)
        return Frame(*linear, ratio, seat, level, sheet, labels)

    def _inks(self) -> tuple[str, ...]:
        """Muted and selected, then the other inks of the looks; notes which look has which."""
        of_looks = [self.style(code).ink for code in range(len(self.looks.all))]
        others = dict.fromkeys(of_looks)
        inks = (self.colors.muted, self.colors.on_selection, *others)
        self.ink_of_look = np.array([inks.index(ink, 2) for ink in of_looks], np.intp)
        return inks

    def style(self, code: int) -> SeatStyle:
        """How the look of this code is drawn."""
        look = self.looks.all[code]
        color = self.category_colors.get(look.category, self.colors.not_owned)
        return style_of(look, color, self.colors)

    def _sheet(self, pixels: float, *, numbered: bool) -> LookSheet:
        size = round(pixels / SIZE_STEP) * SIZE_STEP
        key = (size, numbered, len(self.looks.all))
        found = self._sheets.get(key)
        if found is None:
            while len(self._sheets) >= KEPT_SHEETS:
                self._sheets.popitem(last=False)
            styles = [self.style(code) for code in range(len(self.looks.all))]
            found = LookSheet(self.colors, styles, size, numbered=numbered)
            self._sheets[key] = found
        return found


def _anchors(marks: ZoneMarks) -> Anchors:
    """Where a section's name may stand, relative to the section."""
    x, y = marks.x.astype(np.float32), marks.y.astype(np.float32)
    return anchors_of(("",), x, y, np.zeros(1, np.int32))[0]
