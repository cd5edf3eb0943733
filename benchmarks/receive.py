"""Receive 20,000 seats of one order line."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import create_engine, text

from benchmarks.agency import Agency, agency, grid_venue
from benchmarks.selling import confirmed_order, every_seat
from benchmarks.table import Row, at_most
from core.domain.staff import Role
from core.services.events.creating import EventDraft, create_event
from core.services.purchasing.receiving import LineDelivery, receive_delivery
from core.services.venues.maps import venue_map
from core.services.work import begin_work, new_key

SEATS = 20_000
PROMOTER = "Harbour Promotions"
GOAL_SECONDS = 0.6
_BARE = text(
    "UPDATE parterre.event_seats SET base_price = base_price"
    " WHERE event_id = :event AND rank < :seats"
)


def run() -> Iterable[Row]:
    """Three events, one delivery each; the limit updates the same rows and nothing else."""
    start = datetime(2027, 1, 1, 19, tzinfo=UTC)
    with agency() as house:
        manager = house.sign_in(Role.MANAGER)
        with begin_work(manager.sessions, manager.actor) as work:
            venue_id = grid_venue(work, SEATS, "Arena")
            seats = every_seat(venue_map(work.session, venue_id))
        draft = EventDraft("Final", venue_id, start, start + timedelta(hours=3), "Europe/Berlin")
        samples = []
        for _ in range(3):
            with begin_work(manager.sessions, manager.actor) as work:
                event_id = create_event(work, draft, key=new_key()).id
                order_id, line_id = confirmed_order(work, event_id, SEATS, PROMOTER)
            began = time.perf_counter()
            with begin_work(manager.sessions, manager.actor) as work:
                receive_delivery(work, order_id, [LineDelivery(line_id, seats)], key=new_key())
            samples.append(time.perf_counter() - began)
        yield at_most(
            "receive 20,000 seats",
            median(samples),
            "s",
            GOAL_SECONDS,
            limit=_limit(house, event_id),
            limit_from="the same rows updated, nothing else",
        )


def _limit(house: Agency, event_id: UUID) -> float:
    engine = create_engine(house.super_url)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        began = time.perf_counter()
        connection.execute(_BARE, {"event": event_id, "seats": SEATS})
        took = time.perf_counter() - began
    engine.dispose()
    return took
