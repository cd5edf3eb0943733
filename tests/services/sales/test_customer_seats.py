"""A customer's seats at an event, by what a clerk types and by what a scanner reads."""

from collections.abc import Callable

import pytest

from core.domain.errors import NotAllowed
from core.domain.staff import Role
from core.domain.tickets.qr import QrPayload
from core.services.sales.customer_seats import BookedSeats, customer_seats, seats_of_code
from core.services.sales.customers import CustomerDraft, add_customer
from core.services.sales.queries import booking_in_full
from core.services.sales.releasing import release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.work import new_key
from tests.conftest import WorkAs
from tests.services.sales.conftest import Counter


@pytest.fixture
def booked(counter: Counter) -> BookingRow:
    """Ines Kurt's three seats, and a walk-up's two beside them."""
    draft = CustomerDraft("Ines Kurt", email="ines@example.org", phone="+49 30 1234")
    ines = add_customer(counter.work, draft, key=new_key())
    counter.reserve(7, 8)
    return reserve_seats(
        counter.work,
        counter.event_id,
        counter.seats(4, 2, 3),
        customer_id=ines.id,
        key=new_key(),
    )


def found(counter: Counter, text: str) -> list[BookedSeats]:
    return customer_seats(counter.work.session, counter.work.actor, counter.event_id, text)


@pytest.mark.parametrize("text", ["ines", "KURT", "ines@example", "30 1234"])
def test_customer_is_found_by_name_mail_and_phone(
    counter: Counter, booked: BookingRow, text: str
) -> None:
    [one] = found(counter, text)

    assert (one.customer, one.booking, one.ranks) == ("Ines Kurt", booked.number, (2, 3, 4))
    assert one.meant == ()


@pytest.mark.parametrize("text", ["", "i", "nobody", "%", "_____"])
def test_nothing_else_is_found(counter: Counter, booked: BookingRow, text: str) -> None:
    assert booked
    assert found(counter, text) == []


def test_booking_number_finds_its_seats(counter: Counter, booked: BookingRow) -> None:
    [one] = found(counter, booked.number.lower().replace("-", ""))

    assert one.ranks == (2, 3, 4)


Code = Callable[[Counter, BookingRow], str]


def _ticket(counter: Counter, booked: BookingRow, field: str) -> str:
    tickets = booking_in_full(counter.work.session, booked.id).tickets
    seat = counter.seats(3)[0]
    ticket = next(each for each in tickets if each.event_seat_id == seat)
    if field == "qr":
        return QrPayload(ticket.id, bytes(64)).text()
    return str(getattr(ticket, field))


@pytest.mark.parametrize("field", ["number", "barcode", "qr"])
def test_ticket_finds_its_booking_and_its_own_seat(
    counter: Counter, booked: BookingRow, field: str
) -> None:
    [one] = found(counter, _ticket(counter, booked, field))

    assert (one.ranks, one.meant) == ((2, 3, 4), (3,))


def test_text_that_is_no_code_is_told_from_an_unknown_one(counter: Counter) -> None:
    session, actor = counter.work.session, counter.work.actor

    assert seats_of_code(session, actor, counter.event_id, "HELLO 123") is None
    assert (
        seats_of_code(session, actor, counter.event_id, QrPayload(new_key(), bytes(64)).text())
        == []
    )


def test_seats_given_back_are_nobodys(counter: Counter, booked: BookingRow) -> None:
    release_reservation(counter.work, booked.id, key=new_key())

    assert found(counter, "ines") == []


def test_buyer_may_not_look_for_customers(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.BUYER) as buyers, pytest.raises(NotAllowed) as refused:
        customer_seats(buyers.session, buyers.actor, counter.event_id, "ines")

    assert refused.value.permission == "manage_customers"
