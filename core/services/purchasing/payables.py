"""What is owed to suppliers, what went to them, and the figures of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Row, Select, case, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.purchasing.states import PayableStatus
from db.joins import on
from db.models import JournalEntry, Party, Payable, PurchaseOrder, Supplier

SOON = timedelta(days=7)
PAID_FROM = {Account.BANK, Account.SAFE}


@dataclass(frozen=True, slots=True)
class PayableRow:
    """One payable: `open` is still to be paid; `credit` the supplier owes back."""

    id: UUID
    order_id: UUID | None
    order_number: str
    supplier_id: UUID
    supplier: str
    invoice_number: str | None
    amount: Money
    paid: Money
    due: date
    status: PayableStatus
    paid_at: datetime | None

    @property
    def open(self) -> Money:
        return max(self.amount - self.paid, Money.zero(self.amount.currency))

    @property
    def credit(self) -> Money:
        return max(self.paid - self.amount, Money.zero(self.amount.currency))


@dataclass(frozen=True, slots=True)
class SupplierPayment:
    """One movement of a payable, from the journal; below zero the supplier paid back."""

    at: datetime
    amount: Money
    account: Account
    memo: str
    by: str


@dataclass(frozen=True, slots=True)
class PayableFigures:
    """What stands at the head of the payables, in one currency; `due_soon` is within a week."""

    open: Money
    overdue: Money
    due_soon: Money
    credit: Money


_payables = (
    select(Payable, PurchaseOrder.po_number, Party.name)
    .join(Supplier, on(Supplier.id, Payable.supplier_id))
    .join(Party, on(Party.id, Supplier.party_id))
    .outerjoin(PurchaseOrder, on(PurchaseOrder.id, Payable.purchase_order_id))
    # Somebody else's payment must be seen by whoever waited for it.
    .execution_options(populate_existing=True)
)


def one_payable(session: Session, payable_id: UUID) -> PayableRow:
    """One payable; refuse `NotFound`."""
    rows = _read(session, _payables.where(Payable.id == payable_id))
    if not rows:
        raise NotFound("payable", payable_id)
    return rows[0]


def list_payables(session: Session, *, limit: int = 500) -> list[PayableRow]:
    """Payables, those to be paid first, the longest due on top; then the others, latest first."""
    open_first = case((Payable.status == PayableStatus.PENDING, Payable.due_date))
    order = (open_first.asc().nulls_last(), Payable.due_date.desc(), Payable.id)
    return _read(session, _payables.order_by(*order).limit(limit))


def payments_of(session: Session, payable_id: UUID) -> list[SupplierPayment]:
    """What went to the supplier for one payable, and came back, in order."""
    entry = JournalEntry
    rows = session.scalars(
        select(entry)
        .join(Payable, on(Payable.purchase_order_id, entry.purchase_order_id))
        .where(Payable.id == payable_id)
        .order_by(entry.posted_at, entry.id)
    )
    return [_payment(row) for row in rows if PAID_FROM & {row.debit_account, row.credit_account}]


def payable_figures(session: Session, *, today: date, currency: str) -> PayableFigures:
    """The sums of all payables in one currency; `today` is the day where the agency is."""
    rows = _read(session, _payables.where(Payable.currency == currency))

    def total(until: date) -> Money:
        return Money.total((row.open for row in rows if row.due < until), currency)

    overdue = total(today)
    return PayableFigures(
        open=total(date.max),
        overdue=overdue,
        due_soon=total(today + SOON) - overdue,
        credit=Money.total((row.credit for row in rows), currency),
    )


def _payment(entry: JournalEntry) -> SupplierPayment:
    amount = Money(entry.amount, entry.currency)
    paid = entry.debit_account is Account.PAYABLES
    return SupplierPayment(
        at=entry.posted_at,
        amount=amount if paid else -amount,
        account=entry.credit_account if paid else entry.debit_account,
        memo=entry.memo,
        by=entry.posted_by,
    )


def _read(session: Session, statement: Select[Payable, str, str]) -> list[PayableRow]:
    return [_row(row) for row in session.execute(statement)]


def _row(row: Row[Payable, str, str]) -> PayableRow:
    owed: Payable = row[0]
    return PayableRow(
        id=owed.id,
        order_id=owed.purchase_order_id,
        order_number=row.po_number or "",
        supplier_id=owed.supplier_id,
        supplier=row.name,
        invoice_number=owed.invoice_number,
        amount=Money(owed.amount, owed.currency),
        paid=Money(owed.paid_amount, owed.currency),
        due=owed.due_date,
        status=owed.status,
        paid_at=owed.paid_at,
    )
