"""The sections of a plan as lines: seen, locked, name, floor, places."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from core.domain.venues.extras import floors_of, is_hidden, is_locked, layer_of
from core.domain.venues.plan import Plan, Zone
from desktop.editor.place_counts import PlaceCounts
from desktop.theme import theme
from desktop.words import number_text

SEEN, LOCKED, NAME, FLOOR, PLACES = range(5)
HEADS = ("", "", "Section", "Floor", "Places")
HEADS_SAID = ("Shown", "Locked", "Section", "Floor", "Places")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class SectionLine(NamedTuple):
    """One section; `at` is its index in the plan."""

    at: int
    zone: Zone
    floor: str
    places: int


class SectionModel(QAbstractTableModel):
    """Lines of the sections on one floor, or of all; a name can be edited."""

    renamed = Signal(int, str)  # the section's index and its new name

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._counts = PlaceCounts()
        self.lines: tuple[SectionLine, ...] = ()

    def take(self, plan: Plan, level: int | None) -> None:
        """Show the sections of a plan; as many lines as before are only painted again."""
        self._counts.total(plan)
        lines = tuple(
            SectionLine(at, zone, level_name(plan, zone.level), self._counts.of(zone))
            for at, zone in enumerate(plan.zones)
            if level is None or zone.level == level
        )
        if [line.at for line in lines] == [line.at for line in self.lines]:
            self.lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, PLACES))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def lines_of(self, zones: Sequence[int]) -> list[int]:
        """The lines in which these sections are."""
        wanted = set(zones)
        return [line for line, one in enumerate(self.lines) if one.at in wanted]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return HEADS[section]
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            return HEADS_SAID[section]
        if role == Role.TextAlignmentRole and section == PLACES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME else flags

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        line = self.lines[index.row()]
        text = str(value)
        if role != Role.EditRole or text == line.zone.name:
            return False
        self.renamed.emit(line.at, text)
        return True

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role in (Role.DisplayRole, Role.EditRole):
            return ("", "", line.zone.name, line.floor, number_text(line.places))[column]
        if role == Role.DecorationRole:
            return _icon(line.zone, column)
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            return _said(line, column)
        if role == Role.TextAlignmentRole and column == PLACES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.ForegroundRole and (column != NAME or is_hidden(line.zone)):
            return QColor(theme().palette.muted)
        return None


def level_name(plan: Plan, level: int) -> str:
    """What a level is called."""
    names = floors_of(plan)
    return names[level] if level < len(names) and names[level] else f"Level {level}"


def _icon(zone: Zone, column: int) -> object:
    if column == SEEN:
        return theme().icon("eye-off" if is_hidden(zone) else "eye", "muted")
    if column == LOCKED and is_locked(zone):
        return theme().icon("lock", "text")
    if column == LOCKED:
        return theme().icon("dot", "border")
    return None


def _said(line: SectionLine, column: int) -> str:
    name = line.zone.name
    layer = layer_of(line.zone)
    return (
        f"{name} is hidden" if is_hidden(line.zone) else f"{name} is shown",
        f"{name} is locked" if is_locked(line.zone) else f"{name} can be edited",
        f"{name}, layer {layer}" if layer else name,
        line.floor,
        f"{number_text(line.places)} places",
    )[column]
