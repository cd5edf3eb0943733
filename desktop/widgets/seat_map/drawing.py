"""What all sections share when they paint: variants of seats, sprite sheets, level of detail."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QFont, QPainter

from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.frame import Frame, Level
from desktop.widgets.seat_map.labels import SYMBOLS, LabelSheet
from desktop.widgets.seat_map.plan import IntArray, SeatMapPlan
from desktop.widgets.seat_map.row_labels import RowLabels, row_labels
from desktop.widgets.seat_map.seat_sprites import SeatSprites
from desktop.widgets.seat_map.sprites import SELECTED, VARIANTS, SpriteSheet
from desktop.widgets.seat_map.states import SeatStatus
from desktop.widgets.seat_map.styles import status_styles
from desktop.widgets.seat_map.titles import Titles

FAR_BELOW = 2.4  # pixels a seat: sections instead of seats
NEAR_FROM = 15.0  # pixels a seat: numbers on the seats
KEPT_SHEETS = 16  # zooming in and out comes back to the same sizes
SIZE_STEP = 0.125  # pixels by which sprites differ in size
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
        self._far_below = FAR_BELOW
        self.variants = np.zeros(len(plan), np.uint8)
        self.seats = SeatSprites(plan, self.variants)
        self._frames: dict[tuple[float, ...], Frame] = {}
        self._counts: npt.NDArray[np.int64] | None = None
        self.recolor(colors)

    @cached_property
    def texts(self) -> "MapTexts":
        """What is written near; gathered when somebody first comes near."""
        return MapTexts.of(self.plan)

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours; what was drawn with the old ones is forgotten."""
        self.colors = colors
        styles = status_styles(colors)
        inks = (colors.muted, colors.on_selection, *(style.ink for style in styles))
        self.inks = tuple(dict.fromkeys(inks))
        self.ink_of_variant = np.zeros(VARIANTS, np.intp)
        for status, style in enumerate(styles):
            self.ink_of_variant[status] = self.inks.index(style.ink)
            self.ink_of_variant[status + SELECTED] = self.inks.index(colors.on_selection)
        self._frames.clear()
        self._sheets: dict[tuple[float, bool], SpriteSheet] = {}
        self.titles = Titles(colors, self.font)

    def show_seats_from(self, pixels: float) -> None:
        """Draw sections instead of seats that are smaller than this."""
        self._far_below = pixels
        self._frames.clear()

    def set_variants(self, status: npt.NDArray[np.uint8], chosen: npt.NDArray[np.bool_]) -> None:
        """What every seat looks like, from its status and whether it is selected."""
        np.add(status, chosen.view(np.uint8) * np.uint8(SELECTED), out=self.variants)
        self._counts = None

    def section_counts(self) -> npt.NDArray[np.int64]:
        """Seats by section and status, shaped (sections, 7)."""
        if self._counts is None:
            columns = len(SeatStatus)
            keys = self.plan.section * columns + self.variants % SELECTED
            counts = np.bincount(keys, minlength=len(self.plan.sections) * columns)
            self._counts = counts.reshape(-1, columns)
        return self._counts

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
        pixels = max(1.0, seat * ratio)
        sprites = self._sprites(pixels, numbered=level is Level.NUMBERS)
        labels = LabelSheet(lambda: self.texts.all, self.inks, pixels, self.font)
        linear = (xx * ratio, xy * ratio, yx * ratio, yy * ratio)
        return Frame(*linear, ratio, seat, level, sprites, labels)

    def _sprites(self, pixels: float, *, numbered: bool) -> SpriteSheet:
        key = (round(pixels / SIZE_STEP) * SIZE_STEP, numbered)
        found = self._sheets.get(key)
        if found is None:
            while len(self._sheets) >= KEPT_SHEETS:
                del self._sheets[next(iter(self._sheets))]
            found = self._sheets[key] = SpriteSheet(self.colors, key[0], numbered=numbered)
        return found
