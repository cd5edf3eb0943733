"""Old and new labels side by side; what would be called the same twice comes first, marked."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.domain.venues.editing.labels import section_of
from core.domain.venues.editing.numbering import Renamed
from core.domain.venues.editing.places import SeatAt, row_at, zone_at
from core.domain.venues.plan import Plan
from desktop.theme import ROW, Tone, theme

HEADS = ("Where", "Now", "Will be", "")
CHANGED, DOUBLED = 2, 3
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class NumberingPreview(QTableView):
    """Reads only the lines in sight, however many there are."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Lines(self)
        self.setModel(self._model)
        self.setAccessibleName("Old and new names")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_renamed(self, plan: Plan, renamed: tuple[Renamed, ...]) -> None:
        """Show what every place is called before and after."""
        self._model.take(plan, renamed)

    def texts(self) -> list[tuple[str, ...]]:
        """The lines as they are shown."""
        return [
            tuple(str(self._model.data(self._model.index(line, at)) or "") for at in range(4))
            for line in range(self._model.rowCount())
        ]


class _Lines(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._renamed: tuple[Renamed, ...] = ()

    def take(self, plan: Plan, renamed: tuple[Renamed, ...]) -> None:
        self.beginResetModel()
        self._plan = plan
        self._renamed = tuple(sorted(renamed, key=lambda one: not one.doubled))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._renamed)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        one = self._renamed[index.row()]
        if role == Role.DisplayRole:
            return self._texts(one)[index.column()]
        if role == Role.ForegroundRole:
            colours = theme().palette
            if one.doubled:
                return QColor(colours.ink(Tone.BAD))
            if index.column() != CHANGED or one.was == one.now:
                return QColor(colours.muted)
        if role == Role.DecorationRole and index.column() == DOUBLED and one.doubled:
            return theme().icon("alert", Tone.BAD.value)
        return None

    def _texts(self, one: Renamed) -> tuple[str, str, str, str]:
        where = ""
        if self._plan is not None:
            zone, row = zone_at(self._plan, one.place), row_at(self._plan, one.place)
            section = section_of(zone, row)
            where = f"{section} {row.number}" if isinstance(one.place, SeatAt) else section
        if one.doubled:
            return where, one.was, one.now, "Twice"
        return where, one.was, one.now, "" if one.was != one.now else "Stays"
