"""Whose seats are where at an event: by customer, booking, ticket or scanned code."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from core.domain.numbers import read_barcode, read_booking_number, read_ticket_number
from core.domain.sales.states import BookingStatus
from core.domain.staff import Actor, Permission
from core.domain.tickets.qr import parse
from db.joins import on
from db.models import Booking, Customer, EventSeat, Party, Ticket

SHORTEST = 2
"""Letters of a name from which customers are looked for."""


@dataclass(frozen=True, slots=True)
class BookedSeats:
    """One booking's live seats at the event, by rank; no customer means a walk-up.

    `meant` are the seats of the ticket that was named, none where a customer or booking was.
    """

    booking_id: UUID
    booking: str
    status: BookingStatus
    customer: str | None
    ranks: tuple[int, ...]
    meant: tuple[int, ...] = ()


_seats = (
    select(
        Booking.id,
        Booking.booking_number,
        Booking.status,
        Party.name,
        func.array_agg(aggregate_order_by(EventSeat.rank, EventSeat.rank)),
    )
    .join(Ticket, on(Ticket.booking_id, Booking.id))
    .join(EventSeat, on(EventSeat.id, Ticket.live_seat_id))
    .outerjoin(Customer, on(Customer.id, Booking.customer_id))
    .outerjoin(Party, on(Party.id, Customer.party_id))
    .group_by(Booking.id, Booking.booking_number, Booking.status, Party.name)
    .order_by(Party.name, Booking.booking_number)
)


def customer_seats(
    session: Session, actor: Actor, event_id: UUID, text: str, *, limit: int = 20
) -> list[BookedSeats]:
    """Live seats at the event of customers whose name, e-mail or phone holds the text.

    A booking number, ticket number, barcode or QR text finds its booking. Refuses `NotAllowed`.
    """
    actor.require(Permission.MANAGE_CUSTOMERS)
    coded = seats_of_code(session, actor, event_id, text)
    if coded is not None:
        return coded
    wanted = text.strip()
    if len(wanted) < SHORTEST:
        return []
    like = or_(
        *(
            column.icontains(wanted, autoescape=True)
            for column in (Party.name, Party.email, Party.phone)
        )
    )
    return _read(session, event_id, and_(like, Party.erased_at.is_(None)), limit)


def house_list(session: Session, actor: Actor, event_id: UUID) -> list[BookedSeats]:
    """Everybody with live seats at the event, by name; refuses `NotAllowed`."""
    actor.require(Permission.MANAGE_CUSTOMERS)
    return _read(session, event_id, true(), None)


def seats_of_code(
    session: Session, actor: Actor, event_id: UUID, text: str
) -> list[BookedSeats] | None:
    """The booking that a scanned or typed code belongs to; None if the text is no code of ours.

    Empty where the code is known to nobody or belongs to another event. Refuses `NotAllowed`.
    """
    actor.require(Permission.MANAGE_CUSTOMERS)
    number = read_booking_number(text)
    if number is not None:
        return _read(session, event_id, Booking.booking_number == number, 1)
    ticket = _ticket_named(text)
    if ticket is None:
        return None
    found = session.execute(
        select(Ticket.booking_id, EventSeat.rank)
        .join(EventSeat, on(EventSeat.id, Ticket.live_seat_id))
        .where(ticket)
    ).one_or_none()
    if found is None:
        return []
    booked = _read(session, event_id, Booking.id == found.booking_id, 1)
    return [
        BookedSeats(one.booking_id, one.booking, one.status, one.customer, one.ranks, (found.rank,))
        for one in booked
    ]


def _ticket_named(text: str) -> ColumnElement[bool] | None:
    payload = parse(text)
    if payload is not None:
        return Ticket.id == payload.ticket_id
    barcode = read_barcode(text)
    if barcode is not None:
        return Ticket.barcode == barcode
    number = read_ticket_number(text)
    return None if number is None else Ticket.ticket_number == number


def _read(
    session: Session, event_id: UUID, which: ColumnElement[bool], limit: int | None
) -> list[BookedSeats]:
    rows = session.execute(_seats.where(Booking.event_id == event_id, which).limit(limit))
    return [
        BookedSeats(booking_id, number, status, customer, tuple(ranks))
        for booking_id, number, status, customer, ranks in rows
    ]
