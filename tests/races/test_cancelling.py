"""Cancelling an event while its seats are being paid: no payment slips in unseen."""

from functools import partial

import pytest

from core.domain.events import EventStatus
from core.domain.sales.refusals import EventWasCancelled, MoneyStillOpen, ReservationLapsed
from core.domain.staff import Role
from core.services.events.queries import one_event
from core.services.sales.cancelling_event import CancelledEvent, cancel_event
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow, Sale
from core.services.sales.settling import pay_cash
from core.services.work import Work, begin_work, new_key
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.races.counters import at_once, broken, hire, stock


def pay(booking: BookingRow, work: Work) -> Sale:
    return pay_cash(work, booking.id, booking.total, key=new_key())


@pytest.mark.parametrize("turn", range(4))
def test_an_event_is_cancelled_or_its_last_booking_is_paid(
    fresh_database: TestDatabase, turn: int
) -> None:
    house = stock(fresh_database)
    (clerk,) = hire(fresh_database, 1)
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        booking = reserve_seats(work, house.event_id, house.seat_ids[:3], key=new_key())

    def cancel(work: Work) -> CancelledEvent:
        return cancel_event(work, house.event_id)

    steps = [(clerk, partial(pay, booking)), (manager, cancel)]
    results = at_once(*(steps if turn % 2 else reversed(steps)))

    paid = any(isinstance(result, Sale) for result in results)
    (other,) = (result for result in results if not isinstance(result, Sale | CancelledEvent))
    with manager.sessions() as session:
        status = one_event(session, house.event_id).status
    if paid:
        assert isinstance(other, MoneyStillOpen)
        assert other.numbers == (booking.number,)
        assert status is EventStatus.ON_SALE
    else:
        assert isinstance(other, EventWasCancelled | ReservationLapsed)
        assert status is EventStatus.CANCELLED
    assert broken(house.database.super_url) == {}
