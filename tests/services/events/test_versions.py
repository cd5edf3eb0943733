"""Events and the versions of their venue's plan: who keeps which, who may move."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from core.domain.errors import NotAllowed, NotFound
from core.domain.events import EventStatus
from core.domain.inventory.states import SeatStatus
from core.domain.purchasing.seat_labels import SeatLabel
from core.domain.staff import Role
from core.domain.venues.plan import Plan
from core.services.events.creating import EventDraft, create_event
from core.services.events.moving import EventHasStock, event_plan, move_to_current_plan
from core.services.events.moving_outlook import moving_outlook
from core.services.events.price_levels import LevelDraft, NoSuchSections, Place, set_price_levels
from core.services.events.queries import one_event
from core.services.events.seat_use import UsedSeat, events_using_seats, seats_in_use
from core.services.inventory.availability import SeatCode, seat_prices, seat_states
from core.services.inventory.finding import Wish, find_seats
from core.services.inventory.seats import seat_cards
from core.services.purchasing.list_files import labels_of_event
from core.services.venues.creating import NewVenue, create_venue
from core.services.venues.maps import event_map
from core.services.venues.publishing import publish_plan
from core.services.venues.queries import list_versions
from core.services.work import Work, new_key
from db.models import Event, EventSeat, Seat
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import open_till, own_seats, sell
from tests.services.plans import grid_plan
from tests.services.venues.edits import changed, every_mark, with_seat, without


@pytest.fixture
def plan() -> Plan:
    return grid_plan()


@pytest.fixture
def venue(work: Work, plan: Plan) -> NewVenue:
    return create_venue(work, plan, key=new_key())


@pytest.fixture
def event_id(work: Work, venue: NewVenue) -> UUID:
    return gala(work, venue)


def gala(work: Work, venue: NewVenue, *, days: int = 30, title: str = "Gala") -> UUID:
    start = NOW + timedelta(days=days)
    draft = EventDraft(title, venue.id, start, start + timedelta(hours=2), "Europe/Berlin")
    return create_event(work, draft, key=new_key()).id


def seats_of(work: Work, event_id: UUID) -> list[EventSeat]:
    mine = select(EventSeat).where(EventSeat.event_id == event_id).order_by(EventSeat.rank)
    return list(work.session.scalars(mine))


def buy(work: Work, event_id: UUID, ranks: range) -> list[EventSeat]:
    """Own these seats of the event, priced and for sale."""
    event = work.session.scalars(select(Event).where(Event.id == event_id)).one()
    seats = [seats_of(work, event_id)[rank] for rank in ranks]
    own_seats(work.session, event, seats)
    event.status = EventStatus.PUBLISHED
    work.session.flush()
    event.status = EventStatus.ON_SALE
    work.session.flush()
    return seats


def guids_of(plan: Plan) -> list[str]:
    return [mark.guid for mark in every_mark(plan)]


def renamed(plan: Plan) -> Plan:
    """Another house: the first seat is gone, the second has another number, one is new."""
    first, second = guids_of(plan)[:2]
    return with_seat(changed(without(plan, first), second, number="2A"), "new", "6", x=300.0)


def test_an_event_keeps_its_version_when_another_is_published(
    work: Work, venue: NewVenue, event_id: UUID, plan: Plan
) -> None:
    before = event_map(work.session, event_id)
    stocked = buy(work, event_id, range(3))

    publish_plan(work, venue.id, renamed(plan), replaces=1, key=new_key())

    drawn = event_map(work.session, event_id)
    assert (drawn.plan_id, drawn.numbers) == (before.plan_id, before.numbers)
    assert len(seat_states(work.session, event_id, now=NOW).codes) == 20
    assert len(seat_prices(work.session, event_id).cents) == 20
    (card, *_) = seat_cards(work.session, event_id, [0])
    assert (card.section, card.row, card.number) == ("A", "1", "1")
    found = find_seats(work.session, event_id, Wish(3), now=NOW)
    assert {seat.id for seat in found} == {seat.id for seat in stocked}


def test_a_new_event_takes_the_current_version(
    work: Work, venue: NewVenue, event_id: UUID, plan: Plan
) -> None:
    made = publish_plan(work, venue.id, renamed(plan), replaces=1, key=new_key())

    new = gala(work, venue, days=60)

    assert one_event(work.session, new).plan_id == made.plan_id
    assert event_map(work.session, new).numbers[0] == "2A"
    assert one_event(work.session, event_id).plan_id != made.plan_id
    assert [row.events for row in list_versions(work.session, venue.id)] == [1, 1]


def test_lists_and_price_levels_go_by_the_events_version(
    work: Work, venue: NewVenue, event_id: UUID
) -> None:
    elsewhere = grid_plan(sections=3)
    publish_plan(work, venue.id, elsewhere, replaces=1, key=new_key())
    new = gala(work, venue, days=60)
    box = LevelDraft("Box", Decimal("90.00"), (Place("C"),))

    with pytest.raises(NoSuchSections) as refused:
        set_price_levels(work, event_id, [box], key=new_key())

    assert refused.value.seats == ("C",)
    (level,) = set_price_levels(work, new, [box], key=new_key())
    assert level.seats == 10
    there = SeatLabel("C", "1", "1")
    assert labels_of_event(work.session, new).has(there)
    assert not labels_of_event(work.session, event_id).has(there)


def test_an_event_without_stock_moves_to_the_current_plan(
    work: Work, venue: NewVenue, event_id: UUID, plan: Plan
) -> None:
    level = LevelDraft("All", Decimal("50.00"), (Place("A"), Place("B")))
    set_price_levels(work, event_id, [level], key=new_key())
    made = publish_plan(work, venue.id, renamed(plan), replaces=1, key=new_key())
    assert event_plan(work.session, event_id).may_move

    moved = move_to_current_plan(work, event_id)
    again = move_to_current_plan(work, event_id)

    assert (moved.version, moved.kept, moved.added, moved.removed) == (2, 19, 1, 1)
    assert (again.version, again.added, again.removed) == (2, 0, 0)
    assert one_event(work.session, event_id).plan_id == made.plan_id
    work.session.expire_all()
    seats = seats_of(work, event_id)
    assert [seat.rank for seat in seats] == list(range(20))
    assert [seat.base_price for seat in seats[:5]] == [Decimal(50)] * 4 + [Decimal(0)]
    assert event_map(work.session, event_id).numbers[0] == "2A"
    assert seat_states(work.session, event_id, now=NOW).codes.tolist() == [SeatCode.NOT_OWNED] * 20


def test_an_event_moves_to_a_smaller_house(work: Work, venue: NewVenue, event_id: UUID) -> None:
    publish_plan(work, venue.id, grid_plan(sections=1), replaces=1, key=new_key())

    moved = move_to_current_plan(work, event_id)

    assert (moved.kept, moved.added, moved.removed) == (10, 0, 10)
    assert len(event_map(work.session, event_id)) == 10


def test_an_event_with_stock_stays(work: Work, venue: NewVenue, event_id: UUID, plan: Plan) -> None:
    seats = buy(work, event_id, range(4))
    sell(work.session, seats[:1], open_till(work.session, work.actor.staff_id))
    publish_plan(work, venue.id, renamed(plan), replaces=1, key=new_key())

    with pytest.raises(EventHasStock) as refused:
        move_to_current_plan(work, event_id)

    assert (refused.value.event, refused.value.owned, refused.value.sold) == ("Gala", 4, 1)
    kept = event_plan(work.session, event_id)
    assert (kept.version, kept.newest, kept.owned, kept.sold) == (1, 2, 4, 1)
    assert not kept.may_move


@pytest.mark.parametrize("sections", [1, 2, 3])
def test_what_moving_does_is_told_before(
    work: Work, venue: NewVenue, event_id: UUID, plan: Plan, sections: int
) -> None:
    house = renamed(plan) if sections == len(plan.zones) else grid_plan(sections=sections)
    publish_plan(work, venue.id, house, replaces=1, key=new_key())

    told = moving_outlook(work.session, event_id)
    moved = move_to_current_plan(work, event_id)

    assert (told.plan.version, told.plan.newest, moved.version) == (1, 2, 2)
    assert (told.kept, told.added, told.removed) == (moved.kept, moved.added, moved.removed)
    again = moving_outlook(work.session, event_id)
    assert (again.added, again.removed) == (0, 0)
    assert not again.plan.may_move


def test_moving_needs_its_permission_and_an_event(work: Work, work_as: WorkAs) -> None:
    with pytest.raises(NotFound):
        move_to_current_plan(work, new_key())
    with pytest.raises(NotFound):
        event_plan(work.session, new_key())
    with work_as(Role.BOX_OFFICE) as clerks, pytest.raises(NotAllowed):
        move_to_current_plan(clerks, new_key())


def test_the_editor_hears_which_events_use_a_seat(
    work: Work, venue: NewVenue, event_id: UUID, plan: Plan
) -> None:
    seats = buy(work, event_id, range(3))
    sell(work.session, seats[1:2], open_till(work.session, work.actor.staff_id))
    publish_plan(work, venue.id, plan, replaces=1, key=new_key())
    later = gala(work, venue, days=60, title="Encore")
    buy(work, later, range(2, 3))
    guids = guids_of(plan)

    uses = events_using_seats(work.session, venue.id, [guids[1], guids[2], guids[9]], now=NOW)

    assert [(use.title, use.version, use.owned, use.sold) for use in uses] == [
        ("Gala", 1, 2, 1),
        ("Encore", 2, 1, 0),
    ]
    assert uses[0].seats == (
        UsedSeat(guids[1], ("A", "1", "2"), SeatStatus.SOLD),
        UsedSeat(guids[2], ("A", "1", "3"), SeatStatus.AVAILABLE),
    )


def test_the_editor_learns_which_seats_are_in_use(
    work: Work, venue: NewVenue, event_id: UUID, plan: Plan
) -> None:
    buy(work, event_id, range(3))
    guids = guids_of(plan)
    publish_plan(work, venue.id, without(plan, guids[1]), replaces=1, key=new_key())
    other = create_venue(work, replace(plan, name="Other"), key=new_key())

    in_use = seats_in_use(work.session, venue.id, now=NOW)

    assert in_use == {guids[0]: True, guids[1]: False, guids[2]: True}
    assert seats_in_use(work.session, venue.id, now=NOW + timedelta(days=31)) == {}
    assert seats_in_use(work.session, other.id, now=NOW) == {}


def test_events_that_are_over_use_no_seats(
    work: Work, venue: NewVenue, event_id: UUID, plan: Plan
) -> None:
    buy(work, event_id, range(3))
    afterwards = NOW + timedelta(days=31)

    assert events_using_seats(work.session, venue.id, guids_of(plan), now=afterwards) == []
    assert events_using_seats(work.session, venue.id, [], now=NOW) == []


def test_another_venues_seats_are_not_meant(work: Work, event_id: UUID, plan: Plan) -> None:
    buy(work, event_id, range(3))
    other = create_venue(work, replace(plan, name="Other"), key=new_key())

    assert events_using_seats(work.session, other.id, guids_of(plan), now=NOW) == []


def test_a_seat_is_the_same_by_its_guid(work: Work, venue: NewVenue, plan: Plan) -> None:
    publish_plan(work, venue.id, renamed(plan), replaces=1, key=new_key())

    second = guids_of(plan)[1]
    numbers = work.session.scalars(
        select(Seat.seat_number).where(Seat.guid == second).order_by(Seat.seat_number)
    )
    assert numbers.all() == ["2", "2A"]
