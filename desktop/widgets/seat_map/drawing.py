"""What all sections share when they paint: variants of seats, sprite sheets, level of detail."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from desktop.widgets.seat_map.color_modes import PLAIN, Coloring, Figures
from desktop.widgets.seat_map.colors import SeatMapColors, mixed
from desktop.widgets.seat_map.figure_texts import FigureTexts
from desktop.widgets.seat_map.frame import Frame, Level
from desktop.widgets.seat_map.labels import FigureSheet, LabelSheet
from desktop.widgets.seat_map.marks import SeatStyle
from desktop.widgets.seat_map.plan import IntArray, SeatMapPlan
from desktop.widgets.seat_map.row_labels import RowLabels, row_labels
from desktop.widgets.seat_map.seat_sprites import SeatSprites
from desktop.widgets.seat_map.section_summary import SectionSummary
from desktop.widgets.seat_map.selection import Ranks
from desktop.widgets.seat_map.sprites import SELECTED, VARIANTS, SpriteSheet
from desktop.widgets.seat_map.states import SeatStatus
from desktop.widgets.seat_map.symbols import SYMBOLS
from desktop.widgets.seat_map.tally import Tally
from desktop.widgets.seat_map.title_sheet import TitleSheet
from desktop.widgets.seat_map.titles import Titles

FAR_BELOW = 2.4  # pixels a seat: sections instead of seats
NEAR_FROM = 15.0  # pixels a seat: numbers on the seats
FIGURES_FROM = 36.0  # pixels a seat: prices below the numbers
MODE_STRENGTH = 0.42  # of a mode's colour in a section's shape
KEPT_SHEETS = 16  # zooming in and out comes back to the same sizes
SIZE_STEP = 0.125  # pixels by which sprites differ in size
KEPT_LABELS = 4  # modes share their numbers, where they share their inks
FEW_SEATS = 256  # up to here seats are turned one by one, beyond it all of them at once
KEPT_FRAMES = 2  # the screen's, and one for a grab or a print


@dataclass(frozen=True, slots=True)
class MapTexts:
    """Every text that a seat or row wears: symbols, seat numbers, row names; codes index `all`."""

    all: tuple[str, ...]
    number_codes: IntArray
    rows: RowLabels
    row_codes: IntArray

    @classmethod
    def of(cls, plan: SeatMapPlan) -> "MapTexts":
        """The texts of a plan."""
        rows = row_labels(plan)
        codes, numbers = plan.number_codes
        return cls(
            (*SYMBOLS, *numbers, *rows.texts),
            codes + len(SYMBOLS),
            rows,
            rows.codes + len(SYMBOLS) + len(numbers),
        )


class MapDrawing:
    """The plan and the state of its seats as sprites; one for all section items of a map."""

    def __init__(self, plan: SeatMapPlan, colors: SeatMapColors, font: QFont) -> None:
        self.plan = plan
        self.colors = colors
        self.font = font
        self.shown = Level.DOTS
        self.coloring = PLAIN
        self._far_below = FAR_BELOW
        self.status = np.zeros(len(plan), np.uint8)
        self.variants = np.zeros(len(plan), np.uint8)
        self.seats = SeatSprites(plan, self.variants)
        self.faded: npt.NDArray[np.bool_] | None = None
        self._any_selected = False
        self._styles: tuple[SeatStyle, ...] = ()
        self._frames: dict[tuple[float, ...], Frame] = {}
        self._sheets: dict[tuple[tuple[SeatStyle, ...], float, bool, bool], SpriteSheet] = {}
        self._labels: dict[tuple[tuple[str, ...], float], LabelSheet] = {}
        self._figure_sheets: dict[tuple[tuple[str, ...], float], FigureSheet] = {}
        self._summary: SectionSummary | None = None
        self._statuses, self._codes = Tally(), Tally()
        self._figures: FigureTexts | None = None
        self._figures_of: Coloring | None = None
        self.recolor(colors)

    @cached_property
    def texts(self) -> "MapTexts":
        """What is written near; gathered when somebody first comes near."""
        return MapTexts.of(self.plan)

    @property
    def figures(self) -> FigureTexts | None:
        """The figures on seats; gathered when somebody first comes so near."""
        if self._figures_of is not self.coloring:
            self._figures_of = self.coloring
            if self.coloring.figures is not None:
                self._take_figures(self.coloring.figures)
        return self._figures if self.coloring.figures is not None else None

    def _take_figures(self, figures: Figures) -> None:
        if self._figures is None:
            self._figures = FigureTexts(figures)
        else:
            self._figures.take(figures)

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours; what was drawn with the old ones is forgotten."""
        self.colors = colors
        self.titles = Titles(colors, self.font)
        self._title_sheets: dict[float, TitleSheet] = {}
        self.edge = QPen(QColor(colors.section_edge), 1)
        self.edge.setCosmetic(True)
        self._styles = ()
        self._sheets.clear()
        self._labels.clear()
        self._figure_sheets.clear()
        self._frames.clear()
        self.color_by(self.coloring)

    def title_sheet(self, ratio: float) -> TitleSheet:
        """The names of sections for screens of this pixel ratio."""
        found = self._title_sheets.get(ratio)
        if found is None:
            found = self._title_sheets[ratio] = TitleSheet(self.titles, ratio)
        return found

    def color_by(self, coloring: Coloring) -> None:
        """Take another table of styles; `set_variants` then says who wears which."""
        self.coloring = coloring
        self._summary = None
        self._codes.forget()
        styles = coloring.styles(self.colors)
        if styles != self._styles:
            self._take_styles(styles)
        self._dress_all()

    def _take_styles(self, styles: tuple[SeatStyle, ...]) -> None:
        self._styles = styles
        inks = (self.colors.muted, self.colors.on_selection, *(style.ink for style in styles))
        self.inks = tuple(dict.fromkeys(inks))
        self.ink_of_variant = np.zeros(VARIANTS, np.intp)
        self.paints = tuple(QColor(style.color) for style in styles)
        """The colour of each entry of the colouring."""
        ground = self.colors.section
        self.grounds = tuple(mixed(style.color, ground, MODE_STRENGTH) for style in styles)
        """The colour of each entry as the ground of a section."""
        for code, style in enumerate(styles):
            self.ink_of_variant[code] = self.inks.index(style.ink)
            self.ink_of_variant[code + SELECTED] = self.inks.index(self.colors.on_selection)

    def fade(self, faded: npt.NDArray[np.bool_] | None) -> None:
        """Draw these seats only faintly, one flag a seat; None draws all as they are."""
        self.faded = faded
        self.seats.fade(faded)

    def show_seats_from(self, pixels: float) -> None:
        """Draw sections instead of seats that are smaller than this."""
        self._far_below = pixels
        self._frames.clear()

    def set_variants(self, status: npt.NDArray[np.uint8], chosen: npt.NDArray[np.bool_]) -> None:
        """What every seat looks like, from its status and whether it is selected."""
        self._select_any(selected=bool(chosen.any()))
        self.status[:] = status
        codes = self.coloring.codes(status)
        np.add(codes, chosen.view(np.uint8) * np.uint8(SELECTED), out=self.variants)
        self.seats.turn_all()
        self._summary = None
        self._statuses.forget()
        self._codes.forget()

    def turn_variants(
        self, ranks: Ranks, status: npt.NDArray[np.uint8], chosen: npt.NDArray[np.bool_]
    ) -> None:
        """Take over these seats alone from the statuses and selection of all."""
        if len(ranks) > FEW_SEATS:
            self.set_variants(status, chosen)
            return
        self._select_any(selected=bool(chosen.any()))
        ranks = np.array(list(dict.fromkeys(ranks.tolist())), np.intp)  # each of them once
        after = status[ranks]
        codes = self.coloring.codes_of(ranks, after)
        self._statuses.turn(self.status[ranks], after)
        self._codes.turn(self.variants[ranks] % SELECTED, codes)
        self.status[ranks] = after
        self.variants[ranks] = codes + chosen[ranks].view(np.uint8) * np.uint8(SELECTED)
        self.seats.turn(ranks)
        if self._summary is not None:
            sections = dict.fromkeys(self.plan.section[ranks].tolist())
            self._summary = self._summary.turned(self.plan, self.coloring, self.status, sections)

    def status_counts(self) -> npt.NDArray[np.intp]:
        """Seats by status."""
        return self._statuses.counts(lambda: self.status, len(SeatStatus))

    def code_counts(self) -> npt.NDArray[np.intp]:
        """Seats by entry of the colouring."""
        return self._codes.counts(
            lambda: self.coloring.codes(self.status), len(self.coloring.entries)
        )

    def summary(self) -> SectionSummary:
        """What sections show from far; added up when somebody is there."""
        if self._summary is None:
            self._summary = SectionSummary.of(self.plan, self.coloring, self.status)
        return self._summary

    def level(self, seat: float) -> Level:
        """The level of detail at this many pixels a seat."""
        if seat < self._far_below:
            return Level.SECTIONS
        return Level.DOTS if seat < NEAR_FROM else Level.NUMBERS

    def frame(self, painter: QPainter) -> Frame:
        """What to draw with under the painter's transform; the same object while it stays."""
        world = painter.worldTransform()
        ratio = painter.device().devicePixelRatioF()
        key = (world.m11(), world.m12(), world.m21(), world.m22(), ratio)
        found = self._frames.get(key)
        if found is None:
            while len(self._frames) >= KEPT_FRAMES:
                del self._frames[next(iter(self._frames))]
            found = self._frames[key] = self._make_frame(*key)
        self.shown = found.level
        return found

    def _make_frame(self, xx: float, xy: float, yx: float, yy: float, ratio: float) -> Frame:
        seat = self.plan.seat_size * math.sqrt(abs(xx * yy - xy * yx))
        level = self.level(seat)
        linear = (xx * ratio, xy * ratio, yx * ratio, yy * ratio)
        return Frame(*linear, ratio, seat, level, *self._dress_for(seat, ratio))

    def _dress_all(self) -> None:
        """Draw all scales with the colouring of the moment."""
        for frame in self._frames.values():
            frame.sprites, frame.labels, frame.figures = self._dress_for(frame.seat, frame.ratio)

    def _select_any(self, *, selected: bool) -> None:
        """Have sprites of selected seats only while a seat is selected."""
        if selected is not self._any_selected:
            self._any_selected = selected
            self._dress_all()

    def _dress_for(
        self, seat: float, ratio: float
    ) -> tuple[SpriteSheet, LabelSheet, FigureSheet | None]:
        pixels = max(1.0, seat * ratio)
        sprites = self._sprites(pixels, numbered=self.level(seat) is Level.NUMBERS)
        return sprites, self._label_sheet(pixels), self._figure_sheet(seat, pixels)

    def _label_sheet(self, pixels: float) -> LabelSheet:
        key = (self.inks, pixels)
        found = self._labels.get(key)
        if found is None:
            while len(self._labels) >= KEPT_LABELS:
                del self._labels[next(iter(self._labels))]
            found = LabelSheet(lambda: self.texts.all, self.inks, pixels, self.font)
            self._labels[key] = found
        return found

    def _figure_sheet(self, seat: float, pixels: float) -> FigureSheet | None:
        figures = self.figures if seat >= FIGURES_FROM else None
        if figures is None:
            return None
        key = (self.inks, pixels)
        found = self._figure_sheets.get(key)
        if found is None:
            while len(self._figure_sheets) >= KEPT_LABELS:
                del self._figure_sheets[next(iter(self._figure_sheets))]
            found = FigureSheet(figures, self.inks, pixels, self.font)
            self._figure_sheets[key] = found
        return found

    def _sprites(self, pixels: float, *, numbered: bool) -> SpriteSheet:
        size = round(pixels / SIZE_STEP) * SIZE_STEP
        key = (self._styles, size, numbered, self._any_selected)
        found = self._sheets.get(key)
        if found is None:
            while len(self._sheets) >= KEPT_SHEETS:
                del self._sheets[next(iter(self._sheets))]
            found = SpriteSheet(
                self.colors, self._styles, size, numbered=numbered, selected=self._any_selected
            )
            self._sheets[key] = found
        return found
