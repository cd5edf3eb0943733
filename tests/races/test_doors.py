"""One ticket at many doors at the same instant: one guest goes in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from core.domain.door import Verdict
from core.domain.staff import Role
from core.services.door import scanning
from core.services.door.scanning import ScanResult, scan_ticket
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.staff import SignedIn
from core.services.tickets.issuing import issue_tickets
from core.services.tickets.keys import load_signer, load_verifiers
from core.services.work import begin_work, new_key
from db.models import Scan, Ticket
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import stocked_event
from tests.services.sold import open_drawer, sell

DOORS = 8


def test_one_of_many_doors_admits(fresh_database: TestDatabase, tmp_path: Path) -> None:
    event_id, code = sold_ticket(fresh_database, tmp_path)
    ushers = fresh_database.sign_in(Role.DOOR, pool_size=DOORS)

    answers = at_once(lambda _: scan(ushers, event_id, code, new_key()))

    verdicts = [answer.verdict for answer in answers]
    assert verdicts.count(Verdict.ADMITTED) == 1
    assert verdicts.count(Verdict.ALREADY_USED) == DOORS - 1
    assert len({answer.admitted for answer in answers}) == 1
    with ushers.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Scan)) == DOORS


def test_one_ticket_read_in_three_ways_at_once_is_let_in_once(
    fresh_database: TestDatabase, tmp_path: Path
) -> None:
    """A camera reads its QR code, a hand scanner its barcode, and an usher types its number."""
    event_id, code = sold_ticket(fresh_database, tmp_path)
    ushers = fresh_database.sign_in(Role.DOOR, pool_size=DOORS)
    with ushers.sessions() as session:
        printed = session.execute(select(Ticket.barcode, Ticket.ticket_number)).one()
    readings = (code, *printed)

    answers = at_once(lambda door: scan(ushers, event_id, readings[door % 3], new_key()))

    verdicts = [answer.verdict for answer in answers]
    assert verdicts.count(Verdict.ADMITTED) == 1
    assert verdicts.count(Verdict.ALREADY_USED) == DOORS - 1


def test_one_request_sent_many_times_is_one_scan(
    fresh_database: TestDatabase, tmp_path: Path
) -> None:
    event_id, code = sold_ticket(fresh_database, tmp_path)
    ushers = fresh_database.sign_in(Role.DOOR, pool_size=DOORS)
    nonce = new_key()

    answers = at_once(lambda _: scan(ushers, event_id, code, nonce))

    assert {answer.verdict for answer in answers} == {Verdict.ADMITTED}
    assert len(set(answers)) == 1
    with ushers.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Scan)) == 1


def test_a_ticket_paid_for_between_the_miss_and_the_look_is_let_in(
    fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager, clerk, usher = map(fresh_database.sign_in, (Role.MANAGER, Role.BOX_OFFICE, Role.DOOR))
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        stock = stocked_event(work.session)
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        open_drawer(work)
        booking = reserve_seats(work, stock.event.id, stock.seat_ids[:1], key=new_key())
        number = work.session.scalars(select(Ticket.ticket_number)).one()
    key, answered = new_key(), scanning._answered

    def pay_meanwhile(*asked: Any) -> Any:
        with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
            pay_cash(work, booking.id, booking.total, key=key)
        return answered(*asked)

    monkeypatch.setattr(scanning, "_answered", pay_meanwhile)

    answer = scan(usher, stock.event.id, number, new_key())

    assert answer.verdict is Verdict.ADMITTED


def at_once(one: Callable[[int], ScanResult]) -> list[ScanResult]:
    barrier = Barrier(DOORS)

    def run(number: int) -> ScanResult:
        barrier.wait(timeout=20)
        return one(number)

    with ThreadPoolExecutor(DOORS) as pool:
        return list(pool.map(run, range(DOORS)))


def scan(ushers: SignedIn, event_id: UUID, code: str, nonce: UUID) -> ScanResult:
    with begin_work(ushers.sessions, ushers.actor, clock=lambda: NOW) as work:
        return scan_ticket(
            work,
            event_id,
            code,
            nonce=nonce,
            gate="Main",
            verifiers=load_verifiers(work.session),
        )


def sold_ticket(database: TestDatabase, folder: Path) -> tuple[UUID, str]:
    manager, clerk = database.sign_in(Role.MANAGER), database.sign_in(Role.BOX_OFFICE)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        stock = stocked_event(work.session)
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        open_drawer(work)
        booking = sell(work, stock, 0)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        issue_tickets(work, booking.id, signer=load_signer(work, folder))
        code = work.session.scalars(
            select(Ticket.qr_code).where(Ticket.booking_id == booking.id)
        ).one()
    assert code is not None
    return stock.event.id, code
