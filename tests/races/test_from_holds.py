"""Held seats sold by two at once, released or held for others meanwhile: one answer, never two."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select

from core.domain.errors import Refusal
from core.domain.holds.uses import HoldType
from core.domain.staff import Role
from core.services.holds.placing import HoldDraft, hold_seats, release_hold
from core.services.holds.queries import list_holds
from core.services.sales.from_holds import reserve_from_hold
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from db.models import EventSeat
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.races.counters import House, at_once, broken, count, kinds
from tests.races.removing import wait_until

HELD = "SELECT count(*) FROM parterre.event_seats WHERE status = 'HELD'"
ARTIST, PRESS = HoldDraft(HoldType.ARTIST, "Family"), HoldDraft(HoldType.PRESS)


@pytest.fixture
def managers(fresh_database: TestDatabase) -> list[SignedIn]:
    return [fresh_database.sign_in(Role.MANAGER) for _ in range(2)]


def hold(house: House, manager: SignedIn, ranks: Sequence[int]) -> UUID:
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        hold_seats(work, house.event_id, ranks, ARTIST, on_plan=house.on_plan, key=new_key())
    with manager.sessions() as session:
        return list_holds(session, house.event_id)[0].id


def sell(house: House, hold_id: UUID, places: Sequence[int], work: Work) -> BookingRow:
    seats = [house.seat_ids[place] for place in places]
    return reserve_from_hold(work, hold_id, seats, key=new_key())


@pytest.mark.parametrize("turn", range(3))
def test_one_of_two_who_sell_the_same_held_seats_gets_them(
    house: House, managers: list[SignedIn], turn: int
) -> None:
    hold_id = hold(house, managers[0], range(6))

    results = at_once(
        (managers[0], partial(sell, house, hold_id, [0, 1, 2 + turn])),
        (managers[1], partial(sell, house, hold_id, [2 + turn, 1, 5])),
    )

    assert kinds(results) == {"BookingRow": 1, "SeatsTaken": 1}
    assert count(house.database.super_url, HELD) == 3
    assert broken(house.database.super_url) == {}


def test_the_same_request_twice_at_once_sells_once(house: House, managers: list[SignedIn]) -> None:
    hold_id, key = hold(house, managers[0], range(2)), new_key()

    def step(work: Work) -> BookingRow:
        return reserve_from_hold(work, hold_id, house.seat_ids[:2], key=key)

    results = at_once(*((manager, step) for manager in (managers[0], managers[0])))

    assert kinds(results) == {"BookingRow": 2}
    assert len({one.id for one in results if isinstance(one, BookingRow)}) == 1


def behind(
    first: SignedIn,
    doing: Callable[[Work], object],
    second: SignedIn,
    waiting: Callable[[Work], object],
) -> object | Refusal:
    """What the second gets who waits for the first one's locks."""
    with ThreadPoolExecutor(1) as thread:
        with begin_work(first.sessions, first.actor, clock=lambda: NOW) as work:
            doing(work)
            running = thread.submit(at_once, (second, waiting))
            wait_until(work.session.connection(), 1, or_else=running.done)
        (result,) = running.result(timeout=60)
    return result


def test_a_hold_released_in_the_same_moment_is_over(house: House, managers: list[SignedIn]) -> None:
    hold_id = hold(house, managers[0], range(4))

    refused = behind(
        managers[0],
        lambda work: release_hold(work, hold_id, key=new_key()),
        managers[1],
        partial(sell, house, hold_id, [0, 1]),
    )

    assert kinds([refused]) == {"HoldOver": 1}
    assert count(house.database.super_url, HELD) == 0


def test_seats_held_for_others_in_the_same_moment_stay_theirs(
    house: House, managers: list[SignedIn]
) -> None:
    """Read before the lock, they were ours; behind it they are held for the press."""
    hold_id = hold(house, managers[0], range(4))

    def for_the_press(work: Work) -> object:
        return hold_seats(work, house.event_id, [1], PRESS, on_plan=house.on_plan, key=new_key())

    refused = behind(managers[0], for_the_press, managers[1], partial(sell, house, hold_id, [0, 1]))

    assert kinds([refused]) == {"SeatsOffSale": 1}
    with managers[0].sessions() as session:
        row = select(EventSeat.hold_reason, EventSeat.status).where(
            EventSeat.id == house.seat_ids[1]
        )
        assert session.execute(row).one().status == "HELD"
    assert count(house.database.super_url, HELD) == 4


def test_whoever_releases_behind_a_sale_releases_the_rest(
    house: House, managers: list[SignedIn]
) -> None:
    hold_id = hold(house, managers[0], range(4))

    released = behind(
        managers[0],
        partial(sell, house, hold_id, [0, 1]),
        managers[1],
        lambda work: release_hold(work, hold_id, key=new_key()),
    )

    assert kinds([released]).keys() <= {"SeatsChanged", "SeatsTakenMeanwhile"}
    assert broken(house.database.super_url) == {}


def test_held_seats_and_open_ones_never_wait_in_a_circle(
    house: House, managers: list[SignedIn]
) -> None:
    hold_id = hold(house, managers[0], range(0, 20, 2))

    def buy(work: Work) -> BookingRow:
        return reserve_seats(work, house.event_id, house.seat_ids[19:0:-2], key=new_key())

    results = at_once(
        (managers[0], partial(sell, house, hold_id, list(range(20)))), (managers[1], buy)
    )

    assert kinds(results) == {"BookingRow": 1, "SeatsTaken": 1}
