"""Till shifts: a drawer opened with a float, counted at the end, its cash carried to the safe."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.money import Money
from core.domain.payments.refusals import NoteNeeded, NotYourTill, TillClosedAlready, TillIsOpen
from core.domain.payments.states import Account, PaymentStatus, Provider, TillStatus
from core.domain.payments.till import NegativeCash, TillCash
from core.domain.staff import Permission, Role
from core.services.payments.journal import post
from core.services.requests import answered_before, subject_of
from core.services.work import Work
from db.changes import announce
from db.ids import new_id
from db.models import JournalEntry, Payment, Staff, TillShift


@dataclass(frozen=True, slots=True)
class TillRow:
    """One shift: `expected` is what must be in the drawer, now or when it was closed."""

    id: UUID
    drawer: str
    clerk: str
    status: TillStatus
    opened_at: datetime
    closed_at: datetime | None
    opening_float: Money
    cash_in: Money
    cash_out: Money
    expected: Money
    counted: Money | None
    difference: Money | None
    card_takings: Money
    sales: int
    note: str | None


_claim_drawer = (
    insert(TillShift)
    .on_conflict_do_nothing(
        index_elements=["tenant_id", "staff_id"],
        # A literal: in a prepared statement a bound word matches no partial index.
        index_where=text(f"status = '{TillStatus.OPEN.value}'"),
    )
    .returning(TillShift.id)
)


def open_till(work: Work, drawer: str, opening_float: Money, *, key: UUID) -> TillRow:
    """Open a shift of one's own with the counted float, taken from the safe.

    Refuses `TillIsOpen`, `NegativeCash`.
    """
    work.actor.require(Permission.RUN_A_TILL)
    if opening_float.amount < 0:
        raise NegativeCash("float", opening_float)
    shift_id = new_id()
    first = answered_before(
        work, key, "open_till", subject_id=shift_id, drawer=drawer, float=str(opening_float)
    )
    if first is not None:
        return till_summary(work.session, subject_of(first))
    row = {
        "id": shift_id,
        "staff_id": work.actor.staff_id,
        "drawer": drawer,
        "currency": opening_float.currency,
        "opening_float": opening_float.amount,
        "opened_at": work.now,
    }
    if work.session.execute(_claim_drawer, row).one_or_none() is None:
        open_now = open_till_of(work.session, work.actor.staff_id)
        raise TillIsOpen(*(open_now.drawer, open_now.opened_at) if open_now else (drawer, work.now))
    announce(work.session, "till_shifts")
    memo = f"Float of {drawer}"
    post(work, Account.CASH_DRAWER, Account.SAFE, opening_float, memo, till_shift_id=shift_id)
    work.session.flush()  # the summary below reads the float back from the journal
    return till_summary(work.session, shift_id)


def close_till(
    work: Work, shift_id: UUID, counted: Money, *, note: str | None = None, key: UUID
) -> TillRow:
    """Close a shift: post the difference to what was counted and carry the cash to the safe.

    A difference needs a note. Refuses `TillClosedAlready`, `NotYourTill`, `NoteNeeded`,
    `NegativeCash` and, for an unknown shift, `NotFound`.
    """
    work.actor.require(Permission.RUN_A_TILL)
    body: dict[str, object] = {"shift": shift_id, "counted": str(counted), "note": note}
    if answered_before(work, key, "close_till", subject_id=shift_id, **body) is not None:
        return till_summary(work.session, shift_id)
    shift = _lock_shift(work, shift_id)
    # Read after the lock: every payment of this shift holds it until it is in the journal.
    cash = till_summary(work.session, shift_id)
    reckoned = TillCash(cash.opening_float, cash.cash_in, cash.cash_out)
    difference = reckoned.difference(counted)
    if difference and not (note or "").strip():
        raise NoteNeeded(difference)
    shift.status = TillStatus.CLOSED
    shift.closed_at = work.now
    shift.counted_cash = counted.amount
    shift.expected_cash = reckoned.expected.amount
    shift.difference = difference.amount
    shift.note = note
    _post_closing(work, shift, counted, difference)
    work.session.flush()  # the row that is returned is read back
    return till_summary(work.session, shift_id)


def _lock_shift(work: Work, shift_id: UUID) -> TillShift:
    shift = work.session.get(
        TillShift, (work.actor.tenant_id, shift_id), with_for_update=True, populate_existing=True
    )
    if shift is None:
        raise NotFound("till shift", shift_id)
    if shift.staff_id != work.actor.staff_id and work.actor.role is not Role.MANAGER:
        raise NotYourTill(shift.drawer)
    if shift.status is TillStatus.CLOSED:
        raise TillClosedAlready(shift.drawer, shift.closed_at)
    return shift


def _post_closing(work: Work, shift: TillShift, counted: Money, difference: Money) -> None:
    drawer, off = Account.CASH_DRAWER, Account.CASH_DIFFERENCES
    memo = f"Count of {shift.drawer}"
    if difference.amount > 0:
        post(work, drawer, off, difference, memo, till_shift_id=shift.id)
    else:
        post(work, off, drawer, -difference, memo, till_shift_id=shift.id)
    memo = f"Cash of {shift.drawer} to the safe"
    post(work, Account.SAFE, drawer, counted, memo, till_shift_id=shift.id)


_cash_in = (
    select(func.coalesce(func.sum(JournalEntry.amount), Decimal(0)))
    .where(
        JournalEntry.till_shift_id == TillShift.id,
        JournalEntry.debit_account == Account.CASH_DRAWER,
        JournalEntry.credit_account.not_in([Account.SAFE, Account.CASH_DIFFERENCES]),
    )
    .scalar_subquery()
)
_cash_out = (
    select(func.coalesce(func.sum(JournalEntry.amount), Decimal(0)))
    .where(
        JournalEntry.till_shift_id == TillShift.id,
        JournalEntry.credit_account == Account.CASH_DRAWER,
        JournalEntry.debit_account.not_in([Account.SAFE, Account.CASH_DIFFERENCES]),
    )
    .scalar_subquery()
)
_taken = (
    select(
        func.count(func.distinct(Payment.booking_id)).label("sales"),
        func.coalesce(
            func.sum(Payment.amount).filter(Payment.payment_provider == Provider.TERMINAL),
            Decimal(0),
        ).label("cards"),
    )
    .where(
        Payment.till_shift_id == TillShift.id,
        Payment.status.in_([PaymentStatus.SUCCESS, PaymentStatus.REFUNDED]),
    )
    .lateral("taken")
)
_shifts = (
    select(
        TillShift,
        Staff.display_name,
        _cash_in.label("cash_in"),
        _cash_out.label("cash_out"),
        _taken.c.sales,
        _taken.c.cards,
    )
    .join(Staff, Staff.id == TillShift.staff_id)
    .join(_taken, _taken.c.sales >= 0)
    # Somebody else's change must be seen by whoever waited for it.
    .execution_options(populate_existing=True)
)


def till_summary(session: Session, shift_id: UUID) -> TillRow:
    """One shift with its takings so far; refuse `NotFound`."""
    rows = _read(session, _shifts.where(TillShift.id == shift_id))
    if not rows:
        raise NotFound("till shift", shift_id)
    return rows[0]


def open_till_of(session: Session, staff_id: UUID) -> TillRow | None:
    """The open shift of one member of staff, if any."""
    own = _shifts.where(TillShift.staff_id == staff_id, TillShift.status == TillStatus.OPEN)
    rows = _read(session, own)
    return rows[0] if rows else None


def list_tills(session: Session, *, limit: int = 50) -> list[TillRow]:
    """Shifts, the open ones first, then the latest."""
    order = (TillShift.status.desc(), TillShift.opened_at.desc())
    return _read(session, _shifts.order_by(*order).limit(limit))


def _read(session: Session, statement: Select[Any]) -> list[TillRow]:
    return [_till_row(row) for row in session.execute(statement)]


def _till_row(row: Row[Any]) -> TillRow:
    shift: TillShift = row[0]
    currency = shift.currency
    opening = Money(shift.opening_float, currency)
    cash = TillCash(opening, Money(row.cash_in, currency), Money(row.cash_out, currency))
    return TillRow(
        id=shift.id,
        drawer=shift.drawer,
        clerk=row.display_name,
        status=shift.status,
        opened_at=shift.opened_at,
        closed_at=shift.closed_at,
        opening_float=opening,
        cash_in=cash.cash_in,
        cash_out=cash.cash_out,
        expected=cash.expected,
        counted=_maybe(shift.counted_cash, currency),
        difference=_maybe(shift.difference, currency),
        card_takings=Money(row.cards, currency),
        sales=row.sales,
        note=shift.note,
    )


def _maybe(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)
