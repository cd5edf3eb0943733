"""What the counter and the home screen read: bookings, one in full, takings, tickets sold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.money import Money
from core.domain.numbers import read_booking_number, read_ticket_number
from core.domain.payments.states import PaymentMethod, PaymentStatus
from core.domain.sales.states import BookingStatus, SalesChannel
from core.domain.tickets.states import LIVE_TICKETS, TicketStatus
from core.services.sales.rows import (
    BookingRow,
    PaymentRow,
    TicketRow,
    booking_row,
    money,
    ticket_row,
)
from core.services.sales.statements.parts import bookings, events
from db.joins import on
from db.models import Booking, BookingItem, Customer, Party, Payment, Presale, Ticket


@dataclass(frozen=True, slots=True)
class BookingLine:
    """One line of a list of bookings; no customer means a walk-up, `presale` is its name."""

    booking: BookingRow
    customer: str | None
    email: str | None
    presale: str | None


@dataclass(frozen=True, slots=True)
class SoldBy:
    """How bookings were sold: on a channel, in a presale; without either, however."""

    channel: SalesChannel | None = None
    presold: bool = False


@dataclass(frozen=True, slots=True)
class BookingInFull:
    """One booking with its tickets in seat order, dead ones too, and its payments."""

    booking: BookingRow
    customer: str | None
    email: str | None
    presale: str | None
    tickets: tuple[TicketRow, ...]
    payments: tuple[PaymentRow, ...]


@dataclass(frozen=True, slots=True)
class Takings:
    """Money that came in during a span: in all, and by method."""

    total: Money
    by_method: tuple[tuple[PaymentMethod, Money], ...]
    payments: int


_ANYHOW = SoldBy()
_bookings = select(bookings, events.c.title.label("event_title")).join(
    events, on(events.c.id, bookings.c.event_id)
)
_lines = (
    select(
        bookings,
        events.c.title.label("event_title"),
        Party.name.label("customer"),
        Party.email,
        Presale.name.label("presale"),
    )
    .join(events, on(events.c.id, bookings.c.event_id))
    .outerjoin(Customer, on(Customer.id, bookings.c.customer_id))
    .outerjoin(Party, on(Party.id, Customer.party_id))
    .outerjoin(Presale, on(Presale.id, bookings.c.presale_id))
)


def one_booking(session: Session, booking_id: UUID) -> BookingRow:
    """One booking; refuse `NotFound`."""
    row = session.execute(_bookings.where(bookings.c.id == booking_id)).one_or_none()
    if row is None:
        raise NotFound("booking", booking_id)
    return booking_row(row, row.event_title)


def booking_in_full(session: Session, booking_id: UUID) -> BookingInFull:
    """One booking with its tickets and payments; refuse `NotFound`."""
    lines = _read(session, _lines.where(bookings.c.id == booking_id))
    if not lines:
        raise NotFound("booking", booking_id)
    return BookingInFull(
        booking=lines[0].booking,
        customer=lines[0].customer,
        email=lines[0].email,
        presale=lines[0].presale,
        tickets=tuple(_tickets(session, booking_id)),
        payments=tuple(_payments(session, booking_id)),
    )


def recent_bookings(
    session: Session,
    *,
    limit: int = 200,
    event_id: UUID | None = None,
    customer_id: UUID | None = None,
    statuses: Sequence[BookingStatus] = (),
) -> list[BookingLine]:
    """Bookings, the latest first; of an event, a customer or in some states where asked."""
    wanted = _lines.order_by(bookings.c.created_at.desc(), bookings.c.id.desc()).limit(limit)
    if event_id is not None:
        wanted = wanted.where(bookings.c.event_id == event_id)
    if customer_id is not None:
        wanted = wanted.where(bookings.c.customer_id == customer_id)
    if statuses:
        wanted = wanted.where(bookings.c.status.in_(statuses))
    return _read(session, wanted)


def find_bookings(session: Session, text: str, *, limit: int = 50) -> list[BookingLine]:
    """Bookings by their number or a ticket's, or by a part of the customer's name, e-mail or phone.

    The latest first.
    """
    wanted = text.strip()
    if not wanted:
        return []
    if (numbered := _numbered(wanted)) is not None:
        return _read(session, _lines.where(numbered))
    like = (column.icontains(wanted, autoescape=True) for column in (Party.name, Party.email))
    phone = Party.phone.contains(wanted, autoescape=True)
    return _read(
        session,
        _lines.where(or_(*like, phone)).order_by(bookings.c.created_at.desc()).limit(limit),
    )


def _numbered(text: str) -> ColumnElement[bool] | None:
    """The booking of this number, or of the ticket of this number; None where it is neither."""
    if (number := read_booking_number(text)) is not None:
        return bookings.c.booking_number == number
    if (ticket := read_ticket_number(text)) is not None:
        return bookings.c.id.in_(select(Ticket.booking_id).where(Ticket.ticket_number == ticket))
    return None


def search_bookings(
    session: Session,
    text: str = "",
    *,
    statuses: Sequence[BookingStatus] = (),
    sold: SoldBy = _ANYHOW,
    limit: int = 200,
) -> list[BookingLine]:
    """Bookings by their number or a ticket's, customer or event, in some states, sold in some way.

    The latest first.
    """
    wanted = _lines.order_by(bookings.c.created_at.desc(), bookings.c.id.desc()).limit(limit)
    if statuses:
        wanted = wanted.where(bookings.c.status.in_(statuses))
    if sold.channel is not None:
        wanted = wanted.where(bookings.c.channel == sold.channel)
    if sold.presold:
        wanted = wanted.where(bookings.c.presale_id.is_not(None))
    if (numbered := _numbered(text)) is not None:
        wanted = wanted.where(numbered)
    elif typed := text.strip():
        columns = (Party.name, Party.email, Party.phone, events.c.title, bookings.c.booking_number)
        wanted = wanted.where(or_(*(one.icontains(typed, autoescape=True) for one in columns)))
    return _read(session, wanted)


def takings(session: Session, *, begin: datetime, end: datetime, currency: str) -> Takings:
    """Money received from `begin` up to, not including, `end`."""
    rows = session.execute(
        select(Payment.payment_method, func.sum(Payment.amount), func.count())
        .where(
            Payment.status.in_([PaymentStatus.SUCCESS, PaymentStatus.REFUNDED]),
            Payment.processed_at >= begin,
            Payment.processed_at < end,
            Payment.currency == currency,
        )
        .group_by(Payment.payment_method)
        .order_by(Payment.payment_method)
    ).all()
    by_method = tuple((method, Money(amount, currency)) for method, amount, _ in rows)
    total = Money.total((amount for _, amount in by_method), currency)
    return Takings(total, by_method, sum(count for _, _, count in rows))


def tickets_sold(session: Session, *, begin: datetime, end: datetime) -> int:
    """Tickets of bookings confirmed in the span that are still good."""
    count = session.scalar(
        select(func.count())
        .select_from(Booking)
        .join(Ticket, on(Ticket.booking_id, Booking.id))
        .where(
            Booking.created_at < end,
            Booking.confirmed_at >= begin,
            Booking.confirmed_at < end,
            Ticket.status.in_(LIVE_TICKETS - {TicketStatus.RESERVED}),
        )
    )
    return count or 0


def _read(session: Session, statement: Select[Any]) -> list[BookingLine]:
    return [
        BookingLine(booking_row(row, row.event_title), row.customer, row.email, row.presale)
        for row in session.execute(statement)
    ]


def _tickets(session: Session, booking_id: UUID) -> list[TicketRow]:
    rows = session.execute(
        select(Ticket, BookingItem.section, BookingItem.row, BookingItem.seat_number)
        .join(BookingItem, on(BookingItem.ticket_id, Ticket.id))
        .where(Ticket.booking_id == booking_id)
        .order_by(Ticket.event_seat_id, Ticket.id)
        .execution_options(populate_existing=True)
    )
    return [ticket_row(*row) for row in rows]


def _payments(session: Session, booking_id: UUID) -> list[PaymentRow]:
    rows = session.scalars(
        select(Payment)
        .where(Payment.booking_id == booking_id)
        .order_by(Payment.created_at, Payment.id)
        .execution_options(populate_existing=True)
    )
    return [payment_of(row) for row in rows]


def payment_of(payment: Payment) -> PaymentRow:
    """Read a payment into its row."""
    return PaymentRow(
        id=payment.id,
        method=payment.payment_method,
        status=payment.status,
        amount=Money(payment.amount, payment.currency),
        tendered=money(payment.tendered, payment.currency),
        change=money(payment.change_given, payment.currency),
        reference=payment.provider_transaction_id,
        due_at=payment.due_at,
        processed_at=payment.processed_at,
    )
