"""The tickets that a seat had before: whose they were, and how, when and by whom they ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Interval,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    func,
    literal,
    null,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session, aliased

from core.domain.money import Money
from core.domain.sales.states import BookingStatus
from core.domain.staff import Actor, Permission
from core.domain.tickets.states import TicketStatus
from db.joins import on
from db.models import AuditEntry, Booking, Customer, Party, Staff, Ticket

MOST_TICKETS = 20
# Entries of one transaction are found by their time, which has an index, and told by its number.
_NEAR = literal(timedelta(seconds=10), Interval())


@dataclass(frozen=True, slots=True)
class EarlierTicket:
    """A ticket of the seat that is dead; `was_sold` tells it from a reservation that ended.

    `holder` is None for a walk-up and for those who may not see customers, `ended_by` for those who
    may not see history; `reason` is the booking's, where all of it was cancelled.
    """

    number: str
    booking: str
    booking_status: BookingStatus
    holder: str | None
    status: TicketStatus
    was_sold: bool
    price: Money
    ended_at: datetime | None
    ended_by: str | None
    reason: str | None


_seat, _other = aliased(AuditEntry), aliased(AuditEntry)
#: What ended tickets in the transactions that changed the seat, of whichever seats they were.
_ends = (
    select(
        _other.row_ids.label("tickets"),
        _other.new["status"].astext.label("status"),
        _other.at.label("at"),
        func.coalesce(Staff.display_name, _other.login).label("by"),
    )
    .distinct()
    .select_from(_seat)
    .join(
        _other,
        and_(
            _other.tenant_id == _seat.tenant_id,
            _other.at.between(_seat.at - _NEAR, _seat.at + _NEAR),
            _other.xid == _seat.xid,
            _other.table_name == "tickets",
            _other.operation == "UPDATE",
        ),
    )
    .outerjoin(Staff, on(Staff.login, _other.login))
    .where(
        _seat.table_name == "event_seats",
        _seat.event_id == bindparam("of_event"),
        bindparam("of_seat") == any_(_seat.row_ids),
    )
    .subquery("ends")
)


def _query(
    ended_at: ColumnElement[datetime], ended_by: ColumnElement[str]
) -> Select[*tuple[Any, ...]]:
    ended = func.coalesce(Ticket.cancelled_at, ended_at).label("ended_at")
    return (
        select(
            Ticket.ticket_number,
            Booking.booking_number,
            Booking.status,
            Party.name,
            Ticket.status,
            Ticket.issued_at.is_not(None),
            Ticket.price_paid,
            Ticket.currency,
            ended,
            ended_by,
            Booking.cancellation_reason,
        )
        .join(Booking, on(Booking.id, Ticket.booking_id))
        .outerjoin(Customer, on(Customer.id, Booking.customer_id))
        .outerjoin(Party, on(Party.id, Customer.party_id))
        .where(Ticket.event_seat_id == bindparam("of_seat"), Ticket.live_seat_id.is_(None))
        .order_by(ended.desc().nulls_last(), Ticket.id.desc())
        .limit(MOST_TICKETS)
    )


_plain = _query(type_coerce(null(), DateTime(timezone=True)), type_coerce(null(), Text()))
_with_ends = _query(_ends.c.at, _ends.c.by).outerjoin(
    _ends, and_(Ticket.id == any_(_ends.c.tickets), _ends.c.status == Ticket.status)
)


def earlier_tickets(
    session: Session, actor: Actor, event_id: UUID, seat_id: UUID
) -> tuple[EarlierTicket, ...]:
    """Read the dead tickets of an event's seat, the last one to end first, in one statement."""
    sees_holder = actor.may(Permission.MANAGE_CUSTOMERS)
    query = _with_ends if actor.may(Permission.SEE_HISTORY) else _plain
    rows = session.execute(query, {"of_event": event_id, "of_seat": seat_id})
    return tuple(
        EarlierTicket(
            number=number,
            booking=booking,
            booking_status=booking_status,
            holder=holder if sees_holder else None,
            status=status,
            was_sold=was_sold,
            price=Money(price, currency),
            ended_at=ended_at,
            ended_by=ended_by,
            reason=reason,
        )
        for (
            number, booking, booking_status, holder, status, was_sold,
            price, currency, ended_at, ended_by, reason,
        ) in rows
    )  # fmt: skip
