"""The sale opens: 32 clients all want the best 2,000 seats, four neighbours at a time.

Each is a process of its own, as a workstation is.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID

from sqlalchemy import TextClause, create_engine, text

from benchmarks.crowd import Operation, Pace, measure
from benchmarks.selling import PARTY, Clerk, SellingHouse, selling_house
from benchmarks.table import Row, at_most, percentile
from core.domain.sales.refusals import SeatsTaken
from core.services.sales.reserving import reserve_seats
from core.services.work import begin_work, new_key

SEATS = 4_000
BEST = 2_000
CLIENTS = 32
RUSH = Pace(seconds=8.0, processes=CLIENTS)
LOOKS = Pace(processes=CLIENTS)
GOAL_LOSER_MS = 60
GOAL_SHARE = 0.99
_FREE = (
    "SELECT id FROM parterre.event_seats"
    " WHERE event_id = %s AND id = ANY (%s) AND status = 'AVAILABLE'"
)
_TWICE = text(
    "SELECT count(*) FROM (SELECT event_seat_id FROM parterre.tickets"
    " WHERE event_id = :event AND status = 'RESERVED' GROUP BY 1 HAVING count(*) > 1) AS twice"
)
_SOLD = text(
    "SELECT count(*) FROM parterre.event_seats WHERE event_id = :event AND status = 'RESERVED'"
)
_DEADLOCKS = text(
    "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    " AND :event IS NOT NULL"
)


@dataclass(frozen=True)
class Rush:
    """Wants any four neighbours of the best seats; losers' milliseconds go to a file each.

    Before the rush each of them sells four of the other seats.
    """

    clerks: tuple[Clerk, ...]
    event_id: UUID
    best: tuple[UUID, ...]
    others: tuple[UUID, ...]
    losers: Path

    def client(self, number: int) -> Operation:
        person = self.clerks[number % len(self.clerks)].sign_in()
        dice = random.Random(number)
        told = (self.losers / f"{number}.txt").open("w", encoding="ascii", buffering=1)
        before = iter([self.others[number * PARTY : (number + 1) * PARTY]])

        def operation() -> bool:
            wanted = next(before, None) or _party(self.best, dice)
            began = perf_counter()
            try:
                with begin_work(person.sessions, person.actor) as work:
                    reserve_seats(work, self.event_id, wanted, key=new_key())
            except SeatsTaken:
                told.write(f"{(perf_counter() - began) * 1000}\n")
            return True

        return operation


@dataclass(frozen=True)
class Glance:
    """The least that a loser has to ask, row security on, with nothing but the driver."""

    clerks: tuple[Clerk, ...]
    event_id: UUID
    best: tuple[UUID, ...]

    def client(self, number: int) -> Operation:
        connection = self.clerks[number % len(self.clerks)].connect()
        dice = random.Random(number)

        def operation() -> bool:
            connection.execute(_FREE, [self.event_id, list(_party(self.best, dice))]).fetchall()
            return True

        return operation


def _party(best: tuple[UUID, ...], dice: random.Random) -> tuple[UUID, ...]:
    first = dice.randrange(len(best) - PARTY)
    return best[first : first + PARTY]


def run() -> Iterable[Row]:
    """How fast a loser is told, and what must be zero: seats sold twice, deadlocks."""
    with selling_house(SEATS) as house, TemporaryDirectory() as folder:
        losers = Path(folder)
        best, others = house.seat_ids[:BEST], house.seat_ids[BEST:]
        before = _number(house, _DEADLOCKS)
        load = Rush(house.clerks, house.event_id, best, others, losers)
        rush = measure(load, CLIENTS, RUSH)
        told = [float(line) for file in losers.iterdir() for line in file.open(encoding="ascii")]
        twice, sold = _number(house, _TWICE), _number(house, _SOLD)
        deadlocks = _number(house, _DEADLOCKS) - before
        least = Glance(house.clerks, house.event_id, best)
        glance = measure(least, CLIENTS, LOOKS)
    name = f"tell a loser, {len(told) / rush.seconds:,.0f} of them a second (p99)"
    yield at_most(
        name,
        percentile(told, GOAL_SHARE),
        "ms",
        GOAL_LOSER_MS,
        limit=glance.slowest(GOAL_SHARE),
        limit_from="L1: one look, nothing but the driver",
    )
    yield at_most("the same, half of them (p50)", percentile(told, 0.5), "ms", GOAL_LOSER_MS)
    yield at_most(f"seats sold twice, of {sold:,} sold", float(twice), "seats", 0)
    yield at_most("deadlocks", float(deadlocks), "", 0)


def _number(house: SellingHouse, query: TextClause) -> int:
    engine = create_engine(house.agency.super_url)
    with engine.connect() as connection:
        found = connection.execute(query, {"event": house.event_id}).scalar_one()
    engine.dispose()
    return int(found)
