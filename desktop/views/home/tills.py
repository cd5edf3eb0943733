"""The till shifts of all clerks, read only: the open ones first, then the latest."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from core.services.payments.till import TillRow, list_tills
from desktop.controls import Kind, Look, column, label
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
from desktop.views.refreshing import RefreshingView

KEY = "F8"
WIDTH, HEIGHT = 250, 90
"""In units of space, the least."""
NONE_YET = "No till was ever opened. Clerks open theirs at the box office."
MOST = 50
EARLIER = f"The latest {MOST} shifts are listed; there are earlier ones."
NOTE = "Expected is what must be in the drawer, now or when it was counted."


def columns_of(clock: Callable[[], datetime]) -> list[Column[TillRow]]:
    """Who had which drawer and when, and whether what was counted is what must be there."""
    return [
        Column("Clerk", lambda one: one.clerk, strong=True),
        Column("Drawer", lambda one: one.drawer),
        state_column("Status", lambda one: one.status),
        time_column("Opened", lambda one: one.opened_at, clock),
        time_column("Closed", lambda one: one.closed_at, clock, hidden=True),
        money_column("Float", lambda one: one.opening_float, spare=1),
        money_column("Cash in", lambda one: one.cash_in, hidden=True),
        money_column("Cash out", lambda one: one.cash_out, hidden=True),
        money_column("Expected", lambda one: one.expected),
        money_column("Counted", lambda one: one.counted),
        money_column("Difference", lambda one: one.difference),
        money_column("By card", lambda one: one.card_takings, hidden=True),
        number_column("Sales", lambda one: one.sales, hidden=True),
        Column("Note", lambda one: one.note, muted=True, stretch=True),
    ]


class TillShifts(RefreshingView):
    """The list, as tills are opened and counted and take money at any workstation."""

    tables = frozenset({"till_shifts", "payments"})

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        super().__init__(desk)
        self.table: RecordTable[TillRow] = RecordTable(columns_of(clock), key=lambda one: one.id)
        self.table.setAccessibleName("Till shifts")
        self.told = label("", Look.MUTED, wrap=True)
        lines = column(gap=3)
        lines.addWidget(self.table)
        lines.addWidget(self.told)
        self.setLayout(lines)
        self.table.hide()

    def refresh(self) -> None:
        self.ask(partial(list_tills, limit=MOST + 1), self._show)

    def _show(self, tills: Sequence[TillRow]) -> None:
        first = not self.table.records.rows
        self.table.show_rows(tills[:MOST])
        self.table.setVisible(bool(tills))
        note = f"{EARLIER} {NOTE}" if len(tills) > MOST else NOTE
        self.told.setText(note if tills else NONE_YET)
        if tills and first:
            self.table.setFocus()


class TillsDialog(Dialog):
    """Lists the shifts while it is open."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], *, parent: QWidget | None = None
    ) -> None:
        super().__init__("Tills", parent=parent)
        self.setMinimumSize(space(WIDTH), space(HEIGHT))
        self.shifts = TillShifts(desk, clock)
        self.content.addWidget(self.shifts)
        self.add_button("Close", self.accept, kind=Kind.PRIMARY)
