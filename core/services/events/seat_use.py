"""Which events use a seat: what the editor says before seats are taken out of a plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, Uuid, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from core.domain.inventory.states import Ownership, SeatStatus
from core.services.events.queries import OPEN
from core.services.venues.queries import plan_id_of
from db.arrays import table_of_arrays
from db.models import Event, EventSeat, Seat, VenuePlan


@dataclass(frozen=True, slots=True)
class UsedSeat:
    """A seat of ours: `label` as the event's plan writes it, section, row and number."""

    guid: str
    label: tuple[str, str, str]
    status: SeatStatus

    @property
    def is_sold(self) -> bool:
        """Somebody has a ticket for it."""
        return self.status is SeatStatus.SOLD


@dataclass(frozen=True, slots=True)
class EventUse:
    """An event to come that has seats of ours among those asked for; it keeps its version."""

    event_id: UUID
    title: str
    start: datetime
    timezone: str
    version: int
    seats: tuple[UsedSeat, ...]

    @property
    def owned(self) -> int:
        """How many of the seats are ours, sold ones included."""
        return len(self.seats)

    @property
    def sold(self) -> int:
        """How many of the seats are sold."""
        return sum(seat.is_sold for seat in self.seats)


_asked = table_of_arrays("asked", known_as=Text())
_used: Select[*tuple[Any, ...]] = (
    select(
        Event.id,
        Event.title,
        Event.start_datetime,
        Event.timezone,
        VenuePlan.version,
        Seat.guid,
        Seat.section,
        Seat.row,
        Seat.seat_number,
        EventSeat.status,
    )
    .select_from(_asked)
    .join(
        Seat,
        and_(Seat.venue_id == bindparam("of_venue", type_=Uuid()), Seat.guid == _asked.c.known_as),
    )
    .join(Event, Event.plan_id == Seat.plan_id)
    .join(VenuePlan, VenuePlan.id == Event.plan_id)
    .join(EventSeat, and_(EventSeat.event_id == Event.id, EventSeat.seat_id == Seat.id))
    .where(
        Event.status.in_(OPEN),
        Event.end_datetime >= bindparam("at_moment"),
        EventSeat.ownership_status == Ownership.OWNED,
    )
    .order_by(Event.start_datetime, Event.id, Seat.rank)
)


def events_using_seats(
    session: Session, venue_id: UUID, guids: Iterable[str], *, now: datetime
) -> list[EventUse]:
    """The venue's events to come that have these seats in stock, on whatever version they sell."""
    values = {"of_venue": venue_id, "known_as": list(guids), "at_moment": now}
    if not values["known_as"]:
        return []
    found = session.execute(_used, values)
    return [
        EventUse(event_id, title, start, timezone, version, tuple(map(_seat, rows)))
        for (event_id, title, start, timezone, version), rows in groupby(
            found, key=lambda row: row[:5]
        )
    ]


_latest = aliased(Seat)
_in_use: Select[*tuple[Any, ...]] = (
    select(Seat.guid, _latest.id.is_not(None))
    .distinct()
    .select_from(Event)
    .join(EventSeat, EventSeat.event_id == Event.id)
    .join(Seat, Seat.id == EventSeat.seat_id)
    .outerjoin(
        _latest,
        and_(
            _latest.venue_id == Seat.venue_id,
            _latest.guid == Seat.guid,
            _latest.plan_id == bindparam("of_plan", type_=Uuid()),
        ),
    )
    .where(
        Event.venue_id == bindparam("of_venue", type_=Uuid()),
        Event.status.in_(OPEN),
        Event.end_datetime >= bindparam("at_moment"),
        EventSeat.ownership_status == Ownership.OWNED,
        Seat.guid.is_not(None),
    )
)


def seats_in_use(session: Session, venue_id: UUID, *, now: datetime) -> dict[str, bool]:
    """The guids of the seats that the venue's events to come have in stock.

    True: the current version of its plan still sells the seat.
    """
    plan_id = plan_id_of(session, venue_id)
    values = {"of_venue": venue_id, "of_plan": plan_id, "at_moment": now}
    return {guid: kept for guid, kept in session.execute(_in_use, values)}  # noqa: C416


def _seat(row: Row[*tuple[Any, ...]]) -> UsedSeat:
    guid, section, name, number, status = row[5:]
    return UsedSeat(guid, (section, name, number), status)
