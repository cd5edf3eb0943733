"""Cancel an event: the sale ends at once, and whose money is still open is told."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.events import EVENT_MOVES, EventStatus
from core.domain.money import Money
from core.domain.moves import require_move
from core.domain.sales.refusals import MoneyStillOpen
from core.domain.sales.states import BookingStatus
from core.domain.staff import Permission
from core.services.events.price_levels import lock_seats_of
from core.services.sales.statements.release import RELEASE_OF_EVENT
from core.services.work import Work
from db.changes import announce_later
from db.joins import on
from db.models import Booking, Customer, Event, Party

CANCELLED = "The event was cancelled"
_CHANGED = ("bookings", "event_seats", "payments", "tickets")
_GIVEN_BACK = (BookingStatus.RESERVED, BookingStatus.PENDING)
_OPEN_MONEY = (BookingStatus.CONFIRMED, BookingStatus.PAID)


@dataclass(frozen=True, slots=True)
class OpenMoney:
    """A booking of a cancelled event whose money is to go back, or is not to be asked for."""

    booking_id: UUID
    number: str
    customer: str | None
    status: BookingStatus
    tickets: int
    total: Money


@dataclass(frozen=True, slots=True)
class CancelledEvent:
    """What the cancelling found: reservations released, and bookings whose money is open."""

    event_id: UUID
    title: str
    released: int
    open_money: tuple[OpenMoney, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What cancelling would do now: so many reservations released, and this money left open."""

    releasing: int
    open_money: tuple[OpenMoney, ...]


def cancelling_outlook(session: Session, event_id: UUID) -> Outlook:
    """What cancelling an event would do, before anybody does it."""
    given_back = session.scalar(
        select(func.count()).where(Booking.event_id == event_id, Booking.status.in_(_GIVEN_BACK))
    )
    return Outlook(given_back or 0, open_money(session, event_id))


def cancel_event(work: Work, event_id: UUID, *, leaving_money_open: bool = False) -> CancelledEvent:
    """Cancel an event and give its reservations and promises back; a repeat lists what is open.

    Refuses `MoneyStillOpen` while bookings are confirmed or paid, unless it is said that their
    money is settled afterwards; `IllegalMove` for an event that is completed; `NotFound`.
    """
    work.actor.require(Permission.CANCEL_EVENTS)
    event = work.session.get(
        Event,
        (work.actor.tenant_id, event_id),
        with_for_update={"key_share": True},
        populate_existing=True,
    )
    if event is None:
        raise NotFound("event", event_id)
    if event.status is EventStatus.CANCELLED:
        return CancelledEvent(event_id, event.title, 0, open_money(work.session, event_id))
    require_move(event.title, EVENT_MOVES, event.status, EventStatus.CANCELLED)
    # Whoever sells a seat holds it until they are done: behind them all, nothing is under way.
    lock_seats_of(work, event_id)
    released = _release(work, event_id)
    still = open_money(work.session, event_id)
    if still and not leaving_money_open:
        total = Money.total((one.total for one in still), event.currency)
        raise MoneyStillOpen(event.title, [one.number for one in still], total)
    event.status = EventStatus.CANCELLED
    return CancelledEvent(event_id, event.title, released, still)


def open_money(session: Session, event_id: UUID) -> tuple[OpenMoney, ...]:
    """The bookings of an event that are confirmed or paid, by number."""
    rows = session.execute(
        select(
            Booking.id,
            Booking.booking_number,
            Party.name,
            Booking.status,
            Booking.ticket_count,
            Booking.total_amount,
            Booking.currency,
        )
        .outerjoin(Customer, on(Customer.id, Booking.customer_id))
        .outerjoin(Party, on(Party.id, Customer.party_id))
        .where(Booking.event_id == event_id, Booking.status.in_(_OPEN_MONEY))
        .order_by(Booking.booking_number)
    )
    return tuple(
        OpenMoney(key, number, customer, status, tickets, Money(amount, currency))
        for key, number, customer, status, tickets, amount, currency in rows
    )


def _release(work: Work, event_id: UUID) -> int:
    params = {"of_event": event_id, "now": work.now, "why": CANCELLED}
    rows = work.session.connection().execute(RELEASE_OF_EVENT, params).all()
    if rows:
        announce_later(work.session, *_CHANGED, event_id=event_id)
    return sum(row.bookings for row in rows)
