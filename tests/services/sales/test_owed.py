"""Cash or a card at the counter for a booking that was confirmed before its transfer came."""

import pytest

from core.domain.events import EventStatus
from core.domain.payments.refusals import NoOpenTill
from core.domain.payments.states import Account, PaymentMethod, PaymentStatus
from core.domain.sales.refusals import EventWasCancelled, PaidAlready, ReferenceUsed
from core.domain.sales.states import BookingStatus
from core.domain.sales.terms import InsufficientCash
from core.domain.staff import Role
from core.domain.tickets.states import TicketStatus
from core.services.payments.till import till_summary
from core.services.sales.queries import booking_in_full
from core.services.sales.rows import BookingRow
from core.services.sales.settling import pay_by_terminal, pay_cash
from core.services.work import new_key
from db.models import Event
from tests.conftest import WorkAs
from tests.factories import promised_by_ada
from tests.services.sales.conftest import Counter, Office, euros


@pytest.fixture
def trusted(counter: Counter, office: Office) -> BookingRow:
    booking = counter.reserve(0, 1)
    promised_by_ada(counter.work, booking.id)
    return office.trust(booking)


def test_cash_clears_what_a_trusted_booking_owes(
    counter: Counter, trusted: BookingRow, office: Office
) -> None:
    till = counter.open_till()

    sale = counter.pay(trusted, "120.00")

    assert (sale.booking.status, sale.booking.payment_method) == (
        BookingStatus.PAID,
        PaymentMethod.CASH,
    )
    assert sale.change == euros("20.00")
    full = booking_in_full(counter.work.session, trusted.id)
    assert [(each.method, each.status) for each in full.payments] == [
        (PaymentMethod.BANK_TRANSFER, PaymentStatus.FAILED),
        (PaymentMethod.CASH, PaymentStatus.SUCCESS),
    ]
    assert [ticket.status for ticket in full.tickets] == [TicketStatus.CONFIRMED] * 2
    assert till_summary(counter.work.session, till.id).expected == euros("200.00")
    balance = office.balance()
    assert balance.holds
    assert balance.of(Account.RECEIVABLES, "EUR") == euros("0.00")
    assert balance.of(Account.CASH_DRAWER, "EUR") == euros("200.00")
    assert balance.of(Account.TICKET_REVENUE, "EUR") == euros("-100.00")


def test_the_terminal_clears_it_too(counter: Counter, trusted: BookingRow, office: Office) -> None:
    counter.open_till()

    sale = pay_by_terminal(counter.work, trusted.id, reference="T-9", key=new_key())

    assert sale.booking.status is BookingStatus.PAID
    assert sale.payment is not None
    assert sale.payment.reference == "T-9"
    assert office.balance().of(Account.CARD_CLEARING, "EUR") == euros("100.00")


def test_the_same_key_takes_it_once(counter: Counter, trusted: BookingRow, office: Office) -> None:
    counter.open_till()
    key = new_key()
    sale = pay_cash(counter.work, trusted.id, trusted.total, key=key)

    assert pay_cash(counter.work, trusted.id, trusted.total, key=key) == sale
    assert office.balance().of(Account.RECEIVABLES, "EUR") == euros("0.00")


def test_what_was_paid_at_the_counter_is_not_booked_from_the_bank(
    counter: Counter, trusted: BookingRow, office: Office
) -> None:
    counter.open_till()
    counter.pay(trusted)

    with pytest.raises(PaidAlready) as refused:
        office.book(trusted.id)

    assert refused.value.number == trusted.number


def test_too_little_cash_changes_nothing(
    counter: Counter, trusted: BookingRow, office: Office
) -> None:
    counter.open_till()

    with pytest.raises(InsufficientCash) as refused:
        counter.pay(trusted, "99.99")

    assert refused.value.missing == euros("0.01")
    assert office.balance().of(Account.RECEIVABLES, "EUR") == euros("100.00")


def test_without_an_open_till_nothing_is_taken(counter: Counter, trusted: BookingRow) -> None:
    with pytest.raises(NoOpenTill) as refused:
        counter.pay(trusted)

    assert refused.value.currency == "EUR"


def test_nothing_is_taken_for_a_cancelled_event(
    work_as: WorkAs, counter: Counter, trusted: BookingRow
) -> None:
    counter.open_till()
    with work_as(Role.MANAGER) as managers:
        event = managers.session.get_one(Event, (managers.actor.tenant_id, counter.event_id))
        event.status = EventStatus.CANCELLED

    with pytest.raises(EventWasCancelled) as refused:
        counter.pay(trusted)

    assert refused.value.event == counter.stock.event.title


def test_a_receipt_of_the_same_shift_counts_once(counter: Counter, trusted: BookingRow) -> None:
    counter.open_till()
    other = counter.reserve(5)
    pay_by_terminal(counter.work, other.id, reference="T-1", key=new_key())

    with pytest.raises(ReferenceUsed) as refused:
        pay_by_terminal(counter.work, trusted.id, reference="T-1", key=new_key())

    assert refused.value.reference == "T-1"
