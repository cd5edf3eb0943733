"""The till shifts of all clerks, read only: the open ones first, then the latest."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from core.services.payments.till import TillRow, list_tills
from desktop.controls import Kind, Look, label
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.table import (
    Column,
    RecordTable,
    money_column,
    number_column,
    state_column,
    time_column,
)
from desktop.theme import space

KEY = "F8"
WIDTH, HEIGHT = 250, 90
"""In units of space, the least."""
NONE_YET = "No till was ever opened. Clerks open theirs at the box office."
NOTE = "Expected is what must be in the drawer, now or when it was counted."


def columns_of(clock: Callable[[], datetime]) -> list[Column[TillRow]]:
    """Who had which drawer and when, and whether what was counted is what must be there."""
    return [
        Column("Clerk", lambda one: one.clerk, strong=True),
        Column("Drawer", lambda one: one.drawer),
        state_column("Status", lambda one: one.status),
        time_column("Opened", lambda one: one.opened_at, clock),
        time_column("Closed", lambda one: one.closed_at, clock, hidden=True),
        money_column("Float", lambda one: one.opening_float),
        money_column("Cash in", lambda one: one.cash_in, hidden=True),
        money_column("Cash out", lambda one: one.cash_out, hidden=True),
        money_column("Expected", lambda one: one.expected),
        money_column("Counted", lambda one: one.counted),
        money_column("Difference", lambda one: one.difference),
        money_column("By card", lambda one: one.card_takings, hidden=True),
        number_column("Sales", lambda one: one.sales, hidden=True),
        Column("Note", lambda one: one.note, muted=True, stretch=True),
    ]


class TillsDialog(Dialog):
    """Read when it is opened."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], *, parent: QWidget | None = None
    ) -> None:
        super().__init__("Tills", parent=parent)
        self.setMinimumSize(space(WIDTH), space(HEIGHT))
        self.table: RecordTable[TillRow] = RecordTable(columns_of(clock), key=lambda one: one.id)
        self.table.setAccessibleName("Till shifts")
        self.told = label("", Look.MUTED, wrap=True)
        self.content.addWidget(self.table)
        self.content.addWidget(self.told)
        self.add_button("Close", self.accept, kind=Kind.PRIMARY)
        self.table.hide()
        desk.ask(self, list_tills, self._show)

    def _show(self, tills: Sequence[TillRow]) -> None:
        self.table.show_rows(tills)
        self.table.setVisible(bool(tills))
        self.told.setText(NOTE if tills else NONE_YET)
        if tills:
            self.table.setFocus()
