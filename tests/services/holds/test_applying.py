"""Applying plans: all seats or none, what is refused, and taking it back."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from core.domain.errors import KeyReused, NotAllowed
from core.domain.holds.painting import bare
from core.domain.holds.refusals import (
    NoSuchPaint,
    NothingPainted,
    NothingToChange,
    NothingToUndo,
    PlanChanged,
    SeatsNotHeldByUs,
    SeatsTakenMeanwhile,
)
from core.domain.holds.uses import OPEN, HoldType, blocked, held, kept_for, presold
from core.domain.inventory.states import Allotment, SeatStatus
from core.domain.staff import Role
from core.services.holds.applying import apply_plan, undo_plan
from core.services.holds.plans import compare_painting, one_plan
from core.services.work import Work, new_key
from db.models import EventSeat, Hold
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import make_presale, reserve, stocked_event
from tests.services.holds.conftest import SEATS, Planner, painted

S = SeatStatus
ARTIST = held(HoldType.ARTIST, "Family", NOW + timedelta(days=1))
WEB = kept_for(Allotment.WEB)
CAMERA = blocked("Camera")
STATE = text(
    "SELECT rank, status, hold_reason, hold_until, allotted_to, allotted_until, presale_id,"
    " price_level_id, base_price FROM parterre.event_seats WHERE event_id = :event ORDER BY rank"
)


def everything(planner: Planner) -> list[tuple[object, ...]]:
    """All that a plan can change, of every seat."""
    planner.work.session.flush()
    rows = planner.work.session.execute(STATE, {"event": planner.event_id})
    return [tuple(row) for row in rows]


def apply(planner: Planner, *strokes: tuple[range, object], name: str = "Plan") -> object:
    painting = painted(*strokes)  # type: ignore[arg-type]
    plan_id, version = planner.plan(painting, name)
    apply_plan(planner.work, plan_id, version=version, key=new_key())
    return plan_id


def test_every_paint_lands_on_its_seats(planner: Planner) -> None:
    presale = make_presale(planner.work.session, planner.stock.event)
    painting = painted(
        (range(5), ARTIST), (range(5, 8), CAMERA), (range(8, 12), WEB), ([12], presold(presale.id))
    )
    painting = painting.with_level(range(20), planner.front.id)
    plan_id, version = planner.plan(painting)

    applied = apply_plan(planner.work, plan_id, version=version, key=new_key())

    assert applied.seats == 20
    assert planner.uses(4, 7, 11, 12, 13) == [ARTIST, CAMERA, WEB, presold(presale.id), OPEN]
    (kept,) = planner.seats(12)
    assert (kept.allotted_until, kept.allotted_to) == (presale.end_datetime, Allotment.PRESALE)
    assert {seat.price_level_id for seat in planner.seats(*range(20))} == {planner.front.id}
    assert {seat.base_price for seat in planner.seats(*range(20))} == {60}
    assert applied.plan.applied_at == NOW
    assert applied.plan.can_undo


def test_applying_is_what_comparing_said(planner: Planner) -> None:
    painting = painted((range(5), ARTIST), (range(3, 9), CAMERA)).with_level([1, 30], None)
    said = compare_painting(planner.work.session, planner.event_id, painting, now=NOW)
    plan_id, version = planner.plan(painting)

    applied = apply_plan(planner.work, plan_id, version=version, key=new_key())

    assert applied.comparison == said
    after = compare_painting(planner.work.session, planner.event_id, painting, now=NOW)
    assert after.changed == ()


def test_undo_puts_every_seat_back(planner: Planner) -> None:
    apply(planner, (range(5), ARTIST), (range(5, 9), WEB), name="Before")
    before = everything(planner)
    painting = painted(
        (range(3), OPEN), (range(3, 7), CAMERA), (range(7, 20), held(HoldType.PRESS))
    )
    painting = painting.with_level(range(30), planner.back.id)
    plan_id, version = planner.plan(painting, "After")
    apply_plan(planner.work, plan_id, version=version, key=new_key())
    assert everything(planner) != before

    undone = undo_plan(planner.work, plan_id, key=new_key())

    restored = everything(planner)
    without_price = [row[:-1] for row in before]
    assert [row[:-1] for row in restored] == without_price
    assert (undone.plan.applied_at, undone.plan.can_undo) == (None, False)
    with pytest.raises(NothingToUndo) as refused:
        undo_plan(planner.work, plan_id, key=new_key())
    assert refused.value.name == "After"


def test_undo_after_two_applications_goes_back_one_at_a_time(planner: Planner) -> None:
    plan_id, version = planner.plan(painted((range(3), ARTIST)))
    apply_plan(planner.work, plan_id, version=version, key=new_key())
    apply(planner, (range(3), OPEN), name="Other")
    apply_plan(planner.work, plan_id, version=version, key=new_key())

    undo_plan(planner.work, plan_id, key=new_key())
    assert planner.uses(0) == [OPEN]
    assert one_plan(planner.work.session, plan_id).can_undo


def test_a_seat_sold_meanwhile_refuses_the_whole_with_the_list(planner: Planner) -> None:
    plan_id, version = planner.plan(painted((range(10), ARTIST)))
    reserve(planner.work.session, planner.seats(2, 5))
    before = everything(planner)

    with pytest.raises(SeatsTakenMeanwhile) as refused:
        apply_plan(planner.work, plan_id, version=version, key=new_key())

    assert refused.value.seats == ("Stalls A-3", "Stalls A-6")
    assert everything(planner) == before
    assert planner.work.session.scalars(select(Hold)).all() == []


def test_a_seat_sold_after_it_was_applied_refuses_the_undo(planner: Planner) -> None:
    plan_id, version = planner.plan(painted((range(4), WEB)))
    apply_plan(planner.work, plan_id, version=version, key=new_key())
    reserve(planner.work.session, planner.seats(1), channel="WEB")

    with pytest.raises(SeatsTakenMeanwhile) as refused:
        undo_plan(planner.work, plan_id, key=new_key())

    assert refused.value.seats == ("Stalls A-2",)


def test_sold_seats_that_stand_as_painted_are_no_obstacle(planner: Planner) -> None:
    reserve(planner.work.session, planner.seats(2))
    plan_id, version = planner.plan(painted((range(4), OPEN), (range(4, 6), ARTIST)))

    assert apply_plan(planner.work, plan_id, version=version, key=new_key()).seats == 2


def test_seats_of_others_can_be_kept_and_blocked_but_not_held(work: Work) -> None:
    stock = stocked_event(work.session, rows=4, seats=10, owned=2)
    planner = Planner(work, stock, None, None)  # type: ignore[arg-type]
    plan_id, version = planner.plan(painted(([5], WEB), ([6], CAMERA), ([1, 7], ARTIST)))

    with pytest.raises(SeatsNotHeldByUs) as refused:
        apply_plan(work, plan_id, version=version, key=new_key())

    assert refused.value.seats == ("Stalls A-8",)


def test_what_can_not_be_applied_is_refused(planner: Planner) -> None:
    empty, version = planner.plan(bare(SEATS), "Empty")
    with pytest.raises(NothingPainted):
        apply_plan(planner.work, empty, version=version, key=new_key())
    done, version = planner.plan(painted((range(4), OPEN)), "Same")
    with pytest.raises(NothingToChange):
        apply_plan(planner.work, done, version=version, key=new_key())
    with pytest.raises(PlanChanged) as changed:
        apply_plan(planner.work, done, version=version + 1, key=new_key())
    assert changed.value.name == "Same"
    stranger, version = planner.plan(bare(SEATS).with_level([0], new_key()), "Level")
    with pytest.raises(NoSuchPaint) as unknown:
        apply_plan(planner.work, stranger, version=version, key=new_key())
    assert unknown.value.what == "price level"
    gone, version = planner.plan(painted(([0], presold(new_key()))), "Presale")
    with pytest.raises(NoSuchPaint) as unknown:
        apply_plan(planner.work, gone, version=version, key=new_key())
    assert unknown.value.what == "presale"


def test_the_same_key_applies_once(planner: Planner) -> None:
    plan_id, version = planner.plan(painted((range(4), ARTIST)))
    key = new_key()
    apply_plan(planner.work, plan_id, version=version, key=key)

    again = apply_plan(planner.work, plan_id, version=version, key=key)

    assert (again.plan.id, again.seats) == (plan_id, 0)
    with pytest.raises(KeyReused):
        undo_plan(planner.work, plan_id, key=key)


@pytest.mark.parametrize("role", [Role.BUYER, Role.BOX_OFFICE, Role.WEB])
def test_only_managers_apply_plans(planner: Planner, work_as: WorkAs, role: Role) -> None:
    plan_id, version = planner.plan(painted((range(4), ARTIST)))
    with work_as(role) as other, pytest.raises(NotAllowed):
        apply_plan(other, plan_id, version=version, key=new_key())


def test_applying_and_undoing_are_in_the_log(planner: Planner) -> None:
    plan_id, version = planner.plan(painted((range(4), ARTIST)))
    apply_plan(planner.work, plan_id, version=version, key=new_key())

    logged = planner.work.session.execute(
        text(
            "SELECT cardinality(row_ids) FROM parterre.audit_log WHERE table_name = 'event_seats'"
            " AND event_id = :event AND new ->> 'status' = 'HELD'"
        ),
        {"event": planner.event_id},
    )
    assert logged.scalars().all() == [4]


def test_no_seat_is_held_twice_in_the_database(planner: Planner) -> None:
    apply(planner, (range(4), ARTIST))
    held_seats = select(EventSeat.hold_id).where(EventSeat.status == S.HELD)
    (hold_id,) = set(planner.work.session.scalars(held_seats))

    assert planner.work.session.get_one(Hold, (planner.work.actor.tenant_id, hold_id)).is_active
