"""Holding, blocking and releasing seats: what changes, what is refused, what can be taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.domain.errors import KeyReused, NotAllowed, NotFound
from core.domain.events import EventStatus
from core.domain.holds.refusals import (
    EventIsOver,
    HoldInThePast,
    HoldOver,
    NoSeatsChosen,
    NothingToChange,
    SeatsNotHeldByUs,
    SeatsNotOnHold,
    SeatsTakenMeanwhile,
    TooFewToHold,
    UnreadableReason,
)
from core.domain.holds.uses import OPEN, HoldType, blocked, held
from core.domain.inventory.states import Allotment, SeatStatus
from core.domain.staff import Role
from core.services.holds.placing import (
    HoldDraft,
    block_seats,
    hold_of_levels,
    hold_seats,
    release_hold,
    release_seats,
    restore_seats,
)
from core.services.holds.queries import list_holds, one_hold
from core.services.work import Work, new_key
from db.models import Hold
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import make_event, put_on_hold, reserve, stocked_event
from tests.services.holds.conftest import Planner

S = SeatStatus
SOON = NOW + timedelta(hours=2)
ARTIST = HoldDraft(HoldType.ARTIST, "Family of the singer", SOON)


def hold(planner: Planner, *ranks: int, draft: HoldDraft = ARTIST) -> Hold:
    hold_seats(planner.work, planner.event_id, ranks, draft, on_plan=planner.on_plan, key=new_key())
    return planner.work.session.scalars(select(Hold).order_by(Hold.id.desc())).all()[0]


def test_held_seats_know_their_hold_and_the_hold_its_seats(planner: Planner) -> None:
    made = hold(planner, 3, 4)

    first, second = planner.seats(3, 4)
    assert (first.status, first.hold_id) == (S.HELD, made.id)
    assert (second.hold_reason, second.hold_until) == (ARTIST.reason, SOON)
    assert made.seat_ids == [first.id, second.id]
    (row,) = list_holds(planner.work.session, planner.event_id)
    assert (row.quantity, row.left, row.hold_type) == (2, 2, HoldType.ARTIST)


def test_a_hold_that_is_alike_grows(planner: Planner) -> None:
    hold(planner, 3)
    made = hold(planner, 4, 5)

    assert one_hold(planner.work.session, made.id).quantity == 3
    assert len(list_holds(planner.work.session, planner.event_id)) == 1


def test_seats_go_from_one_hold_to_another_and_the_empty_one_ends(planner: Planner) -> None:
    former = hold(planner, 3)
    hold(planner, 3, draft=HoldDraft(HoldType.PRESS))

    planner.work.session.refresh(former)
    assert (former.is_active, former.released_at) == (False, NOW)
    assert planner.uses(3) == [held(HoldType.PRESS)]


def test_held_seats_can_be_blocked_and_back(planner: Planner) -> None:
    hold(planner, 3)
    done = block_seats(
        planner.work, planner.event_id, [3], "Camera", on_plan=planner.on_plan, key=new_key()
    )
    assert planner.uses(3) == [blocked("Camera")]
    assert done.former is not None

    restore_seats(
        planner.work, planner.event_id, done.former, on_plan=planner.on_plan, key=new_key()
    )

    assert planner.uses(3) == [held(HoldType.ARTIST, ARTIST.reason, SOON)]


def test_a_hold_that_ended_meanwhile_is_not_put_back(planner: Planner) -> None:
    hold(planner, 3)
    done = release_seats(
        planner.work, planner.event_id, [3], on_plan=planner.on_plan, key=new_key()
    )
    block_seats(planner.work, planner.event_id, [3], on_plan=planner.on_plan, key=new_key())
    later = Work(planner.work.session, planner.work.actor, SOON)
    assert done.former is not None

    restore_seats(later, planner.event_id, done.former, on_plan=planner.on_plan, key=new_key())

    assert planner.statuses(3) == [S.AVAILABLE]


def test_releasing_a_hold_opens_all_its_seats_and_forgets_it(planner: Planner) -> None:
    made = hold(planner, 3, 4)

    done = release_hold(planner.work, made.id, key=new_key())

    assert done.seats == 2
    assert planner.uses(3, 4) == [OPEN, OPEN]
    assert planner.seats(3)[0].hold_reason is None
    with pytest.raises(HoldOver):
        release_hold(planner.work, made.id, key=new_key())


def test_releasing_seats_leaves_the_rest_of_the_hold(planner: Planner) -> None:
    made = hold(planner, 3, 4)
    block_seats(planner.work, planner.event_id, [5], on_plan=planner.on_plan, key=new_key())

    done = release_seats(
        planner.work, planner.event_id, [4, 5, 6], on_plan=planner.on_plan, key=new_key()
    )

    assert done.seats == 2
    assert planner.statuses(3, 4, 5) == [S.HELD, S.AVAILABLE, S.AVAILABLE]
    assert one_hold(planner.work.session, made.id).left == 1


def test_a_hold_by_price_level_takes_so_many_free_seats(planner: Planner) -> None:
    for seat in planner.seats(*range(10, 15)):
        seat.price_level_id = planner.front.id
    reserve(planner.work.session, planner.seats(10))

    done = hold_of_levels(
        planner.work, planner.event_id, [planner.front.id], 3, ARTIST, key=new_key()
    )

    assert done.seats == 3
    assert planner.statuses(*range(10, 15)) == [S.RESERVED, S.HELD, S.HELD, S.HELD, S.AVAILABLE]
    made = planner.work.session.scalars(select(Hold)).one()
    assert made.price_level_ids == [planner.front.id]
    with pytest.raises(TooFewToHold) as refused:
        hold_of_levels(planner.work, planner.event_id, [planner.front.id], 2, ARTIST, key=new_key())
    assert (refused.value.wanted, refused.value.free) == (2, 1)


def test_levels_give_what_ended_and_keep_what_a_channel_has(planner: Planner) -> None:
    ended, kept, *rest = planner.seats(*range(10, 14))
    put_on_hold(planner.work.session, planner.event_id, [ended.id], hold_until=NOW)
    kept.allotted_to = Allotment.WEB
    for seat in (ended, kept, *rest):
        seat.price_level_id = planner.front.id

    hold_of_levels(planner.work, planner.event_id, [planner.front.id], 2, ARTIST, key=new_key())

    assert planner.statuses(*range(10, 14)) == [S.HELD, S.AVAILABLE, S.HELD, S.AVAILABLE]
    assert [row.reason for row in list_holds(planner.work.session, planner.event_id)] == [
        ARTIST.reason
    ]


def test_one_taken_seat_refuses_the_whole_with_its_name(planner: Planner) -> None:
    reserve(planner.work.session, planner.seats(4))

    with pytest.raises(SeatsTakenMeanwhile) as refused:
        hold_seats(
            planner.work, planner.event_id, [3, 4], ARTIST, on_plan=planner.on_plan, key=new_key()
        )

    assert refused.value.seats == ("Stalls A-5",)
    assert planner.statuses(3, 4) == [S.AVAILABLE, S.RESERVED]


def test_a_reservation_that_ran_out_counts_as_free(planner: Planner) -> None:
    sale = reserve(planner.work.session, planner.seats(4))
    sale.seats[0].reserved_until = NOW

    hold(planner, 4)

    planner.work.session.refresh(sale.tickets[0])
    assert planner.statuses(4) == [S.HELD]
    assert sale.tickets[0].status == "CANCELLED"


def test_only_our_seats_can_be_held_but_any_blocked(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=3, owned=1)
    with pytest.raises(SeatsNotHeldByUs) as refused:
        hold_seats(work, stock.event.id, [0, 2], ARTIST, on_plan=stock.event.plan_id, key=new_key())
    assert refused.value.seats == ("Stalls A-3",)

    assert (
        block_seats(
            work, stock.event.id, [2], "Pillar", on_plan=stock.event.plan_id, key=new_key()
        ).seats
        == 1
    )


def test_what_makes_no_sense_is_refused(planner: Planner) -> None:
    work, event_id = planner.work, planner.event_id
    with pytest.raises(HoldInThePast) as past:
        hold(planner, 3, draft=HoldDraft(HoldType.PRESS, until=NOW))
    assert past.value.until == NOW
    with pytest.raises(UnreadableReason) as unreadable:
        hold(planner, 3, draft=HoldDraft(HoldType.PRESS, "two\nlines"))
    assert unreadable.value.reason == "two\nlines"
    with pytest.raises(NoSeatsChosen):
        hold(planner)
    with pytest.raises(SeatsNotOnHold):
        release_seats(work, event_id, [3], on_plan=planner.on_plan, key=new_key())
    with pytest.raises(NotFound):
        release_hold(work, uuid4(), key=new_key())
    with pytest.raises(NotFound):
        hold_seats(work, uuid4(), [3], ARTIST, on_plan=planner.on_plan, key=new_key())
    hold(planner, 3)
    with pytest.raises(NothingToChange):
        hold(planner, 3)


def test_an_event_that_is_over_keeps_its_seats(work: Work) -> None:
    event = make_event(work.session, status=EventStatus.CANCELLED)

    with pytest.raises(EventIsOver) as refused:
        block_seats(work, event.id, [0], on_plan=event.plan_id, key=new_key())

    assert refused.value.event == event.title


def test_the_same_key_holds_once_and_another_request_under_it_is_refused(planner: Planner) -> None:
    key = new_key()
    hold_seats(planner.work, planner.event_id, [3], ARTIST, on_plan=planner.on_plan, key=key)

    again = hold_seats(
        planner.work, planner.event_id, [3], ARTIST, on_plan=planner.on_plan, key=key
    )

    assert (again.seats, again.former) == (1, None)
    with pytest.raises(KeyReused):
        hold_seats(planner.work, planner.event_id, [4], ARTIST, on_plan=planner.on_plan, key=key)


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.DOOR, Role.WEB, Role.WORKER])
def test_only_managers_and_buyers_hold_seats(planner: Planner, work_as: WorkAs, role: Role) -> None:
    with work_as(role) as other, pytest.raises(NotAllowed):
        hold_seats(other, planner.event_id, [3], ARTIST, on_plan=planner.on_plan, key=new_key())


def test_a_buyer_holds_blocks_and_releases(planner: Planner, work_as: WorkAs) -> None:
    planner.work.session.commit()
    with work_as(Role.BUYER) as buyer:
        hold_seats(buyer, planner.event_id, [3, 4], ARTIST, on_plan=planner.on_plan, key=new_key())
        block_seats(buyer, planner.event_id, [4], on_plan=planner.on_plan, key=new_key())
        release_seats(buyer, planner.event_id, [3], on_plan=planner.on_plan, key=new_key())

    assert planner.statuses(3, 4) == [S.AVAILABLE, S.BLOCKED]
