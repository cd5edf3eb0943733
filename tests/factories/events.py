"""Venues with a grid of seats, events on them, price levels."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.events import EventStatus
from db.models import Event, EventSeat, PriceLevel, Seat, Venue, VenuePlan
from tests.clock import NOW
from tests.factories.numbers import unique


def make_venue(session: Session, *, rows: int = 2, seats: int = 10, **fields: Any) -> Venue:
    """A venue with one section "Stalls": rows A, B, … of seats 1, 2, …; the front is best."""
    venue = Venue(**{"name": unique("Hall"), "capacity": rows * seats, **fields})
    session.add(venue)
    session.flush()
    plan = VenuePlan(
        venue_id=venue.id,
        version=1,
        seating_configuration="{}",
        map_shapes={},
        seat_count=rows * seats,
        row_count=rows,
        section_count=1,
        published_at=NOW,
    )
    session.add(plan)
    session.flush()
    session.add_all(
        Seat(
            venue_id=venue.id,
            plan_id=plan.id,
            section="Stalls",
            row=chr(ord("A") + row),
            seat_number=str(seat + 1),
            x_coordinate=seat * 10.0,
            y_coordinate=row * 10.0,
            rank=row * seats + seat,
            position=seat,
            quality=1.0 - row / rows,
        )
        for row in range(rows)
        for seat in range(seats)
    )
    session.flush()
    return venue


def make_event(session: Session, venue: Venue | None = None, **fields: Any) -> Event:
    """An event that is on sale, a month ahead, with an event seat a seat, none of them owned."""
    venue = venue or make_venue(session)
    versions = select(VenuePlan.id).where(VenuePlan.venue_id == venue.id)
    plan_id = session.scalars(versions.order_by(VenuePlan.version.desc())).first()
    event = Event(
        **{
            "title": unique("Concert"),
            "venue_id": venue.id,
            "plan_id": plan_id,
            "start_datetime": NOW + timedelta(days=30),
            "end_datetime": NOW + timedelta(days=30, hours=3),
            "timezone": "Europe/Berlin",
            "currency": "EUR",
            "status": EventStatus.ON_SALE,
            **fields,
        }
    )
    session.add(event)
    session.flush()
    seats = session.scalars(select(Seat).where(Seat.plan_id == plan_id).order_by(Seat.rank))
    session.add_all(EventSeat(event_id=event.id, seat_id=seat.id, rank=seat.rank) for seat in seats)
    session.flush()
    return event


def make_price_level(session: Session, event: Event, **fields: Any) -> PriceLevel:
    level = PriceLevel(
        **{
            "event_id": event.id,
            "name": unique("Level"),
            "base_price": Decimal("50.00"),
            "currency": event.currency,
            **fields,
        }
    )
    session.add(level)
    session.flush()
    return level
