"""One drawer: opened once, and counted with every payment in it or none."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from core.domain.money import Money
from core.domain.payments.refusals import NoOpenTill, TillIsOpen
from core.domain.payments.states import Account
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.payments.till import TillRow, close_till, open_till, open_till_of
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow, Sale
from core.services.sales.settling import pay_cash
from core.services.sales.transfers import trust_transfer
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from db.models import Booking
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import promised_by_ada
from tests.races.counters import House, at_once, broken, hire, kinds
from tests.races.removing import wait_until


@pytest.fixture
def clerk(fresh_database: TestDatabase) -> SignedIn:
    return hire(fresh_database, 1)[0]


def sell_later(house: House, clerk: SignedIn, place: int) -> BookingRow:
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        return reserve_seats(work, house.event_id, [house.seat_ids[place]], key=new_key())


def pay(booking: BookingRow, work: Work) -> Sale:
    return pay_cash(work, booking.id, booking.total, key=new_key())


def own_till(clerk: SignedIn) -> TillRow:
    with clerk.sessions() as session:
        till = open_till_of(session, clerk.actor.staff_id)
    assert till is not None
    return till


def count_out(till: TillRow, counted: Money, work: Work) -> TillRow:
    return close_till(work, till.id, counted, note="Counted in a hurry", key=new_key())


@pytest.mark.parametrize("turn", range(3))
def test_a_till_is_counted_with_a_payment_in_it_or_without(
    house: House, clerk: SignedIn, turn: int
) -> None:
    bookings = [sell_later(house, clerk, place) for place in range(turn, turn + 6)]
    till = own_till(clerk)

    *paid, closed = at_once(
        *((clerk, partial(pay, booking)) for booking in bookings),
        (clerk, partial(count_out, till, till.expected)),
    )

    sales = [sale for sale in paid if isinstance(sale, Sale)]
    assert kinds(result for result in paid if not isinstance(result, Sale)) in (
        {},
        {NoOpenTill.__name__: len(paid) - len(sales)},
    )
    assert isinstance(closed, TillRow)
    taken = Money.total((sale.booking.total for sale in sales), "EUR")
    assert closed.expected == till.expected + taken
    assert closed.difference == -taken
    assert broken(house.database.super_url) == {}
    manager = house.database.sign_in(Role.MANAGER)
    with manager.sessions() as session:
        balance = trial_balance(session)
    assert balance.of(Account.CASH_DRAWER, "EUR") == Money.zero("EUR")
    assert balance.holds


def test_a_till_is_closed_once(clerk: SignedIn) -> None:
    till = own_till(clerk)

    results = at_once(*((clerk, partial(count_out, till, till.expected)) for _ in range(6)))

    assert kinds(results) == {"TillRow": 1, "TillClosedAlready": 5}


def test_a_clerk_opens_one_till(fresh_database: TestDatabase) -> None:
    clerk = fresh_database.sign_in(Role.BOX_OFFICE)

    def opening(drawer: str, work: Work) -> TillRow:
        return open_till(work, drawer, Money.zero("EUR"), key=new_key())

    results = at_once(*((clerk, partial(opening, f"Till {n}")) for n in range(6)))

    assert kinds(results) == {"TillRow": 1, TillIsOpen.__name__: 5}


def owed(house: House, clerk: SignedIn) -> BookingRow:
    """A trusted transfer that never came."""
    booking, manager = sell_later(house, clerk, 0), house.database.sign_in(Role.MANAGER)
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        promised_by_ada(work, booking.id)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        return trust_transfer(work, booking.id, key=new_key()).booking


def test_what_was_owed_is_counted_in_the_till_that_takes_it(house: House, clerk: SignedIn) -> None:
    """The payment has read its drawer and waits for its booking while the drawer is counted."""
    booking, till = owed(house, clerk), own_till(clerk)
    counted = till.expected + booking.total
    holding = create_engine(house.database.super_url, poolclass=NullPool)
    with ThreadPoolExecutor(2) as threads:
        with holding.connect() as holder, holder.begin():
            holder.execute(select(Booking.id).with_for_update())
            paying = threads.submit(partial(at_once, (clerk, partial(pay, booking))))
            wait_until(holder, 1)
            counting = threads.submit(partial(at_once, (clerk, partial(count_out, till, counted))))
            wait_until(holder, 2, or_else=counting.done)
        (paid,), (closed,) = paying.result(timeout=60), counting.result(timeout=60)

    assert isinstance(paid, Sale)
    assert isinstance(closed, TillRow)
    assert (closed.expected, closed.difference) == (counted, Money.zero("EUR"))
