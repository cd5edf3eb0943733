"""What is written on a section's seats: numbers, symbols, prices; and letters beside its rows."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QPainter

from desktop.widgets.seat_map.drawing import MapDrawing
from desktop.widgets.seat_map.frame import Frame
from desktop.widgets.seat_map.labels import LabelSheet
from desktop.widgets.seat_map.plan import IntArray
from desktop.widgets.seat_map.sprites import (
    SCALE_X,
    SCALE_Y,
    SOURCE_LEFT,
    SOURCE_TOP,
    Fragments,
    X,
    Y,
)
from desktop.widgets.seat_map.symbols import RESTRICTED_CODE

SYMBOL_BESIDE_NUMBER_FROM = 30.0  # pixels a seat; smaller seats show the symbol alone


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a seat something stands, in shares of its size from the centre, and how large."""

    right: float = 0.0
    down: float = 0.0
    scale: float = 1.0


WHOLE = Spot()
# The number above a symbol below it, or above a price with the symbol beside it.
OVER_SYMBOL, UNDER_NUMBER = Spot(down=-0.15), Spot(down=0.22, scale=0.5)
UNDER_LEFT, UNDER_RIGHT = Spot(-0.17, 0.22, 0.46), Spot(0.17, 0.22, 0.46)
OVER_PRICE, BESIDE_SYMBOL = Spot(down=-0.13, scale=0.78), Spot(0.17, -0.13, 0.74)
BETWEEN_SYMBOLS = Spot(0.0, -0.12, 0.6)
LEFT_OF_NUMBER, FAR_LEFT, FAR_RIGHT = (
    *(Spot(-0.19, -0.14, 0.44), Spot(-0.28, -0.11, 0.36), Spot(0.28, -0.11, 0.36)),
)

Codes = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]


class SeatLabels:
    """Fragments of one section's labels, kept until the frame or a seat changes."""

    def __init__(self, drawing: MapDrawing, section: int, ranks: IntArray) -> None:
        self._drawing = drawing
        self._section = section
        self._ranks = ranks
        self._fragments: Fragments | None = None
        self._figures: Fragments | None = None
        self._key: tuple[Frame, LabelSheet, int, int] | None = None

    def forget(self) -> None:
        """Lay the labels out anew at the next paint."""
        self._fragments = None

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw all labels; the painter is in device pixels."""
        if self._fragments is None or self._key != self._key_of(frame):
            self._fragments = self._lay_out(frame)
            self._figures = self._lay_out_figures(frame)
            # Laying out may have started a sheet anew.
            self._key = self._key_of(frame)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._fragments.draw(painter, frame.labels.pixmap)
        if self._figures is not None and frame.figures is not None:
            self._figures.draw(painter, frame.figures.pixmap)

    @property
    def _lit(self) -> IntArray:
        """The seats that are not faded: only they are written on."""
        faded = self._drawing.faded
        return self._ranks if faded is None else self._ranks[~faded[self._ranks]]

    @staticmethod
    def _key_of(frame: Frame) -> tuple[Frame, LabelSheet, int, int]:
        figures = frame.figures.generation if frame.figures is not None else 0
        return frame, frame.labels, frame.labels.generation, figures

    def _lay_out(self, frame: Frame) -> Fragments:
        drawing, plan = self._drawing, self._drawing.plan
        pieces = _Pieces(drawing, frame)
        kinds = plan.seat_type[self._lit].astype(np.int32)
        blocked = plan.has_restricted_view[self._lit]
        numbers = drawing.texts.number_codes[self._lit]
        if frame.seat < SYMBOL_BESIDE_NUMBER_FROM:
            alone = np.where(kinds > 0, kinds, np.where(blocked, RESTRICTED_CODE, numbers))
            pieces.add(self._lit, alone.astype(np.int32), WHOLE)
        else:
            priced = self._figured(frame)
            _add_numbers(pieces, self._lit, numbers, (kinds > 0, blocked, priced))
            _add_symbols(pieces, self._lit, kinds, (kinds > 0, blocked, priced))
        mine = drawing.texts.rows.section == self._section
        rows = drawing.texts.rows
        return pieces.fragments(rows.x[mine], rows.y[mine], drawing.texts.row_codes[mine])

    def _figured(self, frame: Frame) -> Bools:
        """Which seats have a figure written on them."""
        if frame.figures is None:
            return np.zeros(len(self._lit), np.bool_)
        return frame.figures.readable(self._lit)

    def _lay_out_figures(self, frame: Frame) -> Fragments | None:
        figures, sheet = self._drawing.figures, frame.figures
        if figures is None or sheet is None:
            return None
        ranks = self._lit[self._figured(frame)]
        pieces = _Pieces(self._drawing, frame)
        pieces.add(ranks, figures.codes(ranks), WHOLE)
        nowhere = np.zeros(0)
        return pieces.fragments(nowhere, nowhere, np.zeros(0, np.int32), sheet)


def _add_numbers(
    pieces: "_Pieces", ranks: IntArray, codes: Codes, has: tuple[Bools, Bools, Bools]
) -> None:
    typed, blocked, priced = has
    marked, both = typed | blocked, typed & blocked
    for wanted, spot in (
        (~marked & ~priced, WHOLE),
        (marked & ~priced, OVER_SYMBOL),
        (~marked & priced, OVER_PRICE),
        (marked & ~both & priced, BESIDE_SYMBOL),
        (both & priced, BETWEEN_SYMBOLS),
    ):
        pieces.add(ranks[wanted], codes[wanted], spot)


def _add_symbols(
    pieces: "_Pieces", ranks: IntArray, kinds: Codes, has: tuple[Bools, Bools, Bools]
) -> None:
    typed, blocked, priced = has
    both = typed & blocked
    view = np.full(len(ranks), RESTRICTED_CODE, np.int32)
    for wanted, codes, spot in (
        (typed & ~both & ~priced, kinds, UNDER_NUMBER),
        (blocked & ~both & ~priced, view, UNDER_NUMBER),
        (both & ~priced, kinds, UNDER_LEFT),
        (both & ~priced, view, UNDER_RIGHT),
        (typed & ~both & priced, kinds, LEFT_OF_NUMBER),
        (blocked & ~both & priced, view, LEFT_OF_NUMBER),
        (both & priced, kinds, FAR_LEFT),
        (both & priced, view, FAR_RIGHT),
    ):
        pieces.add(ranks[wanted], codes[wanted], spot)


class _Pieces:
    """Gathers labels and makes fragments of them."""

    def __init__(self, drawing: MapDrawing, frame: Frame) -> None:
        self._drawing, self._frame = drawing, frame
        self._parts: list[tuple[IntArray, Codes, Spot]] = []

    def add(self, ranks: IntArray, codes: Codes, spot: Spot) -> None:
        """A label for each of these seats."""
        if len(ranks):
            self._parts.append((ranks, codes, spot))

    def fragments(
        self,
        row_x: npt.NDArray[np.float64],
        row_y: npt.NDArray[np.float64],
        row_codes: Codes,
        sheet: LabelSheet | None = None,
    ) -> Fragments:
        """The seats' labels, then those that stand at the places of rows."""
        drawing, frame = self._drawing, self._frame
        labels = sheet or frame.labels
        ranks = np.concatenate([part[0] for part in self._parts] or [np.zeros(0, np.int32)])
        codes = np.concatenate((*(part[1] for part in self._parts), row_codes))
        inks = drawing.ink_of_variant[drawing.variants[ranks]]
        all_inks = np.concatenate((inks, np.zeros(len(row_codes), np.intp)))
        x = np.concatenate((drawing.plan.x[ranks].astype(float), row_x))
        y = np.concatenate((drawing.plan.y[ranks].astype(float), row_y))
        made = Fragments.blank(len(codes), labels.cell)
        made.array[:, X] = np.floor(frame.device_x(x, y) + 0.5)
        made.array[:, Y] = np.floor(frame.device_y(x, y) + 0.5)
        if len(codes):
            left, top = labels.sources(all_inks, codes)
            made.array[:, SOURCE_LEFT], made.array[:, SOURCE_TOP] = left, top
        self._move(made)
        return made

    def _move(self, made: Fragments) -> None:
        pixels, start = self._frame.seat * self._frame.ratio, 0
        for ranks, _, spot in self._parts:
            part = made.array[start : start + len(ranks)]
            start += len(ranks)
            if spot is not WHOLE:
                part[:, X] += round(pixels * spot.right)
                part[:, Y] += round(pixels * spot.down)
                part[:, SCALE_X : SCALE_Y + 1] = spot.scale
