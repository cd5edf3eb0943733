"""Money for a booking that has lapsed: the same seats again if they are free, else owed back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.events import EventStatus
from core.domain.payments.states import Account, PaymentStatus
from core.domain.sales.refusals import PaidAlready
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.domain.tickets.states import TicketStatus
from core.services.sales.queries import booking_in_full
from core.services.sales.releasing import release_reservation
from core.services.sales.rows import BookingRow
from core.services.sales.transfers import book_transfer
from core.services.work import new_key
from db.models import Event, EventSeat
from tests.conftest import WorkAs
from tests.factories import promised_by_ada, put_on_hold
from tests.services.sales.conftest import Counter, Office, euros

LATE = 9
"""Days after the promise; the transfer was due after seven."""


@pytest.fixture
def lapsed(counter: Counter, office: Office) -> BookingRow:
    """A promise for the seats 0 and 1 that the clean-up has cancelled."""
    booking = promised_by_ada(counter.work, counter.reserve(0, 1).id).booking
    assert office.clean_up(counter, LATE) == 1
    return booking


def later(counter: Counter) -> Counter:
    return counter.after(60 * 24 * LATE)


def test_late_money_takes_the_same_seats_again(
    counter: Counter, lapsed: BookingRow, office: Office
) -> None:
    booked = office.book(lapsed.id, days=LATE)

    assert booked.instead_of == lapsed.number
    assert booked.refund_due == euros("0.00")
    sold = booked.sale.booking
    assert (sold.status, sold.total, sold.customer_id, sold.channel) == (
        BookingStatus.PAID,
        lapsed.total,
        lapsed.customer_id,
        lapsed.channel,
    )
    old, new = (booking_in_full(counter.work.session, each) for each in (lapsed.id, sold.id))
    assert old.booking.status is BookingStatus.CANCELLED
    assert [ticket.status for ticket in old.tickets] == [TicketStatus.CANCELLED] * 2
    assert [ticket.status for ticket in new.tickets] == [TicketStatus.CONFIRMED] * 2
    assert [ticket.label for ticket in new.tickets] == [ticket.label for ticket in old.tickets]
    assert [payment.status for payment in old.payments] == [PaymentStatus.FAILED]
    assert [(each.status, each.reference) for each in new.payments] == [
        (PaymentStatus.SUCCESS, "B-1")
    ]
    balance = office.balance()
    assert balance.holds
    assert balance.of(Account.BANK, "EUR") == euros("100.00")
    assert balance.of(Account.TICKET_REVENUE, "EUR") == euros("-100.00")
    assert balance.of(Account.STOCK, "EUR") == euros("-60.00")
    assert balance.of(Account.REFUNDS_DUE, "EUR") == euros("0.00")


def test_a_cancelled_tickets_numbers_are_never_used_again(
    counter: Counter, lapsed: BookingRow, office: Office
) -> None:
    booked = office.book(lapsed.id, days=LATE)

    full = [
        booking_in_full(counter.work.session, each) for each in (lapsed.id, booked.sale.booking.id)
    ]
    numbers = [(ticket.number, ticket.barcode) for one in full for ticket in one.tickets]
    assert len({number for number, _ in numbers}) == len({code for _, code in numbers}) == 4


def test_the_promised_price_holds_when_the_seats_cost_more_now(
    work_as: WorkAs, counter: Counter, lapsed: BookingRow, office: Office
) -> None:
    with work_as(Role.MANAGER) as managers:
        for seat_id in counter.seats(0, 1):
            seat = managers.session.get_one(EventSeat, (managers.actor.tenant_id, seat_id))
            seat.retail_price = euros("80.00").amount

    assert office.book(lapsed.id, days=LATE).sale.booking.total == lapsed.total


def test_the_same_key_answers_with_the_new_booking(lapsed: BookingRow, office: Office) -> None:
    key = new_key()
    booked = office.book(lapsed.id, key, days=LATE)

    assert office.book(lapsed.id, key, days=LATE) == booked
    assert office.balance().of(Account.BANK, "EUR") == euros("100.00")


@pytest.mark.parametrize("reference", ["B-1", "B-2", None])
def test_money_for_seats_that_were_taken_again_is_booked_once(
    lapsed: BookingRow, office: Office, reference: str | None
) -> None:
    booked = office.book(lapsed.id, days=LATE)

    with pytest.raises(PaidAlready) as refused:
        office.book(lapsed.id, reference=reference, days=LATE)

    assert refused.value.number == booked.sale.booking.number


def test_one_seat_gone_is_a_refund_due(
    counter: Counter, lapsed: BookingRow, office: Office
) -> None:
    later(counter).reserve(1)

    booked = office.book(lapsed.id, days=LATE)

    assert (booked.refund_due, booked.instead_of) == (euros("100.00"), None)
    payments = booking_in_full(counter.work.session, lapsed.id).payments
    assert [payment.status for payment in payments] == [
        PaymentStatus.FAILED,
        PaymentStatus.SUCCESS,
    ]
    assert office.balance().of(Account.TICKET_REVENUE, "EUR") == euros("0.00")


def test_a_reservation_that_ran_out_does_not_stand_in_the_way(
    counter: Counter, lapsed: BookingRow, office: Office
) -> None:
    other = later(counter).reserve(1)

    booked = office.book(lapsed.id, days=LATE + 1)

    assert booked.sale.booking.status is BookingStatus.PAID
    (ticket,) = booking_in_full(counter.work.session, other.id).tickets
    assert ticket.status is TicketStatus.CANCELLED


@pytest.mark.parametrize(("ends", "sold_again"), [(LATE - 1, True), (LATE + 1, False)])
def test_a_hold_stands_in_the_way_until_it_has_ended(
    work_as: WorkAs,
    counter: Counter,
    lapsed: BookingRow,
    office: Office,
    ends: int,
    *,
    sold_again: bool,
) -> None:
    with work_as(Role.MANAGER) as managers:
        until = managers.now + timedelta(days=ends)
        put_on_hold(managers.session, counter.event_id, counter.seats(1), hold_until=until)

    booked = office.book(lapsed.id, days=LATE)

    assert (booked.instead_of == lapsed.number) is sold_again
    assert booked.refund_due == euros("0.00" if sold_again else "100.00")


def test_a_promise_that_nobody_tidied_up_takes_a_free_seat_again(
    counter: Counter, office: Office
) -> None:
    booking = counter.reserve(0, 1)
    promised_by_ada(counter.work, booking.id)
    taker = later(counter).reserve(1)
    release_reservation(later(counter).work, taker.id, key=new_key())

    booked = office.book(booking.id, days=LATE)

    assert booked.instead_of == booking.number
    assert booked.sale.booking.status is BookingStatus.PAID


def test_seats_that_the_customer_gave_back_are_not_taken_again(
    counter: Counter, office: Office
) -> None:
    booking = counter.reserve(0)
    promised_by_ada(counter.work, booking.id)
    release_reservation(counter.work, booking.id, key=new_key())

    assert office.book(booking.id).refund_due == euros("50.00")


@pytest.mark.parametrize(
    ("status", "days"), [(EventStatus.CANCELLED, LATE), (EventStatus.ON_SALE, 40)]
)
def test_no_seats_are_taken_for_an_event_that_is_off_or_over(
    work_as: WorkAs,
    counter: Counter,
    lapsed: BookingRow,
    office: Office,
    status: EventStatus,
    days: int,
) -> None:
    with work_as(Role.MANAGER) as managers:
        event = managers.session.get_one(Event, (managers.actor.tenant_id, counter.event_id))
        event.status = status

    assert office.book(lapsed.id, days=days).refund_due == euros("100.00")


def test_a_transfer_after_a_refund_was_due_is_owed_back_too(
    work_as: WorkAs, counter: Counter, lapsed: BookingRow, office: Office
) -> None:
    taker = later(counter).reserve(1)
    office.book(lapsed.id, days=LATE)
    release_reservation(later(counter).work, taker.id, key=new_key())

    with work_as(Role.MANAGER) as managers:
        work = replace(managers, now=managers.now + timedelta(days=LATE))
        booked = book_transfer(work, lapsed.id, reference="B-2", key=new_key())

    assert (booked.refund_due, booked.instead_of) == (euros("200.00"), None)
