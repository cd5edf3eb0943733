"""The line is cut around a COMMIT: nobody knows whether it was carried out, and a repeat shows it.

The same key gives the first answer, or carries the request out now: once in either case.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from core.domain.door import Verdict
from core.domain.errors import Outage
from core.domain.payments.states import Account
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.sales.settling import pay_cash
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from tests.clock import NOW
from tests.databases import LOGINS, TestDatabase
from tests.races.counters import House, broken, count, hire
from tests.races.cut_line import Line, Lost, line_to
from tests.races.test_doors import scan, sold_ticket

Result = TypeVar("Result")
BOTH = pytest.mark.parametrize("lost", Lost, ids=lambda lost: lost.value)


@pytest.fixture
def line(fresh_database: TestDatabase) -> Iterator[Line]:
    with line_to(fresh_database) as opened:
        yield opened


@pytest.fixture
def clerk(house: House, line: Line) -> Iterator[SignedIn]:
    (hired,) = hire(house.database, 1)
    person = line.sign_in(hired.actor.login)
    yield person
    person.sign_out()


def carry_out(person: SignedIn, step: Callable[[Work], Result]) -> Result:
    with begin_work(person.sessions, person.actor, clock=lambda: NOW) as work:
        return step(work)


def lose(line: Line, lost: Lost, request: Callable[[], object]) -> None:
    """Send the request once, and hear an outage that claims nothing."""
    line.cut(lost)
    with pytest.raises(Outage) as outage:
        request()
    assert "nothing" not in str(outage.value).lower()
    assert "isn't known" in str(outage.value)


@BOTH
def test_reservation_cut_off_is_one_booking(
    house: House, clerk: SignedIn, line: Line, lost: Lost
) -> None:
    key = new_key()

    def reserve() -> BookingRow:
        return carry_out(
            clerk,
            lambda work: reserve_seats(work, house.event_id, house.seat_ids[:2], key=key),
        )

    lose(line, lost, reserve)
    url = house.database.super_url
    assert count(url, "SELECT count(*) FROM parterre.bookings") == (lost is Lost.ANSWER)
    booking = reserve()

    assert booking.status is BookingStatus.RESERVED
    assert reserve() == booking
    assert count(url, "SELECT count(*) FROM parterre.bookings") == 1
    assert broken(url) == {}


@BOTH
def test_payment_cut_off_is_taken_once(
    house: House, clerk: SignedIn, line: Line, lost: Lost
) -> None:
    key = new_key()
    booking = carry_out(
        clerk,
        lambda work: reserve_seats(work, house.event_id, house.seat_ids[:2], key=new_key()),
    )

    def pay() -> BookingRow:
        return carry_out(
            clerk, lambda work: pay_cash(work, booking.id, booking.total, key=key).booking
        )

    lose(line, lost, pay)
    url = house.database.super_url
    assert count(url, "SELECT count(*) FROM parterre.payments") == (lost is Lost.ANSWER)
    paid = pay()

    assert (paid.number, paid.status) == (booking.number, BookingStatus.PAID)
    assert count(url, "SELECT count(*) FROM parterre.payments") == 1
    with clerk.sessions() as session:
        balance = trial_balance(session)
    assert balance.of(Account.TICKET_REVENUE, "EUR").amount == -booking.total.amount
    assert balance.holds
    assert broken(url) == {}


@BOTH
def test_guest_cut_off_is_let_in_once(
    fresh_database: TestDatabase, line: Line, tmp_path: Path, lost: Lost
) -> None:
    event_id, code = sold_ticket(fresh_database, tmp_path)
    usher = line.sign_in(LOGINS[Role.DOOR])
    nonce = new_key()

    lose(line, lost, lambda: scan(usher, event_id, code, nonce))
    url = fresh_database.super_url
    assert count(url, "SELECT count(*) FROM parterre.scans") == (lost is Lost.ANSWER)
    answer = scan(usher, event_id, code, nonce)
    another = scan(usher, event_id, code, new_key())
    usher.sign_out()

    assert answer.verdict is Verdict.ADMITTED
    assert (another.verdict, another.admitted) == (Verdict.ALREADY_USED, answer.admitted)
    assert count(url, "SELECT count(*) FROM parterre.scans") == 2
