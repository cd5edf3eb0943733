"""The list of sections: shown or hidden, locked, ordered, renamed, on which floor."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView

from core.domain.venues.editing.places import NOTHING, Edited, Selection, ZoneAt
from core.domain.venues.editing.sections import (
    layer_names,
    on_layer,
    rename_section,
    reorder_section,
    set_hidden,
    set_level,
    set_locked,
)
from core.domain.venues.extras import floors_of, is_hidden, is_locked
from core.domain.venues.plan import MAX_LEVEL, Plan
from desktop.controls import Look, icon_button, label, row
from desktop.editor.panels.fields import ChoiceField, line_of
from desktop.editor.panels.panel import Panel
from desktop.editor.panels.section_table import (
    FLOOR,
    LOCKED,
    NAME,
    PLACES,
    SEEN,
    SectionModel,
    level_name,
)
from desktop.editor.view import EditorView
from desktop.theme import ROW, space

ALL_FLOORS = ""
ICON_COLUMN = ROW
Flags = QItemSelectionModel.SelectionFlag


class SectionsPanel(Panel):
    """A click selects, a double click opens the section on the canvas, F2 renames it."""

    def __init__(self, view: EditorView) -> None:
        super().__init__(view)
        self._following = False
        self._level: int | None = None
        self.model = SectionModel(self)
        self.table = self._table()
        self.floor = ChoiceField("Floor in sight")
        self.layer = ChoiceField("Layer")
        self.layer.setPlaceholderText("Choose its sections")
        self.put_on = ChoiceField("Floor of the selected sections")
        self.layer_line = line_of("Layer", self.layer)
        self.put_on_line = line_of("Put on", self.put_on)
        self.body.addWidget(line_of("In sight", self.floor))
        self.body.addWidget(self.layer_line)
        self.body.addWidget(self.table, 1)
        self.empty = label("No section is drawn yet.", Look.MUTED, wrap=True)
        self.body.addWidget(self.empty)
        self.body.addLayout(self._buttons())
        self.body.addWidget(self.put_on_line)
        self.floor.entered.connect(self._see_floor)
        self.layer.entered.connect(lambda name: self.document.select(self._layer(name)))
        self.put_on.entered.connect(self._put_on)
        self.model.renamed.connect(self._rename)
        self.setFocusProxy(self.table)

    def show_document(self) -> None:
        """Show the sections as they are, and which of them are selected."""
        plan = self.document.plan
        levels = sorted({zone.level for zone in plan.zones})
        if self._level is not None and self._level not in levels:
            self._see_floor(ALL_FLOORS)
        self.model.take(plan, self._level)
        named = [(level_name(plan, level), str(level)) for level in levels]
        self.floor.show_choices((("All floors", ALL_FLOORS), *named))
        self.floor.show_values(("" if self._level is None else str(self._level),))
        layers = layer_names(plan)
        self.layer_line.setVisible(bool(layers))
        self.layer.show_choices(tuple((name, name) for name in layers))
        self.layer.show_values(())
        self.empty.setVisible(not plan.zones)
        self._show_selected(plan)

    def chosen(self) -> Selection:
        """The sections that are selected in the list."""
        lines = self.table.selectionModel().selectedRows(NAME)
        return frozenset(ZoneAt(self.model.lines[index.row()].at) for index in lines)

    def toggle_hidden(self) -> None:
        """Hide the selected sections, or show them if they are hidden."""
        self._toggle("Hide", "Show", is_hidden, lambda p, s, on: set_hidden(p, s, hidden=on))

    def toggle_locked(self) -> None:
        """Lock the selected sections, or unlock them if they are locked."""
        self._toggle("Lock", "Unlock", is_locked, lambda p, s, on: set_locked(p, s, locked=on))

    def shift(self, by: int) -> None:
        """Put the selected section so much further down in the order."""
        chosen = sorted(self.chosen())
        if len(chosen) != 1:
            self.view.say("Select one section to put it elsewhere in the order.")
            return
        plan, (section,) = self.document.plan, chosen
        edited = reorder_section(plan, ZoneAt(section[0]), section[0] + by)
        if edited.plan is not plan:
            self.view.open_zone(None)
            self.document.apply("Order sections", edited)
            self.refresh()

    def open(self, index: QModelIndex) -> None:
        """Work inside this section on the canvas."""
        line = self.model.lines[index.row()]
        self.view.show_places(frozenset({ZoneAt(line.at)}))
        self.view.open_zone(line.at)
        self.view.setFocus()

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("Sections")
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        heads = table.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(ICON_COLUMN)
        for column in (SEEN, LOCKED):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            table.setColumnWidth(column, ICON_COLUMN)
        heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (FLOOR, PLACES):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.clicked.connect(self._clicked)
        table.doubleClicked.connect(self._double_clicked)
        table.selectionModel().selectionChanged.connect(self._selected)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Up", lambda: self.shift(-1)),
            ("Alt+Down", lambda: self.shift(1)),
            ("Ctrl+H", self.toggle_hidden),
            ("Ctrl+L", self.toggle_locked),
            ("Return", lambda: self.open(table.currentIndex())),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), table, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        return table

    def _buttons(self) -> QHBoxLayout:
        line = row(
            icon_button("eye", "Hide or show (Ctrl+H)", self.toggle_hidden),
            icon_button("lock", "Lock or unlock (Ctrl+L)", self.toggle_locked),
            icon_button("chevron-up", "Up in the order (Alt+Up)", lambda: self.shift(-1)),
            icon_button("chevron-down", "Down in the order (Alt+Down)", lambda: self.shift(1)),
            icon_button("edit", "Rename (F2)", self._edit_name),
            gap=1,
        )
        line.addStretch(1)
        line.setContentsMargins(0, 0, 0, space(1))
        return line

    def _edit_name(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.table.edit(self.model.index(index.row(), NAME))

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the eye or the lock is about that section alone."""
        only = frozenset({ZoneAt(self.model.lines[index.row()].at)})
        toggle = {SEEN: self.toggle_hidden, LOCKED: self.toggle_locked}.get(index.column())
        if toggle is not None and self.chosen() == only:
            toggle()

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() not in (SEEN, LOCKED):
            self.open(index)

    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if not self._following:
            self.document.select(self.chosen())

    def _show_selected(self, plan: Plan) -> None:
        """Mark the lines of the sections that are selected on the canvas."""
        zones = [place.zone for place in self.document.selection if isinstance(place, ZoneAt)]
        lines = self.model.lines_of(zones)
        self.put_on_line.setVisible(bool(zones))
        if zones:
            top = max(len(floors_of(plan)), *(zone.level + 2 for zone in plan.zones))
            levels = range(min(top, MAX_LEVEL + 1))
            self.put_on.show_choices(tuple((level_name(plan, at), str(at)) for at in levels))
            self.put_on.show_values(tuple({str(plan.zones[zone].level) for zone in zones}))
        selection = QItemSelection()
        for line in lines:
            selection.select(self.model.index(line, 0), self.model.index(line, PLACES))
        self._following = True
        model = self.table.selectionModel()
        model.select(selection, Flags.ClearAndSelect)
        if lines and model.currentIndex().row() not in lines:
            model.setCurrentIndex(self.model.index(lines[0], NAME), Flags.NoUpdate)
        self._following = False

    def _toggle(
        self,
        on: str,
        off: str,
        is_so: Callable[..., bool],
        edit: Callable[[Plan, Selection, bool], Edited],
    ) -> None:
        chosen = self.chosen()
        if not chosen:
            self.view.say("Select sections in the list first.")
            return
        already = all(is_so(self.document.plan.zones[place[0]]) for place in chosen)
        self.do(off if already else on, lambda plan: edit(plan, chosen, not already))
        self.refresh()

    def _layer(self, name: str) -> Selection:
        return on_layer(self.document.plan, name) or NOTHING

    def _rename(self, at: int, name: str) -> None:
        self.do("Rename section", lambda plan: rename_section(plan, ZoneAt(at), name))
        self.refresh()

    def _put_on(self, level: str) -> None:
        chosen = self.chosen()
        self.do("Set floor", lambda plan: set_level(plan, chosen, int(level)))
        self.refresh()

    def _see_floor(self, level: str) -> None:
        self._level = int(level) if level else None
        self.view.show_level(self._level)
        self.look_again()
