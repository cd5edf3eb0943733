"""The map with a cursor that walks: seat by seat, row by row, selecting on its way."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.selecting import SelectingCanvas


class WalkingCanvas(SelectingCanvas):
    """`anchor` is the seat from which a selection is extended; -1 for none."""

    def __init__(self, colors: SeatMapColors | None = None, parent: QWidget | None = None) -> None:
        super().__init__(colors, parent)
        self.anchor = -1

    def walk(self, dx: int, dy: int, *, extend: bool) -> None:
        """Move the cursor one seat; with `extend` select along the row."""
        if not len(self.plan):
            return
        if self.cursor_rank < 0:
            middle = self.camera.plan_point(QPointF(self.viewport().rect().center()))
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
            self.anchor = rank

    def select_row(self) -> None:
        """Select the cursor's whole row, or unselect it."""
        if self.cursor_rank >= 0:
            self.toggle_row(int(self.plan.row_of[self.cursor_rank]))

    def select_section(self) -> None:
        """Select the cursor's whole section, or unselect it."""
        if self.cursor_rank >= 0:
            self.toggle_section(int(self.plan.section[self.cursor_rank]))

    def zoom_to_cursor(self) -> None:
        """Fill the view with the cursor's section."""
        if self.cursor_rank >= 0:
            self.zoom_to_section(int(self.plan.section[self.cursor_rank]))

    def extend_to(self, rank: int) -> None:
        """Select from the last seat to this one: along the row, or all between two rows."""
        start = self.anchor if self.anchor >= 0 else rank
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
