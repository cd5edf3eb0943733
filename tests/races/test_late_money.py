"""Late money and a second buyer at the same seats, the clean-up, and two people with the statement.

Whoever comes first has the seats; the money is sold or owed back, once, and the journal balances.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.sales.refusals import PaidAlready, SeatsTaken
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.payments.journal import TrialBalance, trial_balance
from core.services.sales.releasing import release_expired
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.sales.transfers import BookedTransfer, book_transfer
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import promised_by_ada
from tests.races.counters import House, at_once, broken, count, hire, kinds
from tests.races.removing import wait_until

LATE = NOW + timedelta(days=9)


@pytest.fixture
def clerk(fresh_database: TestDatabase) -> SignedIn:
    return hire(fresh_database, 1)[0]


@pytest.fixture
def manager(fresh_database: TestDatabase) -> SignedIn:
    return fresh_database.sign_in(Role.MANAGER)


@pytest.fixture
def worker(fresh_database: TestDatabase) -> SignedIn:
    return fresh_database.sign_in(Role.WORKER)


@pytest.fixture
def promised(house: House, clerk: SignedIn) -> BookingRow:
    """Three seats kept for a transfer that is long due."""
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        booking = reserve_seats(work, house.event_id, house.seat_ids[2:5], key=new_key())
        return promised_by_ada(work, booking.id).booking


@pytest.fixture
def lapsed(promised: BookingRow, worker: SignedIn) -> BookingRow:
    with begin_work(worker.sessions, worker.actor, clock=lambda: LATE) as work:
        assert release_expired(work) == 1
    return promised


def book(booking: BookingRow, work: Work) -> BookedTransfer:
    return book_transfer(work, booking.id, reference="B-1", key=new_key())


def buy(house: House, work: Work) -> BookingRow:
    return reserve_seats(work, house.event_id, house.seat_ids[4:6], key=new_key())


def tidy(work: Work) -> int:
    return release_expired(work)


def balance_of(person: SignedIn) -> TrialBalance:
    with person.sessions() as session:
        return trial_balance(session)


@pytest.mark.parametrize("turn", range(5))
def test_late_money_and_a_second_buyer_want_the_same_seat(
    house: House, clerk: SignedIn, manager: SignedIn, lapsed: BookingRow, turn: int
) -> None:
    steps = [(manager, partial(book, lapsed)), (clerk, partial(buy, house))]

    results = at_once(*(steps if turn % 2 else reversed(steps)), now=LATE)

    (booked,) = (each for each in results if isinstance(each, BookedTransfer))
    (bought,) = (each for each in results if not isinstance(each, BookedTransfer))
    if booked.instead_of is None:
        assert isinstance(bought, BookingRow)
        assert booked.refund_due == lapsed.total
    else:
        assert isinstance(bought, SeatsTaken)
        assert booked.sale.booking.status is BookingStatus.PAID
    assert broken(house.database.super_url) == {}
    balance = balance_of(manager)
    assert balance.holds
    assert balance.of(Account.BANK, "EUR") == lapsed.total
    assert balance.of(Account.REFUNDS_DUE, "EUR") == -booked.refund_due


def test_late_money_waits_for_a_buyer_who_is_not_done_and_is_owed_back(
    house: House, clerk: SignedIn, manager: SignedIn, lapsed: BookingRow
) -> None:
    watching = create_engine(house.database.super_url, poolclass=NullPool)
    with ThreadPoolExecutor(1) as thread, watching.connect() as watcher:
        with begin_work(clerk.sessions, clerk.actor, clock=lambda: LATE) as work:
            buy(house, work)
            booking = thread.submit(partial(at_once, (manager, partial(book, lapsed)), now=LATE))
            wait_until(watcher, 1)
        (booked,) = booking.result(timeout=60)

    assert isinstance(booked, BookedTransfer)
    assert (booked.refund_due, booked.instead_of) == (lapsed.total, None)
    assert broken(house.database.super_url) == {}


@pytest.mark.parametrize("turn", range(3))
def test_late_money_and_the_clean_up_meet(
    house: House, manager: SignedIn, worker: SignedIn, promised: BookingRow, turn: int
) -> None:
    steps = [(manager, partial(book, promised)), (worker, tidy)]

    results = at_once(*(steps if turn % 2 else reversed(steps)), now=LATE)

    (booked,) = (each for each in results if isinstance(each, BookedTransfer))
    assert booked.sale.booking.status is BookingStatus.PAID
    assert booked.refund_due == Money.zero("EUR")
    assert broken(house.database.super_url) == {}
    assert balance_of(manager).of(Account.BANK, "EUR") == promised.total


def test_two_people_with_the_same_statement_take_the_seats_once(
    house: House, manager: SignedIn, lapsed: BookingRow
) -> None:
    results = at_once(*((manager, partial(book, lapsed)) for _ in range(5)), now=LATE)

    assert kinds(results) == {"BookedTransfer": 1, PaidAlready.__name__: 4}
    again = "SELECT count(*) FROM parterre.bookings WHERE replaces_id IS NOT NULL"
    assert count(house.database.super_url, again) == 1
    assert broken(house.database.super_url) == {}
    assert balance_of(manager).of(Account.BANK, "EUR") == lapsed.total
