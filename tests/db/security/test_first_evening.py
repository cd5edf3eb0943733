"""Plans made before the first sale: whoever signs in on a new agency keeps them for the evening."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select, text

import core.services
from core.domain.staff import Role
from core.services.door.scanning import ScanResult, scan_ticket
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow, Sale
from core.services.sales.settling import pay_cash
from core.services.sales.statements.reserve import RESERVE
from core.services.staff import SignedIn
from core.services.tickets.issuing import issue_unsigned
from core.services.tickets.keys import load_signer, load_verifiers
from core.services.work import Work, begin_work, new_key
from db.hot import HotStatement
from db.models import Ticket
from db.wire import Driver, driver_of
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.races.counters import House, hire, stock

Result = TypeVar("Result")
_COLUMN = re.compile(r"(\w+) = ")
_VALUE = re.compile(rb"\$(\d+)")
_ROWS = text(
    "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))"
    " FROM pg_stat_xact_user_tables WHERE schemaname = 'parterre'"
)


def _hot(value: object) -> Iterator[HotStatement]:
    if isinstance(value, HotStatement):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _hot(getattr(value, part.name))


def _every_hot_statement() -> dict[bytes, HotStatement]:
    for module in pkgutil.walk_packages(core.services.__path__, "core.services."):
        importlib.import_module(module.name)
    ours = [vars(module) for name, module in sys.modules.items() if name.startswith("core.")]
    return {one.sql: one for names in ours for value in [*names.values()] for one in _hot(value)}


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def _reads_whole(node: dict[str, Any]) -> bool:
    """Whether a node reads a table, or all of an agency's rows in it."""
    if node["Node Type"] == "Seq Scan":
        return True
    if "Index Cond" not in node or node["Index Name"] == "pk_tenants":
        return False
    return set(_COLUMN.findall(node["Index Cond"])) <= {"tenant_id", "event_id"}


def _plan(driver: Driver, name: str, one: HotStatement) -> dict[str, Any]:
    driver.pgconn.prepare(name.encode(), one.sql)
    values = max(map(int, _VALUE.findall(one.sql)), default=0)
    given = f"({', '.join(['NULL'] * values)})" if values else ""
    row = driver.execute(f"EXPLAIN (FORMAT JSON) EXECUTE {name} {given}".encode()).fetchone()
    assert row is not None
    plan: dict[str, Any] = row[0][0]["Plan"]
    return plan


def test_no_plan_made_for_empty_tables_reads_them_whole(fresh_database: TestDatabase) -> None:
    hot = _every_hot_statement()
    with fresh_database.sign_in(Role.MANAGER).sessions() as session:
        driver = driver_of(session.connection())
        driver.execute("SET plan_cache_mode = force_generic_plan")

        whole = {
            (one.sql, node["Relation Name"], node.get("Index Name"))
            for number, one in enumerate(hot.values())
            for node in _nodes(_plan(driver, f"plan_{number}", one))
            if _reads_whole(node)
        }

    assert RESERVE.sql in hot
    assert whole == set()


def test_nothing_reads_what_an_evening_has_sold_before(
    fresh_database: TestDatabase, tmp_path: Path
) -> None:
    clerk, usher = hire(fresh_database, 1)[0], fresh_database.sign_in(Role.DOOR, pool_size=1)
    clerk.get_ready()
    usher.get_ready()
    house = stock(fresh_database, rows=10)
    parties = zip(house.seat_ids[::2], house.seat_ids[1::2], strict=True)

    reserved = [_read(clerk, _reserving(house, party)) for party in parties]
    settled = [_read(clerk, _paying(one.result)) for one in reserved]
    scanned = [_read(usher, scan) for scan in _scans(fresh_database, house, tmp_path)]

    assert len(scanned) == len(house.seat_ids)
    for done in (reserved, settled, scanned):
        assert max(one.rows for one in done) < len(house.seat_ids)


@dataclass(frozen=True)
class _Read(Generic[Result]):
    """What a use case gave, and how many rows of the agency's tables were read for it."""

    result: Result
    rows: int


def _read(person: SignedIn, step: Callable[[Work], Result]) -> _Read[Result]:
    with begin_work(person.sessions, person.actor, clock=lambda: NOW) as work:
        before = work.session.scalars(_ROWS).one()
        result = step(work)
        return _Read(result, work.session.scalars(_ROWS).one() - before)


def _reserving(house: House, party: tuple[UUID, ...]) -> Callable[[Work], BookingRow]:
    return lambda work: reserve_seats(work, house.event_id, party, key=new_key())


def _paying(booking: BookingRow) -> Callable[[Work], Sale]:
    return lambda work: pay_cash(work, booking.id, booking.total, key=new_key())


def _scans(
    database: TestDatabase, house: House, keys: Path
) -> Iterator[Callable[[Work], ScanResult]]:
    worker = database.sign_in(Role.WORKER)
    with begin_work(worker.sessions, worker.actor) as work:
        issue_unsigned(work, load_signer(work, keys), 1_000)
    with worker.sessions() as session:
        codes = session.scalars(select(Ticket.qr_code)).all()
        verifiers = load_verifiers(session)

    def scanning(code: str) -> Callable[[Work], ScanResult]:
        return lambda work: scan_ticket(
            work, house.event_id, code, nonce=new_key(), gate="Main", verifiers=verifiers
        )

    return (scanning(code) for code in codes if code is not None)
