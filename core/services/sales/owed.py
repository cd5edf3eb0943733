"""Take at the counter what a confirmed booking still owes: its trusted transfer never came."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.domain.events import EventStatus
from core.domain.money import Money
from core.domain.payments.states import (
    Account,
    BookingPayment,
    PaymentStatus,
    TillStatus,
)
from core.domain.sales.states import BookingStatus
from core.services.payments.journal import post
from core.services.sales.statements.money import PAID_INSTEAD, Settlement
from core.services.work import Work
from db.ids import new_id
from db.joins import on
from db.models import Booking, Event, Payment, TillShift


def take_owed(work: Work, how: Settlement, booking_id: UUID, asked: dict[str, Any]) -> bool:
    """Book the money into one's own till against the receivable; False where that can't be.

    The caller has claimed the key, and names the reason. The till comes before the booking, as in
    every sale, so that nobody waits in a circle.
    """
    till = work.session.scalars(
        select(TillShift)
        .where(TillShift.staff_id == work.actor.staff_id, TillShift.status == TillStatus.OPEN)
        .with_for_update(read=True)
    ).one_or_none()
    if till is None:
        return False
    booking = _lock_owing(work.session, booking_id)
    if booking is None or booking.currency != till.currency or not _enough(booking, asked):
        return False
    _give_promise_up(work.session, booking_id)
    booking.status, booking.payment_status = BookingStatus.PAID, BookingPayment.COMPLETED
    booking.payment_method = how.method
    if booking.total_amount:
        _take(work, how, booking, till, asked)
    work.session.flush()  # the sale is read back from the rows
    return True


def _lock_owing(session: Session, booking_id: UUID) -> Booking | None:
    return session.scalars(
        select(Booking)
        .join(Event, on(Event.id, Booking.event_id))
        .where(
            Booking.id == booking_id,
            Booking.status == BookingStatus.CONFIRMED,
            Event.status != EventStatus.CANCELLED,
        )
        .with_for_update(of=Booking)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _enough(booking: Booking, asked: dict[str, Any]) -> bool:
    if asked["cash_tendered"] is None:
        return True
    given = Money(asked["cash_tendered"], asked["cash_currency"])
    return given.currency == booking.currency and given.amount >= booking.total_amount


def _give_promise_up(session: Session, booking_id: UUID) -> None:
    session.execute(
        update(Payment)
        .where(Payment.booking_id == booking_id, Payment.status == PaymentStatus.PENDING)
        .values(status=PaymentStatus.FAILED, failure_reason=PAID_INSTEAD),
        execution_options={"synchronize_session": False},
    )


def _take(
    work: Work, how: Settlement, booking: Booking, till: TillShift, asked: dict[str, Any]
) -> None:
    due = Money(booking.total_amount, booking.currency)
    tendered = asked["cash_tendered"]
    payment = Payment(
        id=new_id(),
        booking_id=booking.id,
        customer_id=booking.customer_id,
        amount=due.amount,
        currency=due.currency,
        payment_method=how.method,
        payment_provider=how.provider,
        provider_transaction_id=asked["their_reference"],
        status=PaymentStatus.SUCCESS,
        processed_at=work.now,
        till_shift_id=till.id,
        tendered=tendered,
        change_given=None if tendered is None else tendered - due.amount,
        created_at=work.now,
    )
    work.session.add(payment)
    work.session.flush()  # the journal points to it
    post(
        work,
        how.debit,
        Account.RECEIVABLES,
        due,
        f"Sale {booking.booking_number}, owed until now",
        booking_id=booking.id,
        payment_id=payment.id,
        event_id=booking.event_id,
        till_shift_id=till.id,
    )
