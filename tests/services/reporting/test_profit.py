"""Profit: of a booking, an event and a month, the same from the tickets and from the journal."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.domain.errors import NotAllowed, NotFound
from core.domain.staff import Role
from core.services.reporting.profit import (
    Step,
    profit_by_period,
    profit_of_booking,
    profit_of_event,
)
from core.services.sales.reserving import reserve_seats
from core.services.work import Work, new_key
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import stocked_event
from tests.services.sales.conftest import euros
from tests.services.sold import Sold, open_drawer, sell


@pytest.fixture
def sale(work_as: WorkAs) -> Sold:
    """Three of twenty seats at 50.00 that cost 30.00, with 10 % service fee and 7 % tax."""
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(
            managers.session, service_fee_rate=Decimal("0.1"), tax_rate=Decimal("0.07")
        )
    with work_as(Role.BOX_OFFICE) as clerks:
        open_drawer(clerks)
        return Sold(stock, sell(clerks, stock, 0, 1, 2))


def test_booking_earns_price_less_cost_with_fees_apart(sale: Sold, work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as work:
        earned = profit_of_booking(work.session, work.actor, sale.booking.id)

    assert earned.number == sale.booking.number
    assert earned.tickets == 3
    assert earned.profit.revenue == euros("150.00")
    assert earned.profit.cost == euros("90.00")
    assert earned.profit.profit == euros("60.00")
    assert earned.profit.fees == euros("15.00")
    assert earned.profit.mark_up == Decimal("66.7")


def test_reservation_has_earned_nothing(sale: Sold, work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerks:
        seats = [seat.id for seat in sale.stock.seats[5:7]]
        booking = reserve_seats(clerks, sale.event_id, seats, key=new_key())
    with work_as(Role.MANAGER) as work:
        earned = profit_of_booking(work.session, work.actor, booking.id)

    assert earned.tickets == 0
    assert earned.profit.profit == euros("0.00")
    assert earned.profit.fees == euros("0.00")
    assert earned.profit.mark_up is None


def test_event_earns_what_its_bookings_earn(sale: Sold, work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerks:
        sell(clerks, sale.stock, 10)
    with work_as(Role.BUYER) as work:
        earned = profit_of_event(work.session, work.actor, sale.event_id)

    assert earned.title == sale.stock.event.title
    assert earned.tickets == 4
    assert earned.profit.profit == euros("80.00")
    assert earned.profit.fees == euros("20.00")
    assert (earned.owned, earned.unsold) == (20, 16)
    assert earned.unsold_cost == euros("480.00")
    assert earned.unsold_retail == euros("800.00")
    assert earned.bought == euros("600.00")


def test_event_without_sales_earned_nothing(work: Work) -> None:
    stock = stocked_event(work.session, owned=3)

    earned = profit_of_event(work.session, work.actor, stock.event.id)

    assert earned.tickets == 0
    assert earned.profit.mark_up is None
    assert earned.unsold_cost == euros("90.00")


@pytest.mark.parametrize(
    ("step", "begins"),
    [
        (Step.DAY, date(2026, 9, 1)),
        (Step.WEEK, date(2026, 8, 31)),
        (Step.MONTH, date(2026, 9, 1)),
    ],
)
def test_journal_tells_the_same_by_period(
    sale: Sold, work_as: WorkAs, step: Step, begins: date
) -> None:
    with work_as(Role.MANAGER) as work:
        of_event = profit_of_event(work.session, work.actor, sale.event_id)
        (period,) = profit_by_period(
            work.session,
            work.actor,
            begin=NOW - timedelta(days=40),
            end=NOW + timedelta(minutes=1),
            step=step,
            timezone="Europe/Berlin",
        )

    assert period.begins == begins
    assert period.profit == of_event.profit


@pytest.mark.usefixtures("sale")
def test_period_ends_before_its_end(work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as work:
        rows = profit_by_period(
            work.session,
            work.actor,
            begin=NOW - timedelta(days=1),
            end=NOW,
            step=Step.DAY,
            timezone="Europe/Berlin",
        )

    assert rows == []


def test_clerks_see_no_profit(sale: Sold, work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerks, pytest.raises(NotAllowed):
        profit_of_booking(clerks.session, clerks.actor, sale.booking.id)


def test_unknown_booking_and_event(work: Work) -> None:
    with pytest.raises(NotFound):
        profit_of_booking(work.session, work.actor, new_key())
    with pytest.raises(NotFound):
        profit_of_event(work.session, work.actor, new_key())
