"""Bank transfers: promised by a customer, trusted by a manager, booked when the money is there."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.money import Money
from core.domain.payments.states import (
    Account,
    BookingPayment,
    PaymentMethod,
    PaymentStatus,
    Provider,
)
from core.domain.sales.refusals import NothingToSettle, PaidAlready, ReferenceUsed
from core.domain.sales.states import BookingStatus
from core.domain.sales.terms import transfer_due
from core.domain.staff import Permission
from core.services.payments.journal import post
from core.services.sales.rows import Sale
from core.services.sales.settling import PaymentStep, sale_of, settle, try_to_settle
from core.services.sales.statements.money import Settlement
from core.services.sales.statements.settle import promise, settlement
from core.services.work import Work
from db.ids import new_id
from db.models import Booking, Event, JournalEntry, Payment, Tenant

_PROMISE = Settlement(
    use_case="promise_transfer",
    before=(BookingStatus.RESERVED,),
    after=BookingStatus.PENDING,
    paid=BookingPayment.PENDING,
    debit=Account.RECEIVABLES,
    method=PaymentMethod.BANK_TRANSFER,
    provider=Provider.BANK,
    received=False,
)
_TRUST = Settlement(
    use_case="trust_transfer",
    before=(BookingStatus.PENDING,),
    after=BookingStatus.CONFIRMED,
    paid=BookingPayment.PENDING,
    debit=Account.RECEIVABLES,
    method=PaymentMethod.BANK_TRANSFER,
    provider=Provider.BANK,
    promised=True,
    received=False,
)
_BOOK = Settlement(
    use_case="book_transfer",
    before=(BookingStatus.PENDING,),
    after=BookingStatus.PAID,
    paid=BookingPayment.COMPLETED,
    debit=Account.BANK,
    method=PaymentMethod.BANK_TRANSFER,
    provider=Provider.BANK,
    promised=True,
)
PROMISE = PaymentStep(_PROMISE, promise(_PROMISE))
TRUST = PaymentStep(_TRUST, settlement(_TRUST))
BOOK = PaymentStep(_BOOK, settlement(_BOOK))


_NEVER = (BookingStatus.RESERVED, BookingStatus.REFUNDED)


@dataclass(frozen=True, slots=True)
class BookedTransfer:
    """The booking after its money came; `refund_due` is what must go back, zero if it was sold."""

    sale: Sale
    refund_due: Money


def promise_transfer(work: Work, booking_id: UUID, *, key: UUID) -> Sale:
    """Keep a reservation's seats until the transfer is due: the end of that day where the event is.

    Refuses like `pay_cash`, without the till.
    """
    work.actor.require(Permission.SELL_SEATS)
    due = {"due": _due_at(work, booking_id), "their_reference": None}
    return settle(work, PROMISE, booking_id, asked={}, key=key, also=due)


def trust_transfer(work: Work, booking_id: UUID, *, key: UUID) -> Sale:
    """Confirm a promised booking before its money is there: a receivable.

    Refuses `NothingToSettle`, `ReservationLapsed`, `PaidAlready`.
    """
    work.actor.require(Permission.TRUST_A_TRANSFER)
    return settle(work, TRUST, booking_id, asked={}, key=key)


def book_transfer(
    work: Work, booking_id: UUID, *, reference: str | None = None, key: UUID
) -> BookedTransfer:
    """Book the money of a promised transfer, in full, however late it came.

    A booking whose seats are still its own is sold. Where they are gone, the money is a fact all
    the same: it is booked as a refund due. Refuses `NothingToSettle`, `PaidAlready` and, for a
    reference that another booking's money has, `ReferenceUsed`.
    """
    work.actor.require(Permission.BOOK_A_TRANSFER)
    asked = {"their_reference": reference}
    sale = try_to_settle(work, BOOK, booking_id, asked=asked, key=key)
    if sale is None:
        _book_afterwards(work, booking_id, reference)
        sale = sale_of(work, booking_id)
    return BookedTransfer(sale, _refund_due(work.session, sale))


def _due_at(work: Work, booking_id: UUID) -> datetime:
    days = func.coalesce(Event.transfer_due_days, Tenant.transfer_due_days)
    row = work.session.execute(
        select(days, Event.timezone)
        .join(Booking, and_(Booking.tenant_id == Event.tenant_id, Booking.event_id == Event.id))
        .join(Tenant, Tenant.tenant_id == Event.tenant_id)
        .where(Booking.id == booking_id)
    ).one_or_none()
    if row is None:
        raise NotFound("booking", booking_id)
    given, zone = row[0], ZoneInfo(row[1])
    last_day = transfer_due(work.now.astimezone(zone).date(), given)
    return datetime.combine(last_day + timedelta(days=1), time(), zone).astimezone(UTC)


def _book_afterwards(work: Work, booking_id: UUID, reference: str | None) -> None:
    """Book money for a booking that is confirmed already, or whose seats are gone."""
    booking = work.session.get(
        Booking, (work.actor.tenant_id, booking_id), with_for_update=True, populate_existing=True
    )
    if booking is None:
        raise NotFound("booking", booking_id)
    number, status = booking.booking_number, booking.status
    if status is BookingStatus.PAID:
        raise PaidAlready(number, booking.confirmed_at)
    if booking.payment_method is not PaymentMethod.BANK_TRANSFER or status in _NEVER:
        raise NothingToSettle(number, status, "no bank transfer was promised for it")
    _refuse_twice(work.session, booking, reference)
    payment = _received(work, booking, reference)
    credit = Account.REFUNDS_DUE
    if status is BookingStatus.CONFIRMED:
        credit = Account.RECEIVABLES
        booking.status, booking.payment_status = BookingStatus.PAID, BookingPayment.COMPLETED
    post(
        work,
        Account.BANK,
        credit,
        Money(payment.amount, payment.currency),
        f"Transfer for {number}",
        booking_id=booking.id,
        payment_id=payment.id,
        event_id=booking.event_id,
    )
    work.session.flush()  # the sale is read back from the rows


def _refuse_twice(session: Session, booking: Booking, reference: str | None) -> None:
    """The same money is booked once: a second transfer has a reference of its own."""
    booked = select(Payment.booking_id, Payment.processed_at).where(
        Payment.payment_provider == Provider.BANK, Payment.status == PaymentStatus.SUCCESS
    )
    if reference is not None:
        booked = booked.where(Payment.provider_transaction_id == reference)
    else:
        booked = booked.where(Payment.booking_id == booking.id)
    before = session.execute(booked.limit(1)).one_or_none()
    if before is None:
        return
    if before.booking_id == booking.id:
        raise PaidAlready(booking.booking_number, before.processed_at)
    raise ReferenceUsed(reference or "")


def _received(work: Work, booking: Booking, reference: str | None) -> Payment:
    """The promised payment, booked; a new one where the promise had been given up."""
    payment = work.session.scalars(
        select(Payment)
        .where(
            Payment.booking_id == booking.id,
            Payment.payment_provider == Provider.BANK,
            Payment.status == PaymentStatus.PENDING,
        )
        .with_for_update()
    ).one_or_none()
    if payment is None:
        payment = Payment(
            id=new_id(),
            booking_id=booking.id,
            customer_id=booking.customer_id,
            amount=booking.total_amount,
            currency=booking.currency,
            payment_method=PaymentMethod.BANK_TRANSFER,
            payment_provider=Provider.BANK,
            created_at=work.now,
        )
        work.session.add(payment)
    payment.status = PaymentStatus.SUCCESS
    payment.processed_at = work.now
    payment.provider_transaction_id = reference
    work.session.flush()  # the journal points to it
    return payment


def _refund_due(session: Session, sale: Sale) -> Money:
    """What was booked as owed back for this booking, from the journal."""
    currency = sale.booking.total.currency
    owed = session.scalar(
        select(func.sum(JournalEntry.amount)).where(
            JournalEntry.booking_id == sale.booking.id,
            JournalEntry.payment_id.is_not(None),
            JournalEntry.event_id == sale.booking.event_id,
            JournalEntry.credit_account == Account.REFUNDS_DUE,
        )
    )
    return Money(owed or Decimal(0), currency)
