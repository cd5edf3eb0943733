"""The price levels of an event: listed, added, changed, put on seats, removed."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.domain.money import Money
from core.services.events.changing_levels import SeatRow, rows_of_levels
from core.services.events.price_levels import PriceLevelRow, list_price_levels
from core.services.events.queries import EventRow
from desktop.controls import Kind, Look, button, label, row
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.operations import levels
from desktop.table import Column, RecordTable, money_column, number_column
from desktop.theme import space
from desktop.views.levels.forms import LevelForm, PlacesForm
from desktop.words import with_key

KEY = "Ctrl+L"
"""Opens the price levels from the screens of an event."""
WIDTH, HEIGHT = 170, 240
NEW_KEY, CHANGE_KEY, LAY_KEY, REMOVE_KEY = "F3", "F4", "F6", "F8"
COLUMNS: Sequence[Column[PriceLevelRow]] = (
    Column("Name", lambda level: level.name, stretch=True, strong=True),
    money_column("Price", lambda level: Money(level.base_price, level.currency)),
    number_column("Seats", lambda level: level.seats),
)


class PriceLevelsDialog(Dialog):
    """Enter changes the marked one; a refusal to remove one is said in place."""

    def __init__(self, desk: Desk, event: EventRow, *, parent: QWidget | None = None) -> None:
        super().__init__(f"Price levels of {event.title}", parent=parent)
        self.setMinimumWidth(space(WIDTH))
        self._desk, self._event = desk, event
        self._levels: Sequence[PriceLevelRow] = ()
        self.table = RecordTable(COLUMNS, key=lambda level: level.id)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(HEIGHT)
        self.none = label(
            "None yet. A price level is a name and a price for sections or rows.",
            Look.MUTED,
            wrap=True,
        )
        self.change = button(with_key("Change…", CHANGE_KEY), self.ask_change)
        self.lay = button(with_key("Put on seats…", LAY_KEY), self.ask_places)
        self.remove = button(with_key("Remove", REMOVE_KEY), self.remove_marked, kind=Kind.DANGER)
        below = row(self.change, self.lay, self.remove)
        below.addStretch(1)
        self.content.addWidget(self.none)
        self.content.addWidget(self.table)
        self.content.addLayout(below)
        self.content.addWidget(
            label(
                "Seats that are priced or sold keep their price. Price free seats anew on the "
                "event's screen, with F9.",
                Look.SMALL,
                wrap=True,
            )
        )
        self.add_button("Close", self.accept)
        self.new = self.add_button(
            with_key("New price level", NEW_KEY), self.ask_new, kind=Kind.PRIMARY
        )
        self.table.opened.connect(lambda _level: self.ask_change())
        for key, act in (
            (NEW_KEY, self.ask_new),
            (CHANGE_KEY, self.ask_change),
            (LAY_KEY, self.ask_places),
            (REMOVE_KEY, self.remove_marked),
        ):
            QShortcut(QKeySequence(key), self, act)
        self._show(())
        self.read()

    def read(self, mark: UUID | None = None) -> None:
        """Read the list, and mark this one."""

        def show(found: Sequence[PriceLevelRow]) -> None:
            self._show(found)
            if mark is not None:
                self.table.select_key(mark)

        event_id = self._event.id
        self._desk.ask(self, lambda session: list_price_levels(session, event_id), show)

    def ask_new(self) -> None:
        """Ask for a new level (F3)."""
        self._ask(None)

    def ask_change(self) -> None:
        """Ask how the marked level is changed (F4, or Enter)."""
        level = self.table.current_row()
        if level is not None:
            self._ask(level)

    def ask_places(self) -> None:
        """Ask which sections or rows the marked level goes on (F6)."""
        level, event_id = self.table.current_row(), self._event.id
        if level is None:
            return
        self.banner.hide()

        def show(rows: Sequence[SeatRow]) -> None:
            form = PlacesForm(self._desk, event_id, self._levels, rows, parent=self)
            form.level.set_value(level)
            form.laid.connect(lambda: self.read(level.id))
            form.open()

        self._desk.ask(self, lambda session: rows_of_levels(session, event_id), show)

    def remove_marked(self) -> None:
        """Remove the marked level, if nothing uses it (F8)."""
        level = self.table.current_row()
        if level is not None:
            self.banner.hide()
            self._desk.start(self, levels.remove(level), lambda _none: self.read())

    def _ask(self, changes: PriceLevelRow | None) -> None:
        self.banner.hide()
        form = LevelForm(self._desk, self._event, changes, parent=self)
        form.saved.connect(self.read)
        form.open()

    def _show(self, found: Sequence[PriceLevelRow]) -> None:
        self._levels = found
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        for one in (self.change, self.lay, self.remove):
            one.setVisible(bool(found))
        if found and self.table.current_row() is None:
            self.table.select_key(found[0].id)
        (self.table if found else self.new).setFocus()
