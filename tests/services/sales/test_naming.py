"""A walk-up's reservation gets its customer, as long as it is one."""

import pytest

from core.domain.errors import KeyReused, NotFound
from core.domain.sales.refusals import BuyerFixed
from core.services.sales.customers import CustomerDraft, add_customer
from core.services.sales.naming import name_buyer
from core.services.sales.queries import booking_in_full
from core.services.sales.rows import BookingRow
from core.services.work import Work, new_key
from db.ids import new_id
from tests.factories import named
from tests.services.sales.conftest import Counter


def refused(work: Work, booking: BookingRow) -> BuyerFixed:
    bea = add_customer(work, CustomerDraft("Bea Ott"), key=new_key())
    with pytest.raises(BuyerFixed) as caught:
        name_buyer(work, booking.id, bea.id, key=new_key())
    return caught.value


def test_a_reservation_gets_its_customer(counter: Counter) -> None:
    booking = counter.reserve(0, 1)

    known = named(counter.work, booking.id)

    full = booking_in_full(counter.work.session, booking.id)
    assert (known.customer_id, full.customer) == (full.booking.customer_id, "Ada Byron")
    assert (known.total, known.reserved_until) == (booking.total, booking.reserved_until)


def test_the_same_key_names_once_and_another_buyer_under_it_is_refused(counter: Counter) -> None:
    work, booking, key = counter.work, counter.reserve(0), new_key()
    ada = add_customer(work, CustomerDraft("Ada Byron"), key=new_key())
    first = name_buyer(work, booking.id, ada.id, key=key)

    assert name_buyer(work, booking.id, ada.id, key=key) == first
    with pytest.raises(KeyReused):
        name_buyer(work, booking.id, new_id(), key=key)


def test_a_booking_with_a_customer_keeps_it(counter: Counter) -> None:
    booking = named(counter.work, counter.reserve(0).id)

    found = refused(counter.work, booking)

    assert (found.number, found.why) == (booking.number, "it has a customer")


def test_what_is_paid_stays_a_walk_up_s(counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0)
    counter.pay(booking)

    assert refused(counter.work, booking).why == "it is paid"


def test_nobody_and_nothing_are_not_found(counter: Counter) -> None:
    booking = counter.reserve(0)
    with pytest.raises(NotFound):
        name_buyer(counter.work, booking.id, new_id(), key=new_key())
    with pytest.raises(NotFound):
        name_buyer(counter.work, new_id(), new_id(), key=new_key())
