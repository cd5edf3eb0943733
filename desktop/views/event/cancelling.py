"""Cancelling an event: what it gives back, whose money stays open, and the last word."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from core.domain.money import Money
from core.services.events.queries import EventRow
from core.services.sales.cancelling_event import CancelledEvent, OpenMoney, Outlook
from desktop.controls import Kind, Look, label
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.operations.events import cancel
from desktop.table import Column, RecordTable, money_column, number_column, state_column
from desktop.theme import space
from desktop.words import count, money_text

WIDTH, HEIGHT = 640, 260
PLURAL = "reservations and promises"
COLUMNS: list[Column[OpenMoney]] = [
    Column("Booking", lambda one: one.number, strong=True),
    Column("Customer", lambda one: one.customer or "Walk-up", stretch=True),
    state_column("Status", lambda one: one.status),
    number_column("Tickets", lambda one: one.tickets),
    money_column("Total", lambda one: one.total),
]


class CancelDialog(Dialog):
    """Names what cancelling does; bookings with open money have to be agreed to by a tick."""

    cancelled = Signal(object)
    """The CancelledEvent."""

    def __init__(
        self, desk: Desk, event: EventRow, outlook: Outlook, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Cancel {event.title}?", parent=parent)
        self._desk, self._event = desk, event
        self.content.addWidget(label(consequence(outlook), wrap=True))
        self.table: RecordTable[OpenMoney] = RecordTable(COLUMNS, key=lambda one: one.booking_id)
        self.settle = QCheckBox("Their money is settled afterwards, booking by booking")
        if outlook.open_money:
            self._show_open(outlook.open_money, event.currency)
        self.keep = self.add_button("Keep the event", self.reject)
        self.submit = self.add_button("Cancel the event", self.start, kind=Kind.DANGER)
        self.keep.setDefault(True)
        self.settle.toggled.connect(self.submit.setEnabled)
        self.submit.setEnabled(not outlook.open_money)
        self.keep.setFocus()

    def start(self) -> None:
        """Cancel the event; the bookings that were named are settled afterwards."""
        self._desk.start(
            self,
            cancel(self._event, leaving_money_open=self.settle.isChecked()),
            self._done,
            pressed=self.submit,
        )

    def _done(self, done: CancelledEvent) -> None:
        self.cancelled.emit(done)
        self.accept()

    def _show_open(self, money: Sequence[OpenMoney], currency: str) -> None:
        self.setMinimumWidth(WIDTH)
        self.table.setMinimumHeight(min(HEIGHT, space(12) * (len(money) + 2)))
        self.table.setAccessibleName("Bookings whose money is open")
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.show_rows(money)
        self.content.addWidget(self.table)
        total = money_text(Money.total((one.total for one in money), currency))
        self.content.addWidget(label(f"{total} in all", Look.STRONG))
        self.content.addWidget(self.settle)


def consequence(outlook: Outlook) -> str:
    """What cancelling does, in sentences."""
    told = ["The sale ends at once and the event can't be put on sale again."]
    given_back, sold = outlook.releasing, len(outlook.open_money)
    if given_back:
        told.append(f"Given back: {count(given_back, 'reservation or promise', PLURAL)}.")
    if sold:
        told.append(f"Sold already, with money to be settled: {count(sold, 'booking')}.")
    else:
        told.append("Nobody has paid for it.")
    return " ".join(told)
