"""The seat map of every screen that shows seats: arrays in, signals out."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.frame import Level
from desktop.widgets.seat_map.hover import Hover
from desktop.widgets.seat_map.hover_card import HoverCard
from desktop.widgets.seat_map.keyboard import Keyboard
from desktop.widgets.seat_map.menu import map_menu
from desktop.widgets.seat_map.pointer import Gesture, Pointer
from desktop.widgets.seat_map.selection import Ranks
from desktop.widgets.seat_map.states import SeatStatus
from desktop.widgets.seat_map.touch import Touch
from desktop.widgets.seat_map.walking import WalkingCanvas

ROW_NAME_REACH = 0.6  # of a seat's size around a row's name
TAKEN = (SeatStatus.SOLD, SeatStatus.RESERVED)
KEPT = (*TAKEN, SeatStatus.HELD, SeatStatus.NOT_YET)
HOW_TO = (
    "Arrow keys walk the seats, Space selects, Enter says everything about a seat, R selects the "
    "row, S the section, F selects by filter, U takes the last change of the selection back, "
    "plus and minus zoom, 0 shows the whole plan, slash finds a seat, T shows a list of the seats, "
    "B shows the background picture or leaves it out."
)


class SeatMapView(WalkingCanvas):
    """The canvas with mouse, fingers, keyboard and hover card.

    Click toggles, Shift-click extends along the row (or spans a rectangle to another row), a drag
    selects a rectangle, with Alt or the lasso a loop (with Ctrl it unselects), a click on a row's
    name selects the row, a double click the section. The middle button or Space and drag pan, the
    wheel zooms at the cursor. Enter or a click on a seat that is taken activates it.
    """

    seat_activated = Signal(int)
    hovered = Signal(int)
    find_requested = Signal()
    filter_requested = Signal()
    list_requested = Signal()
    lasso_switched = Signal(bool)

    def __init__(self, colors: SeatMapColors | None = None, parent: QWidget | None = None) -> None:
        super().__init__(colors, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAccessibleDescription(HOW_TO)
        self.card = HoverCard(self.colors, self)
        self.closers: list[Callable[[], bool]] = []
        """What lies over the map and goes first when Escape is pressed: says if it was open."""
        self._pointer = Pointer(self)
        self._touch = Touch(self)
        self._keyboard = Keyboard(self)
        self._hover = Hover(self, self.hovered.emit, self)

    def set_colors(self, colors: SeatMapColors) -> None:
        """Take other colours, as when the theme is switched."""
        super().set_colors(colors)
        self.card.recolor(colors)

    # What the mouse asks for

    def plan_point(self, at: QPointF) -> QPointF:
        """The plan's point under a point of the viewport."""
        return self.camera.plan_point(at)

    def seat_under(self, at: QPointF) -> int:
        """The seat under a point of the viewport; -1 for none, and far out."""
        far = self._scene.drawing.shown is Level.SECTIONS
        return -1 if far else self._pointer.seat_at(at)

    def row_under(self, at: QPointF) -> int:
        """The row whose name is drawn under a point of the viewport, by number; -1 for none."""
        if self._scene.drawing.shown is not Level.NUMBERS:
            return -1
        place = self.plan_point(at)
        names = self._scene.drawing.texts.rows
        row = names.row_at(place.x(), place.y(), self.plan.seat_size * ROW_NAME_REACH)
        shown = row >= 0 and self.index.seats_shown[self.plan.seats_of_row(row)[0]]
        return row if shown else -1

    def click_seat(self, rank: int) -> None:
        """Toggle a seat and start from it from now on; one that can't be had says why."""
        self.anchor = self.cursor_rank = rank
        self.hide_cursor()
        self.toggle_ranks(np.array([rank], np.intp))
        status = self.status(rank)
        chosen = status in TAKEN and self.is_selected(rank)
        if status in KEPT if self.sales_mode else chosen:
            self.open_seat(rank)

    def click_floor(self, at: QPointF) -> None:
        """Far out, a click opens the section under it; near, a click on a row's name selects it."""
        if self._scene.drawing.shown is Level.SECTIONS:
            self._open_section(at)
            return
        row = self.row_under(at)
        if row >= 0:
            self.toggle_row(row)

    def _section_at(self, at: QPointF) -> int:
        place = self.plan_point(at)
        sections = self.index.sections_at(place.x(), place.y())
        return sections[0] if sections else -1

    def _open_section(self, at: QPointF) -> None:
        section = self._section_at(at)
        if section >= 0:
            self.zoom_to_section(section)

    def take_seats(self, ranks: Ranks, *, remove: bool) -> None:
        """Select the seats in a rectangle or a loop, or unselect them."""
        if remove:
            self.remove_ranks(ranks)
        else:
            self.add_ranks(ranks)

    def show_band(self, band: QRectF | None) -> None:
        """The rectangle that is being drawn."""
        self._scene.band.show_band(band)

    def show_loop(self, points: Sequence[QPointF] | None) -> None:
        """The loop that is being drawn."""
        self._scene.lasso.show_loop(points)

    def set_hand(self, *, closed: bool | None) -> None:
        """The mouse as an open or closed hand; None is what the tool in hand looks like."""
        if closed is not None:
            shape = Qt.CursorShape.ClosedHandCursor if closed else Qt.CursorShape.OpenHandCursor
            self.viewport().setCursor(shape)
        elif self._pointer.lasso:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.viewport().unsetCursor()

    @property
    def lasso(self) -> bool:
        """Whether a drag draws a loop instead of a rectangle."""
        return self._pointer.lasso

    def switch_lasso(self) -> None:
        """Take the lasso into the hand or put it away."""
        self._pointer.lasso = not self._pointer.lasso
        self.set_hand(closed=None)
        self.lasso_switched.emit(self._pointer.lasso)

    # What fingers ask for

    def tap(self, at: QPointF) -> None:
        """A finger taps: as a click."""
        rank = self.seat_under(at)
        if rank >= 0:
            self.click_seat(rank)
        else:
            self.click_floor(at)

    def hold(self, at: QPointF) -> None:
        """A finger rests: everything about the seat."""
        rank = self.seat_under(at)
        if rank >= 0:
            self.open_seat(rank)

    # What the keyboard asks for

    def open_seat(self, rank: int) -> None:
        """Ask for everything about a seat."""
        self.seat_activated.emit(rank)

    def activate_cursor(self) -> None:
        """Enter opens the seat under the cursor."""
        if self.cursor_rank >= 0:
            self.open_seat(self.cursor_rank)

    def let_go(self) -> bool:
        """Escape drops what is drawn, lies over the map, or is selected; False if nothing was."""
        if self._pointer.cancel() or any(close() for close in self.closers):
            return True
        if self._pointer.lasso:
            self.switch_lasso()
            return True
        had_any = len(self.selection) > 0
        self.clear_selection()
        return had_any

    def ask_find(self) -> None:
        """The slash asks whoever owns a search field to focus it."""
        self.find_requested.emit()

    def ask_filter(self) -> None:
        """Ask whoever owns a filter to open it."""
        self.filter_requested.emit()

    def ask_list(self) -> None:
        """Ask whoever owns a list of the seats to show it."""
        self.list_requested.emit()

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hover.leave()
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pointer.gesture is Gesture.NONE:
            self._hover.move(event.position())
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        rank = self.seat_under(event.position())
        if rank < 0:
            self._open_section(event.position())
        elif self.sales_mode:
            self._pointer.press(event)  # a clerk's quick second click is a click
        else:
            self.toggle_section(int(self.plan.section[rank]))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._hover.leave()
        self._pointer.wheel(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._hover.leave()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.cursor_rank >= 0:
            rank = self.cursor_rank
            at = self.viewport().mapToGlobal(self.mapFromScene(self.place(rank)))
        else:
            rank, at = self.seat_under(QPointF(event.pos())), event.globalPos()
        section = int(self.plan.section[rank]) if rank >= 0 else -1
        if section < 0:
            section = self._section_at(QPointF(event.pos()))
        menu = map_menu(self, self, rank=rank, section=section)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat() and not self._pointer.space:
                self._pointer.space = True
                self._pointer.dragged_with_space = False
        elif not self._keyboard.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            event.ignore()
            return
        self._pointer.space = False
        self.set_hand(closed=None)
        if not self._pointer.dragged_with_space and self.cursor_rank >= 0:
            self.anchor = self.cursor_rank
            self.toggle_ranks(np.array([self.cursor_rank], np.intp))
            self.set_cursor_seat(self.cursor_rank)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._pointer.space = False
        self.set_hand(closed=None)
        super().focusOutEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover.leave()
        if isinstance(event, QTouchEvent):
            return self._touch.hear(event)
        if isinstance(event, QNativeGestureEvent):
            self._gesture(event)
            return True
        return super().viewportEvent(event)

    def _gesture(self, event: QNativeGestureEvent) -> None:
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self.camera.zoom(1.0 + event.value(), event.position())
        elif kind == Qt.NativeGestureType.PanNativeGesture:
            self.camera.pan(-event.delta().toPoint())
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            self._open_section(event.position())

    # Hover

    def fill_card(self, rank: int) -> None:
        """Fill the hover card with a seat."""
        self.card.show_seat(self.plan, self.states, rank, self.status(rank))
        self.card.add_words(self.color_words(rank))

    def card_place(self, rank: int) -> tuple[QPoint, int]:
        """Where the seat is in this widget, and how far from it a card keeps clear."""
        corner = self.viewport().mapToParent(self.mapFromScene(self.place(rank)))
        reach = round(self.plan.seat_size * self.camera.scale * 0.6) + 8
        return QPoint(corner.x(), corner.y()), reach
