"""Events as lists and screens show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.events import EventStatus, EventType
from core.domain.inventory.states import Ownership, SeatStatus
from db.joins import on
from db.models import Event, EventSeat, Venue

OPEN = (EventStatus.DRAFT, EventStatus.PUBLISHED, EventStatus.ON_SALE, EventStatus.SOLD_OUT)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event; counts are of seats that the agency owns."""

    id: UUID
    title: str
    event_type: EventType
    venue_id: UUID
    plan_id: UUID
    venue: str
    start: datetime
    timezone: str
    status: EventStatus
    currency: str
    owned: int
    sold: int


_counts = (
    select(
        func.count().label("owned"),
        func.count().filter(EventSeat.status == SeatStatus.SOLD).label("sold"),
    )
    .where(
        on(EventSeat.event_id, Event.id),
        EventSeat.ownership_status == Ownership.OWNED,
    )
    .lateral("counts")
)
_events = (
    select(
        Event.id,
        Event.title,
        Event.event_type,
        Event.venue_id,
        Event.plan_id,
        Venue.name,
        Event.start_datetime,
        Event.timezone,
        Event.status,
        Event.currency,
        _counts.c.owned,
        _counts.c.sold,
    )
    .join(Venue, Venue.id == Event.venue_id)
    .join(_counts, _counts.c.owned >= 0)
    .order_by(Event.start_datetime, Event.title)
)


def upcoming_events(
    session: Session, *, now: datetime, limit: int = 50, also: UUID | None = None
) -> list[EventRow]:
    """Open events that have not ended, the next one first; and the one asked for, if any."""
    to_come = and_(Event.status.in_(OPEN), Event.end_datetime >= now)
    wanted = to_come if also is None else or_(to_come, Event.id == also)
    return _rows(session, _events.where(wanted).limit(limit))


def list_events(session: Session, *, limit: int = 500) -> list[EventRow]:
    """Every event by date."""
    return _rows(session, _events.limit(limit))


def one_event(session: Session, event_id: UUID) -> EventRow:
    """One event; refuse `NotFound`."""
    rows = _rows(session, _events.where(Event.id == event_id))
    if not rows:
        raise NotFound("event", event_id)
    return rows[0]


def _rows(session: Session, query: Select[*tuple[Any, ...]]) -> list[EventRow]:
    return [EventRow(*row) for row in session.execute(query)]
