"""Why a payment step was not taken: asked only after the statement said no."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound, Refusal
from core.domain.events import EventStatus
from core.domain.money import MixedCurrencies, Money
from core.domain.payments.refusals import NoOpenTill
from core.domain.payments.states import TillStatus
from core.domain.sales.refusals import (
    ChangedMeanwhile,
    EventWasCancelled,
    NothingToSettle,
    PaidAlready,
    ReservationLapsed,
)
from core.domain.sales.states import BookingStatus
from core.domain.sales.terms import InsufficientCash
from core.domain.tickets.states import TicketStatus
from core.services.sales.statements.money import Settlement
from core.services.work import Work
from db.joins import on
from db.models import Booking, BookingItem, Event, Ticket, TillShift

Found = Row[*tuple[Any, ...]]
_booking = select(
    Booking.booking_number.label("number"),
    Booking.status,
    Booking.total_amount,
    Booking.currency,
    Booking.confirmed_at,
    Event.title,
    Event.status.label("event_status"),
).join(Event, on(Event.id, Booking.event_id))


def why_unpaid(work: Work, how: Settlement, booking_id: UUID, tendered: Money | None) -> Refusal:
    """Name what stands in the way: the booking, its event, its seats, the till, the cash."""
    row = work.session.execute(_booking.where(Booking.id == booking_id)).one_or_none()
    if row is None:
        return NotFound("booking", booking_id)
    return (
        _state(row, how)
        or _seats(work.session, row, booking_id)
        or (_till(work, row) if how.on_till else None)
        or _cash(row, tendered)
        or ChangedMeanwhile(row.number)
    )


def _state(row: Found, how: Settlement) -> Refusal | None:
    status: BookingStatus = row.status
    if status in how.before or (how.on_till and status is BookingStatus.CONFIRMED):
        return EventWasCancelled(row.title) if row.event_status is EventStatus.CANCELLED else None
    if status is BookingStatus.CONFIRMED:
        return NothingToSettle(row.number, status, "its transfer is trusted and waited for")
    if status is BookingStatus.PAID:
        return PaidAlready(row.number, row.confirmed_at)
    if status is BookingStatus.CANCELLED:
        return ReservationLapsed(row.number)
    wanted = " or ".join(state.value.lower() for state in how.before)
    return NothingToSettle(row.number, status, f"this step needs one that is {wanted}")


def _seats(session: Session, row: Found, booking_id: UUID) -> Refusal | None:
    lost = session.execute(
        select(BookingItem.section, BookingItem.row, BookingItem.seat_number)
        .join(Ticket, on(Ticket.id, BookingItem.ticket_id))
        .where(Ticket.booking_id == booking_id, Ticket.status == TicketStatus.CANCELLED)
        .order_by(BookingItem.section, BookingItem.row, BookingItem.seat_number)
    ).all()
    if not lost:
        return None
    return ReservationLapsed(row.number, [f"{section} {r}-{seat}" for section, r, seat in lost])


def _till(work: Work, row: Found) -> Refusal | None:
    own = select(TillShift.id).where(
        TillShift.staff_id == work.actor.staff_id,
        TillShift.status == TillStatus.OPEN,
        TillShift.currency == row.currency,
    )
    if work.session.scalar(own) is None:
        return NoOpenTill(work.actor.display_name, row.currency)
    return None


def _cash(row: Found, tendered: Money | None) -> Refusal | None:
    if tendered is None:
        return None
    if tendered.currency != row.currency:
        return MixedCurrencies(tendered.currency, row.currency)
    due = Money(row.total_amount, row.currency)
    return InsufficientCash(due, tendered) if tendered < due else None
