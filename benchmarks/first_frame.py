"""From the database to the first frame: read an event of 60,000 seats and draw it, offscreen."""

import os
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QApplication

from benchmarks.agency import agency, grid_venue
from benchmarks.scenes import Stage, application
from benchmarks.table import Row, at_most, percentile
from core.domain.staff import Role
from core.services.events.creating import EventDraft, create_event
from core.services.events.queries import EventRow, one_event
from core.services.staff import SignedIn
from core.services.work import begin_reading, begin_work, new_key, wall_clock
from desktop.maps import Whole, whole_map
from desktop.widgets.seat_map import LIGHT, SeatMapView

SEATS = 60_000
LOADS = 12
GOAL_MS = 300


def run() -> Iterable[Row]:
    """The slowest of twenty; the limit is what drawing alone took, with everything read."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    start = datetime(2027, 1, 1, 19, tzinfo=UTC)
    with agency() as house:
        manager, clerk = house.sign_in(Role.MANAGER), house.sign_in(Role.BOX_OFFICE)
        with begin_work(manager.sessions, manager.actor) as work:
            venue_id = grid_venue(work, SEATS, "Arena")
            draft = EventDraft("Final", venue_id, start, start + timedelta(hours=3), "UTC")
            event_id = create_event(work, draft, key=new_key()).id
        with begin_reading(clerk.sessions) as session:
            event = one_event(session, event_id)
        view = SeatMapView(LIGHT)
        stage = Stage(view)
        view.show_seats_from(0.0)  # every seat is drawn, not the sections that stand for them
        _load(clerk, event, view, stage)
        samples = [_load(clerk, event, view, stage) for _ in range(LOADS)]
        stage.close()
    yield at_most(
        f"{SEATS:,} seats: database to first frame, p95",
        percentile([whole for whole, _ in samples], 0.95),
        "ms",
        GOAL_MS,
        limit=percentile([drawn for _, drawn in samples], 0.95),
        limit_from="drawing them, with everything read",
    )


def _load(
    person: SignedIn, event: EventRow, view: SeatMapView, stage: Stage
) -> tuple[float, float]:
    """Milliseconds from the query, and from the columns, until the map is painted."""
    QApplication.processEvents()
    began = time.perf_counter()
    with begin_reading(person.sessions) as session:
        whole = whole_map(event, wall_clock, shown=None)(session)
    read = (time.perf_counter() - began) * 1000
    drawn = stage.until_painted(lambda: _draw(view, whole))
    return read + drawn, drawn


def _draw(view: SeatMapView, whole: Whole) -> None:
    if whole.plan is None:
        raise AssertionError("the plan was asked for")
    view.set_plan(whole.plan)
    view.set_states(whole.states)
