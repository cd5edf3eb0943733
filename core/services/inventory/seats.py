"""Single event seats: what the hover card and the side panel say of one, and ids for ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from core.domain.inventory.states import Allotment, Ownership, SeatStatus
from core.domain.venues.states import SeatType
from db.joins import on
from db.models import Booking, Event, EventSeat, PriceLevel, Seat, Ticket


@dataclass(frozen=True, slots=True)
class SeatCard:
    """One event seat in full; booking and ticket are those of its live ticket."""

    id: UUID
    rank: int
    section: str
    row: str
    number: str
    seat_type: SeatType
    status: SeatStatus
    ownership: Ownership
    level: str | None
    currency: str
    purchase_price: Decimal | None
    retail_price: Decimal | None
    reserved_until: datetime | None
    hold_reason: str | None
    hold_until: datetime | None
    allotted_to: Allotment | None
    allotted_until: datetime | None
    booking_id: UUID | None
    booking_number: str | None
    ticket_number: str | None

    @property
    def label(self) -> str:
        """The seat as a clerk says it."""
        return f"{self.section} {self.row}-{self.number}"


_cards = (
    select(
        EventSeat.id,
        EventSeat.rank,
        Seat.section,
        Seat.row,
        Seat.seat_number,
        Seat.seat_type,
        EventSeat.status,
        EventSeat.ownership_status,
        PriceLevel.name,
        Event.currency,
        EventSeat.purchase_price,
        EventSeat.retail_price,
        EventSeat.reserved_until,
        EventSeat.hold_reason,
        EventSeat.hold_until,
        EventSeat.allotted_to,
        EventSeat.allotted_until,
        Booking.id,
        Booking.booking_number,
        Ticket.ticket_number,
    )
    .join(Seat, on(Seat.id, EventSeat.seat_id))
    .join(Event, Event.id == EventSeat.event_id)
    .outerjoin(PriceLevel, PriceLevel.id == EventSeat.price_level_id)
    .outerjoin(Ticket, on(Ticket.live_seat_id, EventSeat.id))
    .outerjoin(Booking, on(Booking.id, Ticket.booking_id))
    .order_by(EventSeat.rank)
)


def seat_cards(session: Session, event_id: UUID, ranks: Sequence[int]) -> list[SeatCard]:
    """Cards of the event's seats at these ranks, in rank order."""
    query = _cards.where(EventSeat.event_id == event_id, EventSeat.rank.in_(ranks))
    return [SeatCard(*tuple(row)) for row in session.execute(query)]


def cards_named(
    session: Session, event_id: UUID, names: Sequence[tuple[str, str, str]]
) -> list[SeatCard]:
    """Cards of the event's seats with these sections, rows and numbers, in rank order."""
    named = tuple_(Seat.section, Seat.row, Seat.seat_number).in_(names)
    query = _cards.where(EventSeat.event_id == event_id, named)
    return [SeatCard(*tuple(row)) for row in session.execute(query)]
