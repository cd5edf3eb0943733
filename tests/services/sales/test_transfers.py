"""Bank transfers: promised, trusted, booked; late money is never lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from core.domain.errors import KeyReused, NotAllowed, NotFound
from core.domain.payments.states import Account, PaymentMethod, PaymentStatus
from core.domain.sales.refusals import (
    NobodyToRemind,
    NothingToSettle,
    PaidAlready,
    ReferenceUsed,
    ReservationLapsed,
)
from core.domain.sales.states import BookingStatus
from core.domain.sales.terms import TooLateToTransfer
from core.domain.staff import Role
from core.domain.tickets.states import TicketStatus
from core.services.payments.journal import trial_balance
from core.services.sales.queries import booking_in_full, one_booking
from core.services.sales.rows import BookingRow
from core.services.sales.settling import pay_cash
from core.services.sales.transfers import (
    book_transfer,
    promise_transfer,
    trust_transfer,
)
from core.services.work import new_key
from tests.conftest import WorkAs
from tests.factories import named, promised_by_ada, stocked_event
from tests.services.sales.conftest import Counter, Office, euros

#: NOW is 1 September 2026; the last of the agency's seven days ends at midnight in Berlin.
DUE = datetime(2026, 9, 8, 22, 0, tzinfo=UTC)


@pytest.fixture
def promised(counter: Counter) -> BookingRow:
    booking = counter.reserve(0, 1)
    return promised_by_ada(counter.work, booking.id).booking


def test_a_promise_keeps_the_seats_until_it_is_due(counter: Counter, promised: BookingRow) -> None:
    assert (promised.status, promised.reserved_until) == (BookingStatus.PENDING, DUE)
    full = booking_in_full(counter.work.session, promised.id)
    assert [ticket.status for ticket in full.tickets] == [TicketStatus.RESERVED] * 2
    (payment,) = full.payments
    assert (payment.status, payment.amount, payment.due_at) == (
        PaymentStatus.PENDING,
        euros("100.00"),
        DUE,
    )
    assert trial_balance(counter.work.session).accounts == ()


def test_a_promise_keeps_no_seat_beyond_the_beginning(counter: Counter) -> None:
    start = counter.stock.event.start_datetime
    late = replace(counter, work=replace(counter.work, now=start - timedelta(hours=5)))

    promised = promised_by_ada(late.work, late.reserve(0).id)

    assert promised.booking.reserved_until == start
    assert promised.payment is not None
    assert promised.payment.due_at == start


def test_a_promise_lasts_to_midnight_over_the_end_of_summer_time(work_as: WorkAs) -> None:
    """Seven days on is another hour of UTC: the clocks went back in between."""
    start = datetime(2026, 12, 1, 19, tzinfo=UTC)
    end = start + timedelta(hours=2)
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session, start_datetime=start, end_datetime=end)
    with work_as(Role.BOX_OFFICE) as clerks:
        work = replace(clerks, now=datetime(2026, 10, 24, 23, 50, tzinfo=UTC))
        booking = Counter(work, stock).reserve(0)
        promised = promised_by_ada(work, booking.id).booking

    assert booking.reserved_until == datetime(2026, 10, 25, 0, 5, tzinfo=UTC)
    assert promised.reserved_until == datetime(2026, 11, 1, 23, tzinfo=UTC)


def test_no_transfer_is_promised_once_the_event_has_begun(counter: Counter) -> None:
    event = counter.stock.event
    late = replace(counter, work=replace(counter.work, now=event.start_datetime))
    booking = late.reserve(0)

    with pytest.raises(TooLateToTransfer) as refused:
        promised_by_ada(late.work, booking.id)

    assert refused.value.event == event.title
    assert one_booking(late.work.session, booking.id).status is BookingStatus.RESERVED


def test_a_promise_answers_the_same_key_later_too(counter: Counter) -> None:
    booking, key = named(counter.work, counter.reserve(0).id), new_key()
    first = promise_transfer(counter.work, booking.id, key=key)

    assert promise_transfer(counter.after(3000).work, booking.id, key=key) == first
    with pytest.raises(KeyReused):
        promise_transfer(counter.work, another_booking(counter), key=key)


def another_booking(counter: Counter) -> UUID:
    return named(counter.work, counter.reserve(7).id).id


def test_a_walk_up_promises_no_transfer(counter: Counter) -> None:
    booking = counter.reserve(0)

    with pytest.raises(NobodyToRemind) as refused:
        promise_transfer(counter.work, booking.id, key=new_key())

    assert refused.value.number == booking.number
    assert one_booking(counter.work.session, booking.id).status is BookingStatus.RESERVED


def test_a_promised_booking_can_still_be_paid_in_cash(
    counter: Counter, promised: BookingRow
) -> None:
    counter.open_till()

    sale = counter.pay(promised)

    assert sale.booking.status is BookingStatus.PAID


def test_a_trusted_transfer_confirms_and_is_owed_to_us(
    promised: BookingRow, office: Office
) -> None:
    booking = office.trust(promised)

    assert (booking.status, booking.reserved_until) == (BookingStatus.CONFIRMED, None)
    balance = office.balance()
    assert balance.of(Account.RECEIVABLES, "EUR") == euros("100.00")
    assert balance.of(Account.TICKET_REVENUE, "EUR") == euros("-100.00")
    assert balance.of(Account.STOCK, "EUR") == euros("-60.00")


def test_money_for_a_trusted_transfer_clears_the_receivable(
    promised: BookingRow, office: Office
) -> None:
    office.trust(promised)

    booked = office.book(promised.id)

    assert booked.sale.booking.status is BookingStatus.PAID
    assert booked.refund_due == euros("0.00")
    assert booked.sale.payment is not None
    assert booked.sale.payment.status is PaymentStatus.SUCCESS
    balance = office.balance()
    assert balance.of(Account.RECEIVABLES, "EUR") == euros("0.00")
    assert balance.of(Account.BANK, "EUR") == euros("100.00")


def test_money_for_a_promise_sells_the_seats(
    counter: Counter, promised: BookingRow, office: Office
) -> None:
    key = new_key()
    booked = office.book(promised.id, key)

    assert booked.sale.booking.status is BookingStatus.PAID
    assert office.book(promised.id, key) == booked
    tickets = booking_in_full(counter.work.session, promised.id).tickets
    assert [ticket.status for ticket in tickets] == [TicketStatus.CONFIRMED] * 2
    balance = office.balance()
    assert balance.of(Account.BANK, "EUR") == euros("100.00")
    assert balance.of(Account.TICKET_REVENUE, "EUR") == euros("-100.00")


def test_money_after_the_seats_are_gone_is_a_refund_due(
    counter: Counter, promised: BookingRow, office: Office
) -> None:
    counter.after(60 * 24 * 9).reserve(1)

    booked = office.book(promised.id)

    assert booked.refund_due == euros("100.00")
    balance = office.balance()
    assert balance.of(Account.BANK, "EUR") == euros("100.00")
    assert balance.of(Account.REFUNDS_DUE, "EUR") == euros("-100.00")
    assert balance.of(Account.TICKET_REVENUE, "EUR") == euros("0.00")


@pytest.mark.parametrize("reference", [None, "B-1"])
def test_late_money_is_booked_once(
    counter: Counter, promised: BookingRow, office: Office, reference: str | None
) -> None:
    office.clean_up(counter, days=9)
    counter.after(60 * 24 * 9).reserve(1)
    office.book(promised.id, reference=reference)

    with pytest.raises(PaidAlready) as refused:
        office.book(promised.id, reference=reference)

    assert (refused.value.number, refused.value.at) == (promised.number, counter.work.now)
    assert office.balance().of(Account.REFUNDS_DUE, "EUR") == -euros("100.00")


def test_a_second_transfer_is_owed_back_too(
    counter: Counter, promised: BookingRow, office: Office
) -> None:
    office.clean_up(counter, days=9)
    counter.after(60 * 24 * 9).reserve(1)
    office.book(promised.id)

    assert office.book(promised.id, reference="B-2").refund_due == euros("200.00")


def test_the_reference_of_another_booking_is_refused(
    counter: Counter, promised: BookingRow, office: Office
) -> None:
    other = promised_by_ada(counter.work, counter.reserve(2).id).booking
    office.book(promised.id)
    office.clean_up(counter, days=9)

    with pytest.raises(ReferenceUsed) as refused:
        office.book(other.id)

    assert refused.value.reference == "B-1"


def test_cash_instead_of_a_promised_transfer_gives_the_promise_up(
    counter: Counter, promised: BookingRow
) -> None:
    counter.open_till()
    key = new_key()

    sale = pay_cash(counter.work, promised.id, promised.total, key=key)

    assert sale.booking.status is BookingStatus.PAID
    assert pay_cash(counter.work, promised.id, promised.total, key=key) == sale
    transfer, cash = booking_in_full(counter.work.session, promised.id).payments
    assert (transfer.method, transfer.status) == (
        PaymentMethod.BANK_TRANSFER,
        PaymentStatus.FAILED,
    )
    assert (cash.method, cash.status) == (PaymentMethod.CASH, PaymentStatus.SUCCESS)


def test_refusals_of_transfers(counter: Counter, promised: BookingRow, office: Office) -> None:
    reserved = counter.reserve(5)
    office.book(promised.id)

    with pytest.raises(PaidAlready):
        office.book(promised.id)
    with pytest.raises(PaidAlready):
        office.trust(promised)
    with pytest.raises(NothingToSettle) as early:
        office.trust(reserved)
    with pytest.raises(NothingToSettle):
        office.book(reserved.id)
    with pytest.raises(NotFound):
        office.book(uuid4())

    assert (early.value.number, early.value.status) == (reserved.number, BookingStatus.RESERVED)


def test_a_promise_that_lost_a_seat_can_not_be_trusted(
    counter: Counter, promised: BookingRow, office: Office
) -> None:
    counter.after(60 * 24 * 9).reserve(1)

    with pytest.raises(ReservationLapsed) as refused:
        office.trust(promised)

    assert refused.value.seats == ("Stalls A-2",)


def test_a_clerk_neither_trusts_nor_books(counter: Counter, promised: BookingRow) -> None:
    with pytest.raises(NotAllowed) as trusting:
        trust_transfer(counter.work, promised.id, key=new_key())
    with pytest.raises(NotAllowed) as booking:
        book_transfer(counter.work, promised.id, key=new_key())

    assert trusting.value.permission == "trust_a_transfer"
    assert booking.value.permission == "book_a_transfer"
