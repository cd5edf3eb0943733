"""Giving reservations back, by hand and by the clock."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from core.domain.errors import IllegalMove, KeyReused, NotAllowed, NotFound
from core.domain.inventory.states import SeatStatus
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.domain.tickets.states import TicketStatus
from core.services.sales.queries import booking_in_full
from core.services.sales.releasing import (
    GIVEN_BACK,
    LAPSED,
    release_expired,
    release_reservation,
)
from core.services.work import Work, new_key
from db.models import BookingItem, EventSeat
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.services.sales.conftest import Counter


def seat_statuses(counter: Counter, *places: int) -> list[SeatStatus]:
    return list(
        counter.work.session.scalars(
            select(EventSeat.status)
            .where(EventSeat.id.in_(counter.seats(*places)))
            .order_by(EventSeat.rank)
        )
    )


def test_release_gives_everything_back(counter: Counter) -> None:
    booking = counter.reserve(0, 1)

    released = release_reservation(counter.work, booking.id, key=new_key())

    assert released.status is BookingStatus.CANCELLED
    assert (released.cancelled_at, released.cancellation_reason) == (NOW, GIVEN_BACK)
    tickets = booking_in_full(counter.work.session, booking.id).tickets
    assert [ticket.status for ticket in tickets] == [TicketStatus.CANCELLED] * 2
    assert seat_statuses(counter, 0, 1) == [SeatStatus.AVAILABLE] * 2
    items = select(BookingItem.is_cancelled).where(BookingItem.booking_id == booking.id)
    assert counter.work.session.scalars(items).all() == [True, True]


def test_a_seat_given_back_sells_under_a_new_ticket(counter: Counter) -> None:
    first = counter.reserve(0)
    release_reservation(counter.work, first.id, key=new_key())

    second = counter.reserve(0)

    numbers = {
        ticket.number
        for booking in (first, second)
        for ticket in booking_in_full(counter.work.session, booking.id).tickets
    }
    assert len(numbers) == 2


def test_release_with_the_same_key_answers_the_same(counter: Counter) -> None:
    booking, key = counter.reserve(0), new_key()
    released = release_reservation(counter.work, booking.id, key=key)

    assert release_reservation(counter.work, booking.id, key=key) == released
    with pytest.raises(KeyReused):
        release_reservation(counter.work, booking.id, reason="Changed their mind", key=key)


def test_release_of_what_is_over_or_paid_is_refused(counter: Counter) -> None:
    counter.open_till()
    paid, gone = counter.reserve(0), counter.reserve(1)
    counter.pay(paid)
    release_reservation(counter.work, gone.id, key=new_key())

    with pytest.raises(IllegalMove) as sold:
        release_reservation(counter.work, paid.id, key=new_key())
    with pytest.raises(IllegalMove) as refused:
        release_reservation(counter.work, gone.id, key=new_key())
    with pytest.raises(NotFound):
        release_reservation(counter.work, uuid4(), key=new_key())

    assert str(sold.value) == f"{paid.number} is paid, so it can't become given back."
    assert (refused.value.now, refused.value.wanted) == ("CANCELLED", "CANCELLED")


@pytest.fixture
def cleaner(work_as: WorkAs, counter: Counter) -> "Cleaner":
    return Cleaner(work_as, counter)


class Cleaner:
    """The worker, who tidies up at some minute after noon."""

    def __init__(self, work_as: WorkAs, counter: Counter) -> None:
        self.work_as, self.counter = work_as, counter

    def release(self, minute: int, *, limit: int = 500) -> int:
        with self.work_as(Role.WORKER) as workers:
            now = self.counter.after(minute).work.now
            return release_expired(Work(workers.session, workers.actor, now), limit=limit)


def test_only_lapsed_reservations_are_released(counter: Counter, cleaner: Cleaner) -> None:
    counter.open_till()
    lapsed, paid = counter.reserve(0, 1), counter.reserve(2)
    counter.pay(paid)
    later = counter.after(10).reserve(3)

    assert cleaner.release(15) == 1

    assert [
        booking_in_full(counter.work.session, booking.id).booking.status
        for booking in (lapsed, paid, later)
    ] == [BookingStatus.CANCELLED, BookingStatus.PAID, BookingStatus.RESERVED]
    full = booking_in_full(counter.work.session, lapsed.id)
    assert full.booking.cancellation_reason == LAPSED
    assert seat_statuses(counter, 0, 1, 2, 3) == [
        SeatStatus.AVAILABLE,
        SeatStatus.AVAILABLE,
        SeatStatus.SOLD,
        SeatStatus.RESERVED,
    ]


def test_release_goes_in_batches_the_longest_over_first(counter: Counter, cleaner: Cleaner) -> None:
    second, first = counter.after(1).reserve(1), counter.reserve(0)

    assert cleaner.release(30, limit=1) == 1
    statuses = [
        booking_in_full(counter.work.session, booking.id).booking.status
        for booking in (first, second)
    ]
    assert statuses == [BookingStatus.CANCELLED, BookingStatus.RESERVED]
    assert [cleaner.release(30), cleaner.release(30)] == [1, 0]


def test_what_was_taken_over_stays_with_its_new_buyer(counter: Counter, cleaner: Cleaner) -> None:
    lapsed = counter.reserve(0, 1, 2)
    taker = counter.after(20).reserve(1)
    everything = counter.after(20).reserve(5, 6)

    assert cleaner.release(21) == 1

    assert seat_statuses(counter, 0, 1, 2) == [
        SeatStatus.AVAILABLE,
        SeatStatus.RESERVED,
        SeatStatus.AVAILABLE,
    ]
    assert [
        booking_in_full(counter.work.session, booking.id).booking.status
        for booking in (lapsed, taker, everything)
    ] == [BookingStatus.CANCELLED, BookingStatus.RESERVED, BookingStatus.RESERVED]


def test_a_booking_that_lost_all_its_seats_is_cancelled(counter: Counter, cleaner: Cleaner) -> None:
    lapsed = counter.reserve(0)
    taker = counter.after(20).reserve(0)

    assert cleaner.release(20) == 1

    assert booking_in_full(counter.work.session, lapsed.id).booking.status is (
        BookingStatus.CANCELLED
    )
    assert booking_in_full(counter.work.session, taker.id).booking == taker
    assert seat_statuses(counter, 0) == [SeatStatus.RESERVED]


def test_a_clerk_may_not_run_the_clean_up(counter: Counter) -> None:
    with pytest.raises(NotAllowed) as refused:
        release_expired(counter.work)

    assert refused.value.permission == "release_expired_reservations"
