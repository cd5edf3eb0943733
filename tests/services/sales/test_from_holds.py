"""Held seats are sold through their hold, by those who may hold, and by nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.domain.errors import NotAllowed, NotFound
from core.domain.holds.refusals import HoldOver
from core.domain.inventory.states import SeatStatus
from core.domain.sales.refusals import SeatsOffSale, SeatsTaken
from core.domain.sales.states import BookingStatus, HowSold, SalesChannel
from core.domain.staff import Role
from core.services.holds.placing import release_hold
from core.services.holds.queries import one_hold
from core.services.sales.from_holds import reserve_from_hold, return_to_hold
from core.services.sales.reserving import reserve_seats
from core.services.work import Work, new_key
from db.models import EventSeat
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import Stock, put_on_hold, reserve, stocked_event


@pytest.fixture
def stock(work: Work) -> Stock:
    return stocked_event(work.session, rows=1, seats=6)


def status(work: Work, seat_id: object) -> SeatStatus:
    work.session.expire_all()
    return work.session.get_one(EventSeat, (work.actor.tenant_id, seat_id)).status


def test_seats_of_a_hold_are_reserved_and_the_rest_stays_held(work: Work, stock: Stock) -> None:
    hold = put_on_hold(work.session, stock.event.id, stock.seat_ids[:3])
    key = new_key()

    booking = reserve_from_hold(work, hold.id, stock.seat_ids[:2], key=key)

    assert booking.ticket_count == 2
    assert one_hold(work.session, hold.id).left == 1
    assert [status(work, seat) for seat in stock.seat_ids[1:3]] == ["RESERVED", "HELD"]
    assert reserve_from_hold(work, hold.id, stock.seat_ids[:2], key=key).id == booking.id


def test_a_hold_stays_whole_when_one_of_the_seats_is_gone(work: Work, stock: Stock) -> None:
    hold = put_on_hold(work.session, stock.event.id, stock.seat_ids[:3])
    reserve(work.session, stock.seats[3:4])

    with pytest.raises(SeatsTaken) as refused, work.session.begin_nested():
        reserve_from_hold(work, hold.id, stock.seat_ids[2:4], key=new_key())

    assert refused.value.seats == ("Stalls A-4",)
    assert one_hold(work.session, hold.id).left == 3


def test_a_clerk_may_not_and_the_hold_must_be(work: Work, work_as: WorkAs, stock: Stock) -> None:
    with work_as(Role.BOX_OFFICE) as clerk, pytest.raises(NotAllowed):
        reserve_from_hold(clerk, uuid4(), stock.seat_ids[:1], key=new_key())
    with pytest.raises(NotFound):
        reserve_from_hold(work, uuid4(), stock.seat_ids[:1], key=new_key())


def test_a_hold_that_was_released_meanwhile_is_told(work: Work, stock: Stock) -> None:
    hold = put_on_hold(work.session, stock.event.id, stock.seat_ids[:2], reason="Family")
    release_hold(work, hold.id, key=new_key())

    with pytest.raises(HoldOver) as refused:
        reserve_from_hold(work, hold.id, stock.seat_ids[:2], key=new_key())

    assert refused.value.reason == "Family"


def test_seats_of_another_hold_are_never_taken(work: Work, stock: Stock) -> None:
    mine = put_on_hold(work.session, stock.event.id, stock.seat_ids[:2])
    others = put_on_hold(work.session, stock.event.id, stock.seat_ids[2:4])

    with pytest.raises(SeatsOffSale) as refused, work.session.begin_nested():
        reserve_from_hold(work, mine.id, stock.seat_ids[1:3], key=new_key())

    assert refused.value.seats == ("Stalls A-3",)
    assert [one_hold(work.session, one.id).left for one in (mine, others)] == [2, 2]


def test_seats_given_back_are_held_again_as_they_were(work: Work, stock: Stock) -> None:
    until = NOW + timedelta(days=1)
    hold = put_on_hold(
        work.session, stock.event.id, stock.seat_ids[:3], reason="Family", hold_until=until
    )
    booking = reserve_from_hold(work, hold.id, stock.seat_ids[:3], key=new_key())
    assert not one_hold(work.session, hold.id).left
    key = new_key()

    returned = return_to_hold(work, booking.id, hold.id, key=key)

    assert returned.booking.status is BookingStatus.CANCELLED
    assert returned.hold_id is not None
    again = one_hold(work.session, returned.hold_id)
    assert (again.hold_type, again.reason, again.until, again.left) == (
        hold.hold_type,
        "Family",
        until,
        3,
    )
    assert return_to_hold(work, booking.id, hold.id, key=key) == returned


def test_a_hold_that_ended_meanwhile_takes_nothing_back(work: Work, stock: Stock) -> None:
    until = NOW + timedelta(minutes=5)
    hold = put_on_hold(work.session, stock.event.id, stock.seat_ids[:2], hold_until=until)
    booking = reserve_from_hold(work, hold.id, stock.seat_ids[:2], key=new_key())
    later = Work(work.session, work.actor, until)

    returned = return_to_hold(later, booking.id, hold.id, key=new_key())

    assert returned.hold_id is None
    assert status(work, stock.seat_ids[0]) is SeatStatus.AVAILABLE


@pytest.mark.parametrize(
    ("role", "channel"), [(Role.BOX_OFFICE, SalesChannel.PHONE), (Role.WEB, SalesChannel.WEB)]
)
def test_whoever_sells_takes_over_a_hold_that_has_ended(
    work: Work, work_as: WorkAs, stock: Stock, role: Role, channel: SalesChannel
) -> None:
    how = HowSold(channel)
    end = NOW + timedelta(hours=1)
    put_on_hold(work.session, stock.event.id, stock.seat_ids[:3], hold_until=end)
    work.session.commit()

    with work_as(role) as seller:
        with pytest.raises(SeatsOffSale):
            reserve_seats(seller, stock.event.id, stock.seat_ids[:2], how=how, key=new_key())
        later = Work(seller.session, seller.actor, end)
        booking = reserve_seats(later, stock.event.id, stock.seat_ids[:2], how=how, key=new_key())

    assert booking.ticket_count == 2
    assert [status(work, seat) for seat in stock.seat_ids[1:3]] == ["RESERVED", "HELD"]
