"""A table model over the map's arrays: no object a seat, so 60,000 of them cost nothing."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.theme import theme
from desktop.widgets.seat_map.plan import SEAT_TYPE_WORDS, coded
from desktop.widgets.seat_map.selecting import SelectingCanvas
from desktop.widgets.seat_map.selection import Ranks
from desktop.widgets.seat_map.states import STATUS_WORDS

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
TITLES = ("Section", "Row", "Seat", "Status", "Price", "Type")
SECTION, ROW_NAME, SEAT, STATUS, PRICE, TYPE = range(len(TITLES))
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NOWHERE = QModelIndex()
_DIGITS = re.compile(r"(\d+)")


class SeatListModel(QAbstractTableModel):
    """The seats that the map shows, in rank order or sorted by a column; ticked is selected."""

    def __init__(self, view: SelectingCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._ranks: Ranks = np.zeros(0, np.intp)
        self._row_of: Ranks = np.zeros(0, np.intp)
        self._sorted_by = -1
        self._descending = False
        self._awake = False
        for changed in (view.plan_changed, view.floor_changed, view.filter_changed):
            changed.connect(lambda *_: self._arrange())
        view.states_changed.connect(self._states_changed)
        view.selection_changed.connect(self._selection_changed)

    def wake(self, *, awake: bool) -> None:
        """Follow the map, or let it be while nobody looks."""
        self._awake = awake
        self._arrange()

    def rank_at(self, row: int) -> int:
        """The seat of a line."""
        return int(self._ranks[row])

    def row_of(self, rank: int) -> int:
        """The line of a seat, -1 if it is not listed."""
        return int(self._row_of[rank]) if 0 <= rank < len(self._row_of) else -1

    def toggle(self, row: int) -> None:
        """Select the seat of a line, or unselect it."""
        self._view.toggle_ranks(self._ranks[row : row + 1])

    def tick_range(self, start: int, end: int) -> None:
        """Select the seats of the lines from start to end, both included."""
        low, high = sorted((start, end))
        self._view.add_ranks(self._ranks[low : high + 1])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ranks)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        ticks = Qt.ItemFlag.ItemIsUserCheckable if index.column() == SECTION else Qt.ItemFlag(0)
        return super().flags(index) | ticks

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(TITLES):
            return None
        if role == Role.DisplayRole:
            return TITLES[section]
        return RIGHT if role == Role.TextAlignmentRole and section == PRICE else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        rank, column = int(self._ranks[index.row()]), index.column()
        if role == Role.DisplayRole:
            return self._text(rank, column)
        if role == Role.CheckStateRole and column == SECTION:
            chosen = self._view.is_selected(rank)
            return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
        if role == Role.AccessibleTextRole:
            return self._view.seat_words(rank) if column == SECTION else self._text(rank, column)
        if role == Role.BackgroundRole and self._view.is_selected(rank):
            return theme().colour("selected")
        return RIGHT if role == Role.TextAlignmentRole and column == PRICE else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or index.column() != SECTION:
            return False
        rank = self._ranks[index.row() : index.row() + 1]
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._view.add_ranks(rank)
        else:
            self._view.remove_ranks(rank)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column (-1: as the seats stand in the plan)."""
        self._sorted_by, self._descending = column, order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def _text(self, rank: int, column: int) -> str:
        view, plan = self._view, self._view.plan
        texts: dict[int, Callable[[], str]] = {
            SECTION: lambda: plan.sections[plan.section[rank]].name,
            ROW_NAME: lambda: plan.rows[rank],
            SEAT: lambda: plan.numbers[rank],
            STATUS: lambda: STATUS_WORDS[view.status(rank)],
            PRICE: lambda: view.states.price_text(rank),
            TYPE: lambda: SEAT_TYPE_WORDS[plan.seat_type[rank]],
        }
        return texts[column]()

    def _arrange(self) -> None:
        self.beginResetModel()
        shown = self._view.index.seats_shown if self._awake else np.zeros(0, np.bool_)
        ranks = np.flatnonzero(shown)
        if self._sorted_by >= 0 and len(ranks):
            keys = self._keys(self._sorted_by)[ranks]
            order = np.argsort(-keys if self._descending else keys, kind="stable")
            ranks = ranks[order]
        self._ranks = ranks
        self._row_of = np.full(len(self._view.plan), -1, np.intp)
        self._row_of[ranks] = np.arange(len(ranks))
        self.endResetModel()

    def _keys(self, column: int) -> npt.NDArray[np.int64]:
        view, plan = self._view, self._view.plan
        if column in (ROW_NAME, SEAT):
            return _natural(plan.rows if column == ROW_NAME else plan.numbers)
        if column == SECTION:
            return _natural([section.name for section in plan.sections])[plan.section]
        if column == PRICE:
            price = view.states.price
            return np.zeros(len(plan), np.int64) if price is None else price
        numbers = view.statuses if column == STATUS else plan.seat_type
        return numbers.astype(np.int64)

    def _states_changed(self) -> None:
        if self._view.filter is not None or self._sorted_by in (STATUS, PRICE):
            self._arrange()
        elif len(self._ranks):
            last = self.index(len(self._ranks) - 1, PRICE)
            self.dataChanged.emit(self.index(0, STATUS), last)

    def _selection_changed(self) -> None:
        if len(self._ranks):
            last = self.index(len(self._ranks) - 1, len(TITLES) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Role.CheckStateRole])


def _natural(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """A sort key a text: 2 before 10, A before b."""
    distinct, codes = coded(texts)
    order = sorted(range(len(distinct)), key=lambda at: _natural_key(distinct[at]))
    place = np.zeros(len(distinct), np.int64)
    place[order] = np.arange(len(order))
    return place[codes]


def _natural_key(text: str) -> list[tuple[int, int, str]]:
    parts = _DIGITS.split(text.casefold())
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part]
