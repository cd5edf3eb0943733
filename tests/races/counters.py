"""Many counters at once: a stocked event on a database of its own, clerks, and a starting gun."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from threading import Barrier
from typing import TypeVar
from uuid import UUID

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from core.domain.errors import Refusal
from core.domain.money import Money
from core.domain.staff import Role
from core.services.payments.till import open_till
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from db.logins import NewLogin, create_login
from tests.clock import NOW
from tests.databases import MANY_CONNECTIONS, PASSWORD, TestDatabase
from tests.factories import stocked_event
from tests.races.removing import wait_until

Result = TypeVar("Result")


@dataclass(frozen=True)
class House:
    """The event and its seats, in the order of the map."""

    database: TestDatabase
    event_id: UUID
    on_plan: UUID
    seat_ids: tuple[UUID, ...]


def stock(database: TestDatabase, *, rows: int = 5, seats: int = 10) -> House:
    """Seats at 50.00 that cost 30.00, on sale."""
    manager = database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        stocked = stocked_event(work.session, rows=rows, seats=seats)
        return House(database, stocked.event.id, stocked.event.plan_id, tuple(stocked.seat_ids))


def hire(database: TestDatabase, count: int) -> list[SignedIn]:
    """Clerks with a login and an open till of their own."""
    tenant_id = database.sign_in(Role.MANAGER).actor.tenant_id
    clerks = []
    for number in range(count):
        login = f"u_race_{number}"
        create_login(
            database.super_url,
            tenant_id,
            NewLogin(
                login=login,
                display_name=f"Clerk {number}",
                role=Role.BOX_OFFICE,
                password=PASSWORD,
                connections=MANY_CONNECTIONS,
            ),
        )
        clerk = database.sign_in(Role.BOX_OFFICE, login=login)
        with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
            open_till(work, f"Till {number}", Money(Decimal(100), "EUR"), key=new_key())
        clerks.append(clerk)
    return clerks


def at_once(
    *steps: tuple[SignedIn, Callable[[Work], Result]], now: datetime = NOW
) -> list[Result | Refusal]:
    """Run each step in its own thread, transaction and connection, all released together."""
    gun = Barrier(len(steps))

    def run(person: SignedIn, step: Callable[[Work], Result]) -> Result | Refusal:
        gun.wait(timeout=30)
        try:
            with begin_work(person.sessions, person.actor, clock=lambda: now) as work:
                return step(work)
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(steps)) as threads:
        futures = [threads.submit(run, person, step) for person, step in steps]
        return [future.result(timeout=60) for future in futures]


def in_turn(
    database: TestDatabase,
    first: tuple[SignedIn, Callable[[Work], Result]],
    second: tuple[SignedIn, Callable[[Work], Result]],
    *,
    now: datetime = NOW,
) -> tuple[Result, Result | Refusal]:
    """Do the first step and, before it is committed, the second: it waits, or is through before."""
    person, step = first
    watching = create_engine(database.super_url, poolclass=NullPool)
    with ThreadPoolExecutor(1) as thread, watching.connect() as watcher:
        with begin_work(person.sessions, person.actor, clock=lambda: now) as work:
            done = step(work)
            meanwhile = thread.submit(partial(at_once, second, now=now))
            wait_until(watcher, 1, or_else=meanwhile.done)
        (then,) = meanwhile.result(timeout=60)
    return done, then


def kinds(results: Iterable[object]) -> dict[str, int]:
    """How many results of each type there are."""
    return dict(Tally(type(result).__name__ for result in results))


CHECKS = {
    "sold twice": """
        SELECT event_seat_id::text FROM parterre.tickets
         WHERE status IN ('RESERVED', 'CONFIRMED', 'USED') GROUP BY 1 HAVING count(*) > 1""",
    "seat is not what its ticket says": """
        SELECT s.id::text FROM parterre.event_seats s
          LEFT JOIN parterre.tickets t ON t.tenant_id = s.tenant_id AND t.event_seat_id = s.id
               AND t.status IN ('RESERVED', 'CONFIRMED', 'USED')
         WHERE CASE s.status WHEN 'RESERVED' THEN t.status = 'RESERVED'
                             WHEN 'SOLD' THEN t.status IN ('CONFIRMED', 'USED')
                             ELSE t.id IS NULL END IS NOT TRUE""",
    "booking is not what its tickets say": """
        SELECT b.id::text FROM parterre.bookings b
          LEFT JOIN parterre.tickets t ON t.tenant_id = b.tenant_id AND t.booking_id = b.id
         GROUP BY b.tenant_id, b.id
        HAVING CASE WHEN b.status IN ('PAID', 'CONFIRMED')
                    THEN count(*) FILTER (WHERE t.status = 'CONFIRMED') <> b.ticket_count
                    WHEN b.status = 'CANCELLED'
                    THEN count(*) FILTER (WHERE t.status <> 'CANCELLED') > 0
                    ELSE count(*) FILTER (WHERE t.status IN ('CONFIRMED', 'USED')) > 0 END""",
    "paid booking without exactly one payment": """
        SELECT b.id::text FROM parterre.bookings b
          LEFT JOIN parterre.payments p ON p.tenant_id = b.tenant_id AND p.booking_id = b.id
               AND p.status = 'SUCCESS'
         WHERE b.status = 'PAID' GROUP BY b.tenant_id, b.id
        HAVING count(p.id) <> 1 OR sum(p.amount) <> b.total_amount""",
    "journal is not what the payments say": """
        SELECT p.id::text FROM parterre.payments p
          LEFT JOIN parterre.journal_entries j ON j.tenant_id = p.tenant_id AND j.payment_id = p.id
               AND j.debit_account IN ('cash_drawer', 'card_clearing', 'bank', 'receivables')
         WHERE p.status = 'SUCCESS' GROUP BY p.tenant_id, p.id
        HAVING coalesce(sum(j.amount), 0) <> p.amount""",
    "stock sold is not what was paid for it": """
        SELECT b.id::text FROM parterre.bookings b
          JOIN parterre.tickets t ON t.tenant_id = b.tenant_id AND t.booking_id = b.id
          JOIN parterre.event_seats s ON s.tenant_id = t.tenant_id AND s.id = t.event_seat_id
         WHERE b.status IN ('PAID', 'CONFIRMED') AND t.status = 'CONFIRMED'
         GROUP BY b.tenant_id, b.id
        HAVING sum(s.purchase_price) <> (
               SELECT coalesce(sum(j.amount), 0) FROM parterre.journal_entries j
                WHERE j.tenant_id = b.tenant_id AND j.booking_id = b.id
                  AND j.debit_account = 'cost_of_sales')""",
}


def broken(super_url: str) -> dict[str, list[str]]:
    """Every check that does not hold, with the rows that break it; {} is what we want."""
    engine = create_engine(super_url, poolclass=NullPool)
    with engine.connect() as connection:
        found = {
            name: [row[0] for row in connection.execute(text(check))]
            for name, check in CHECKS.items()
        }
    return {name: rows for name, rows in found.items() if rows}


def count(super_url: str, query: str) -> int:
    """One number from the database."""
    engine = create_engine(super_url, poolclass=NullPool)
    with engine.connect() as connection:
        return int(connection.execute(text(query)).scalar_one())
