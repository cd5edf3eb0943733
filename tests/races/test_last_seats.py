"""64 processes want the last 50 seats: all are sold, none twice, and the money is right."""

import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random
from uuid import UUID

from core.domain.errors import Outage
from core.domain.payments.states import Account
from core.domain.sales.refusals import SeatsTaken
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.staff import SignedIn, sign_in
from core.services.work import begin_work, new_key
from tests.clock import NOW
from tests.databases import PASSWORD
from tests.races.counters import House, broken, count, hire

BUYERS = 64
LAST = 50
PATIENCE = 20
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Buyer:
    """One process: a number, a clerk's login, the seats by label, and where it keeps receipts."""

    number: int
    login: str
    url: str
    event_id: UUID
    seats: dict[str, UUID]
    receipts: Path


def test_the_last_50_seats_and_64_buyers(house: House, tmp_path: Path) -> None:
    clerks = [clerk.actor.login for clerk in hire(house.database, 8)]
    house.database.sign_everybody_out()  # no connection is shared with a forked process
    labels = [f"Stalls {row}-{seat}" for row in "ABCDE" for seat in range(1, 11)]
    seats = dict(zip(labels, house.seat_ids, strict=True))
    gun = _FORK.Barrier(BUYERS)
    processes = [
        _FORK.Process(
            target=shop,
            args=(
                Buyer(
                    number,
                    login,
                    house.database.url_for(login),
                    house.event_id,
                    seats,
                    tmp_path / f"{number}.txt",
                ),
                gun,
            ),
        )
        for number, login in enumerate(clerks * (BUYERS // len(clerks)))
    ]

    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=240)

    assert {process.exitcode for process in processes} == {0}
    told = [line for file in tmp_path.iterdir() for line in file.read_text("ascii").split()]
    assert sorted(told) == sorted(map(str, house.seat_ids))
    assert broken(house.database.super_url) == {}
    sold = "SELECT count(*) FROM parterre.tickets WHERE status = 'CONFIRMED'"
    assert count(house.database.super_url, sold) == LAST
    manager = house.database.sign_in(Role.MANAGER)
    with manager.sessions() as session:
        balance = trial_balance(session)
    assert balance.of(Account.TICKET_REVENUE, "EUR").amount == -50 * LAST
    assert balance.of(Account.STOCK, "EUR").amount == -30 * LAST
    assert balance.holds


def buy(person: SignedIn, event_id: UUID, seats: Sequence[UUID]) -> None:
    """Reserve and pay at once; when the seats are busy for too long, again with the same keys."""
    reserving, paying = new_key(), new_key()
    for _ in range(PATIENCE):
        with suppress(Outage), begin_work(person.sessions, person.actor, clock=lambda: NOW) as work:
            booking = reserve_seats(work, event_id, seats, key=reserving)
            pay_cash(work, booking.id, booking.total, key=paying)
            return
    raise AssertionError(f"No answer in {PATIENCE} tries.")


def shop(buyer: Buyer, gun: Barrier) -> None:
    """Buy one to three seats at a time until none is left; keep a receipt of what was bought."""
    person = sign_in(lambda _login, _password: buyer.url, buyer.login, PASSWORD, pool_size=1)
    dice = Random(buyer.number)
    left = dict(buyer.seats)
    with buyer.receipts.open("w", encoding="ascii") as receipts:
        gun.wait(timeout=120)
        while left:
            wanted = dice.sample(list(left), min(dice.randint(1, 3), len(left)))
            seats = [left[label] for label in wanted]
            gone: Sequence[str] = wanted
            try:
                buy(person, buyer.event_id, seats)
            except SeatsTaken as refused:
                gone = refused.seats
            else:
                receipts.writelines(f"{seat}\n" for seat in seats)
            left = {label: seat for label, seat in left.items() if label not in gone}
    person.sign_out()
