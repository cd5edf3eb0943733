"""Sales from paper: the list enters one's own till whole, or not at all and says which sale."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from core.domain.errors import NotFound, Refusal
from core.domain.inventory.states import SeatStatus
from core.domain.money import MixedCurrencies, Money
from core.domain.payments.refusals import NoOpenTill
from core.domain.payments.states import Account, PaymentMethod
from core.domain.sales.paper import (
    PaperSale,
    PaperSaleRefused,
    SeatOnTwoSales,
    SoldOutsideTheShift,
)
from core.domain.sales.refusals import (
    ReferenceUsed,
    SeatListedTwice,
    SeatsOffSale,
    SeatsTaken,
)
from core.domain.sales.states import BookingStatus
from core.domain.sales.terms import InsufficientCash
from core.domain.sales.totals import EmptyBooking
from core.domain.staff import Role
from core.domain.tickets.states import TicketStatus
from core.services.agency import AgencyTerms, set_agency_terms
from core.services.payments.journal import trial_balance
from core.services.payments.till import till_summary
from core.services.sales.paper_sales import record_paper_sales
from core.services.sales.queries import booking_in_full
from core.services.tickets.issuing import issue_unsigned
from core.services.tickets.keys import load_signer
from core.services.work import new_key
from db.models import Booking, EventSeat
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import put_on_hold
from tests.services.sales.conftest import Counter, euros

LATER = timedelta(minutes=5)


def sold(counter: Counter, *places: int, **how: Any) -> PaperSale:
    sale = PaperSale(counter.event_id, tuple(counter.seats(*places)), NOW)
    return replace(sale, **how)


def bookings(counter: Counter) -> list[UUID]:
    statement = select(Booking.id).order_by(Booking.created_at, Booking.ticket_count)
    return list(counter.work.session.scalars(statement))


def test_a_list_becomes_paid_bookings_in_the_till(counter: Counter) -> None:
    till = counter.open_till()
    sales = [
        sold(counter, 0, 1, 2, tendered=euros("200.00")),
        sold(counter, 5, terminal_receipt="R-7", at=NOW + LATER),
    ]

    entered = record_paper_sales(counter.after(20).work, sales, key=new_key())

    assert entered == 2
    cash, card = (booking_in_full(counter.work.session, one) for one in bookings(counter))
    assert cash.booking.status is card.booking.status is BookingStatus.PAID
    assert (cash.booking.confirmed_at, card.booking.confirmed_at) == (NOW, NOW + LATER)
    assert [ticket.status for ticket in cash.tickets] == [TicketStatus.CONFIRMED] * 3
    assert (cash.payments[0].tendered, cash.payments[0].change) == (euros("200.00"), euros("50.00"))
    assert card.payments[0].method is PaymentMethod.CREDIT_CARD
    assert card.payments[0].reference == "R-7"
    summary = till_summary(counter.work.session, till.id)
    assert (summary.cash_in, summary.card_takings) == (euros("150.00"), euros("50.00"))
    balance = trial_balance(counter.work.session)
    assert balance.holds
    assert balance.of(Account.TICKET_REVENUE, "EUR") == euros("-200.00")
    assert balance.of(Account.COST_OF_SALES, "EUR") == euros("120.00")


def test_a_sale_from_paper_costs_what_the_counter_asks(counter: Counter, work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as manager:
        terms = AgencyTerms(
            service_fee_rate=Decimal("0.0735"),
            service_fee_per_ticket=Decimal("1.15"),
            tax_rate=Decimal("0.19"),
        )
        set_agency_terms(manager, terms, key=new_key())
    counter.open_till()
    asked = counter.reserve(0, 1, 2)

    record_paper_sales(counter.work, [sold(counter, 5, 6, 7)], key=new_key())

    entered = booking_in_full(counter.work.session, bookings(counter)[-1]).booking
    assert (entered.total, entered.service_fee, entered.tax) == (
        asked.total,
        asked.service_fee,
        asked.tax,
    )


def test_a_reservation_that_ran_out_is_taken_over(counter: Counter) -> None:
    counter.reserve(0)
    late = counter.after(60)
    late.open_till()

    record_paper_sales(late.work, [sold(late, 0, at=late.work.now)], key=new_key())

    status = counter.work.session.scalar(
        select(EventSeat.status).where(EventSeat.id == counter.seats(0)[0])
    )
    assert status is SeatStatus.SOLD


def test_tickets_from_paper_get_signed(counter: Counter, work_as: WorkAs, tmp_path: Path) -> None:
    counter.open_till()
    record_paper_sales(counter.work, [sold(counter, 0, 1)], key=new_key())
    with work_as(Role.MANAGER) as manager:
        assert issue_unsigned(manager, load_signer(manager, tmp_path)) == 2


def test_the_same_list_twice_is_entered_once(counter: Counter) -> None:
    counter.open_till()
    key, sales = new_key(), [sold(counter, 0)]

    assert record_paper_sales(counter.work, sales, key=key) == 1
    assert record_paper_sales(counter.work, sales, key=key) == 1
    assert len(bookings(counter)) == 1


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"seat_ids": ()}, EmptyBooking),
        ({"at": NOW - timedelta(hours=1)}, SoldOutsideTheShift),
        ({"at": NOW + timedelta(hours=1)}, SoldOutsideTheShift),
        ({"tendered": euros("49.99")}, InsufficientCash),
        ({"tendered": Money(Decimal(60), "GBP")}, MixedCurrencies),
        ({"event_id": UUID(int=1)}, NotFound),
    ],
)
def test_a_sale_that_can_not_stand_refuses_the_list(
    counter: Counter, how: dict[str, object], reason: type[Refusal]
) -> None:
    counter.open_till()

    with pytest.raises(PaperSaleRefused) as refused:
        record_paper_sales(counter.work, [sold(counter, 0), sold(counter, 1, **how)], key=new_key())

    assert refused.value.number == 2
    assert isinstance(refused.value.reason, reason)
    assert counter.work.session.scalar(select(func.count()).select_from(Booking)) == 0


def test_seats_that_are_gone_are_named(counter: Counter) -> None:
    counter.open_till()
    counter.pay(counter.reserve(3))

    with pytest.raises(PaperSaleRefused) as refused:
        record_paper_sales(counter.work, [sold(counter, 0), sold(counter, 2, 3)], key=new_key())

    assert refused.value.number == 2
    assert isinstance(refused.value.reason, SeatsTaken)
    assert len(refused.value.reason.seats) == 1


def test_seats_of_a_hold_that_has_ended_are_entered(work_as: WorkAs, counter: Counter) -> None:
    counter.open_till()
    with work_as(Role.MANAGER) as managers:
        until = managers.now + LATER
        put_on_hold(managers.session, counter.event_id, counter.seats(3), hold_until=until)

    with pytest.raises(PaperSaleRefused) as refused:
        record_paper_sales(counter.work, [sold(counter, 3)], key=new_key())
    assert isinstance(refused.value.reason, SeatsOffSale)
    assert record_paper_sales(counter.after(6).work, [sold(counter, 3)], key=new_key()) == 1


def test_a_list_of_what_was_given_away_moves_no_money(work_as: WorkAs, counter: Counter) -> None:
    counter.open_till()
    with work_as(Role.MANAGER) as managers:
        seat = managers.session.get_one(EventSeat, (managers.actor.tenant_id, counter.seats(0)[0]))
        seat.retail_price = Decimal(0)

    assert record_paper_sales(counter.work, [sold(counter, 0)], key=new_key()) == 1

    given = booking_in_full(counter.work.session, bookings(counter)[0])
    assert (given.booking.status, given.payments) == (BookingStatus.PAID, ())


def test_a_seat_on_two_sales_is_refused(counter: Counter) -> None:
    counter.open_till()

    with pytest.raises(PaperSaleRefused) as refused:
        record_paper_sales(counter.work, [sold(counter, 0, 1), sold(counter, 1)], key=new_key())

    assert isinstance(refused.value.reason, SeatOnTwoSales)
    assert refused.value.reason.seat_ids == tuple(counter.seats(1))


def test_a_seat_twice_on_one_sale_is_refused(counter: Counter) -> None:
    counter.open_till()

    with pytest.raises(PaperSaleRefused) as refused:
        record_paper_sales(counter.work, [sold(counter, 4, 4)], key=new_key())

    assert isinstance(refused.value.reason, SeatListedTwice)


def test_without_a_till_nothing_is_entered(counter: Counter) -> None:
    with pytest.raises(NoOpenTill):
        record_paper_sales(counter.work, [sold(counter, 0)], key=new_key())


def test_a_receipt_stands_for_one_sale_of_the_shift(counter: Counter) -> None:
    counter.open_till()
    record_paper_sales(counter.work, [sold(counter, 0, terminal_receipt="R-1")], key=new_key())
    again = [sold(counter, 1), sold(counter, 2, terminal_receipt="R-1")]
    twice = [
        sold(counter, 1, terminal_receipt="R-2"),
        sold(counter, 2, terminal_receipt="R-2"),
    ]

    for listed in (again, twice):
        with pytest.raises(PaperSaleRefused) as refused:
            record_paper_sales(counter.work, listed, key=new_key())
        assert refused.value.number == 2
        assert isinstance(refused.value.reason, ReferenceUsed)


def test_an_unknown_customer_is_refused(counter: Counter) -> None:
    counter.open_till()
    nowhere = uuid4()

    with pytest.raises(PaperSaleRefused) as refused:
        record_paper_sales(counter.work, [sold(counter, 1, customer_id=nowhere)], key=new_key())

    reason = refused.value.reason
    assert isinstance(reason, NotFound)
    assert (reason.what, reason.wanted) == ("customer", nowhere)


def test_an_empty_list_is_entered_at_once(counter: Counter) -> None:
    assert record_paper_sales(counter.work, [], key=new_key()) == 0
