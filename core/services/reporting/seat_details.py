"""Everything about one seat of an event: who has it, by which booking and ticket, and its life."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.door import Verdict
from core.domain.errors import NotFound
from core.domain.money import Money
from core.domain.sales.states import BookingStatus, SalesChannel
from core.domain.staff import Actor, Permission
from core.domain.tickets.states import TicketStatus
from core.services.inventory.seats import SeatCard, seat_cards
from core.services.reporting.earlier_tickets import EarlierTicket, earlier_tickets
from db.joins import on
from db.models import AuditEntry, Booking, Customer, Party, Scan, Staff, Ticket

MOST_CHANGES = 40
MOST_SCANS = 20


@dataclass(frozen=True, slots=True)
class SeatHolder:
    """The customer of the live booking."""

    name: str
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class SeatSale:
    """The live booking and ticket of a seat; `sold_by` is a member of staff by name."""

    booking_id: UUID
    booking: str
    status: BookingStatus
    channel: SalesChannel
    reserved_at: datetime
    confirmed_at: datetime | None
    sold_by: str | None
    tickets: int
    ticket: str
    ticket_status: TicketStatus
    price: Money
    issued_at: datetime | None


@dataclass(frozen=True, slots=True)
class SeatScan:
    """One reading of the seat's live ticket at a door."""

    at: datetime
    gate: str
    verdict: Verdict
    by: str


@dataclass(frozen=True, slots=True)
class SeatChange:
    """One entry of the audit log about the seat: columns before and after, as text or None."""

    at: datetime
    by: str
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class SeatDetails:
    """`holder` is None for a walk-up and for those who may not see customers.

    `scans` are the latest first, and so are `earlier` tickets and `history`, which is None for
    those who may not see it.
    """

    card: SeatCard
    sees_holder: bool
    holder: SeatHolder | None
    sale: SeatSale | None
    scans: tuple[SeatScan, ...]
    history: tuple[SeatChange, ...] | None
    earlier: tuple[EarlierTicket, ...] = ()


_sale = (
    select(Booking, Ticket, Staff.display_name, Party.name, Party.email, Party.phone)
    .join(Ticket, on(Ticket.booking_id, Booking.id))
    .outerjoin(Staff, on(Staff.id, Booking.sold_by))
    .outerjoin(Customer, on(Customer.id, Booking.customer_id))
    .outerjoin(Party, on(Party.id, Customer.party_id))
    .execution_options(populate_existing=True)
)


def seat_details(session: Session, actor: Actor, event_id: UUID, rank: int) -> SeatDetails:
    """Read all about one seat; refuses `NotFound`, and `NotAllowed` to who neither sells nor buys.

    Who sees customers sees the holder, who may see profit what it cost, a manager its history.
    """
    if not actor.may(Permission.PRICE_SEATS):
        actor.require(Permission.SELL_SEATS)
    cards = seat_cards(session, event_id, [rank])
    if not cards:
        raise NotFound("seat", event_id)
    card = cards[0]
    sees_holder = actor.may(Permission.MANAGE_CUSTOMERS)
    row = session.execute(_sale.where(Ticket.live_seat_id == card.id)).one_or_none()
    sale = holder = None
    if row is not None:
        booking, ticket, seller, name, email, phone = row
        sale = _sale_of(booking, ticket, seller)
        holder = SeatHolder(name, email, phone) if sees_holder and name else None
    return SeatDetails(
        card=card,
        sees_holder=sees_holder,
        holder=holder,
        sale=sale,
        scans=_scans(session, ticket.id) if row is not None else (),
        history=_history(session, event_id, card.id) if actor.may(Permission.SEE_HISTORY) else None,
        earlier=earlier_tickets(session, actor, event_id, card.id),
    )


def _sale_of(booking: Booking, ticket: Ticket, seller: str | None) -> SeatSale:
    return SeatSale(
        booking_id=booking.id,
        booking=booking.booking_number,
        status=booking.status,
        channel=booking.channel,
        reserved_at=booking.created_at,
        confirmed_at=booking.confirmed_at,
        sold_by=seller,
        tickets=booking.ticket_count,
        ticket=ticket.ticket_number,
        ticket_status=ticket.status,
        price=Money(ticket.price_paid, ticket.currency),
        issued_at=ticket.issued_at,
    )


def _scans(session: Session, ticket_id: UUID) -> tuple[SeatScan, ...]:
    rows = session.execute(
        select(
            Scan.scanned_at,
            Scan.gate,
            Scan.verdict,
            func.coalesce(Staff.display_name, Scan.scanned_by),
        )
        .outerjoin(Staff, Staff.login == Scan.scanned_by)
        .where(Scan.ticket_id == ticket_id)
        .order_by(Scan.scanned_at.desc(), Scan.id.desc())
        .limit(MOST_SCANS)
    )
    return tuple(SeatScan(at, gate, Verdict(verdict), by) for at, gate, verdict, by in rows)


def _history(session: Session, event_id: UUID, seat_id: UUID) -> tuple[SeatChange, ...]:
    """The audit of the seat; the index of the map's change feed narrows it to the event."""
    rows = session.execute(
        select(
            AuditEntry.at,
            func.coalesce(Staff.display_name, AuditEntry.login),
            AuditEntry.old,
            AuditEntry.new,
        )
        .outerjoin(Staff, Staff.login == AuditEntry.login)
        .where(
            AuditEntry.table_name == "event_seats",
            AuditEntry.event_id == event_id,
            AuditEntry.row_ids.contains([seat_id]),
        )
        .order_by(AuditEntry.at.desc())
        .limit(MOST_CHANGES)
    )
    return tuple(SeatChange(at, by, _texts(old), _texts(new)) for at, by, old, new in rows)


def _texts(values: Mapping[str, Any] | None) -> dict[str, str | None]:
    return {name: None if value is None else str(value) for name, value in (values or {}).items()}
