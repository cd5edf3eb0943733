"""RecordTable: the one table widget; sorting, type-ahead, column chooser, copying."""

from base64 import b64decode
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from desktop.preferences import Preferences
from desktop.table.columns import Column
from desktop.table.model import RecordTableModel
from desktop.table.painting import RecordPainter
from desktop.table.widths import WIDEST, left_out, share_width
from desktop.theme import ROW, TypeSize, font, space

RowT = TypeVar("RowT")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HEAD = space(9)
"""Room beside a title: its margins and the arrow of the sort order."""
SAMPLED_ROWS = 200
"""How many rows are measured to find a column's width."""


class RecordTable(QTableView, Generic[RowT]):
    """Rows through columns, sorted and filtered; the selection survives a reload."""

    selected = Signal(object)
    """The current row, or None."""
    opened = Signal(object)
    """A row was opened: Enter or a double click."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        key: Callable[[RowT], Hashable] | None = None,
        preferences: Preferences | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.records: RecordTableModel[RowT] = RecordTableModel(columns, key=key, parent=self)
        self._preferences, self._name = preferences, name
        self._kept: tuple[set[Hashable], Hashable | None, int] = (set(), None, 0)
        self._natural: list[int] = []
        self._fitted = False
        self._left_out: set[int] = set()
        self._set_up()
        self._remembered()
        self._fit_columns()

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Replace all rows; what was selected stays selected if it is still there."""
        self.records.show_rows(rows)
        self._fit_columns()

    def search(self, text: str) -> None:
        """Show only the rows in which every word is found."""
        self.records.search(text)

    def current_row(self) -> RowT | None:
        """The row under the cursor."""
        index = self.currentIndex()
        return self._row(index) if index.isValid() else None

    def selected_rows(self) -> list[RowT]:
        """All selected rows, in the order shown."""
        indexes = self.selectionModel().selectedRows()
        return [self._row(index) for index in sorted(indexes, key=lambda index: index.row())]

    def shown_rows(self) -> list[RowT]:
        """All rows that pass the search, in the order shown."""
        return list(self.records.shown)

    def select_key(self, key: Hashable) -> None:
        """Move the cursor to the row with this key, if it is shown."""
        self.clearSelection()
        self._select({key}, key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())  # Qt marks a row without selecting it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.key() in ENTER and row is not None:
            self.opened.emit(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The column chooser, by right click anywhere and by the menu key."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        at = self.mapToGlobal(QPoint(0, 0)) if by_key else event.globalPos()
        self.column_menu().popup(at)

    def copy(self) -> None:
        """Copy the selected rows, tab-separated with titles, as spreadsheets like it."""
        shown = [
            column
            for number, column in enumerate(self.records.columns)
            if not self.isColumnHidden(number)
        ]
        lines = ["\t".join(column.title for column in shown)]
        lines += ["\t".join(column.shown(row) for column in shown) for row in self.selected_rows()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def column_menu(self) -> QMenu:
        """The column chooser."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self.records.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(self._is_wanted(number))
            action.setEnabled(number > 0)
            action.toggled.connect(lambda on, at=number: self._show_column(at, on=on))
        return menu

    def _set_up(self) -> None:
        self.setModel(self.records)
        self.setItemDelegate(RecordPainter(self))
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_header()
        self.selectionModel().currentRowChanged.connect(self._tell_selected)
        self.records.modelAboutToBeReset.connect(self._keep_selection)
        self.records.modelReset.connect(self._restore_selection)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._row(index)))

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsMovable(True)
        header.setResizeContentsPrecision(SAMPLED_ROWS)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        header.sortIndicatorChanged.connect(self._remember)
        header.setStretchLastSection(not any(column.stretch for column in self.records.columns))
        for number, column in enumerate(self.records.columns):
            self.setColumnHidden(number, column.hidden)

    def _row(self, index: QModelIndex) -> RowT:
        return self.records.row_at(index.row())

    def _select(self, keys: set[Hashable], current: Hashable | None) -> None:
        if not keys and current is None:
            return
        flags = QItemSelectionModel.SelectionFlag
        for number, row in enumerate(self.records.shown):
            key = self.records.key_of(row)
            if key == current:
                place = self.records.index(number, 0)
                self.selectionModel().setCurrentIndex(place, flags.NoUpdate)
            if key in keys:
                place = self.records.index(number, 0)
                self.selectionModel().select(place, flags.Select | flags.Rows)

    def _keep_selection(self) -> None:
        current = self.current_row()
        keys = {self.records.key_of(row) for row in self.selected_rows()}
        at = self.verticalScrollBar().value()
        self._kept = (keys, None if current is None else self.records.key_of(current), at)

    def _restore_selection(self) -> None:
        keys, current, at = self._kept
        self._select(keys, current)
        self.verticalScrollBar().setValue(at)
        if not self.currentIndex().isValid():
            self.selected.emit(None)

    def _tell_selected(self) -> None:
        self.selected.emit(self.current_row())

    def _fit_columns(self) -> None:
        # Once, with the first rows: a reload must not move columns under the clerk's eyes.
        if self._fitted:
            return
        self._fitted = bool(self.records.rows)
        self._natural = [
            max(column.width, self._natural_width(at))
            for at, column in enumerate(self.records.columns)
        ]
        self._share_width()

    def _natural_width(self, at: int) -> int:
        title = QFontMetrics(font(TypeSize.SMALL, strong=True)).horizontalAdvance(
            self.records.columns[at].title
        )
        return min(max(self.sizeHintForColumn(at), title + HEAD), WIDEST)

    def _share_width(self) -> None:
        if not self._natural:
            return
        wanted = [at for at in range(len(self._natural)) if self._is_wanted(at)]
        self._leave_out(wanted)
        shown = [at for at in wanted if at not in self._left_out]
        columns = [self.records.columns[at] for at in shown]
        widths = share_width(
            [self._natural[at] for at in shown],
            room=self.viewport().width(),
            stretching={at for at, column in enumerate(columns) if column.stretch},
            squeezable={at for at, column in enumerate(columns) if self._is_prose(column)},
        )
        for at, width in zip(shown, widths, strict=True):
            self.setColumnWidth(at, width)

    def _leave_out(self, wanted: Sequence[int]) -> None:
        """Hide what can be spared, as long as there is no room for it."""
        columns = [self.records.columns[at] for at in wanted]
        spare = [place for place, column in enumerate(columns) if column.spare]
        gone = left_out(
            [self._natural[at] for at in wanted],
            room=self.viewport().width(),
            spare=sorted(spare, key=lambda place: columns[place].spare),
            squeezable={place for place, column in enumerate(columns) if self._is_prose(column)},
        )
        self._left_out = {wanted[place] for place in gone}
        for at in wanted:
            self.setColumnHidden(at, at in self._left_out)

    def _is_wanted(self, number: int) -> bool:
        """Whether a column is to be shown where there is room."""
        return number in self._left_out or not self.isColumnHidden(number)

    def _is_prose(self, column: Column[RowT]) -> bool:
        # A name may be cut and read in its tool tip; half a date is a wrong date.
        value = column.value(self.records.rows[0]) if self.records.rows else None
        return column.squeezable and not isinstance(value, date)

    def _choose_columns(self, at: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(at))

    def _show_column(self, number: int, *, on: bool) -> None:
        self._left_out.discard(number)
        self.setColumnHidden(number, not on)
        self._share_width()
        self._remember()

    def _remember(self) -> None:
        if self._preferences is None:
            return
        for at in self._left_out:  # for lack of room, not by choice
            self.setColumnHidden(at, False)
        state = self.horizontalHeader().saveState().toBase64().toStdString()
        self._share_width()
        self._preferences.keep(f"table/{self._name}", state)

    def _remembered(self) -> None:
        if self._preferences is None:
            return
        state = self._preferences.get(f"table/{self._name}")
        if state:
            self.horizontalHeader().restoreState(state_bytes(state))


def state_bytes(state: str) -> bytes:
    """A header's state as Qt wrote it, from the text that was kept."""
    return b64decode(state)
