"""The numbers and symbols on a section's seats and the letters beside its rows."""

import numpy as np
from PySide6.QtGui import QPainter

from desktop.widgets.seat_map.drawing import MapDrawing
from desktop.widgets.seat_map.frame import Frame
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

SYMBOL_BESIDE_NUMBER_FROM = 30.0  # pixels a seat; smaller seats show the symbol alone


class SeatLabels:
    """Fragments of one section's labels, kept until the frame or a seat changes."""

    def __init__(self, drawing: MapDrawing, section: int, ranks: IntArray) -> None:
        self._drawing = drawing
        self._section = section
        self._ranks = ranks
        self._fragments: Fragments | None = None
        self._key: tuple[Frame, int] | None = None

    def forget(self) -> None:
        """Lay the labels out anew at the next paint."""
        self._fragments = None

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw all labels; the painter is in device pixels."""
        key = (frame, frame.labels.generation)
        if self._fragments is None or self._key != key:
            self._fragments = self._lay_out(frame)
            # Laying out may have started the sheet anew.
            self._key = (frame, frame.labels.generation)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._fragments.draw(painter, frame.labels.pixmap)

    def _lay_out(self, frame: Frame) -> Fragments:
        drawing, plan = self._drawing, self._drawing.plan
        x, y = plan.x[self._ranks].astype(float), plan.y[self._ranks].astype(float)
        kinds = plan.seat_type[self._ranks].astype(np.int32)
        special = np.flatnonzero(kinds)
        inks = drawing.ink_of_variant[drawing.variants[self._ranks]]
        codes = drawing.texts.number_codes[self._ranks]
        beside = frame.seat >= SYMBOL_BESIDE_NUMBER_FROM
        if not beside:
            codes[special] = kinds[special]
            special = special[:0]
        mine = drawing.texts.rows.section == self._section
        all_x = np.concatenate((x, drawing.texts.rows.x[mine], x[special]))
        all_y = np.concatenate((y, drawing.texts.rows.y[mine], y[special]))
        row_inks = np.zeros(int(mine.sum()), np.intp)
        all_inks = np.concatenate((inks, row_inks, inks[special]))
        all_codes = np.concatenate((codes, drawing.texts.row_codes[mine], kinds[special]))
        fragments = Fragments(len(all_x), frame.labels.cell)
        array = fragments.array
        array[:, X] = np.floor(frame.device_x(all_x, all_y) + 0.5)
        array[:, Y] = np.floor(frame.device_y(all_x, all_y) + 0.5)
        left, top = frame.labels.sources(all_inks, all_codes)
        array[:, SOURCE_LEFT], array[:, SOURCE_TOP] = left, top
        if len(special):
            pixels = frame.seat * frame.ratio
            array[special, Y] -= round(pixels * 0.15)
            array[-len(special) :, Y] += round(pixels * 0.22)
            array[-len(special) :, SCALE_X] = array[-len(special) :, SCALE_Y] = 0.5
        return fragments
