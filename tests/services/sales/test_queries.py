"""What the counter reads: bookings, takings, tickets sold."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.domain.errors import NotFound
from core.domain.payments.states import PaymentMethod
from core.domain.sales.states import BookingStatus
from core.services.sales.customers import CustomerDraft, add_customer
from core.services.sales.queries import (
    Takings,
    booking_in_full,
    find_bookings,
    one_booking,
    recent_bookings,
    search_bookings,
    takings,
    tickets_sold,
)
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_by_terminal
from core.services.work import new_key
from tests.clock import NOW
from tests.services.sales.conftest import Counter, euros

DAY = timedelta(days=1)


def test_recent_bookings_come_latest_first(counter: Counter) -> None:
    first = counter.reserve(0)
    second = counter.after(1).reserve(1)
    counter.open_till()
    counter.pay(first)

    session = counter.work.session
    lines = recent_bookings(session, event_id=counter.event_id)

    assert [line.booking.id for line in lines] == [second.id, first.id]
    assert [line.customer for line in lines] == [None, None]
    paid = recent_bookings(session, event_id=counter.event_id, statuses=[BookingStatus.PAID])
    assert [line.booking.id for line in paid] == [first.id]
    assert len(recent_bookings(session, event_id=counter.event_id, limit=1)) == 1


def test_bookings_are_found_by_the_number_of_a_ticket(counter: Counter) -> None:
    counter.open_till()
    booking, other = counter.reserve(0), counter.reserve(1)
    for one in (booking, other):
        counter.pay(one)

    session = counter.work.session
    (ticket,) = booking_in_full(session, booking.id).tickets
    for text in (ticket.number, f" {ticket.number.lower().replace('-', '')}"):
        for found in (find_bookings(session, text), search_bookings(session, text)):
            assert [line.booking.id for line in found] == [booking.id]


def test_bookings_are_found_by_number_and_customer(counter: Counter) -> None:
    ada = add_customer(
        counter.work, CustomerDraft("Ada Byron", email="ada@example.org"), key=new_key()
    )
    booking = reserve_seats(
        counter.work, counter.event_id, counter.seats(0), customer_id=ada.id, key=new_key()
    )
    counter.reserve(1)

    session = counter.work.session
    for text in (booking.number, booking.number.lower().replace("-", ""), "byron", "ada@"):
        (line,) = find_bookings(session, text)
        assert (line.booking, line.customer, line.email) == (booking, ada.name, ada.email)
    assert find_bookings(session, " ") == []
    assert find_bookings(session, "nobody") == []
    (own,) = recent_bookings(session, customer_id=ada.id)
    assert own.booking == booking


def test_takings_of_a_day_by_method(counter: Counter) -> None:
    counter.open_till()
    counter.pay(counter.reserve(0, 1))
    card = counter.reserve(2)
    pay_by_terminal(counter.work, card.id, reference="R-9", key=new_key())
    yesterday = counter.after(-60 * 24)
    yesterday.pay(yesterday.reserve(3))

    session = counter.work.session
    today = takings(session, begin=NOW, end=NOW + DAY, currency="EUR")

    assert today == Takings(
        total=euros("150.00"),
        by_method=(
            (PaymentMethod.CASH, euros("100.00")),
            (PaymentMethod.CREDIT_CARD, euros("50.00")),
        ),
        payments=2,
    )
    assert tickets_sold(session, begin=NOW, end=NOW + DAY) == 3
    nothing = takings(session, begin=NOW + DAY, end=NOW + 2 * DAY, currency="EUR")
    assert nothing == Takings(euros("0.00"), (), 0)
    assert tickets_sold(session, begin=NOW + DAY, end=NOW + 2 * DAY) == 0


def test_unknown_bookings_are_refused(counter: Counter) -> None:
    for query in (one_booking, booking_in_full):
        with pytest.raises(NotFound):
            query(counter.work.session, uuid4())
