"""Reserve, scan and the home screen beside 10 thousand, 100 thousand and a million old tickets.

The three histories are databases of one server, measured in turn, so that a slow moment of the
machine meets all of them.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from statistics import median
from uuid import UUID

from sqlalchemy import make_url, select

from benchmarks import history
from benchmarks.agency import DATABASE, PASSWORD, login_of
from benchmarks.selling import PARTY, PRICE, SellingHouse, selling_house
from benchmarks.table import Row, at_most_share
from core.domain.money import Money
from core.domain.staff import Role
from core.services.door.scanning import scan_ticket
from core.services.payments.till import open_till_of
from core.services.reporting.home import home_screen
from core.services.reporting.profit import Step, profit_by_period
from core.services.sales.queries import recent_bookings
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.staff import SignedIn, sign_in
from core.services.work import begin_reading, begin_work, new_key
from db.models import Ticket
from db.setup import create_database

OLDEST = (10_000, 100_000, 1_000_000)
SOLD_TODAY = 100
"""Bookings of the event: the home screen's takings, and guests for the door."""
ROUNDS = 24
A_ROUND = 8
"""Reservations and scans a round; a home screen is one."""
SEATS = SOLD_TODAY * PARTY + (ROUNDS + 1) * A_ROUND * PARTY
GOAL_SHARE = 1.3
WARM_UP = 1

Job = Callable[[], None]


@dataclass(frozen=True)
class Grown:
    """One agency with its history, and what is measured on it."""

    tickets: int
    reserve: Job
    scan: Job
    home: Job


class _NoKeys:
    """Barcodes need no signature."""

    def verify(self, message: bytes, signature: bytes) -> bool:
        del message, signature
        return False


def run() -> Iterable[Row]:
    """Medians of each job over all rounds; the limit is the one with 10 thousand tickets."""
    with selling_house(SEATS, history=OLDEST[0]) as house, ExitStack() as stack:
        codes = _sell_today(house)
        history.age(house.agency.super_url, house.old_event_id)
        for person in house.agency.signed_in:
            person.sign_out()  # a database that somebody uses can't be copied
        urls = {tickets: _grown(house, tickets) for tickets in OLDEST}
        grown = [
            stack.enter_context(_agency(house, tickets, url, codes))
            for tickets, url in urls.items()
        ]
        figures = _measure(grown)
    for job in ("reserve", "scan", "home"):
        least = figures[job, OLDEST[0]]
        for tickets in OLDEST[1:]:
            yield at_most_share(
                f"{job}, {tickets:,} old tickets",
                figures[job, tickets],
                "ms",
                GOAL_SHARE,
                limit=least,
                limit_from=f"{OLDEST[0]:,} old tickets, in turn",
            )


def _sell_today(house: SellingHouse) -> list[str]:
    """Sell the first seats over the counter and return their barcodes."""
    person = house.clerks[0].sign_in()
    for first in range(0, SOLD_TODAY * PARTY, PARTY):
        party = house.seat_ids[first : first + PARTY]
        with begin_work(person.sessions, person.actor) as work:
            booking = reserve_seats(work, house.event_id, party, key=new_key())
            pay_cash(work, booking.id, Money(PRICE * PARTY + Decimal(5), "EUR"), key=new_key())
    with begin_reading(person.sessions) as session:
        codes = session.scalars(select(Ticket.barcode).where(Ticket.event_id == house.event_id))
        sold = list(codes)
    person.sign_out()
    return sold


def _grown(house: SellingHouse, tickets: int) -> str:
    """A superuser's URL of a database with so many old tickets; the first is the house itself."""
    url = house.agency.super_url
    copies = tickets // OLDEST[0] - 1
    if copies:
        name = f"{DATABASE}_{tickets}"
        create_database(url, name, template=DATABASE)
        url = make_url(url).set(database=name).render_as_string(hide_password=False)
    history.grow(url, house.old_event_id, copies)
    return url


@contextmanager
def _agency(house: SellingHouse, tickets: int, super_url: str, codes: list[str]) -> Iterator[Grown]:
    database = make_url(super_url).database or DATABASE
    door_url = house.agency.url_for(login_of(Role.DOOR), PASSWORD)
    manager_url = house.agency.url_for(login_of(Role.MANAGER), PASSWORD)
    people = [_sign_in(url, database) for url in (house.clerks[0].url, door_url, manager_url)]
    clerk, door, manager = people
    try:
        yield Grown(
            tickets,
            _reserving(clerk, house.event_id, house.seat_ids[SOLD_TODAY * PARTY :]),
            _scanning(door, house.event_id, codes),
            _home(manager),
        )
    finally:
        for person in people:
            person.sign_out()


def _sign_in(url: str, database: str) -> SignedIn:
    there = make_url(url).set(database=database)
    where = there.render_as_string(hide_password=False)
    return sign_in(lambda _login, _password: where, there.username or "", PASSWORD)


def _reserving(person: SignedIn, event_id: UUID, seat_ids: tuple[UUID, ...]) -> Job:
    parties = iter([seat_ids[at : at + PARTY] for at in range(0, len(seat_ids), PARTY)])

    def reserve() -> None:
        with begin_work(person.sessions, person.actor) as work:
            reserve_seats(work, event_id, next(parties), key=new_key())

    return reserve


def _scanning(person: SignedIn, event_id: UUID, codes: list[str]) -> Job:
    guests = iter(codes)

    def scan() -> None:
        with begin_work(person.sessions, person.actor) as work:
            answer = scan_ticket(
                work, event_id, next(guests), nonce=new_key(), gate="North", verifiers=_NoKeys()
            )
        if not answer.lets_in:
            raise AssertionError(f"the door said: {answer.words}")

    return scan


def _home(person: SignedIn) -> Job:
    actor = person.actor
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)

    def read() -> None:
        now = datetime.now(UTC)
        with begin_reading(person.sessions) as session:
            home_screen(session, actor, now=now)
            recent_bookings(session, limit=40)
            open_till_of(session, actor.staff_id)
            profit_by_period(
                session,
                actor,
                begin=today,
                end=today + timedelta(days=1),
                step=Step.DAY,
                timezone="UTC",
            )

    return read


def _measure(grown: list[Grown]) -> dict[tuple[str, int], float]:
    samples: dict[tuple[str, int], list[float]] = {}
    for number in range(WARM_UP + ROUNDS):
        for one in grown[number % len(grown) :] + grown[: number % len(grown)]:
            jobs = [("home", one.home)]
            jobs += [("reserve", one.reserve), ("scan", one.scan)] * A_ROUND
            for name, job in jobs:
                began = time.perf_counter()
                job()
                took = (time.perf_counter() - began) * 1000
                if number >= WARM_UP:
                    samples.setdefault((name, one.tickets), []).append(took)
    return {key: median(values) for key, values in samples.items()}
