"""Cancel an event: reservations are given back, and sold bookings are told or stand in the way."""

from uuid import uuid4

import pytest

from core.domain.errors import IllegalMove, NotAllowed, NotFound
from core.domain.events import EventStatus, NotOnSale
from core.domain.sales.refusals import EventWasCancelled, MoneyStillOpen, ReservationLapsed
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.events.life import complete_event
from core.services.sales.cancelling_event import CancelledEvent, cancel_event, open_money
from core.services.sales.queries import booking_in_full, one_booking
from db.models import Event
from tests.conftest import WorkAs
from tests.factories import promised_by_ada
from tests.services.sales.conftest import Counter, Office, euros


def cancel(work_as: WorkAs, counter: Counter, *, leaving: bool = False) -> CancelledEvent:
    with work_as(Role.MANAGER) as managers:
        return cancel_event(managers, counter.event_id, leaving_money_open=leaving)


def test_reservations_and_promises_are_given_back(work_as: WorkAs, counter: Counter) -> None:
    reserved, promised = counter.reserve(0, 1), counter.reserve(2)
    promised_by_ada(counter.work, promised.id)

    done = cancel(work_as, counter)

    assert (done.released, done.open_money) == (2, ())
    for booking in (reserved, promised):
        assert one_booking(counter.work.session, booking.id).status is BookingStatus.CANCELLED
    with pytest.raises(NotOnSale) as refused:
        counter.reserve(5)
    assert refused.value.status is EventStatus.CANCELLED


def test_sold_bookings_stand_in_the_way(work_as: WorkAs, counter: Counter, office: Office) -> None:
    counter.open_till()
    paid, trusted, reserved = counter.reserve(0, 1), counter.reserve(2), counter.reserve(3)
    counter.pay(paid)
    promised_by_ada(counter.work, trusted.id)
    office.trust(trusted)

    with pytest.raises(MoneyStillOpen) as refused:
        cancel(work_as, counter)

    assert set(refused.value.numbers) == {paid.number, trusted.number}
    assert (refused.value.event, refused.value.total) == (paid.event, euros("150.00"))
    assert one_booking(counter.work.session, reserved.id).number == reserved.number


def test_money_can_be_settled_afterwards(work_as: WorkAs, counter: Counter) -> None:
    counter.open_till()
    paid, reserved = counter.reserve(0, 1), counter.reserve(2)
    counter.pay(paid)

    done = cancel(work_as, counter, leaving=True)

    (still,) = done.open_money
    assert (still.number, still.status, still.tickets, still.total) == (
        paid.number,
        BookingStatus.PAID,
        2,
        euros("100.00"),
    )
    assert cancel(work_as, counter).open_money == done.open_money
    assert open_money(counter.work.session, counter.event_id) == done.open_money
    with pytest.raises((EventWasCancelled, ReservationLapsed)):
        counter.pay(reserved)


def test_a_transfer_for_a_cancelled_event_is_owed_back(
    work_as: WorkAs, counter: Counter, office: Office
) -> None:
    booking = counter.reserve(0)
    promised_by_ada(counter.work, booking.id)
    cancel(work_as, counter)

    booked = office.book(booking.id)

    assert (booked.refund_due, booked.instead_of) == (euros("50.00"), None)
    assert booking_in_full(counter.work.session, booking.id).booking.status is (
        BookingStatus.CANCELLED
    )


def test_who_cancels_what(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.BUYER) as buyers, pytest.raises(NotAllowed) as denied:
        cancel_event(buyers, counter.event_id)
    with work_as(Role.MANAGER) as managers:
        nowhere = uuid4()
        with pytest.raises(NotFound) as unknown:
            cancel_event(managers, nowhere)
        complete_event(managers, counter.event_id)
        managers.session.flush()
        with pytest.raises(IllegalMove) as over:
            cancel_event(managers, counter.event_id)
        event = managers.session.get_one(Event, (managers.actor.tenant_id, counter.event_id))
        assert event.status is EventStatus.COMPLETED

    assert denied.value.permission == "cancel_events"
    assert unknown.value.wanted == nowhere
    assert (over.value.now, over.value.wanted) == ("COMPLETED", "CANCELLED")
