"""One payable in the side panel: what is owed, what went to the supplier, and the next step."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.services.purchasing.payables import PayableRow, SupplierPayment
from desktop.controls import Kind, button
from desktop.theme import space
from desktop.views.purchasing.order_panel import STEP_KEY, chip_line
from desktop.views.purchasing.payable_standing import ACCOUNTS, standing_chip, standing_of
from desktop.widgets.facts import Facts, Pairs
from desktop.words import date_text, money_text, when_text


class PayablePanel(QWidget):
    """Shows a payable; paying goes out by signal, and so does the way to its order."""

    pay_wanted = Signal()
    order_wanted = Signal()

    def __init__(
        self,
        owed: PayableRow,
        payments: Sequence[SupplierPayment],
        now: datetime,
        *,
        may_pay: bool,
    ) -> None:
        super().__init__()
        self.owed = owed
        self.facts = Facts()
        self.pay: QPushButton | None = None
        if may_pay and (owed.open or owed.credit):
            words = f"Pay {money_text(owed.open)}…" if owed.open else "Book money back…"
            self.pay = button(words, self.pay_wanted.emit, kind=Kind.PRIMARY)
            self.pay.setToolTip(STEP_KEY)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(4))
        layout.addWidget(chip_line(standing_chip(standing_of(owed, now.date()))))
        layout.addWidget(self.facts)
        layout.addStretch(1)
        if self.pay is not None:
            layout.addWidget(self.pay)
        if owed.order_id is not None:
            layout.addWidget(button("Show the order", self.order_wanted.emit, kind=Kind.QUIET))
        self.facts.show_groups(
            ("", payable_facts(owed)),
            ("Payments", [pair for each in payments for pair in _payment(each, now)]),
        )


def payable_facts(owed: PayableRow) -> Pairs:
    """What a payable comes to; only what there is."""
    pairs = [
        ("Order", owed.order_number),
        ("Invoice", owed.invoice_number or ""),
        ("Due", date_text(owed.due)),
        ("Amount", money_text(owed.amount)),
        ("Paid", money_text(owed.paid) if owed.paid else ""),
        ("Open", money_text(owed.open) if owed.open else ""),
        ("Owed to us", money_text(owed.credit) if owed.credit else ""),
    ]
    return [pair for pair in pairs if pair[1]]


def _payment(each: SupplierPayment, now: datetime) -> Pairs:
    way = ACCOUNTS.get(each.account, each.account.value.capitalize())
    return [
        (f"{when_text(each.at, now)}, {way}", money_text(each.amount)),
        ("", each.memo),
    ]
