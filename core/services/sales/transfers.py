"""Bank transfers: promised by a customer, trusted by a manager, booked when the money is there."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from core.domain.errors import NotFound
from core.domain.money import Money
from core.domain.payments.states import (
    Account,
    BookingPayment,
    PaymentMethod,
    Provider,
)
from core.domain.sales.refusals import NobodyToRemind
from core.domain.sales.states import BookingStatus
from core.domain.sales.terms import TooLateToTransfer, transfer_due
from core.domain.staff import Permission
from core.services.sales.late_money import book_late, replacement_of, retaken_step
from core.services.sales.queries import one_booking
from core.services.sales.rows import Sale
from core.services.sales.settling import PaymentStep, sale_of, settle, try_to_settle
from core.services.sales.standing import refund_due
from core.services.sales.statements.money import Settlement
from core.services.sales.statements.settle import promise, settlement
from core.services.work import Work
from db.hot import HotStatement
from db.joins import on
from db.models import Booking, Event, Tenant

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
PROMISE = PaymentStep(_PROMISE, HotStatement(promise(_PROMISE)))
TRUST = PaymentStep(_TRUST, HotStatement(settlement(_TRUST)))
BOOK = PaymentStep(_BOOK, HotStatement(settlement(_BOOK)))
BOOK_RETAKEN = retaken_step(_BOOK)


@dataclass(frozen=True, slots=True)
class BookedTransfer:
    """The booking after its money came; `refund_due` is what must go back, zero if it was sold.

    `instead_of` is the number of the lapsed booking whose seats this one took again.
    """

    sale: Sale
    refund_due: Money
    instead_of: str | None = None


def promise_transfer(work: Work, booking_id: UUID, *, key: UUID) -> Sale:
    """Keep a reservation's seats until the transfer is due, at the latest until the event begins.

    It is due at the end of a day where the event is. Refuses like `pay_cash`, without the till,
    `TooLateToTransfer`, and `NobodyToRemind` for a walk-up's (`name_buyer` gives it a customer).
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

    A booking whose seats are still its own is sold. One that has lapsed takes the same seats again
    if every one of them is free: a new booking with new tickets at the promised prices. If not, the
    money is a fact all the same: it is booked as a refund due. Refuses `NothingToSettle`,
    `PaidAlready` and, for a reference that another booking's money has, `ReferenceUsed`.
    """
    work.actor.require(Permission.BOOK_A_TRANSFER)
    asked = {"their_reference": reference}
    sale = try_to_settle(work, BOOK, booking_id, asked=asked, key=key)
    if sale is None:
        sale = book_late(work, BOOK_RETAKEN, booking_id, reference=reference, key=key)
    elif sale.booking.status is BookingStatus.CANCELLED:  # a repeat: it may have been replaced
        again = replacement_of(work.session, booking_id)
        sale = sale if again is None else sale_of(work, again.id)
    replaced = sale.booking.id != booking_id
    instead_of = one_booking(work.session, booking_id).number if replaced else None
    return BookedTransfer(sale, refund_due(work.session, sale.booking), instead_of)


def _due_at(work: Work, booking_id: UUID) -> datetime:
    days = func.coalesce(Event.transfer_due_days, Tenant.transfer_due_days)
    row = work.session.execute(
        select(
            days.label("given"),
            Event.timezone,
            Event.start_datetime.label("start"),
            Event.title,
            Booking.status,
            Booking.customer_id,
            Booking.booking_number.label("number"),
        )
        .join(Booking, on(Booking.event_id, Event.id))
        .join(Tenant, Tenant.tenant_id == Event.tenant_id)
        .where(Booking.id == booking_id)
    ).one_or_none()
    if row is None:
        raise NotFound("booking", booking_id)
    start: datetime = row.start
    if row.status is BookingStatus.RESERVED:
        if start <= work.now:
            raise TooLateToTransfer(row.title)
        if row.customer_id is None:
            raise NobodyToRemind(row.number)
    zone = ZoneInfo(row.timezone)
    last_day = transfer_due(work.now.astimezone(zone).date(), row.given)
    midnight = datetime.combine(last_day + timedelta(days=1), time(), zone)
    return min(midnight.astimezone(UTC), start)
