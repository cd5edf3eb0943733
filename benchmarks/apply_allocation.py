"""Apply an allocation plan that changes 40,000 seats, take it back, and compare it first."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import create_engine, text

from benchmarks.agency import Agency, agency, grid_venue
from benchmarks.selling import confirmed_order, every_seat
from benchmarks.table import Row, at_most
from core.domain.holds.painting import Painting, bare
from core.domain.holds.uses import HoldType, blocked, held, kept_for
from core.domain.inventory.states import Allotment
from core.domain.staff import Role
from core.services.events.creating import EventDraft, create_event
from core.services.holds.applying import apply_plan, undo_plan
from core.services.holds.plans import compare_painting, create_plan
from core.services.purchasing.receiving import LineDelivery, receive_delivery
from core.services.staff import SignedIn
from core.services.venues.maps import venue_map
from core.services.work import begin_work, new_key

SEATS = 40_000
GOAL_SECONDS = 2.0
GOAL_COMPARE = 0.5
TIMES = 3
_BARE = text("UPDATE parterre.event_seats SET base_price = base_price WHERE event_id = :event")


def run() -> Iterable[Row]:
    """The limit updates the same rows and nothing else: no checks, no log, no notices."""
    with agency() as house:
        manager = house.sign_in(Role.MANAGER)
        event_id = _stocked(manager)
        applied, undone, compared = _samples(manager, event_id)
        limit = _limit(house, event_id)
        named = "the same rows updated, nothing else"
        yield at_most("compare a plan of 40,000 seats", median(compared), "s", GOAL_COMPARE)
        yield at_most("apply it", median(applied), "s", GOAL_SECONDS, limit=limit, limit_from=named)
        yield at_most(
            "take it back", median(undone), "s", GOAL_SECONDS, limit=limit, limit_from=named
        )


def _stocked(manager: SignedIn) -> UUID:
    start = datetime(2027, 1, 1, 19, tzinfo=UTC)
    with begin_work(manager.sessions, manager.actor) as work:
        venue_id = grid_venue(work, SEATS, "Arena")
        seats = every_seat(venue_map(work.session, venue_id))
        draft = EventDraft("Final", venue_id, start, start + timedelta(hours=3), "Europe/Berlin")
        event_id = create_event(work, draft, key=new_key()).id
        order_id, line_id = confirmed_order(work, event_id, SEATS, "Harbour Promotions")
    with begin_work(manager.sessions, manager.actor) as work:
        receive_delivery(work, order_id, [LineDelivery(line_id, seats)], key=new_key())
    return event_id


def _samples(manager: SignedIn, event_id: UUID) -> tuple[list[float], list[float], list[float]]:
    painting = _painting()
    with begin_work(manager.sessions, manager.actor) as work:
        plan = create_plan(work, event_id, "Opening night", painting, key=new_key())
    applied, undone, compared = [], [], []
    for _ in range(TIMES):
        began = time.perf_counter()
        with begin_work(manager.sessions, manager.actor) as work:
            compare_painting(work.session, event_id, painting, now=work.now)
        compared.append(time.perf_counter() - began)
        began = time.perf_counter()
        with begin_work(manager.sessions, manager.actor) as work:
            apply_plan(work, plan.id, version=plan.version, key=new_key())
        applied.append(time.perf_counter() - began)
        began = time.perf_counter()
        with begin_work(manager.sessions, manager.actor) as work:
            undo_plan(work, plan.id, key=new_key())
        undone.append(time.perf_counter() - began)
    return applied, undone, compared


def _painting() -> Painting:
    """Every seat gets something: holds, blocks, channels."""
    quarter = SEATS // 4
    return (
        bare(SEATS)
        .with_use(range(quarter), held(HoldType.ARTIST))
        .with_use(range(quarter, 2 * quarter), held(HoldType.PROMOTER, "Sponsors"))
        .with_use(range(2 * quarter, 3 * quarter), kept_for(Allotment.WEB))
        .with_use(range(3 * quarter, SEATS), blocked("Stage"))
    )


def _limit(house: Agency, event_id: UUID) -> float:
    engine = create_engine(house.super_url)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        began = time.perf_counter()
        connection.execute(_BARE, {"event": event_id})
        took = time.perf_counter() - began
    engine.dispose()
    return took
