"""Settling: seats sold, money in the drawer, the journal balanced; or a refusal and nothing."""

from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from core.domain.errors import KeyReused, NotAllowed, NotFound
from core.domain.events import EventStatus
from core.domain.inventory.states import SeatStatus
from core.domain.money import MixedCurrencies, Money
from core.domain.payments.refusals import NoOpenTill
from core.domain.payments.states import Account, PaymentMethod, PaymentStatus
from core.domain.sales.refusals import (
    EventWasCancelled,
    PaidAlready,
    ReferenceUsed,
    ReservationLapsed,
)
from core.domain.sales.states import BookingStatus
from core.domain.sales.terms import InsufficientCash
from core.domain.staff import Role
from core.domain.tickets.states import TicketStatus
from core.services.payments.journal import trial_balance
from core.services.payments.till import close_till, open_till
from core.services.sales.queries import booking_in_full
from core.services.sales.releasing import release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_by_terminal, pay_cash
from core.services.work import new_key
from db.models import Event, EventSeat, JournalEntry, Payment
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import stocked_event
from tests.services.sales.conftest import Counter, euros


def test_cash_sells_the_seats_and_gives_change(counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0, 1)

    sale = counter.pay(booking, "120.00")

    assert sale.booking.status is BookingStatus.PAID
    assert sale.booking.confirmed_at == NOW
    assert sale.change == euros("20.00")
    full = booking_in_full(counter.work.session, booking.id)
    assert full.booking == sale.booking
    assert full.payments == (sale.payment,)
    assert [ticket.status for ticket in full.tickets] == [TicketStatus.CONFIRMED] * 2
    statuses = counter.work.session.scalars(
        select(EventSeat.status).where(EventSeat.id.in_(counter.seats(0, 1)))
    ).all()
    assert statuses == [SeatStatus.SOLD, SeatStatus.SOLD]


def test_cash_is_written_to_the_journal(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(
            managers.session,
            service_fee_per_ticket=Decimal("2.00"),
            tax_rate=Decimal("0.10"),
        )
    counter.open_till()
    booking = reserve_seats(counter.work, stock.event.id, stock.seat_ids[:2], key=new_key())

    counter.pay(booking)

    rows = counter.work.session.execute(
        select(JournalEntry.debit_account, JournalEntry.credit_account, JournalEntry.amount)
        .where(JournalEntry.booking_id == booking.id)
        .order_by(JournalEntry.amount.desc())
    ).all()
    assert [tuple(row) for row in rows] == [
        (Account.CASH_DRAWER, Account.TICKET_REVENUE, Decimal("100.00")),
        (Account.COST_OF_SALES, Account.STOCK, Decimal("60.00")),
        (Account.CASH_DRAWER, Account.TAX_DUE, Decimal("10.40")),
        (Account.CASH_DRAWER, Account.SERVICE_FEES, Decimal("4.00")),
    ]
    assert trial_balance(counter.work.session).holds


def test_terminal_records_its_reference(counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0)

    sale = pay_by_terminal(counter.work, booking.id, reference="R-77", key=new_key())

    payment = sale.payment
    assert payment is not None
    assert (payment.method, payment.status, payment.amount) == (
        PaymentMethod.CREDIT_CARD,
        PaymentStatus.SUCCESS,
        euros("50.00"),
    )
    assert (payment.reference, payment.tendered, sale.change) == ("R-77", None, euros("0.00"))
    balance = trial_balance(counter.work.session)
    assert balance.of(Account.CARD_CLEARING, "EUR") == euros("50.00")


def test_a_terminal_receipt_counts_once(counter: Counter) -> None:
    counter.open_till()
    first, second = counter.reserve(0), counter.reserve(1)
    pay_by_terminal(counter.work, first.id, reference="R-78", key=new_key())

    with pytest.raises(ReferenceUsed) as refused:
        pay_by_terminal(counter.work, second.id, reference="R-78", key=new_key())

    assert refused.value.reference == "R-78"


def test_a_terminal_counts_its_receipts_anew_in_the_next_shift(counter: Counter) -> None:
    till = counter.open_till()
    pay_by_terminal(counter.work, counter.reserve(0).id, reference="R-1", key=new_key())
    close_till(counter.work, till.id, euros("100.00"), key=new_key())
    counter.open_till()

    sale = pay_by_terminal(counter.work, counter.reserve(1).id, reference="R-1", key=new_key())

    assert sale.payment is not None
    assert sale.payment.reference == "R-1"


def test_same_key_takes_the_money_once(counter: Counter) -> None:
    counter.open_till()
    booking, key = counter.reserve(0), new_key()
    first = pay_cash(counter.work, booking.id, euros("60.00"), key=key)

    assert pay_cash(counter.work, booking.id, euros("60.00"), key=key) == first
    payments = select(func.count()).select_from(Payment).where(Payment.booking_id == booking.id)
    assert counter.work.session.scalar(payments) == 1


def test_same_key_with_other_cash_is_refused(counter: Counter) -> None:
    counter.open_till()
    booking, key = counter.reserve(0), new_key()
    pay_cash(counter.work, booking.id, euros("60.00"), key=key)

    with pytest.raises(KeyReused):
        pay_cash(counter.work, booking.id, euros("70.00"), key=key)


def test_a_booking_is_paid_once(counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0)
    counter.pay(booking)

    with pytest.raises(PaidAlready) as refused:
        counter.pay(booking)

    assert (refused.value.number, refused.value.at) == (booking.number, NOW)


def test_too_little_cash_is_refused_and_nothing_changes(counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0, 1)

    with pytest.raises(InsufficientCash) as refused:
        counter.pay(booking, "99.99")

    assert refused.value.missing == euros("0.01")
    full = booking_in_full(counter.work.session, booking.id)
    assert (full.booking, full.payments) == (booking, ())


def test_other_money_is_refused(counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0)

    with pytest.raises(MixedCurrencies) as refused:
        pay_cash(counter.work, booking.id, Money(Decimal(500), "USD"), key=new_key())

    assert refused.value.currencies == ("USD", "EUR")


def test_without_an_open_till_no_money_is_taken(counter: Counter) -> None:
    booking = counter.reserve(0)

    with pytest.raises(NoOpenTill) as refused:
        counter.pay(booking)

    assert (refused.value.who, refused.value.currency) == ("Box Office", "EUR")


def test_a_drawer_of_another_currency_is_no_open_till(counter: Counter) -> None:
    open_till(counter.work, "Till 1", Money(Decimal(100), "USD"), key=new_key())
    booking = counter.reserve(0)

    with pytest.raises(NoOpenTill) as in_cash:
        counter.pay(booking)
    with pytest.raises(NoOpenTill) as by_card:
        pay_by_terminal(counter.work, booking.id, reference="T-1", key=new_key())

    assert in_cash.value.currency == by_card.value.currency == "EUR"


def test_a_lapsed_booking_is_sold_while_its_seats_are_its_own(counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0, 1)

    assert counter.after(60).pay(booking).booking.status is BookingStatus.PAID


def test_a_lapsed_booking_that_lost_a_seat_is_refused(counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0, 1)
    counter.after(20).reserve(1)

    with pytest.raises(ReservationLapsed) as refused:
        counter.after(21).pay(booking)

    assert (refused.value.number, refused.value.seats) == (booking.number, ("Stalls A-2",))


def test_a_booking_given_back_is_refused(counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0)
    release_reservation(counter.work, booking.id, key=new_key())

    with pytest.raises(ReservationLapsed) as refused:
        counter.pay(booking)

    assert (refused.value.number, refused.value.seats) == (booking.number, ())


def test_nothing_is_sold_for_a_cancelled_event(work_as: WorkAs, counter: Counter) -> None:
    counter.open_till()
    booking = counter.reserve(0)
    with work_as(Role.MANAGER) as managers:
        managers.session.execute(
            update(Event).where(Event.id == counter.event_id).values(status=EventStatus.CANCELLED)
        )

    with pytest.raises(EventWasCancelled) as refused:
        counter.pay(booking)

    assert refused.value.event == booking.event


def test_unknown_booking_is_refused(counter: Counter) -> None:
    with pytest.raises(NotFound) as refused:
        pay_cash(counter.work, uuid4(), euros("1.00"), key=new_key())

    assert refused.value.what == "booking"


def test_a_free_booking_needs_no_payment_row(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session, price=Decimal("0.00"))
    counter.open_till()
    booking = reserve_seats(counter.work, stock.event.id, stock.seat_ids[:1], key=new_key())

    sale = counter.pay(booking)

    assert (sale.booking.status, sale.payment) == (BookingStatus.PAID, None)


def test_a_buyer_may_not_take_money(work_as: WorkAs, counter: Counter) -> None:
    booking = counter.reserve(0)

    with work_as(Role.BUYER) as buyers, pytest.raises(NotAllowed):
        pay_cash(buyers, booking.id, euros("50.00"), key=new_key())
