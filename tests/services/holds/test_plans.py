"""Plans as things: named, painted, renamed, listed, deleted, and carried by templates."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.domain.errors import NotFound
from core.domain.holds.painting import bare
from core.domain.holds.refusals import (
    NameMissing,
    NothingPainted,
    PlanChanged,
    PlanNameTaken,
)
from core.domain.holds.uses import HoldType, blocked, held, kept_for, presold
from core.domain.inventory.states import Allotment
from core.services.holds.applying import apply_plan
from core.services.holds.plans import (
    create_plan,
    delete_plan,
    list_plans,
    paint_plan,
    plan_in_full,
    rename_plan,
)
from core.services.holds.templates import (
    delete_template,
    list_templates,
    plan_from_template,
    save_template,
)
from core.services.work import new_key
from db.models import AllocationTemplate, Event, Venue
from tests.clock import NOW
from tests.factories import make_event, make_presale, make_price_level
from tests.services.holds.conftest import SEATS, Planner, painted

ARTIST = held(HoldType.ARTIST, "Family", NOW + timedelta(days=29))
WEB = kept_for(Allotment.WEB)


def another_event(planner: Planner, **fields: object) -> Event:
    venue = planner.work.session.get_one(
        Venue, (planner.work.actor.tenant_id, planner.stock.event.venue_id)
    )
    return make_event(planner.work.session, venue, **fields)


def test_a_plan_comes_back_as_it_was_painted(planner: Planner) -> None:
    painting = painted((range(3), ARTIST), ([7], WEB)).with_level([3, 4], planner.front.id)
    painting = painting.with_level([5], None)

    plan_id, version = planner.plan(painting, "  Opening   night ")

    found = plan_in_full(planner.work.session, plan_id)
    assert found.painting == painting
    assert (found.row.name, found.row.version, version) == ("Opening night", 2, 2)
    assert (found.row.applied_at, found.row.can_undo) == (None, False)


def test_two_plans_of_an_event_have_two_names(planner: Planner) -> None:
    create_plan(planner.work, planner.event_id, "One", key=new_key())
    with pytest.raises(PlanNameTaken) as refused:
        create_plan(planner.work, planner.event_id, "One", key=new_key())
    assert refused.value.name == "One"
    two = create_plan(planner.work, planner.event_id, "Two", key=new_key())
    with pytest.raises(PlanNameTaken):
        rename_plan(planner.work, two.id, "One", key=new_key())
    with pytest.raises(NameMissing):
        rename_plan(planner.work, two.id, "  ", key=new_key())

    assert rename_plan(planner.work, two.id, "Three", key=new_key()).name == "Three"
    assert {plan.name for plan in list_plans(planner.work.session, planner.event_id)} == {
        "One",
        "Three",
    }


def test_a_repeated_request_makes_one_plan(planner: Planner) -> None:
    key = new_key()
    first = create_plan(planner.work, planner.event_id, "One", key=key)

    assert create_plan(planner.work, planner.event_id, "One", key=key) == first


def test_painting_over_somebodys_change_is_refused(planner: Planner) -> None:
    plan_id, version = planner.plan(painted(([1], WEB)))

    with pytest.raises(PlanChanged):
        paint_plan(
            planner.work,
            plan_id,
            bare(SEATS),
            version=version - 1,
            on_plan=planner.on_plan,
            key=new_key(),
        )


def test_a_deleted_plan_leaves_the_seats_as_they_are(planner: Planner) -> None:
    plan_id, version = planner.plan(painted(([1], WEB)))
    apply_plan(planner.work, plan_id, version=version, key=new_key())

    delete_plan(planner.work, plan_id, key=new_key())

    assert list_plans(planner.work.session, planner.event_id) == []
    assert planner.uses(1) == [WEB]
    with pytest.raises(NotFound):
        delete_plan(planner.work, plan_id, key=new_key())


def test_a_template_carries_everything_to_an_event_alike(planner: Planner) -> None:
    session = planner.work.session
    presale = make_presale(session, planner.stock.event, name="Friends")
    painting = painted((range(3), ARTIST), ([7], presold(presale.id)), ([8], blocked("Camera")))
    plan_id, _ = planner.plan(painting.with_level([3, 4], planner.front.id))
    template = save_template(planner.work, plan_id, "As always", key=new_key())
    other = another_event(
        planner, start_datetime=NOW + timedelta(days=60), end_datetime=NOW + timedelta(days=61)
    )
    level = make_price_level(session, other, name="Front")
    friends = make_presale(session, other, name="Friends")

    carried = plan_from_template(planner.work, template.id, other.id, "As always", key=new_key())

    later = held(HoldType.ARTIST, "Family", NOW + timedelta(days=59))
    wanted = painted((range(3), later), ([7], presold(friends.id)), ([8], blocked("Camera")))
    made = plan_in_full(session, carried.plan.id)
    assert made.painting == wanted.with_level([3, 4], level.id)
    assert (carried.seats, template.seats) == (7, 7)
    assert (carried.lost_seats, carried.lost_levels, carried.lost_presales) == ((), (), ())


def test_what_the_other_event_has_not_is_told_and_left_out(planner: Planner) -> None:
    session = planner.work.session
    presale = make_presale(session, planner.stock.event, name="Friends")
    painting = painted((range(3), WEB), ([7], presold(presale.id)))
    plan_id, _ = planner.plan(painting.with_level([3, 4], planner.front.id))
    template = save_template(planner.work, plan_id, "As always", key=new_key())
    kept = session.get_one(AllocationTemplate, (planner.work.actor.tenant_id, template.id))
    kept.numbers = ["1a", *kept.numbers[1:]]
    other = another_event(planner)

    carried = plan_from_template(planner.work, template.id, other.id, "As always", key=new_key())

    assert carried.lost_seats == ("Stalls A-1a",)
    assert (carried.lost_levels, carried.lost_presales) == (("Front",), ("Friends",))
    assert plan_in_full(session, carried.plan.id).painting == painted(([1, 2], WEB))


def test_templates_belong_to_their_venue(planner: Planner) -> None:
    bare_plan, _ = planner.plan(bare(SEATS), "Bare")
    with pytest.raises(NothingPainted):
        save_template(planner.work, bare_plan, "Nothing", key=new_key())
    plan_id, _ = planner.plan(painted(([1], WEB)))
    made = save_template(planner.work, plan_id, "As always", key=new_key())
    with pytest.raises(PlanNameTaken):
        save_template(planner.work, plan_id, "As always", key=new_key())
    elsewhere = make_event(planner.work.session)
    with pytest.raises(NotFound):
        plan_from_template(planner.work, made.id, elsewhere.id, "Plan", key=new_key())

    venue_id = planner.stock.event.venue_id
    assert list_templates(planner.work.session, venue_id) == [made]
    delete_template(planner.work, made.id, key=new_key())
    assert list_templates(planner.work.session, venue_id) == []
    with pytest.raises(NotFound):
        delete_template(planner.work, uuid4(), key=new_key())
