"""Reserve four seats a booking at 1, 4, 16 and 32 clients, beside the database's own limits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from benchmarks import limits
from benchmarks.crowd import Measured, Operation, Pace, measure
from benchmarks.selling import PARTY, Clerk, SellingHouse, selling_house
from benchmarks.table import Row, at_least_share
from core.services.sales.reserving import reserve_seats
from core.services.work import begin_work, new_key

SEATS = 40_000
CROWDS = (1, 4, 16, 32)
GOAL_CROWD = 16
SECONDS, GOAL_SECONDS = 2.0, 4.0
GOAL_L1, GOAL_L0 = 0.6, 0.3
MOST_CLIENTS = max(CROWDS)


@dataclass(frozen=True)
class Parties:
    """Groups of four neighbouring seats that no other client asks for."""

    seat_ids: tuple[UUID, ...]

    def of(self, number: int) -> Iterator[list[UUID]]:
        """The parties of one client."""
        share = len(self.seat_ids) // MOST_CLIENTS // PARTY * PARTY
        own = self.seat_ids[number * share : (number + 1) * share]
        return (list(own[first : first + PARTY]) for first in range(0, share, PARTY))


@dataclass(frozen=True)
class Reserve:
    """The use case, as a clerk's workstation calls it."""

    clerks: tuple[Clerk, ...]
    event_id: UUID
    parties: Parties

    def client(self, number: int) -> Operation:
        person = self.clerks[number % len(self.clerks)].sign_in()
        parties = self.parties.of(number)

        def operation() -> bool:
            party = next(parties, None)
            if party is None:
                return False
            with begin_work(person.sessions, person.actor) as work:
                reserve_seats(work, self.event_id, party, key=new_key())
            return True

        return operation


@dataclass(frozen=True)
class ReserveLimit:
    """The same in one function that the server runs."""

    clerks: tuple[Clerk, ...]
    agency: UUID
    event_id: UUID
    parties: Parties
    functions: str

    def client(self, number: int) -> Operation:
        connection = self.clerks[number % len(self.clerks)].connect()
        everything = self.functions == "limits"
        call = f"SELECT {self.functions}.reserve(%s, %s, %s, {everything})"
        parties = self.parties.of(number)

        def operation() -> bool:
            party = next(parties, None)
            if party is None:
                return False
            done = connection.execute(call, [self.agency, self.event_id, party]).fetchone()
            if done is None or done[0] is None:
                raise RuntimeError("the limit's function found its seats taken")
            if everything:
                connection.execute(limits.NOTICE, [f"event_seats;{self.event_id}"])
            return True

        return operation


def run() -> Iterable[Row]:
    """Three figures a crowd: the use case, L1 and L0; the goal is held at 16 clients."""
    with selling_house(SEATS) as house:
        limits.refill(house.agency.super_url)
        for clients in CROWDS:
            bare = _limit(house, limits.BARE, clients)
            everything = _limit(house, "limits", clients)
            ours = _ours(house, clients)
            yield from _rows(clients, ours, everything, bare)


def _ours(house: SellingHouse, clients: int) -> Measured:
    house.clear()
    load = Reserve(house.clerks, house.event_id, Parties(house.seat_ids))
    return measure(load, clients, _pace(clients))


def _limit(house: SellingHouse, functions: str, clients: int) -> Measured:
    house.clear()
    if functions == limits.BARE:
        limits.refill(house.agency.super_url)
    parties = Parties(house.seat_ids)
    load = ReserveLimit(house.clerks, house.agency.tenant_id, house.event_id, parties, functions)
    return measure(load, clients, _pace(clients))


def _pace(clients: int) -> Pace:
    return Pace(GOAL_SECONDS if clients == GOAL_CROWD else SECONDS)


def _rows(clients: int, ours: Measured, everything: Measured, bare: Measured) -> Iterator[Row]:
    held = clients == GOAL_CROWD
    name = f"reserve 4 seats, {clients} clients (p99 {ours.slowest(0.99):.0f} ms)"
    for share, limit, source in (
        (GOAL_L1, everything, "L1: one function, everything on"),
        (GOAL_L0, bare, "L0: one function, bare tables"),
    ):
        yield at_least_share(
            name,
            ours.per_second,
            "/s",
            share if held else 0,
            limit=limit.per_second,
            limit_from=f"{source} (p99 {limit.slowest(0.99):.0f} ms)",
        )
