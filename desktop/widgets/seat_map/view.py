"""The seat map of every screen that shows seats: arrays in, signals out."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.widgets.seat_map.canvas import SeatMapCanvas
from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.frame import Level
from desktop.widgets.seat_map.hover_card import HoverCard
from desktop.widgets.seat_map.keyboard import Keyboard
from desktop.widgets.seat_map.pointer import Gesture, Pointer
from desktop.widgets.seat_map.selection import Ranks

HOVER_AFTER = 90  # milliseconds that the mouse rests before the card shows
HOW_TO = (
    "Arrow keys walk the seats, Space selects, Enter opens, R selects the row, "
    "plus and minus zoom, 0 shows the whole plan, slash finds a seat."
)


class SeatMapView(SeatMapCanvas):
    """The canvas with mouse, keyboard and hover card.

    Click toggles, Shift-click extends along the row (or spans a rectangle to another row), a drag
    selects a rectangle (with Ctrl it unselects), the middle button or Space and drag pan, the
    wheel zooms at the cursor. A double click or Enter activates a seat.
    """

    seat_activated = Signal(int)
    hovered = Signal(int)
    find_requested = Signal()

    def __init__(self, colors: SeatMapColors | None = None, parent: QWidget | None = None) -> None:
        super().__init__(colors, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleDescription(HOW_TO)
        self.card = HoverCard(self.colors, self)
        self._pointer = Pointer(self)
        self._keyboard = Keyboard(self)
        self._anchor = -1
        self._under_mouse = -1
        self._rest = QTimer(self, singleShot=True, interval=HOVER_AFTER)
        self._rest.timeout.connect(self._show_card)

    def set_colors(self, colors: SeatMapColors) -> None:
        """Take other colours, as when the theme is switched."""
        super().set_colors(colors)
        self.card.recolor(colors)

    # What the mouse asks for

    def plan_point(self, at: QPointF) -> QPointF:
        """The plan's point under a point of the viewport."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(at)

    def click_seat(self, rank: int) -> None:
        """Toggle a seat and start from it from now on."""
        self._anchor = self.cursor_rank = rank
        self.hide_cursor()
        self.toggle_ranks(np.array([rank], np.intp))

    def extend_to(self, rank: int) -> None:
        """Select from the last seat to this one: along the row, or all between two rows."""
        start = self._anchor if self._anchor >= 0 else rank
        if self.plan.row_of[start] == self.plan.row_of[rank]:
            self.add_ranks(self.index.row_range(start, rank))
        else:
            band = QRectF(self.place(start), self.place(rank)).normalized()
            reach = self.plan.seat_size * 0.1
            band.adjust(-reach, -reach, reach, reach)
            self.add_ranks(
                self.index.seats_in(band.left(), band.top(), band.right(), band.bottom())
            )
        self.cursor_rank = rank

    def click_floor(self, at: QPointF) -> None:
        """Far out, a click opens the section under it."""
        if self._scene.drawing.shown is Level.SECTIONS:
            self._open_section(at)

    def _open_section(self, at: QPointF) -> None:
        place = self.plan_point(at)
        sections = self.index.sections_at(place.x(), place.y())
        if sections:
            self.zoom_to_section(sections[0])

    def take_rectangle(self, ranks: Ranks, *, remove: bool) -> None:
        """Select the seats in a rectangle, or unselect them."""
        if remove:
            self.remove_ranks(ranks)
        else:
            self.add_ranks(ranks)

    def show_band(self, band: QRectF | None) -> None:
        """The rectangle that is being drawn."""
        self._scene.band.show_band(band)

    def set_hand(self, *, closed: bool | None) -> None:
        """The mouse as an open or closed hand; None is the arrow."""
        if closed is None:
            self.viewport().unsetCursor()
        else:
            shape = Qt.CursorShape.ClosedHandCursor if closed else Qt.CursorShape.OpenHandCursor
            self.viewport().setCursor(shape)

    # What the keyboard asks for

    def walk(self, dx: int, dy: int, *, extend: bool) -> None:
        """Move the cursor one seat; with `extend` select along the row."""
        if not len(self.plan):
            return
        if self.cursor_rank < 0:
            middle = self.plan_point(QPointF(self.viewport().rect().center()))
            self.set_cursor_seat(self.index.nearest(middle.x(), middle.y()))
            return
        self._walk_to(self.index.step(self.cursor_rank, dx, dy), extend=extend)

    def walk_to_row_end(self, end: int, *, extend: bool) -> None:
        """Move the cursor to the row's first (0) or last (-1) seat."""
        if self.cursor_rank >= 0:
            row = self.plan.row_seats(self.cursor_rank)
            self._walk_to(int(row[end]), extend=extend)

    def _walk_to(self, rank: int, *, extend: bool) -> None:
        start = self.cursor_rank
        self.set_cursor_seat(rank)
        if extend:
            self.add_ranks(self.index.row_range(start, rank))
        else:
            self._anchor = rank

    def activate_cursor(self) -> None:
        """Enter opens the seat under the cursor."""
        if self.cursor_rank >= 0:
            self.seat_activated.emit(self.cursor_rank)

    def select_row(self) -> None:
        """Select the cursor's whole row, or unselect it."""
        if self.cursor_rank >= 0:
            self.toggle_ranks(self.plan.row_seats(self.cursor_rank).astype(np.intp))

    def let_go(self) -> bool:
        """Escape drops the rectangle, else the selection; False if there was neither."""
        if self._pointer.cancel():
            return True
        had_any = len(self.selection) > 0
        self.clear_selection()
        return had_any

    def ask_find(self) -> None:
        """The slash asks whoever owns a search field to focus it."""
        self.find_requested.emit()

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._leave_seat()
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pointer.gesture is Gesture.NONE:
            self._hover(event.position())
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        rank = self._pointer.seat_at(event.position())
        if rank >= 0 and self._scene.drawing.shown is not Level.SECTIONS:
            self.seat_activated.emit(rank)
        else:
            self._open_section(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._leave_seat()
        self._pointer.wheel(event)
        event.accept()

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
            self._anchor = self.cursor_rank
            self.toggle_ranks(np.array([self.cursor_rank], np.intp))
            self.set_cursor_seat(self.cursor_rank)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._pointer.space = False
        self.set_hand(closed=None)
        super().focusOutEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._leave_seat()
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.camera.zoom(1.0 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    # Hover

    def _hover(self, at: QPointF) -> None:
        far = self._scene.drawing.shown is Level.SECTIONS
        rank = -1 if far else self._pointer.seat_at(at)
        if rank == self._under_mouse:
            return
        self._under_mouse = rank
        self.hovered.emit(rank)
        if rank < 0:
            self.card.hide()
            self._rest.stop()
        elif self.card.isVisible():
            self._show_card()
        else:
            self._rest.start()

    def _leave_seat(self) -> None:
        self._rest.stop()
        self.card.hide()
        if self._under_mouse >= 0:
            self._under_mouse = -1
            self.hovered.emit(-1)

    def _show_card(self) -> None:
        rank = self._under_mouse
        if rank < 0:
            return
        self.card.show_seat(self.plan, self.states, rank, self.status(rank))
        corner = self.viewport().mapToParent(self.mapFromScene(self.place(rank)))
        reach = round(self.plan.seat_size * self.camera.scale * 0.6) + 8
        self.card.stand_beside(QPoint(corner.x(), corner.y()), reach)
