"""Scan signed tickets at 16 doors in two processes, beside the database's own limits.

How long one guest waits is measured twice. Doors that never pause keep the processor busy, and each
scan then takes 16 divided by the rate on average, however it is done: at the rate that is asked for
(a share of L1) that alone may be over the goal. So it is also measured at that very rate, with
guests who come at random.
"""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import make_url, select

from benchmarks import limits
from benchmarks.agency import PASSWORD, Agency
from benchmarks.crowd import Measured, Operation, Pace, measure
from benchmarks.selling import PARTY, SellingHouse, selling_house
from benchmarks.selling import run as run_as_super
from benchmarks.table import Row, at_least_share, at_most
from core.domain.staff import Role
from core.services.door.scanning import scan_ticket
from core.services.staff import sign_in
from core.services.tickets.issuing import issue_unsigned
from core.services.tickets.keys import load_signer, load_verifiers
from core.services.work import begin_work, new_key
from db.logins import NewLogin, create_login
from db.models import Ticket

SEATS = 40_000
CLIENTS = 16
DOORS = 4
GOAL_L1 = 0.35
GOAL_P99_MS = 25.0
STEADY_SECONDS = 8.0
_BATCH = 5_000
_PAID = (
    "SET session_replication_role = replica",
    (
        "UPDATE parterre.bookings SET status = 'PAID', payment_status = 'COMPLETED',"
        " reserved_until = NULL, confirmed_at = now() WHERE event_id = :event"
    ),
    (
        "UPDATE parterre.tickets SET status = 'CONFIRMED', issued_at = now(),"
        " reserved_until = NULL WHERE event_id = :event"
    ),
    (
        "UPDATE parterre.event_seats SET status = 'SOLD', reserved_until = NULL"
        " WHERE event_id = :event"
    ),
)
# Not the scans: a table that was looked at while empty is read row by row from then on.
_TIDY = ("VACUUM (ANALYZE) parterre.tickets", "CHECKPOINT")


@dataclass(frozen=True)
class Door:
    """One door's login; several scanners share it."""

    login: str
    url: str

    def connect(self) -> psycopg.Connection:
        """Connect with nothing but the driver, statements prepared at once."""
        url = make_url(self.url)
        parts = {"dbname": url.database, "user": url.username, "password": url.password}
        query = {name: str(value) for name, value in url.query.items()}
        connection = psycopg.connect(make_conninfo("", **parts, **query), autocommit=True)
        connection.prepare_threshold = 0
        return connection


@dataclass(frozen=True)
class Scan:
    """The use case, as a door's workstation calls it: the signature is checked there too."""

    doors: tuple[Door, ...]
    event_id: UUID
    codes: tuple[str, ...]

    def client(self, number: int) -> Operation:
        door = self.doors[number % len(self.doors)]
        person = sign_in(lambda _login, _password: door.url, door.login, PASSWORD, pool_size=1)
        person.get_ready()  # as a workstation does
        mine = iter(self.codes[number::CLIENTS])
        with person.sessions() as session:
            verifiers = load_verifiers(session)

        def operation() -> bool:
            code = next(mine, None)
            if code is None:
                return False
            with begin_work(person.sessions, person.actor) as work:
                answer = scan_ticket(
                    work,
                    self.event_id,
                    code,
                    nonce=new_key(),
                    gate="Main",
                    verifiers=verifiers,
                )
            if not answer.lets_in:
                raise RuntimeError(f"a good ticket was refused: {answer.words}")
            return True

        return operation


@dataclass(frozen=True)
class ScanLimit:
    """The same in one function that the server runs, for tickets that nobody checked."""

    doors: tuple[Door, ...]
    agency: UUID
    event_id: UUID
    ticket_ids: tuple[UUID, ...]
    functions: str

    def client(self, number: int) -> Operation:
        connection = self.doors[number % len(self.doors)].connect()
        call = f"SELECT {self.functions}.scan(%s, %s, %s)"
        tell = self.functions == "limits"
        mine = iter(self.ticket_ids[number::CLIENTS])

        def operation() -> bool:
            ticket_id = next(mine, None)
            if ticket_id is None:
                return False
            done = connection.execute(call, [self.agency, self.event_id, ticket_id]).fetchone()
            if done is None or done[0] is None:
                raise RuntimeError("the limit's function refused a good ticket")
            if tell:
                connection.execute(limits.NOTICE, [f"scans,tickets;{self.event_id}"])
            return True

        return operation


def run() -> Iterable[Row]:
    """Four rows: the use case beside L1, which it is held to, beside L0, and its p99 twice."""
    with selling_house(SEATS) as house, tempfile.TemporaryDirectory() as keys:
        doors = tuple(_door(house.agency, number) for number in range(DOORS))
        bare = _limit(house, doors, limits.BARE)
        everything = _limit(house, doors, "limits")
        sold(house)
        codes = tuple(signed(house, Path(keys)))
        half = len(codes) // 2
        ours = measure(Scan(doors, house.event_id, codes[:half]), CLIENTS)
        asked = GOAL_L1 * everything.per_second
        pace = Pace(STEADY_SECONDS, per_second=asked / CLIENTS)
        steady = measure(Scan(doors, house.event_id, codes[half:]), CLIENTS, pace)
    name = f"scan a signed ticket, {CLIENTS} doors (p50 {ours.slowest(0.5):.1f} ms)"
    for goal, limit, source in (
        (GOAL_L1, everything, "L1: one function, everything on"),
        (0, bare, "L0: one function, bare tables"),
    ):
        rate = limit.per_second
        yield at_least_share(name, ours.per_second, "/s", goal, limit=rate, limit_from=source)
    for when, waited in (
        (f"{steady.per_second:,.0f} guests a second", steady),
        ("never a pause", ours),
    ):
        yield at_most(
            f"p99 of a scan, {CLIENTS} doors, {when}",
            waited.slowest(0.99),
            "ms",
            GOAL_P99_MS,
            limit=everything.slowest(0.99),
            limit_from="L1, never a pause",
        )


def sold(house: SellingHouse) -> list[UUID]:
    """Sell every seat of the house in bulk; the tickets' ids in a mixed order."""
    house.clear()
    house.reserve_in_bulk(SEATS // PARTY, until="now() + interval '1 hour'")
    run_as_super(house.agency.super_url, *_PAID, event=house.event_id)
    run_as_super(house.agency.super_url, *_TIDY)
    manager = house.agency.sign_in(Role.MANAGER)
    with manager.sessions() as session:
        mixed = select(Ticket.id).where(Ticket.event_id == house.event_id).order_by(Ticket.barcode)
        return list(session.scalars(mixed))


def signed(house: SellingHouse, keys: Path) -> list[str]:
    """Have the worker sign every ticket; the QR texts in a mixed order."""
    worker = house.agency.sign_in(Role.WORKER)
    done = 1
    while done:
        with begin_work(worker.sessions, worker.actor) as work:
            done = issue_unsigned(work, load_signer(work, keys), _BATCH)
    run_as_super(house.agency.super_url, *_TIDY)
    with worker.sessions() as session:
        mixed = (
            select(Ticket.qr_code).where(Ticket.event_id == house.event_id).order_by(Ticket.barcode)
        )
        return [code for code in session.scalars(mixed) if code is not None]


def _limit(house: SellingHouse, doors: tuple[Door, ...], functions: str) -> Measured:
    ids = tuple(sold(house))
    if functions == limits.BARE:
        limits.refill(house.agency.super_url)
    load = ScanLimit(doors, house.agency.tenant_id, house.event_id, ids, functions)
    return measure(load, CLIENTS)


def _door(made: Agency, number: int) -> Door:
    login = f"u_bench_door_{number}"
    create_login(
        made.super_url,
        made.tenant_id,
        NewLogin(
            login=login,
            display_name=f"Door {number}",
            role=Role.DOOR,
            password=PASSWORD,
        ),
    )
    return Door(login, made.url_for(login, PASSWORD))
