"""What nobody does to a published plan, nor to the seats that events sell on it."""

from typing import Any

import pytest
from sqlalchemy import select, text

from core.services.work import Work
from db.models import Event, EventSeat, Venue, VenuePlan
from tests.clock import NOW
from tests.db.security.asking import DENIED, said
from tests.db.security.breaking import at_commit
from tests.factories import make_event, make_venue, own_seats

PLANS, HOUSES, A_FACT, FIXED, FOREIGN = "PT060", "PT061", "PT005", "PT002", "23503"


@pytest.fixture
def venue(work: Work) -> Venue:
    return make_venue(work.session, rows=1, seats=3)


@pytest.fixture
def event(work: Work, venue: Venue) -> Event:
    return make_event(work.session, venue)


@pytest.fixture
def newer(work: Work, venue: Venue) -> VenuePlan:
    """A second version with the same seats."""
    plan = VenuePlan(
        venue_id=venue.id,
        version=2,
        seating_configuration="{}",
        map_shapes={},
        seat_count=3,
        row_count=1,
        section_count=1,
        published_at=NOW,
    )
    work.session.add(plan)
    work.session.flush()
    work.session.execute(
        text(
            "INSERT INTO parterre.seats (id, venue_id, plan_id, section, row, seat_number,"
            " x_coordinate, y_coordinate, rank, position)"
            " SELECT gen_random_uuid(), venue_id, :plan, section, row, seat_number,"
            " x_coordinate, y_coordinate, rank, position FROM parterre.seats"
            " WHERE venue_id = :venue"
        ),
        {"plan": plan.id, "venue": venue.id},
    )
    return plan


MOVE_EVENT = "UPDATE parterre.events SET plan_id = :plan WHERE id = :event"
MOVE_SEATS = """
    UPDATE parterre.event_seats AS sold SET seat_id = seat.id
      FROM parterre.seats AS seat
     WHERE sold.event_id = :event AND seat.plan_id = :plan AND seat.rank = sold.rank
"""
ADD_SEAT = """
    INSERT INTO parterre.event_seats (id, event_id, seat_id, rank)
    SELECT gen_random_uuid(), :event, id, rank FROM parterre.seats WHERE plan_id = :plan LIMIT 1
"""
REMOVE = "DELETE FROM parterre.event_seats WHERE event_id = :event"


def test_an_event_moves_with_all_its_seats(work: Work, event: Event, newer: VenuePlan) -> None:
    values: dict[str, Any] = {"event": event.id, "plan": newer.id}

    assert at_commit(work.session, MOVE_EVENT, MOVE_SEATS, **values) == ""
    assert at_commit(work.session, MOVE_EVENT, **values) == PLANS
    assert at_commit(work.session, MOVE_SEATS, **values) == PLANS
    assert at_commit(work.session, ADD_SEAT, **values) == PLANS


def test_a_seat_stands_at_its_place_on_the_map(work: Work, event: Event) -> None:
    shift = "UPDATE parterre.event_seats SET rank = rank + 1 WHERE event_id = :event"

    assert at_commit(work.session, shift, event=event.id) == PLANS


def test_seats_of_ours_keep_their_place(work: Work, event: Event, newer: VenuePlan) -> None:
    seats = work.session.scalars(select(EventSeat).where(EventSeat.event_id == event.id)).all()
    own_seats(work.session, event, seats[:1])
    values: dict[str, Any] = {"event": event.id, "plan": newer.id}

    assert at_commit(work.session, MOVE_EVENT, MOVE_SEATS, **values) == FIXED
    assert at_commit(work.session, MOVE_EVENT, REMOVE, **values) == A_FACT


def test_event_seats_go_only_when_their_event_moves(
    work: Work, event: Event, newer: VenuePlan
) -> None:
    values: dict[str, Any] = {"event": event.id, "plan": newer.id}

    assert at_commit(work.session, REMOVE, **values) == A_FACT
    assert at_commit(work.session, MOVE_EVENT, REMOVE, ADD_SEAT, **values) == ""


def test_an_event_takes_no_plan_of_another_venue(work: Work, event: Event) -> None:
    other = make_venue(work.session, rows=1, seats=3)
    plan_id = work.session.scalars(select(VenuePlan.id).where(VenuePlan.venue_id == other.id)).one()

    assert at_commit(work.session, MOVE_EVENT, event=event.id, plan=plan_id) == FOREIGN


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE parterre.seats SET section = 'Elsewhere'",
        "UPDATE parterre.seats SET x_coordinate = 0",
        "DELETE FROM parterre.seats",
        "UPDATE parterre.venue_plans SET note = 'mine'",
        "DELETE FROM parterre.venue_plans",
        "UPDATE parterre.plan_drafts SET started_by = 'u_buyer'",
        "DELETE FROM parterre.plan_drafts",
    ],
)
@pytest.mark.usefixtures("event")
def test_a_manager_changes_nothing_that_was_published(work: Work, change: str) -> None:
    assert said(work.session.connection(), change) == DENIED


@pytest.mark.usefixtures("event")
def test_a_published_plan_gets_no_more_seats(work: Work) -> None:
    add = """
        INSERT INTO parterre.seats (id, venue_id, plan_id, section, row, seat_number,
          x_coordinate, y_coordinate, rank, position)
        SELECT gen_random_uuid(), venue_id, plan_id, 'Box', row, seat_number, 0, 0, rank + 100,
          position FROM parterre.seats
    """

    assert at_commit(work.session, add) == HOUSES


@pytest.mark.usefixtures("event")
def test_a_seat_is_of_a_version_of_its_own_venue(work: Work, newer: VenuePlan) -> None:
    other = make_venue(work.session, rows=1, seats=3)
    add = """
        INSERT INTO parterre.seats (id, venue_id, plan_id, section, row, seat_number,
          x_coordinate, y_coordinate, rank, position)
        VALUES (gen_random_uuid(), :venue, :plan, 'Box', 'A', '1', 0, 0, 100, 1)
    """

    assert at_commit(work.session, add, venue=other.id, plan=newer.id) == FOREIGN
    assert at_commit(work.session, add, venue=newer.venue_id, plan=other.id) == FOREIGN
    connection = work.session.connection()
    connection.execute(text("RESET SESSION AUTHORIZATION"))
    move = "UPDATE parterre.seats SET plan_id = :plan WHERE plan_id <> :plan"
    assert said(connection, move, plan=newer.id) == FIXED


def test_a_published_plan_has_its_seats(work: Work, venue: Venue) -> None:
    publish = """
        INSERT INTO parterre.venue_plans (id, venue_id, version, seating_configuration, map_shapes,
          seat_count, row_count, section_count, published_at)
        VALUES (gen_random_uuid(), :venue, 2, '{}', '{}', 5, 1, 1, now())
    """

    assert at_commit(work.session, publish, venue=venue.id) == HOUSES


@pytest.mark.usefixtures("event")
def test_not_even_the_superuser_by_mistake(work: Work) -> None:
    connection = work.session.connection()
    connection.execute(text("RESET SESSION AUTHORIZATION"))

    assert said(connection, "UPDATE parterre.venue_plans SET note = 'mine'") == A_FACT
    assert said(connection, "DELETE FROM parterre.venue_plans") == A_FACT
    assert said(connection, "TRUNCATE parterre.event_seats CASCADE") == A_FACT


def test_a_published_plan_is_json(work: Work, venue: Venue) -> None:
    plan = VenuePlan(
        venue_id=venue.id,
        version=2,
        seating_configuration="no plan",
        map_shapes={},
        seat_count=0,
        row_count=0,
        section_count=0,
        published_at=NOW,
    )

    assert at_commit(work.session, also=lambda: work.session.add(plan)) == "23514"
