"""kill -9: of a client between the steps of a sale, and of the server while everybody sells."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from core.domain.errors import Outage
from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.sales.queries import one_booking
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import Sale
from core.services.sales.settling import pay_cash
from core.services.staff import SignedIn, sign_in
from core.services.work import begin_work, new_key
from db.embedded import EmbeddedServer
from tests.clock import NOW
from tests.databases import PASSWORD, TestDatabase, database_on_own_server
from tests.races.counters import House, broken, count, hire, stock

DUE = Money(Decimal("100.00"), "EUR")
STEPS = ("reserved", "reservation committed", "paid", "payment committed")
_FORK = multiprocessing.get_context("fork")


def sell(house: House, person: SignedIn, keys: tuple[UUID, UUID], *, dies: str = "") -> Sale:
    """Reserve and pay two seats in two transactions; the process dies behind the step `dies`."""

    def after(step: str) -> None:
        if step == dies:
            os.kill(os.getpid(), signal.SIGKILL)

    with begin_work(person.sessions, person.actor, clock=lambda: NOW) as work:
        booking = reserve_seats(work, house.event_id, house.seat_ids[:2], key=keys[0])
        after("reserved")
    after("reservation committed")
    with begin_work(person.sessions, person.actor, clock=lambda: NOW) as work:
        sale = pay_cash(work, booking.id, DUE, key=keys[1])
        after("paid")
    after("payment committed")
    return sale


def sell_and_die(house: House, login: str, url: str, keys: tuple[UUID, UUID], step: str) -> None:
    sell(house, sign_in(lambda _login, _password: url, login, PASSWORD), keys, dies=step)


@pytest.mark.parametrize("step", STEPS)
def test_a_client_killed_at_any_step_sells_once(house: House, step: str) -> None:
    (clerk,) = hire(house.database, 1)
    login = clerk.actor.login
    keys = (new_key(), new_key())
    url = house.database.url_for(login)
    house.database.sign_everybody_out()  # no connection is shared with the forked process

    client = _FORK.Process(target=sell_and_die, args=(house, login, url, keys, step))
    client.start()
    client.join(timeout=60)
    assert client.exitcode == -signal.SIGKILL
    assert broken(house.database.super_url) == {}
    sale = sell(house, house.database.sign_in(Role.BOX_OFFICE, login=login), keys)

    assert sale.booking.status is BookingStatus.PAID
    assert broken(house.database.super_url) == {}
    for table in ("bookings", "payments"):
        assert count(house.database.super_url, f"SELECT count(*) FROM parterre.{table}") == 1


@pytest.fixture
def durable() -> Iterator[TestDatabase]:
    with database_on_own_server() as database:
        yield database


def sell_until_the_end(house: House, clerk: SignedIn, seats: list[UUID]) -> list[UUID]:
    """Sell seat by seat until the server is gone; return the bookings that were acknowledged."""
    acknowledged: list[UUID] = []
    try:
        for seat in seats:
            with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
                booking = reserve_seats(work, house.event_id, [seat], key=new_key())
            with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
                pay_cash(work, booking.id, booking.total, key=new_key())
            acknowledged.append(booking.id)
            if len(acknowledged) == 15:
                kill_postmaster(house.database.server.data_folder)
    except Outage:
        pass
    return acknowledged


def kill_postmaster(folder: Path) -> None:
    for file in folder.rglob("postmaster.pid"):
        os.kill(int(file.read_text("utf-8").split()[0]), signal.SIGKILL)


def test_a_server_killed_under_load_loses_nothing_acknowledged(durable: TestDatabase) -> None:
    house = stock(durable, rows=10, seats=30)
    clerks = hire(durable, 4)
    with ThreadPoolExecutor(len(clerks)) as threads:
        selling = [
            threads.submit(sell_until_the_end, house, clerk, list(house.seat_ids[number::4]))
            for number, clerk in enumerate(clerks)
        ]
        told = [booking for clerk in selling for booking in clerk.result(timeout=120)]
    durable.sign_everybody_out()

    with EmbeddedServer.open(durable.server.data_folder) as again:
        recovered = TestDatabase(again, "parterre")
        manager = recovered.sign_in(Role.MANAGER)
        with manager.sessions() as session:
            kept = [one_booking(session, booking).status for booking in told]
            balance = trial_balance(session)
        sold = count(recovered.super_url, "SELECT count(*) FROM parterre.payments")
        found = broken(recovered.super_url)
        recovered.sign_everybody_out()

    assert len(told) >= 15
    assert set(kept) == {BookingStatus.PAID}
    assert found == {}
    # Payments that were committed but not acknowledged may be more, one a clerk at most.
    assert len(told) <= sold <= len(told) + len(clerks)
    assert balance.of(Account.TICKET_REVENUE, "EUR").amount == -50 * sold
    assert balance.holds
