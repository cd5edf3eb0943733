"""Asks how much goes to a supplier or came back from one, and by which way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.money import Money
from core.domain.payments.states import Account
from core.services.purchasing.payables import PayableRow
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, label
from desktop.desk import Desk, Operation
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, MoneyEdit, Pick
from desktop.operations import payables
from desktop.views.purchasing.payable_standing import ACCOUNTS
from desktop.words import money_text


class PayableDialog(Dialog):
    """Pays what is open of a payable, or books a credit that came back; the whole by default."""

    booked = Signal(object)
    """The payable afterwards."""

    def __init__(self, desk: Desk, owed: PayableRow, *, parent: QWidget | None = None) -> None:
        self._back = not owed.open
        title = f"Money back from {owed.supplier}" if self._back else f"Pay {owed.supplier}"
        super().__init__(title, parent=parent)
        self._desk, self._owed = desk, owed
        self._attempts = Attempts()
        self._most = owed.credit if self._back else owed.open
        self.amount = MoneyEdit(self._most.currency, self._most)
        self.source: Pick[Account] = Pick([(word, one) for one, word in ACCOUNTS.items()])
        self.reference = QLineEdit()
        self.reference.setPlaceholderText("As it stands on the bank statement")
        self.content.addWidget(label(self._what(), Look.MUTED, wrap=True))
        self._form = Form()
        amount = Field("Amount", self.amount, required=True, check=self._amount_wrong)
        if self._back:
            self._form.add_row(amount)
        else:
            self._form.add_row(amount, Field("From", self.source))
        self._form.add_row(Field("Reference", self.reference))
        self.content.addWidget(self._form)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("", self.start, kind=Kind.PRIMARY)
        self.amount.textChanged.connect(lambda _text: self._name_button())
        self._name_button()
        self.amount.setFocus()

    def start(self) -> None:
        """Book it, if the amount can be read."""
        amount = self.amount.money()
        if not self._form.check() or amount is None:
            return
        self._desk.start(
            self,
            self._operation(amount),
            self._finish,
            pressed=self.submit,
        )

    def _operation(self, amount: Money) -> Operation[PayableRow]:
        reference = self.reference.text().strip()
        source = self.source.value() or Account.BANK
        key = self._attempts.key_for(amount, reference, source)
        if self._back:
            return payables.take_back(self._owed, amount, reference=reference, key=key)
        return payables.pay(self._owed, amount, reference=reference, source=source, key=key)

    def _finish(self, after: PayableRow) -> None:
        self.booked.emit(after)
        self.accept()

    def _what(self) -> str:
        owed = self._owed
        order = owed.order_number or "This order"
        if self._back:
            return f"{order}: {money_text(self._most)} of ours is still with the supplier."
        return f"{order}: {money_text(self._most)} of {money_text(owed.amount)} is open."

    def _amount_wrong(self) -> str:
        amount = self.amount.money()
        if amount is None:
            return ""
        if amount.amount <= 0:
            return "More than nothing, please."
        return f"At most {money_text(self._most)}." if amount > self._most else ""

    def _name_button(self) -> None:
        amount = self.amount.money()
        much = f" {money_text(amount)}" if amount is not None else ""
        self.submit.setText(f"Book{much} as paid back" if self._back else f"Pay{much}")
