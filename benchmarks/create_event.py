"""Create an event on 60,000 seats."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from statistics import median

from sqlalchemy import create_engine, text

from benchmarks.agency import Agency, agency, grid_venue
from benchmarks.table import Row, at_most
from core.domain.staff import Role
from core.services.events.creating import EventDraft, create_event
from core.services.work import begin_work, new_key

SEATS = 60_000
GOAL_SECONDS = 1.5
_BARE = text(
    "CREATE UNLOGGED TABLE bare_event_seats AS SELECT gen_random_uuid() AS id, id AS seat_id,"
    " rank, venue_id, tenant_id FROM parterre.seats"
)


def run() -> Iterable[Row]:
    """Three events; the limit is the same rows into a table without keys, checks and log."""
    start = datetime(2027, 1, 1, 19, tzinfo=UTC)
    with agency() as house:
        manager = house.sign_in(Role.MANAGER)
        with begin_work(manager.sessions, manager.actor) as work:
            venue_id = grid_venue(work, SEATS, "Arena")
        draft = EventDraft("Final", venue_id, start, start + timedelta(hours=3), "Europe/Berlin")
        samples = []
        for _ in range(3):
            began = time.perf_counter()
            with begin_work(manager.sessions, manager.actor) as work:
                create_event(work, draft, key=new_key())
            samples.append(time.perf_counter() - began)
        yield at_most(
            "create an event of 60,000 seats",
            median(samples),
            "s",
            GOAL_SECONDS,
            limit=_limit(house),
            limit_from="the rows alone, no keys and no log",
        )


def _limit(house: Agency) -> float:
    engine = create_engine(house.super_url)
    with engine.begin() as connection:
        began = time.perf_counter()
        connection.execute(_BARE)
        took = time.perf_counter() - began
    engine.dispose()
    return took
