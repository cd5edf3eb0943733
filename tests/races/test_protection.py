"""What keeps a seat from being sold twice, taken away piece by piece: the races must notice.

Two protections stand behind each other: the ordered lock and the wall on live tickets. With both
the loser is told; with one of them no seat is sold twice; with none it is, and `broken` sees it.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, select
from sqlalchemy.pool import NullPool

from core.domain.sales.refusals import SeatsTaken
from core.services.sales import reserving
from core.services.sales.rows import BookingRow
from core.services.sales.statements.reserve import reserve_statement
from core.services.staff import SignedIn
from core.services.work import begin_work, new_key
from db.hot import HotStatement
from db.models import EventSeat
from tests.clock import NOW
from tests.databases import run_as_super
from tests.races.counters import House, broken, hire
from tests.races.removing import wait_until

_NO_WALL = "ALTER TABLE parterre.tickets DROP CONSTRAINT uq_tickets_live_seat"
# The invariants would notice too; here the races have to do without them.
_NO_INVARIANTS = (
    "ALTER TABLE parterre.tickets DISABLE TRIGGER USER",
    "ALTER TABLE parterre.event_seats DISABLE TRIGGER USER",
    "ALTER TABLE parterre.bookings DISABLE TRIGGER USER",
)


@contextmanager
def held_seat(house: House) -> Iterator[Connection]:
    """Hold the first seat's row, so that everybody has read it before anybody may change it."""
    engine = create_engine(house.database.super_url, poolclass=NullPool)
    with engine.connect() as holder, holder.begin():
        holder.execute(
            select(EventSeat.id).where(EventSeat.id == house.seat_ids[0]).with_for_update()
        )
        yield holder


def buy(house: House, clerk: SignedIn) -> object:
    try:
        with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
            return reserving.reserve_seats(work, house.event_id, house.seat_ids[:1], key=new_key())
    except SeatsTaken as refused:
        return refused


def two_buyers(house: House) -> list[object]:
    clerks = hire(house.database, 2)
    with ThreadPoolExecutor(2) as threads:
        with held_seat(house) as holder:
            buyers: list[Future[Any]] = [threads.submit(buy, house, clerk) for clerk in clerks]
            wait_until(holder, 2)
        return [buyer.result(timeout=30) for buyer in buyers]


@pytest.mark.parametrize(
    ("lock", "wall", "winners"),
    [(True, True, 1), (True, False, 1), (False, True, 1), (False, False, 2)],
    ids=["both", "lock alone", "wall alone", "neither"],
)
def test_a_seat_is_sold_twice_only_without_lock_and_wall(
    house: House, monkeypatch: pytest.MonkeyPatch, *, lock: bool, wall: bool, winners: int
) -> None:
    run_as_super(house.database.server, *_NO_INVARIANTS, database=house.database.name)
    if not wall:
        run_as_super(house.database.server, _NO_WALL, database=house.database.name)
    if not lock:
        monkeypatch.setattr(reserving, "RESERVE", HotStatement(reserve_statement(lock=False)))

    results = two_buyers(house)

    assert sum(isinstance(result, BookingRow) for result in results) == winners
    found = broken(house.database.super_url).get("sold twice", [])
    assert found == ([str(house.seat_ids[0])] if winners > 1 else [])
