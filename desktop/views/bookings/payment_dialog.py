"""Takes the money of a booking that was made earlier: its transfer, or cash or card instead."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from core.domain.payments.states import PaymentMethod
from core.services.sales.rows import BookingRow
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, label
from desktop.desk import Desk, Operation
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, Pick
from desktop.operations.bookings import book_money
from desktop.operations.sales import take_card, take_cash
from desktop.views.box_office.cash import CashBox
from desktop.words import count, money_text

WORDS = {
    PaymentMethod.BANK_TRANSFER: "Bank transfer",
    PaymentMethod.CASH: "Cash, into my till",
    PaymentMethod.CREDIT_CARD: "Card terminal",
}
LATE = (
    "The promise has lapsed. If every one of its seats is still free they are sold again under a "
    "new number; if not, the money is booked as owed to the customer."
)


class PaymentDialog(Dialog):
    """Asks how the money came; `taken` carries the Sale or the BookedTransfer."""

    taken = Signal(object)

    def __init__(
        self,
        desk: Desk,
        booking: BookingRow,
        ways: Sequence[PaymentMethod],
        *,
        late: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Payment for {booking.number}", parent=parent)
        self._desk, self._booking = desk, booking
        self._attempts = Attempts()
        self.way: Pick[PaymentMethod] = Pick([(WORDS[way], way) for way in ways])
        self.reference, self.receipt, self.cash = QLineEdit(), QLineEdit(), CashBox()
        self.reference.setPlaceholderText("As it stands on the bank statement")
        self.cash.ask_for(booking.total)
        self._receipt = Field("Number on the terminal's receipt", self.receipt, required=True)
        self._pages = QStackedWidget()
        self._at = {
            PaymentMethod.BANK_TRANSFER: Field("Reference", self.reference),
            PaymentMethod.CASH: self.cash,
            PaymentMethod.CREDIT_CARD: self._receipt,
        }
        self._lay_out(late=late)
        self._follow_way()

    def start(self) -> None:
        """Take the money, if all is there."""
        operation = self._operation()
        if operation is None:
            return
        self._desk.start(self, operation, self._done, pressed=self.submit)

    def _operation(self) -> Operation[Any] | None:
        booking, way = self._booking, self.way.value()
        if way is PaymentMethod.CASH:
            given = self.cash.checked()
            if given is None:
                return None
            return take_cash(booking, given, key=self._attempts.key_for(way, given))
        if way is PaymentMethod.CREDIT_CARD:
            number = self.receipt.text().strip()
            if not self._receipt.check():
                self.receipt.setFocus()
                return None
            return take_card(booking, number, key=self._attempts.key_for(way, number))
        reference = self.reference.text().strip()
        return book_money(booking, reference, key=self._attempts.key_for(way, reference))

    def _done(self, result: object) -> None:
        self.taken.emit(result)
        self.accept()

    def _follow_way(self) -> None:
        way = self.way.value() or PaymentMethod.BANK_TRANSFER
        page = self._at[way]
        self._pages.setCurrentWidget(page)
        total = money_text(self._booking.total)
        verb = "Book" if way is PaymentMethod.BANK_TRANSFER else "Take"
        self.submit.setText(f"{verb} {total}")
        fields = {PaymentMethod.CASH: self.cash.given, PaymentMethod.CREDIT_CARD: self.receipt}
        fields.get(way, self.reference).setFocus()

    def _lay_out(self, *, late: bool) -> None:
        booking = self._booking
        tickets = count(booking.ticket_count, "ticket")
        told = f"{tickets} for {booking.event}, {money_text(booking.total)}."
        self.content.addWidget(label(told, Look.MUTED, wrap=True))
        if late:
            self.content.addWidget(label(LATE, wrap=True))
        form = Form()
        form.add_row(Field("How it is paid", self.way))
        self.content.addWidget(form)
        for page in self._at.values():
            self._pages.addWidget(page)
        self.content.addWidget(self._pages)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("", self.start, kind=Kind.PRIMARY)
        self.way.currentIndexChanged.connect(lambda _at: self._follow_way())
