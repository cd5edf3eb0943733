"""Two people at one venue's plan, and events that sell and receive while it changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select

from core.domain.holds.painting import bare
from core.domain.holds.refusals import MapChanged
from core.domain.holds.uses import blocked
from core.domain.inventory.states import SeatStatus
from core.domain.staff import Role
from core.services.events.creating import EventDraft, create_event
from core.services.events.moving import MovedEvent, event_plan, move_to_current_plan
from core.services.holds import placing
from core.services.holds.applying import Applied, apply_plan
from core.services.holds.changing import event_to_plan
from core.services.holds.placing import SeatsChanged, block_seats, restore_seats
from core.services.holds.plans import PlanRow, create_plan, paint_plan
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.queries import one_order
from core.services.purchasing.receiving import DeliveredSeat, LineDelivery, receive_delivery
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import Sale
from core.services.sales.settling import pay_cash
from core.services.venues.creating import create_venue
from core.services.venues.draft_queries import list_drafts, open_draft
from core.services.venues.drafts import Autosaved, autosave, start_draft
from core.services.venues.maps import plan_of_event
from core.services.venues.publishing import NewVersion, publish_plan
from core.services.venues.queries import list_versions
from core.services.venues.refusals import DraftChangedElsewhere, PlanOvertaken
from core.services.work import Work, begin_work, new_key
from db.models import Event, EventSeat
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import make_event, make_supplier, make_ticket_type, make_venue
from tests.races.counters import at_once, broken, count, hire, in_turn, kinds, stock
from tests.services.plans import grid_plan
from tests.services.venues.edits import every_mark, with_seat, without

PUBLISHERS = 4
OTHER_PLANS_SEATS = "SELECT count(*) FROM parterre_sec.broken_plans"


def gala(venue_id: UUID) -> EventDraft:
    start = NOW + timedelta(days=30)
    return EventDraft("Gala", venue_id, start, start + timedelta(hours=2), "Europe/Berlin")


def sell(work: Work, *, event_id: UUID, seats: Sequence[UUID]) -> Sale:
    booking = reserve_seats(work, event_id, seats, key=new_key())
    return pay_cash(work, booking.id, booking.total, key=new_key())


def test_one_of_many_publishers_writes_the_next_version(fresh_database: TestDatabase) -> None:
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        venue_id = create_venue(work, grid_plan(), key=new_key()).id

    def publish(work: Work) -> NewVersion:
        return publish_plan(work, venue_id, grid_plan(seats=8), replaces=1, key=new_key())

    results = at_once(*((manager, publish) for _ in range(PUBLISHERS)))

    assert kinds(results) == {"NewVersion": 1, "PlanOvertaken": PUBLISHERS - 1}
    assert {one.version for one in results if isinstance(one, NewVersion | PlanOvertaken)} == {2}
    with manager.sessions() as session:
        assert [row.version for row in list_versions(session, venue_id)] == [2, 1]


def test_the_same_key_publishes_once_however_often_it_is_sent(
    fresh_database: TestDatabase,
) -> None:
    manager, key = fresh_database.sign_in(Role.MANAGER), new_key()
    with begin_work(manager.sessions, manager.actor) as work:
        venue_id = create_venue(work, grid_plan(), key=new_key()).id

    def publish(work: Work) -> NewVersion:
        return publish_plan(work, venue_id, grid_plan(seats=8), replaces=1, key=key)

    results = at_once(*((manager, publish) for _ in range(PUBLISHERS)))

    assert kinds(results) == {"NewVersion": PUBLISHERS}
    assert len({one.plan_id for one in results if isinstance(one, NewVersion)}) == 1


def test_an_event_sells_on_while_a_version_is_published(fresh_database: TestDatabase) -> None:
    house = stock(fresh_database)
    clerks = hire(fresh_database, 4)
    manager = fresh_database.sign_in(Role.MANAGER)
    with manager.sessions() as session:
        venue_id = session.get_one(Event, (manager.actor.tenant_id, house.event_id)).venue_id

    def publish(work: Work) -> NewVersion:
        return publish_plan(work, venue_id, grid_plan(seats=8), replaces=1, key=new_key())

    sales = [
        (clerk, partial(sell, event_id=house.event_id, seats=house.seat_ids[2 * n : 2 * n + 2]))
        for n, clerk in enumerate(clerks)
    ]

    results = at_once((manager, publish), *sales)

    assert kinds(results) == {"NewVersion": 1, "Sale": 4}
    assert broken(fresh_database.super_url) == {}
    assert count(fresh_database.super_url, OTHER_PLANS_SEATS) == 0
    with manager.sessions() as session:
        assert event_plan(session, house.event_id).version == 1


def test_two_who_save_at_once_keep_both_works(fresh_database: TestDatabase) -> None:
    manager, buyer = (fresh_database.sign_in(role) for role in (Role.MANAGER, Role.BUYER))
    with begin_work(manager.sessions, manager.actor) as work:
        venue_id = create_venue(work, grid_plan(), key=new_key()).id
        draft = start_draft(work, venue_id=venue_id, key=new_key())
    drawn = {name: with_seat(grid_plan(), name, "6") for name in ("managers", "buyers")}

    def save(work: Work, name: str) -> Autosaved:
        return autosave(work, draft.id, drawn[name], revision=1, key=new_key())

    results = at_once(
        (manager, lambda work: save(work, "managers")), (buyer, lambda work: save(work, "buyers"))
    )

    refused = [one.refused for one in results if isinstance(one, Autosaved)]
    assert sorted(map(type, refused), key=str) == [type(None), DraftChangedElsewhere]
    with manager.sessions() as session:
        kept = [open_draft(session, row.id).plan for row in list_drafts(session)]
    assert all(plan in kept for plan in drawn.values())


@pytest.mark.parametrize(
    ("received_first", "outcome"),
    [(True, ["ReceiptRow", "EventHasStock"]), (False, ["MovedEvent", "SeatsNotDeliverable"])],
    ids=["received first", "moved first"],
)
def test_an_event_that_moves_receives_nothing_on_its_old_plan(
    fresh_database: TestDatabase, outcome: list[str], *, received_first: bool
) -> None:
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        venue = make_venue(work.session, rows=1, seats=10)
        event = make_event(work.session, venue)
        line = LineDraft(make_ticket_type(work.session, event).id, 3, Decimal("30.00"))
        draft = OrderDraft(make_supplier(work.session).id, (line,))
        order_id = draft_order(work, draft, key=new_key())
        submit_order(work, order_id)
        confirm_order(work, order_id)
        line_id = one_order(work.session, order_id).lines[0].id
        publish_plan(work, venue.id, grid_plan(), replaces=1, key=new_key())
    seats = tuple(DeliveredSeat("Stalls", "A", str(number)) for number in (1, 2, 3))
    delivery = [LineDelivery(line_id, seats)]

    def receive(work: Work) -> object:
        return receive_delivery(work, order_id, delivery, key=new_key())

    def move(work: Work) -> object:
        return move_to_current_plan(work, event.id)

    first, second = (receive, move) if received_first else (move, receive)
    results = in_turn(fresh_database, (manager, first), (manager, second))

    assert [type(result).__name__ for result in results] == outcome
    assert broken(fresh_database.super_url) == {}
    assert count(fresh_database.super_url, OTHER_PLANS_SEATS) == 0


def test_seats_are_painted_by_name_while_their_event_moves(fresh_database: TestDatabase) -> None:
    """Whoever applies a plan waits for the move: behind it the same ranks are other seats."""
    mover, planner = (fresh_database.sign_in(Role.MANAGER) for _ in range(2))
    plan = grid_plan()
    with begin_work(mover.sessions, mover.actor, clock=lambda: NOW) as work:
        venue = create_venue(work, plan, key=new_key())
        event_id = create_event(work, gala(venue.id), key=new_key()).id
        made = create_plan(work, event_id, "Cameras", key=new_key())
        painting = bare(venue.seats).with_use([7], blocked("Camera"))
        painted = paint_plan(
            work,
            made.id,
            painting,
            version=made.version,
            on_plan=plan_of_event(work.session, event_id),
            key=new_key(),
        )
        smaller = without(plan, every_mark(plan)[0].guid)
        publish_plan(work, venue.id, smaller, replaces=1, key=new_key())

    def apply(work: Work) -> Applied:
        return apply_plan(work, made.id, version=painted.version, key=new_key())

    def move(work: Work) -> MovedEvent:
        return move_to_current_plan(work, event_id)

    _, applied = in_turn(fresh_database, (mover, move), (planner, apply))

    assert isinstance(applied, Applied)
    with mover.sessions() as session:
        stands = session.scalars(
            select(EventSeat.rank).where(EventSeat.status == SeatStatus.BLOCKED)
        ).all()
    assert stands == [6]


@dataclass(frozen=True)
class Moving:
    """An event on a plan whose venue has a newer one, with one seat less before rank 7."""

    database: TestDatabase
    event_id: UUID
    on_plan: UUID
    plan_id: UUID
    version: int

    def meanwhile(self, step: Callable[[Work], object]) -> object:
        """What this step gets that waits while the event moves."""
        mover, planner = (self.database.sign_in(Role.MANAGER) for _ in range(2))

        def move(work: Work) -> object:
            return move_to_current_plan(work, self.event_id)

        return in_turn(self.database, (mover, move), (planner, step))[1]

    def blocked(self) -> list[int]:
        with self.database.sign_in(Role.MANAGER).sessions() as session:
            stands = select(EventSeat.rank).where(EventSeat.status == SeatStatus.BLOCKED)
            return list(session.scalars(stands))


@pytest.fixture
def moving(fresh_database: TestDatabase) -> Moving:
    manager, plan = fresh_database.sign_in(Role.MANAGER), grid_plan()
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        venue = create_venue(work, plan, key=new_key())
        event_id = create_event(work, gala(venue.id), key=new_key()).id
        on_plan = plan_of_event(work.session, event_id)
        made = create_plan(work, event_id, "Cameras", key=new_key())
        smaller = without(plan, every_mark(plan)[0].guid)
        publish_plan(work, venue.id, smaller, replaces=1, key=new_key())
    return Moving(fresh_database, event_id, on_plan, made.id, made.version)


def block(moving: Moving, work: Work) -> SeatsChanged:
    return block_seats(work, moving.event_id, [7], on_plan=moving.on_plan, key=new_key())


def put_back(moving: Moving, work: Work) -> SeatsChanged:
    former = bare(8).with_use([7], blocked("Camera"))
    return restore_seats(work, moving.event_id, former, on_plan=moving.on_plan, key=new_key())


def paint(moving: Moving, work: Work) -> PlanRow:
    painting = bare(8).with_use([7], blocked("Camera"))
    return paint_plan(
        work,
        moving.plan_id,
        painting,
        version=moving.version,
        on_plan=moving.on_plan,
        key=new_key(),
    )


@pytest.mark.parametrize("step", [block, put_back, paint])
def test_places_of_the_map_before_are_refused_once_the_event_has_moved(
    moving: Moving, step: Callable[[Moving, Work], object]
) -> None:
    refused = moving.meanwhile(partial(step, moving))

    assert isinstance(refused, MapChanged)
    assert refused.event == "Gala"
    assert moving.blocked() == []
    again = replace(moving, on_plan=plan_now(moving))
    manager = moving.database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        assert step(again, work)


def plan_now(moving: Moving) -> UUID:
    """The plan that the event is on now, as a map that is read again has it."""
    with moving.database.sign_in(Role.MANAGER).sessions() as session:
        return plan_of_event(session, moving.event_id)


def test_without_the_plan_in_the_request_another_seat_is_blocked(
    moving: Moving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the plan in the request is for: rank 7 is the next seat's on the map behind."""

    def whatever_plan(work: Work, event_id: UUID, **_on_plan: UUID) -> Event:
        return event_to_plan(work, event_id)

    monkeypatch.setattr(placing, "event_to_plan", whatever_plan)

    assert isinstance(moving.meanwhile(partial(block, moving)), SeatsChanged)
    assert moving.blocked() == [7]  # what the planner saw is at rank 6 by now
