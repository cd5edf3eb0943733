"""RecordTableModel: the one table model; its rows are frozen and replaced as a whole."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from desktop.table.columns import Column, sort_key

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

SORT_ROLE = Role.UserRole + 1
COLUMN_ROLE = Role.UserRole + 2
"""The cell's Column, for the delegate."""
CHIP_ROLE = Role.UserRole + 3
NOWHERE = QModelIndex()


class RecordTableModel(QAbstractTableModel, Generic[RowT]):
    """Shows rows through columns; ``key`` tells which row is which across reloads."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        key: Callable[[RowT], Hashable] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: Sequence[RowT] = ()

    @property
    def rows(self) -> Sequence[RowT]:
        return self._rows

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, number: int) -> RowT:
        """The row with this number (from 0, unsorted)."""
        return self._rows[number]

    def key_of(self, row: RowT) -> Hashable:
        """What identifies a row across reloads; the row itself if no key was given."""
        return self._key(row) if self._key is not None else row

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role not in ANSWERS:
            return None
        return ANSWERS[role](self.columns[index.column()], self._rows[index.row()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section].title
        return _alignment(self.columns[section]) if role == Role.TextAlignmentRole else None


class RecordSort(QSortFilterProxyModel):
    """Sorts by the columns' values and filters by words found in any cell of a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: tuple[str, ...] = ()
        self.setSortRole(SORT_ROLE)

    def search(self, text: str) -> None:
        """Keep the rows in which every word of ``text`` is found."""
        self.beginFilterChange()
        self._wanted = tuple(text.casefold().split())
        self.endFilterChange()

    def lessThan(self, left: Index, right: Index) -> bool:
        source = self.sourceModel()
        first, second = source.data(left, SORT_ROLE), source.data(right, SORT_ROLE)
        return bool(sort_key(first) < sort_key(second))

    def filterAcceptsRow(self, source_row: int, _parent: Index) -> bool:
        model = self.sourceModel()
        if not self._wanted or not isinstance(model, RecordTableModel):
            return True
        row = model.row_at(source_row)
        words = " ".join(column.shown(row) for column in model.columns).casefold()
        return all(word in words for word in self._wanted)


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


ANSWERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    Role.DisplayRole: lambda column, row: column.shown(row),
    Role.TextAlignmentRole: lambda column, _row: _alignment(column),
    Role.ToolTipRole: lambda column, row: column.hinted(row),
    SORT_ROLE: lambda column, row: column.value(row),
    COLUMN_ROLE: lambda column, _row: column,
    CHIP_ROLE: lambda column, row: column.chip(column.value(row)) if column.chip else None,
}
"""What a cell answers to each role that it knows."""
