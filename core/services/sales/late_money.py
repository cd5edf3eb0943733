"""A transfer that came late: it pays what is owed, takes the lapsed seats again, or is owed back.

Whatever came first, the money is a fact and is booked; docs/rules/reservations.md has the table.
"""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
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
from core.domain.sales.refusals import (
    ChangedMeanwhile,
    NothingToSettle,
    PaidAlready,
    ReferenceUsed,
)
from core.domain.sales.states import BookingStatus
from core.services.payments.journal import post
from core.services.sales.releasing import LAPSED
from core.services.sales.retaking import retake_seats
from core.services.sales.rows import Sale
from core.services.sales.settling import PaymentStep, sale_of, try_to_settle
from core.services.sales.statements.money import Settlement
from core.services.sales.statements.release import RELEASE_CLAIMED
from core.services.sales.statements.settle import settlement
from core.services.work import Work
from db.changes import announce_later
from db.hot import HotStatement
from db.ids import new_id
from db.models import Booking, Payment

_NEVER = (BookingStatus.RESERVED, BookingStatus.REFUNDED)
_GOOD = (BookingStatus.CONFIRMED, BookingStatus.PAID)


def retaken_step(book: Settlement) -> PaymentStep:
    """Build the step that settles a booking made for money that is there already."""
    again = replace(book, before=(BookingStatus.RESERVED,), promised=False, instead=True)
    return PaymentStep(again, HotStatement(settlement(again)))


def book_late(
    work: Work, step: PaymentStep, booking_id: UUID, *, reference: str | None, key: UUID
) -> Sale:
    """Book a transfer whose booking could not simply be settled; `key` is claimed already.

    Refuses `NothingToSettle`, `PaidAlready`, `ReferenceUsed` and, for an unknown booking,
    `NotFound`.
    """
    _close_lapsed(work, booking_id, key)
    booking = _lock(work, booking_id)
    _refuse(work.session, booking, reference)
    if booking.status is BookingStatus.CONFIRMED:
        _clear_receivable(work, booking, reference)
        return sale_of(work, booking_id)
    retaken = retake_seats(work, booking)
    if retaken is not None:
        asked = {"their_reference": reference}
        sale = try_to_settle(work, step, retaken, asked=asked, key=key)
        if sale is not None:
            return sale
        raise ChangedMeanwhile(booking.booking_number)
    _owe_back(work, booking, reference)
    return sale_of(work, booking_id)


def replacement_of(session: Session, booking_id: UUID) -> Booking | None:
    """The booking that took a lapsed one's seats again, if its money came late."""
    return session.scalars(select(Booking).where(Booking.replaces_id == booking_id)).one_or_none()


def _close_lapsed(work: Work, booking_id: UUID, key: UUID) -> None:
    """Do for a promise that is over what the clean-up would do: its seats are anybody's."""
    over = select(Booking.event_id).where(
        Booking.id == booking_id,
        Booking.status == BookingStatus.PENDING,
        Booking.reserved_until <= work.now,
    )
    event_id = work.session.scalar(over)
    if event_id is None:
        return
    params = {"key": key, "the_booking": booking_id, "now": work.now, "why": LAPSED}
    work.session.connection().execute(RELEASE_CLAIMED, params)
    changed = ("bookings", "event_seats", "payments", "tickets")
    announce_later(work.session, *changed, event_id=event_id)


def _lock(work: Work, booking_id: UUID) -> Booking:
    booking = work.session.get(
        Booking, (work.actor.tenant_id, booking_id), with_for_update=True, populate_existing=True
    )
    if booking is None:
        raise NotFound("booking", booking_id)
    return booking


def _refuse(session: Session, booking: Booking, reference: str | None) -> None:
    number, status = booking.booking_number, booking.status
    if status is BookingStatus.PAID:
        raise PaidAlready(number, booking.confirmed_at)
    if booking.payment_method is not PaymentMethod.BANK_TRANSFER or status in _NEVER:
        raise NothingToSettle(number, status, "no bank transfer was promised for it")
    again = replacement_of(session, booking.id)
    if again is not None and again.status in _GOOD:
        raise PaidAlready(again.booking_number, again.confirmed_at)
    _refuse_twice(session, booking, reference)


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


def _clear_receivable(work: Work, booking: Booking, reference: str | None) -> None:
    booking.status, booking.payment_status = BookingStatus.PAID, BookingPayment.COMPLETED
    _book(work, booking, _received(work, booking, reference), Account.RECEIVABLES)


def _owe_back(work: Work, booking: Booking, reference: str | None) -> None:
    _book(work, booking, _received(work, booking, reference), Account.REFUNDS_DUE)


def _book(work: Work, booking: Booking, payment: Payment, credit: Account) -> None:
    post(
        work,
        Account.BANK,
        credit,
        Money(payment.amount, payment.currency),
        f"Transfer for {booking.booking_number}",
        booking_id=booking.id,
        payment_id=payment.id,
        event_id=booking.event_id,
    )
    work.session.flush()  # the sale is read back from the rows


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
