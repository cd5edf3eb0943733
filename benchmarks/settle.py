"""Take cash for reserved bookings of four seats at 16 clients, beside the database's own limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from benchmarks import limits
from benchmarks.crowd import Operation, measure
from benchmarks.selling import PARTY, PRICE, Clerk, SellingHouse, selling_house
from benchmarks.table import Row, at_least_share
from core.domain.money import Money
from core.services.sales.settling import pay_cash
from core.services.work import begin_work, new_key

SEATS = 30_000
CLIENTS = 16
GOAL_L1 = 0.5


@dataclass(frozen=True)
class Settle:
    """The use case, as a clerk's workstation calls it."""

    clerks: tuple[Clerk, ...]
    booking_ids: tuple[UUID, ...]

    def client(self, number: int) -> Operation:
        person = self.clerks[number % len(self.clerks)].sign_in()
        mine = iter(self.booking_ids[number::CLIENTS])
        due = Money(PRICE * PARTY, "EUR")

        def operation() -> bool:
            booking = next(mine, None)
            if booking is None:
                return False
            with begin_work(person.sessions, person.actor) as work:
                pay_cash(work, booking, due + Money(Decimal(5), "EUR"), key=new_key())
            return True

        return operation


@dataclass(frozen=True)
class SettleLimit:
    """The same in one function that the server runs."""

    clerks: tuple[Clerk, ...]
    booking_ids: tuple[UUID, ...]
    agency: UUID
    functions: str

    def client(self, number: int) -> Operation:
        clerk = self.clerks[number % len(self.clerks)]
        connection = clerk.connect()
        everything = self.functions == "limits"
        call = f"SELECT {self.functions}.settle(%s, %s, %s, {everything})"
        mine = iter(self.booking_ids[number::CLIENTS])

        def operation() -> bool:
            booking = next(mine, None)
            if booking is None:
                return False
            done = connection.execute(call, [self.agency, booking, clerk.shift_id]).fetchone()
            if done is None or done[0] is None:
                raise RuntimeError("the limit's function could not settle a booking")
            if everything:
                connection.execute(limits.NOTICE, [f"event_seats;{booking}"])
            return True

        return operation


def run() -> Iterable[Row]:
    """Two rows: the use case beside L1, which it is held to, and beside L0."""
    with selling_house(SEATS) as house:
        bare = measure(_limit(house, limits.BARE), CLIENTS)
        everything = measure(_limit(house, "limits"), CLIENTS)
        ours = measure(Settle(house.clerks, _bookings(house)), CLIENTS)
    name = f"settle 4 seats in cash, {CLIENTS} clients (p99 {ours.slowest(0.99):.0f} ms)"
    for goal, limit, source in (
        (GOAL_L1, everything, "L1: one function, everything on"),
        (0, bare, "L0: one function, bare tables"),
    ):
        rate = limit.per_second
        yield at_least_share(name, ours.per_second, "/s", goal, limit=rate, limit_from=source)


def _bookings(house: SellingHouse) -> tuple[UUID, ...]:
    house.clear()
    return tuple(house.reserve_in_bulk(SEATS // PARTY, until="now() + interval '1 hour'"))


def _limit(house: SellingHouse, functions: str) -> SettleLimit:
    bookings = _bookings(house)
    if functions == limits.BARE:
        limits.refill(house.agency.super_url)
    return SettleLimit(house.clerks, bookings, house.agency.tenant_id, functions)
