"""The seats of a map as a table, for the keyboard and for screen readers; in step with the map."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.theme import ROW
from desktop.widgets.seat_map.seat_list_model import SEAT, SeatListModel
from desktop.widgets.seat_map.view import SeatMapView

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
WIDTHS = (104, 46, 50, 84, 104, 80)


class SeatList(QTableView):
    """Section, row, seat, status, price and type of every seat that the map shows.

    A tick is the selection, the current line the map's cursor: both follow the map and lead it.
    """

    left = Signal()

    def __init__(self, view: SeatMapView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._following = False
        self.seats = SeatListModel(view, self)
        self.setAccessibleName("Seats")
        self.setAccessibleDescription("Space selects a seat, Enter says everything about it")
        self.setModel(self.seats)
        self._set_up()
        self.selectionModel().currentRowChanged.connect(self._lead)
        view.cursor_moved.connect(self._follow)
        self.seats.modelReset.connect(lambda: self._follow(view.cursor_rank))

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setProperty("look", "plain")
        self.verticalHeader().hide()
        # Every line is as high as the others, so that 60,000 of them need not be measured.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Space and row >= 0:
            self.seats.toggle(row)
        elif key in ENTER and row >= 0:
            self._view.open_seat(self.seats.rank_at(row))
        elif key in STEPS and extend and row >= 0:
            self._extend(row, STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        start = self.currentIndex().row()
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and start >= 0:
            self.seats.tick_range(start, index.row())
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and index.column() != SEAT:
            self.seats.toggle(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._view.open_seat(self.seats.rank_at(index.row()))

    def _extend(self, row: int, step: int) -> None:
        """Tick this line and the next one, as Shift and an arrow do on the map."""
        to = min(max(row + step, 0), self.seats.rowCount() - 1)
        self.seats.tick_range(row, to)
        self.setCurrentIndex(self.seats.index(to, 0))

    def _lead(self, current: QModelIndex) -> None:
        if self._following or not current.isValid():
            return
        self._following = True
        self._view.set_cursor_seat(self.seats.rank_at(current.row()))
        self._following = False

    def _follow(self, rank: int) -> None:
        if self._following:
            return
        row = self.seats.row_of(rank)
        if row < 0:
            return
        self._following = True
        index = self.seats.index(row, max(self.currentIndex().column(), 0))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._following = False
