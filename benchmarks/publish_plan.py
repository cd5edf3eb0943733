"""Publish a changed plan of 60,000 seats, from the editor and from a draft; save; move an event."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from typing import TypeVar
from uuid import UUID

from benchmarks.agency import agency, grid_csv
from benchmarks.table import Row, at_most
from core.domain.staff import Role
from core.domain.venues.plan import Plan
from core.domain.venues.plan_csv import read_plan_csv
from core.domain.venues.seating import derive_seats
from core.services.events.creating import EventDraft, create_event
from core.services.events.moving import move_to_current_plan
from core.services.staff import SignedIn
from core.services.venues.creating import create_venue
from core.services.venues.drafts import save_draft, start_draft
from core.services.venues.publishing import publish_plan
from core.services.venues.publishing_drafts import publish_draft
from core.services.work import Work, begin_work, new_key

Result = TypeVar("Result")

SEATS = 60_000
VERSIONS = 3
PUBLISH_SECONDS = 3.0
SAVE_SECONDS = 1.0
MOVE_SECONDS = 6.0


@dataclass(frozen=True)
class House:
    """A venue of 60,000 seats on version 1, and who may change it."""

    manager: SignedIn
    venue_id: UUID
    plan: Plan

    def timed(self, step: Callable[[Work], Result]) -> tuple[float, Result]:
        """Seconds of one transaction, and what it gave."""
        began = time.perf_counter()
        with begin_work(self.manager.sessions, self.manager.actor) as work:
            result = step(work)
        return time.perf_counter() - began, result


def run() -> Iterable[Row]:
    """Each version lacks another row; the limit is deriving the seats from the plan alone."""
    plan = read_plan_csv(grid_csv(SEATS), "Arena")
    began = time.perf_counter()
    derive_seats(plan)
    derived = time.perf_counter() - began
    with agency() as made:
        manager = made.sign_in(Role.MANAGER)
        with begin_work(manager.sessions, manager.actor) as work:
            venue_id = create_venue(work, plan, key=new_key()).id
            event_id = create_event(work, _gala(venue_id), key=new_key()).id
        house = House(manager, venue_id, plan)
        for name, seconds in (
            ("publish 60,000 seats as the next version", _publish(house)),
            ("the same from a saved draft", _publish_draft(house)),
        ):
            yield at_most(
                name,
                seconds,
                "s",
                PUBLISH_SECONDS,
                limit=derived,
                limit_from="deriving the seats alone",
            )
        yield at_most("save a draft of 60,000 seats", _save(house), "s", SAVE_SECONDS)
        moved, _ = house.timed(lambda work: move_to_current_plan(work, event_id))
        yield at_most("move an event of 60,000 seats", moved, "s", MOVE_SECONDS)


def _publish(house: House) -> float:
    samples = []
    for seen in range(1, VERSIONS + 1):
        plan = _without_row(house.plan, seen)
        step = partial(
            publish_plan, venue_id=house.venue_id, plan=plan, replaces=seen, key=new_key()
        )
        samples.append(house.timed(step)[0])
    return median(samples)


def _publish_draft(house: House) -> float:
    _, draft = house.timed(lambda work: start_draft(work, venue_id=house.venue_id, key=new_key()))
    seconds, _ = house.timed(
        lambda work: publish_draft(work, draft.id, revision=draft.revision, key=new_key())
    )
    return seconds


def _save(house: House) -> float:
    _, draft = house.timed(lambda work: start_draft(work, venue_id=house.venue_id, key=new_key()))
    samples = []
    for seen in range(1, VERSIONS + 1):
        plan = _without_row(house.plan, seen)
        step = partial(save_draft, draft_id=draft.id, plan=plan, revision=seen)
        samples.append(house.timed(step)[0])
    return median(samples)


def _without_row(plan: Plan, which: int) -> Plan:
    zone = plan.zones[0]
    shorter = replace(zone, rows=(*zone.rows[: which - 1], *zone.rows[which:]))
    return replace(plan, zones=(shorter, *plan.zones[1:]))


def _gala(venue_id: UUID) -> EventDraft:
    start = datetime(2027, 1, 1, 19, tzinfo=UTC)
    return EventDraft("Final", venue_id, start, start + timedelta(hours=3), "UTC")
