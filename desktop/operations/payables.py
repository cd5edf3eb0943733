"""What an office does to payables, as operations of the desk."""

from uuid import UUID

from core.domain.money import Money
from core.domain.payments.states import Account
from core.services.purchasing.payables import PayableRow
from core.services.purchasing.paying import book_supplier_refund, pay_payable
from desktop.desk import Operation
from desktop.words import money_text


def pay(
    owed: PayableRow, amount: Money, *, reference: str, source: Account, key: UUID
) -> Operation[PayableRow]:
    """Pay a supplier what is owed, or a part of it."""
    return Operation(
        lambda work: pay_payable(
            work, owed.id, amount, reference=reference or None, source=source, key=key
        ),
        said=lambda after: _paid(after, amount),
        doing="Paying the supplier",
    )


def take_back(
    owed: PayableRow, amount: Money, *, reference: str, key: UUID
) -> Operation[PayableRow]:
    """Book what a supplier paid back."""
    return Operation(
        lambda work: book_supplier_refund(
            work, owed.id, amount, reference=reference or None, key=key
        ),
        said=lambda after: f"{money_text(amount)} came back from {after.supplier}.",
        doing="Booking what came back",
    )


def _paid(after: PayableRow, amount: Money) -> str:
    told = f"{money_text(amount)} paid to {after.supplier}"
    return f"{told}, {money_text(after.open)} left." if after.open else f"{told}, all of it."
