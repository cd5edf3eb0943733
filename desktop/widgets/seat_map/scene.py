"""A seat map's scene: what stands still, as it is drawn, and what moves over it."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsScene

from desktop.pictures import Picture
from desktop.widgets.seat_map.artist import MapArtist
from desktop.widgets.seat_map.band_item import BandItem, LassoItem
from desktop.widgets.seat_map.color_modes import Coloring, ColorMode
from desktop.widgets.seat_map.color_modes_making import by_status
from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.cursor_item import CursorItem, FoundItem
from desktop.widgets.seat_map.frame import Level
from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.seat_index import SeatIndex
from desktop.widgets.seat_map.section import MapSection
from desktop.widgets.seat_map.selection import Ranks, SeatSelection
from desktop.widgets.seat_map.states import SeatStates
from desktop.widgets.seat_map.still import Still
from desktop.widgets.seat_map.title_layer import TitleLayer

SINGLE_SECTIONS = 16  # up to here sections are drawn anew one by one, beyond it all of them
REACH = 0.85  # of a seat's size around its centre, in which it is drawn, selected or not


class SeatMapScene(QGraphicsScene):
    """Draws a plan with its states and selection; knows what has to be repainted."""

    def __init__(self, plan: SeatMapPlan, colors: SeatMapColors, font: QFont) -> None:
        super().__init__()
        self.plan = plan
        self.status = np.zeros(len(plan), np.uint8)
        self.selection = SeatSelection(len(plan))
        self._artist = MapArtist(plan, colors, font)
        self.drawing, self.sections = self._artist.drawing, self._artist.sections
        self.still = Still(self._artist)
        self.index = SeatIndex(plan)
        self.titles = TitleLayer(self.drawing, self.index, self.bounds)
        self.cursor = CursorItem(plan.seat_size, colors)
        self.found = FoundItem(plan.seat_size, colors, self.bounds)
        self.band, self.lasso = BandItem(colors), LassoItem(colors)
        for item in (self.titles, self.found, self.cursor, self.band, self.lasso):
            self.addItem(item)
        self.recolor(colors)

    @property
    def bounds(self) -> QRectF:
        """Everything drawn, in plan units."""
        left, top, right, bottom = self.plan.bounds
        return QRectF(left, top, right - left, bottom - top)

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours and repaint."""
        self._artist.recolor(colors)
        self.cursor.colors = self.found.colors = colors
        self.band.recolor(colors)
        self.lasso.recolor(colors)
        self.redraw()

    def redraw(self) -> None:
        """Draw everything anew."""
        self.still.forget()
        self.update()

    def lay_picture(self, picture: Picture | None) -> None:
        """Lay this picture under everything, where the plan has it; None leaves it out."""
        self._artist.picture = picture
        self.titles.stand_on(picture=picture is not None)
        self.redraw()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Ground and seats, as the whole of what stands still; a window keeps them as a picture."""
        ratio = painter.device().devicePixelRatioF()
        pixels = painter.worldTransform() * QTransform.fromScale(ratio, ratio)
        piece = pixels.mapRect(QRectF(rect)).toAlignedRect()
        self._artist.paint_ground(painter, piece)
        self._artist.paint_seats(painter, np.array([piece.getRect()]))

    def floor_bounds(self, level: int | None) -> QRectF:
        """All sections of a storey, in plan units; everything for None."""
        bounds = QRectF()
        for shape, item in zip(self.plan.sections, self.sections, strict=True):
            if level is None or shape.level == level:
                bounds = bounds.united(item.room)
        return self.bounds if level is None or bounds.isEmpty() else bounds

    def show_floor(self, level: int | None) -> None:
        """Show the sections of one storey and only the outlines of the others; None shows all."""
        shown = [level in (None, section.level) for section in self.plan.sections]
        self._artist.show_sections(shown)
        self.index.show_sections(np.array(shown, np.bool_))
        self.titles.show_sections(shown)
        self.redraw()

    def fade(self, faded: npt.NDArray[np.bool_] | None) -> None:
        """Draw these seats faintly and leave them out when finding seats; None: no seat."""
        self.drawing.fade(faded)
        self.index.show_seats(None if faded is None else ~faded)
        self._draw_all_seats()

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
        self._draw_all_seats()

    def _draw_all_seats(self) -> None:
        for section in self.sections:
            section.labels.forget()
        self.still.turn_all()
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
        counts = np.bincount(self.plan.section[ranks], minlength=len(self.sections))
        touched = [self.sections[index] for index in np.flatnonzero(counts).tolist()]
        for section in touched:
            section.labels.forget()
        if self.drawing.shown is Level.SECTIONS:
            self._redraw_sections(touched)
            return
        self.still.turn(ranks)
        reach = self.plan.seat_size * REACH
        x, y = self.plan.x[ranks], self.plan.y[ranks]
        left, top = float(x.min()) - reach, float(y.min()) - reach
        right, bottom = float(x.max()) + reach, float(y.max()) + reach
        self.update(left, top, right - left, bottom - top)

    def _redraw_sections(self, touched: list[MapSection]) -> None:
        if len(touched) > SINGLE_SECTIONS:
            self.still.turn_all()
        else:
            self.still.spoil(section.room for section in touched)
        box = QRectF()
        for section in touched:
            box |= section.room
        self.update(box)
