"""Release 10,000 reservations of four seats whose time is over, in the clean-up's batches."""

import time
from collections.abc import Iterable

from sqlalchemy import create_engine, text

from benchmarks import limits
from benchmarks.selling import PARTY, SellingHouse, selling_house
from benchmarks.table import Row, at_most
from core.domain.staff import Role
from core.services.sales.releasing import release_expired
from core.services.work import begin_work

BOOKINGS = 10_000
GOAL_SECONDS = 3.0


def run() -> Iterable[Row]:
    """One figure; the limits are one statement without batches, on bare tables and on ours."""
    with selling_house(BOOKINGS * PARTY) as house:
        _reserve(house)
        limits.refill(house.agency.super_url)
        bare = _limit(house, limits.BARE)
        everything = _limit(house, "limits")
        house.clear()
        _reserve(house)
        worker = house.agency.sign_in(Role.WORKER)
        released, began = 0, time.perf_counter()
        while True:
            with begin_work(worker.sessions, worker.actor) as work:
                batch = release_expired(work)
            released += batch
            if not batch:
                break
        took = time.perf_counter() - began
        if released != BOOKINGS:
            raise RuntimeError(f"{released} bookings were released, not {BOOKINGS}")
    for limit, source in (
        (everything, "L1: one statement, everything on"),
        (bare, "L0: one statement, bare tables"),
    ):
        name = f"release {BOOKINGS:,} reservations of {PARTY}"
        yield at_most(name, took, "s", GOAL_SECONDS, limit=limit, limit_from=source)


def _reserve(house: SellingHouse) -> None:
    house.reserve_in_bulk(BOOKINGS, until="now() - interval '1 minute'")


def _limit(house: SellingHouse, functions: str) -> float:
    engine = create_engine(house.agency.super_url)
    with engine.begin() as connection:
        began = time.perf_counter()
        connection.execute(
            text(f"SELECT {functions}.expire(:agency)"), {"agency": house.agency.tenant_id}
        )
    took = time.perf_counter() - began
    engine.dispose()
    return took
