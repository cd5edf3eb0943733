"""What stands on a ticket: the event, the seat, the price, the codes, and who sold it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.money import Money
from core.domain.tickets.refusals import NotIssued
from core.domain.tickets.states import TicketStatus
from core.services.agency import letterhead_of
from core.services.sales.rows import TicketRow, ticket_row
from db.joins import on
from db.models import (
    Address,
    Booking,
    BookingItem,
    Customer,
    Event,
    EventSeat,
    Party,
    Tenant,
    Ticket,
    Venue,
)

GOOD = (TicketStatus.CONFIRMED, TicketStatus.USED)


@dataclass(frozen=True, slots=True)
class AgencyFace:
    """Who sells: the name on top, and the small print (legal name, address, tax number)."""

    name: str
    small_print: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventFace:
    """What the ticket is for; `start` is UTC, papers show it in `timezone`."""

    title: str
    venue: str
    city: str | None
    start: datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class TicketFace:
    """One ticket as it is printed; `qr` is the signed text, `barcode` 16 digits."""

    number: str
    barcode: str
    qr: str
    section: str
    row: str
    seat: str
    price: Money


@dataclass(frozen=True, slots=True)
class TicketSheet:
    """All good tickets of a booking, in seat order; `holder` is None for a walk-up."""

    agency: AgencyFace
    event: EventFace
    booking: str
    holder: str | None
    tickets: tuple[TicketFace, ...]


_good = (
    select(Ticket, BookingItem.section, BookingItem.row, BookingItem.seat_number)
    .join(BookingItem, on(BookingItem.ticket_id, Ticket.id))
    .join(EventSeat, on(EventSeat.id, Ticket.event_seat_id))
    .where(Ticket.status.in_(GOOD))
    .order_by(EventSeat.rank)
    .execution_options(populate_existing=True)
)
_sheet = (
    select(
        Booking.booking_number,
        Party.name.label("holder"),
        Event.title,
        Event.start_datetime,
        Event.timezone,
        Venue.name.label("venue"),
        Address.city,
    )
    .join(Event, on(Event.id, Booking.event_id))
    .join(Venue, on(Venue.id, Event.venue_id))
    .outerjoin(Address, on(Address.id, Venue.address_id))
    .outerjoin(Customer, on(Customer.id, Booking.customer_id))
    .outerjoin(Party, on(Party.id, Customer.party_id))
)


def issued_tickets(session: Session, booking_id: UUID) -> tuple[TicketRow, ...]:
    """The good tickets of a booking, in seat order."""
    rows = session.execute(_good.where(Ticket.booking_id == booking_id))
    return tuple(ticket_row(*row) for row in rows)


def tickets_to_print(session: Session, booking_id: UUID) -> TicketSheet:
    """Everything that the tickets of a booking show.

    Refuses `NotFound`, and `NotIssued` while one of them is unsigned or where none is good.
    """
    head = session.execute(_sheet.where(Booking.id == booking_id)).one_or_none()
    if head is None:
        raise NotFound("booking", booking_id)
    rows = session.execute(_good.where(Ticket.booking_id == booking_id)).all()
    if not rows or any(row.Ticket.qr_code is None for row in rows):
        raise NotIssued(head.booking_number)
    return TicketSheet(
        agency=agency_face(session),
        event=EventFace(
            title=head.title,
            venue=head.venue,
            city=head.city,
            start=head.start_datetime,
            timezone=head.timezone,
        ),
        booking=head.booking_number,
        holder=head.holder,
        tickets=tuple(_face(*row) for row in rows),
    )


def agency_face(session: Session) -> AgencyFace:
    """The agency's name and small print; the lines of its address are its setting "letterhead"."""
    agency = session.scalars(select(Tenant)).one()
    legal = agency.legal_name or agency.name
    return AgencyFace(agency.name, (legal, *letterhead_of(agency.settings)))


def _face(ticket: Ticket, section: str | None, row: str | None, number: str | None) -> TicketFace:
    return TicketFace(
        number=ticket.ticket_number,
        barcode=ticket.barcode,
        qr=ticket.qr_code or "",
        section=section or "",
        row=row or "",
        seat=number or "",
        price=Money(ticket.price_paid, ticket.currency),
    )
