"""The seats of one section as fragments: sprites always, numbers and row names near."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QPainter

from desktop.editor.canvas.drawing import MUTED, SELECTED_INK, EditorDrawing
from desktop.editor.canvas.marks import Codes, ZoneMarks
from desktop.editor.canvas.sheet import LookSheet
from desktop.widgets.seat_map.frame import Frame, Level
from desktop.widgets.seat_map.sprites import (
    SCALE_X,
    SCALE_Y,
    SOURCE_LEFT,
    SOURCE_TOP,
    Fragments,
    X,
    Y,
)

Mask = npt.NDArray[np.bool_]
SAME_RADIUS = 0.5  # plan units by which a seat may differ from the usual one
SYMBOLS_UNTIL = 4  # the kinds that have a symbol: VIP, wheelchair, companion, restricted view


class SeatLayer:
    """Keeps what it laid out until the frame, the seats or the selection are others."""

    def __init__(self, drawing: EditorDrawing) -> None:
        self._drawing = drawing
        self._placed: tuple[Frame, ZoneMarks, Fragments] | None = None
        self._key: tuple[object, ...] = ()
        self._labels: Fragments | None = None

    def draw(self, painter: QPainter, frame: Frame, marks: ZoneMarks, chosen: Mask | None) -> None:
        """Draw all seats; the painter is in device pixels."""
        fragments = self._place(frame, marks)
        _dress(frame, fragments, marks.look, chosen=False if chosen is None else chosen)
        fragments.draw(painter, frame.sprites.pixmap)
        if frame.level is Level.NUMBERS:
            self._label(frame, marks, chosen).draw(painter, frame.labels.pixmap)

    def draw_chosen(self, painter: QPainter, frame: Frame, marks: ZoneMarks, chosen: Mask) -> None:
        """Draw only the selected seats; the painter is in device pixels."""
        fragments = self._place(frame, marks).some(chosen)
        _dress(frame, fragments, marks.look[chosen], chosen=True)
        fragments.draw(painter, frame.sprites.pixmap)

    def _place(self, frame: Frame, marks: ZoneMarks) -> Fragments:
        """Where the seats are, whatever they look like."""
        if self._placed is None or self._placed[:2] != (frame, marks):
            fragments = Fragments.blank(len(marks), frame.sprites.cell)
            x, y = frame.device_x(marks.x, marks.y), frame.device_y(marks.x, marks.y)
            frame.sprites.place(fragments, x, y)
            self._resize(fragments, marks.radius)
            self._placed = frame, marks, fragments
        return self._placed[2]

    def _resize(self, fragments: Fragments, radius: npt.NDArray[np.float64]) -> None:
        """Seats of a radius of their own are not as large as the others."""
        own = (radius > 0) & (np.abs(radius - self._drawing.seat_radius) > SAME_RADIUS)
        if own.any():
            share = radius[own] / self._drawing.seat_radius
            fragments.array[own, SCALE_X] = fragments.array[own, SCALE_Y] = share

    def _label(self, frame: Frame, marks: ZoneMarks, chosen: Mask | None) -> Fragments:
        key = (frame, marks, chosen if chosen is None else id(chosen))
        if self._labels is None or self._key != (*key, frame.labels.generation):
            self._labels = self._write(frame, marks, chosen)
            # Writing may have started the sheet of labels anew.
            self._key = (*key, frame.labels.generation)
        return self._labels

    def _write(self, frame: Frame, marks: ZoneMarks, chosen: Mask | None) -> Fragments:
        drawing = self._drawing
        inks = drawing.ink_of_look[marks.look]
        if chosen is not None:
            inks = np.where(chosen, SELECTED_INK, inks)
        kinds = np.array([look.kind for look in drawing.looks.all], np.int32)[marks.look]
        symbols = (kinds > 0) & (kinds <= SYMBOLS_UNTIL)
        codes = np.where(symbols, kinds, marks.number)
        x, y, rows = self._row_names(marks)
        all_x, all_y = np.concatenate((marks.x, x)), np.concatenate((marks.y, y))
        all_inks = np.concatenate((inks, np.full(len(rows), MUTED, np.intp)))
        all_codes = np.concatenate((codes, rows)).astype(np.int32)
        fragments = Fragments.blank(len(all_x), frame.labels.cell)
        array = fragments.array
        array[:, X] = np.floor(frame.device_x(all_x, all_y) + 0.5)
        array[:, Y] = np.floor(frame.device_y(all_x, all_y) + 0.5)
        left, top = frame.labels.sources(all_inks, all_codes)
        array[:, SOURCE_LEFT], array[:, SOURCE_TOP] = left, top
        return fragments

    def _row_names(
        self, marks: ZoneMarks
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.int32]]:
        """Places just beyond both ends of every row, and the codes of the rows' names."""
        tables = {id(row) for row, _ in marks.tables}
        plain = np.array([id(row) not in tables and bool(row.number) for row in marks.rows])
        keep = plain[marks.filled]
        first, last = marks.ends[0][keep], marks.ends[1][keep]
        second, before = np.minimum(first + 1, last), np.maximum(last - 1, first)
        reach = self._drawing.seat_size * 1.25
        head_x, head_y = _beyond(marks, first, second, -reach)
        tail_x, tail_y = _beyond(marks, last, before, reach)
        codes = marks.row_texts[marks.filled][keep]
        return (
            np.concatenate((head_x, tail_x)),
            np.concatenate((head_y, tail_y)),
            np.concatenate((codes, codes)),
        )


def _dress(frame: Frame, fragments: Fragments, looks: Codes, *, chosen: Mask | bool) -> None:
    if isinstance(frame.sprites, LookSheet):
        frame.sprites.paint_looks(fragments.array, looks, chosen=chosen)


def _beyond(
    marks: ZoneMarks, end: npt.NDArray[np.int32], inner: npt.NDArray[np.int32], reach: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Away from the row; a lone seat has its names left and right."""
    dx, dy = marks.x[end] - marks.x[inner], marks.y[end] - marks.y[inner]
    length = np.hypot(dx, dy)
    alone = length == 0
    dx[alone], length[alone] = (-1.0 if reach < 0 else 1.0), 1.0
    share = abs(reach) / length
    return marks.x[end] + dx * share, marks.y[end] + dy * share
