"""Pay suppliers what is owed to them, in parts or in full, and take back what they owe us."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from core.domain.errors import NotFound
from core.domain.money import Money
from core.domain.moves import require_move
from core.domain.payments.states import Account
from core.domain.purchasing.refusals import (
    NoSourceOfMoney,
    NothingPaid,
    PayableClosed,
    PaysTooMuch,
)
from core.domain.purchasing.states import PAYABLE_MOVES, PayableStatus
from core.domain.staff import Permission
from core.services.payments.journal import post
from core.services.purchasing.payables import PAID_FROM, PayableRow, one_payable
from core.services.requests import answered_before
from core.services.work import Work
from db.models import Payable, PurchaseOrder


def pay_payable(
    work: Work,
    payable_id: UUID,
    amount: Money,
    *,
    reference: str | None = None,
    source: Account = Account.BANK,
    key: UUID,
) -> PayableRow:
    """Pay a supplier what is owed for one order, or a part of it, from the bank or the safe.

    Refuses `NoSourceOfMoney`, `NothingPaid`, `PaysTooMuch`, `PayableClosed`, `MixedCurrencies` and,
    for an unknown payable, `NotFound`.
    """
    work.actor.require(Permission.PAY_SUPPLIERS)
    asked = [str(payable_id), str(amount), reference, source]
    if answered_before(work, key, "pay_payable", asked=asked) is not None:
        return one_payable(work.session, payable_id)
    if source not in PAID_FROM:
        raise NoSourceOfMoney(source)
    owed, number = _lock(work, payable_id)
    if owed.status is not PayableStatus.PENDING:
        raise PayableClosed(number, owed.status)
    still = Money(owed.amount - owed.paid_amount, owed.currency)
    if amount > still:
        raise PaysTooMuch(number, still, amount)
    if amount.amount <= 0:
        raise NothingPaid(amount)
    owed.paid_amount += amount.amount
    if amount == still:
        close_paid(work, owed, number)
        owed.payment_transaction_id = reference
    memo = f"{number} paid, {reference}" if reference else f"{number} paid"
    post(work, Account.PAYABLES, source, amount, memo, purchase_order_id=owed.purchase_order_id)
    work.session.flush()  # the row is read back
    return one_payable(work.session, payable_id)


def book_supplier_refund(
    work: Work, payable_id: UUID, amount: Money, *, reference: str | None = None, key: UUID
) -> PayableRow:
    """Book what a supplier paid back into the bank: the credit of a cancelled order, or a part.

    Refuses `NothingPaid`, `PaysTooMuch`, `MixedCurrencies` and, for an unknown payable, `NotFound`.
    """
    work.actor.require(Permission.PAY_SUPPLIERS)
    asked = [str(payable_id), str(amount), reference]
    if answered_before(work, key, "book_supplier_refund", asked=asked) is not None:
        return one_payable(work.session, payable_id)
    owed, number = _lock(work, payable_id)
    credit = Money(max(owed.paid_amount - owed.amount, Decimal(0)), owed.currency)
    if amount > credit:
        raise PaysTooMuch(number, credit, amount)
    if amount.amount <= 0:
        raise NothingPaid(amount)
    owed.paid_amount -= amount.amount
    memo = f"{number} paid back, {reference}" if reference else f"{number} paid back"
    post(
        work,
        Account.BANK,
        Account.PAYABLES,
        amount,
        memo,
        purchase_order_id=owed.purchase_order_id,
    )
    work.session.flush()  # the row is read back
    return one_payable(work.session, payable_id)


def close_paid(work: Work, owed: Payable, number: str) -> None:
    """Mark a payable as paid in full; the caller holds its lock."""
    require_move(f"The payable of {number}", PAYABLE_MOVES, owed.status, PayableStatus.PAID)
    owed.status, owed.paid_at = PayableStatus.PAID, work.now


def _lock(work: Work, payable_id: UUID) -> tuple[Payable, str]:
    owed = work.session.get(
        Payable, (work.actor.tenant_id, payable_id), with_for_update=True, populate_existing=True
    )
    if owed is None:
        raise NotFound("payable", payable_id)
    number = work.session.scalar(
        select(PurchaseOrder.po_number).where(PurchaseOrder.id == owed.purchase_order_id)
    )
    return owed, number or "this order"
