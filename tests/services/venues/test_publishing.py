from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.domain.errors import KeyReused, NotAllowed, NotFound
from core.domain.staff import Role
from core.domain.venues.editing.checks import Concern
from core.domain.venues.extras import LICENCE, RESTRICTED_VIEW
from core.domain.venues.plan import Plan, PlanRefused
from core.domain.venues.plan_json import read_plan
from core.domain.venues.states import SeatType
from core.services.venues.creating import NewVenue, create_venue
from core.services.venues.maps import venue_map
from core.services.venues.publishing import publish_plan
from core.services.venues.queries import list_venues, list_versions, plan_id_of, venue_plan
from core.services.venues.refusals import PlanNotReady, PlanOvertaken
from core.services.work import Work, new_key
from db.models import Seat, Venue, VenuePlan
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.services.plans import grid_plan
from tests.services.venues.edits import changed, every_mark, with_seat, without


@pytest.fixture
def plan() -> Plan:
    return grid_plan()


@pytest.fixture
def venue(work: Work, plan: Plan) -> NewVenue:
    return create_venue(work, plan, key=new_key())


def guids_of(plan: Plan) -> list[str]:
    return [mark.guid for mark in every_mark(plan)]


def retired(work: Work) -> set[tuple[int, str | None]]:
    """Version and guid of every retired seat."""
    rows = work.session.execute(
        select(VenuePlan.version, Seat.guid)
        .join(VenuePlan, VenuePlan.id == Seat.plan_id)
        .where(Seat.retired_at.is_not(None))
    )
    return {(row.version, row.guid) for row in rows}


def test_a_new_venue_has_version_one(work: Work, venue: NewVenue) -> None:
    (row,) = list_versions(work.session, venue.id)

    assert (row.version, row.is_current, row.seats, row.rows, row.sections) == (1, True, 20, 4, 2)
    assert (row.published_by, row.published_at, row.note, row.events) == ("Manager", NOW, None, 0)


@pytest.mark.parametrize("note", ["n" * 1_001, "\udcff"])
def test_a_note_that_nobody_could_keep_is_refused(
    work: Work, venue: NewVenue, plan: Plan, note: str
) -> None:
    with pytest.raises(PlanRefused) as refused:
        publish_plan(work, venue.id, plan, replaces=1, note=note, key=new_key())

    assert refused.value.place == "note"


def test_a_version_more_leaves_the_former_as_it_was(
    work: Work, venue: NewVenue, plan: Plan
) -> None:
    before = venue_map(work.session, venue.id)

    made = publish_plan(
        work, venue.id, with_seat(plan, "new", "6"), replaces=1, note="A box more", key=new_key()
    )

    assert (made.venue, made.version, made.seats, made.rows) == ("Studio", 2, 21, 4)
    assert (made.sections, made.retired) == (2, ())
    first = venue_map(work.session, venue.id, version=1)
    assert (first.numbers, first.x.tolist()) == (before.numbers, before.x.tolist())
    assert venue_map(work.session, venue.id).numbers[5] == "6"
    versions = list_versions(work.session, venue.id)
    assert [(row.version, row.is_current, row.note) for row in versions] == [
        (2, True, "A box more"),
        (1, False, None),
    ]


def test_the_venue_is_listed_with_its_current_version(
    work: Work, venue: NewVenue, plan: Plan
) -> None:
    publish_plan(work, venue.id, with_seat(plan, "new", "6"), replaces=1, key=new_key())

    (row,) = list_venues(work.session)

    assert (row.version, row.capacity, row.sections) == (2, 21, 2)


def test_each_version_gives_back_its_plan(work: Work, venue: NewVenue, plan: Plan) -> None:
    longer = with_seat(plan, "new", "6")
    publish_plan(work, venue.id, longer, replaces=1, key=new_key())

    assert venue_plan(work.session, venue.id) == longer
    assert venue_plan(work.session, venue.id, version=1) == plan
    with pytest.raises(NotFound):
        venue_plan(work.session, venue.id, version=3)
    with pytest.raises(NotFound):
        plan_id_of(work.session, venue.id, version=3)


def test_the_file_is_kept_letter_by_letter(work: Work) -> None:
    source = '{"zones": [{"rows": [{"seats": [{"seat_guid": "g", "seat_number": "1", '
    source += '"position": {"x": 1.50, "y": 0}, "category": "A"}], "row_number": "1", '
    source += '"position": {"x": 0, "y": 0}}], "name": "Z", "position": {"x": 0, "y": 0}, '
    source += '"areas": []}], "categories": [], "name": "Tiny"}'
    tiny = read_plan(source)

    made = create_venue(work, tiny, source=source, key=new_key())

    kept = work.session.scalars(
        select(VenuePlan.seating_configuration).where(VenuePlan.venue_id == made.id)
    ).one()
    assert kept == source


def test_a_seat_that_is_gone_retires_in_every_version(
    work: Work, venue: NewVenue, plan: Plan
) -> None:
    first, second = guids_of(plan)[:2]
    publish_plan(work, venue.id, changed(plan, first, number="1A"), replaces=1, key=new_key())

    made = publish_plan(work, venue.id, without(plan, first, second), replaces=2, key=new_key())

    assert made.retired == (first, second)
    assert retired(work) == {(1, first), (2, first), (1, second), (2, second)}


def test_a_seat_that_comes_back_is_in_use_again(work: Work, venue: NewVenue, plan: Plan) -> None:
    gone = guids_of(plan)[0]
    publish_plan(work, venue.id, without(plan, gone), replaces=1, key=new_key())

    publish_plan(work, venue.id, plan, replaces=2, key=new_key())

    assert retired(work) == set()


def test_a_seat_out_of_use_stays_so_in_the_next_version(
    work: Work, venue: NewVenue, plan: Plan
) -> None:
    broken = work.session.scalars(select(Seat).where(Seat.rank == 3)).one()
    broken.is_active = False
    work.session.flush()

    made = publish_plan(work, venue.id, plan, replaces=1, key=new_key())

    out_of_use = select(Seat.guid).where(Seat.plan_id == made.plan_id, ~Seat.is_active)
    assert work.session.scalars(out_of_use).all() == [broken.guid]


def test_what_the_plan_says_of_seats_is_stored_and_drawn(work: Work, plan: Plan) -> None:
    pillar, wheels, friend = guids_of(plan)[:3]
    plan = changed(plan, pillar, extra={RESTRICTED_VIEW: "Behind a pillar"})
    plan = changed(plan, wheels, seat_type=SeatType.WHEELCHAIR)
    plan = changed(
        plan, friend, seat_type=SeatType.COMPANION, extra={"parterre:companion_of": wheels}
    )
    made = create_venue(work, plan, key=new_key())

    seats = work.session.execute(
        select(Seat.restricted_view, Seat.companion_guid).order_by(Seat.rank).limit(3)
    ).all()
    assert [tuple(row) for row in seats] == [
        ("Behind a pillar", None),
        (None, None),
        (None, wheels),
    ]
    drawn = venue_map(work.session, made.id)
    assert (drawn.restricted, drawn.companions) == ({0: "Behind a pillar"}, {2: 1})


def test_the_licence_in_a_plan_is_the_venues(work: Work, plan: Plan) -> None:
    made = create_venue(work, replace(plan, extra={LICENCE: 900}), key=new_key())
    publish_plan(work, made.id, plan, replaces=1, key=new_key())

    venue = work.session.scalars(select(Venue).where(Venue.id == made.id)).one()
    assert (venue.capacity, venue.licensed_capacity) == (20, 900)


def test_the_same_key_publishes_once(work: Work, venue: NewVenue, plan: Plan) -> None:
    key, shorter = new_key(), without(plan, guids_of(plan)[0])

    first = publish_plan(work, venue.id, shorter, replaces=1, key=key)
    again = publish_plan(work, venue.id, shorter, replaces=1, key=key)

    assert again == first
    assert work.session.scalar(select(func.max(VenuePlan.version))) == 2
    with pytest.raises(KeyReused):
        publish_plan(work, venue.id, plan, replaces=1, key=key)


def test_a_version_published_meanwhile_is_not_replaced_unseen(
    work: Work, venue: NewVenue, plan: Plan
) -> None:
    publish_plan(work, venue.id, plan, replaces=1, key=new_key())

    with pytest.raises(PlanOvertaken) as refused:
        publish_plan(work, venue.id, plan, replaces=1, key=new_key())

    told = refused.value
    assert (told.venue, told.version, told.by, told.at) == ("Studio", 2, "Manager", NOW)


def test_what_stands_against_publishing_is_listed(work: Work, venue: NewVenue, plan: Plan) -> None:
    second = guids_of(plan)[1]
    doubled = changed(plan, second, number=every_mark(plan)[0].number)

    with pytest.raises(PlanNotReady) as refused:
        publish_plan(work, venue.id, doubled, replaces=1, key=new_key())

    (finding,) = refused.value.findings
    assert finding.concern is Concern.DUPLICATE_LABEL
    with pytest.raises(PlanNotReady):
        publish_plan(work, venue.id, without(plan, *guids_of(plan)), replaces=1, key=new_key())


def test_what_is_to_be_minded_is_told(work: Work, venue: NewVenue, plan: Plan) -> None:
    small = replace(plan, extra={LICENCE: 12})

    made = publish_plan(work, venue.id, small, replaces=1, key=new_key())

    assert [finding.concern for finding in made.warnings] == [Concern.OVER_LICENCE]


@pytest.mark.parametrize("number", [" ", "x" * 51, "1\n2"])
def test_a_name_that_no_file_brings_back_is_refused(
    work: Work, venue: NewVenue, plan: Plan, number: str
) -> None:
    odd = changed(plan, guids_of(plan)[0], number=number)

    with pytest.raises(PlanRefused) as refused:
        publish_plan(work, venue.id, odd, replaces=1, key=new_key())

    assert refused.value.place == f"seat {number}"


def test_an_imported_plan_needs_seats(work: Work, plan: Plan) -> None:
    with pytest.raises(PlanRefused):
        create_venue(work, without(plan, *guids_of(plan)), key=new_key())


def test_an_unknown_venue_is_refused(work: Work, plan: Plan) -> None:
    with pytest.raises(NotFound) as refused:
        publish_plan(work, new_key(), plan, replaces=1, key=new_key())

    assert refused.value.what == "venue"


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.DOOR, Role.WORKER, Role.WEB])
def test_only_who_manages_venues_publishes(work_as: WorkAs, role: Role, plan: Plan) -> None:
    with work_as(role) as work, pytest.raises(NotAllowed) as refused:
        publish_plan(work, new_key(), plan, replaces=1, key=new_key())

    assert refused.value.permission == "manage_venues"


def test_a_buyer_publishes_under_their_own_name(
    work_as: WorkAs, venue: NewVenue, plan: Plan, work: Work
) -> None:
    with work_as(Role.BUYER) as buyers:
        publish_plan(buyers, venue.id, plan, replaces=1, key=new_key())

    assert [row.published_by for row in list_versions(work.session, venue.id)] == [
        "Buyer",
        "Manager",
    ]


def test_publishing_later_is_told_with_its_time(work: Work, venue: NewVenue, plan: Plan) -> None:
    later = Work(work.session, work.actor, NOW + timedelta(days=2))

    publish_plan(later, venue.id, plan, replaces=1, key=new_key())

    assert list_versions(work.session, venue.id)[0].published_at == NOW + timedelta(days=2)
