"""Several counters, one seat, one booking, one key: exactly one wins, and money is taken once."""

from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID

import pytest
from psycopg.pq import TransactionStatus

from core.domain.sales.refusals import (
    ReservationLapsed,
    SeatsTaken,
)
from core.domain.staff import Role
from core.services.sales.releasing import release_expired, release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow, Sale
from core.services.sales.settling import pay_cash
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from db.wire import driver_of
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.races.counters import House, at_once, broken, count, hire, kinds

LATER = NOW + timedelta(minutes=20)


@pytest.fixture
def clerks(fresh_database: TestDatabase) -> list[SignedIn]:
    return hire(fresh_database, 8)


def reserve(house: House, places: list[int], work: Work) -> BookingRow:
    seats = [house.seat_ids[place] for place in places]
    return reserve_seats(work, house.event_id, seats, key=new_key())


def pay(booking: BookingRow, work: Work, *, key: UUID | None = None) -> Sale:
    return pay_cash(work, booking.id, booking.total, key=key or new_key())


def reserved(house: House, clerk: SignedIn, *places: int) -> BookingRow:
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        return reserve(house, list(places), work)


def test_eight_clerks_want_the_same_seats(house: House, clerks: list[SignedIn]) -> None:
    results = at_once(*((clerk, partial(reserve, house, [0, 1, 2, 3])) for clerk in clerks))

    assert kinds(results) == {"BookingRow": 1, "SeatsTaken": 7}
    assert broken(house.database.super_url) == {}
    (loser, *_) = (result for result in results if isinstance(result, SeatsTaken))
    assert loser.seats == ("Stalls A-1", "Stalls A-2", "Stalls A-3", "Stalls A-4")


def test_too_late_is_told_without_a_transaction(house: House, clerks: list[SignedIn]) -> None:
    """One look says it: nobody waits for whoever holds seats or rolls anything back."""
    reserved(house, clerks[0], 0)
    late = clerks[1]
    with begin_work(late.sessions, late.actor, clock=lambda: NOW) as work:
        with pytest.raises(SeatsTaken):
            reserve(house, [0, 1], work)
        server = driver_of(work.session.connection()).pgconn

        assert server.transaction_status == TransactionStatus.IDLE


def test_overlapping_parties_never_wait_in_a_circle(house: House, clerks: list[SignedIn]) -> None:
    dice = Random(7)
    for _ in range(6):
        parties = [dice.sample(range(50), 8) for _ in clerks]
        results = at_once(
            *(
                (clerk, partial(reserve, house, party))
                for clerk, party in zip(clerks, parties, strict=True)
            )
        )
        assert set(kinds(results)) <= {"BookingRow", "SeatsTaken"}

    assert broken(house.database.super_url) == {}


def test_one_key_sent_eight_times_at_once_makes_one_booking(
    house: House, clerks: list[SignedIn]
) -> None:
    key = new_key()

    def step(work: Work) -> BookingRow:
        return reserve_seats(work, house.event_id, house.seat_ids[:2], key=key)

    results = at_once(*((clerks[0], step) for _ in range(8)))

    assert kinds(results) == {"BookingRow": 8}
    assert len({result.id for result in results if isinstance(result, BookingRow)}) == 1
    assert count(house.database.super_url, "SELECT count(*) FROM parterre.bookings") == 1


def test_one_booking_is_paid_at_two_counters_once(house: House, clerks: list[SignedIn]) -> None:
    booking = reserved(house, clerks[0], 0, 1)

    results = at_once(*((clerk, partial(pay, booking)) for clerk in clerks))

    assert kinds(results) == {"Sale": 1, "PaidAlready": 7}
    assert broken(house.database.super_url) == {}
    assert count(house.database.super_url, "SELECT count(*) FROM parterre.payments") == 1


def test_one_payment_sent_eight_times_at_once_is_taken_once(
    house: House, clerks: list[SignedIn]
) -> None:
    booking, key = reserved(house, clerks[0], 0), new_key()

    results = at_once(*((clerks[0], partial(pay, booking, key=key)) for _ in range(8)))

    assert kinds(results) == {"Sale": 8}
    assert count(house.database.super_url, "SELECT count(*) FROM parterre.payments") == 1
    assert broken(house.database.super_url) == {}


@pytest.mark.parametrize("turn", range(4))
def test_a_lapsed_seat_is_paid_for_or_taken_over_never_both(
    house: House, clerks: list[SignedIn], turn: int
) -> None:
    lapsed = reserved(house, clerks[0], turn, turn + 1)

    paid, taken = at_once(
        (clerks[0], partial(pay, lapsed)),
        (clerks[1], partial(reserve, house, [turn + 1, turn + 2])),
        now=LATER,
    )

    assert isinstance(paid, Sale) != isinstance(taken, BookingRow)
    assert isinstance(paid, Sale | ReservationLapsed)
    assert isinstance(taken, BookingRow | SeatsTaken)
    assert broken(house.database.super_url) == {}


@pytest.mark.parametrize("turn", range(4))
def test_a_booking_is_paid_or_given_back_never_both(
    house: House, clerks: list[SignedIn], turn: int
) -> None:
    booking = reserved(house, clerks[0], turn)

    paid, released = at_once(
        (clerks[0], partial(pay, booking)),
        (clerks[1], lambda work: release_reservation(work, booking.id, key=new_key())),
    )

    assert isinstance(paid, Sale) != isinstance(released, BookingRow)
    assert isinstance(paid, Sale | ReservationLapsed)
    assert broken(house.database.super_url) == {}


def test_a_booking_is_given_back_once(house: House, clerks: list[SignedIn]) -> None:
    with begin_work(clerks[0].sessions, clerks[0].actor, clock=lambda: NOW) as work:
        booking = reserve_seats(work, house.event_id, house.seat_ids[:3], key=new_key())

    def give_back(work: Work) -> BookingRow:
        return release_reservation(work, booking.id, key=new_key())

    results = at_once(*((clerk, give_back) for clerk in clerks))

    assert kinds(results) == {"BookingRow": 1, "IllegalMove": len(clerks) - 1}
    assert broken(house.database.super_url) == {}


def test_clean_up_beside_buyers_and_payers(house: House, clerks: list[SignedIn]) -> None:
    lapsed = [reserved(house, clerks[0], place, place + 1) for place in range(0, 40, 2)]
    workers = [house.database.sign_in(Role.WORKER) for _ in range(2)]

    results = at_once(
        *((worker, lambda work: release_expired(work, limit=7)) for worker in workers * 2),
        *((clerk, partial(pay, booking)) for clerk, booking in zip(clerks, lapsed, strict=False)),
        *(
            (clerk, partial(reserve, house, [place, place + 1, 40 + place // 4]))
            for clerk, place in zip(clerks, range(20, 36, 2), strict=False)
        ),
        now=LATER,
    )

    expected = {"int", "Sale", "ReservationLapsed", "BookingRow", "SeatsTaken", "ChangedMeanwhile"}
    assert set(kinds(results)) <= expected
    assert broken(house.database.super_url) == {}
    while at_once((workers[0], release_expired), now=LATER) != [0]:
        pass
    assert broken(house.database.super_url) == {}
    open_bookings = "SELECT count(*) FROM parterre.bookings WHERE reserved_until <= "
    assert count(house.database.super_url, f"{open_bookings}'{LATER.isoformat()}'") == 0


def test_two_clean_ups_release_each_booking_once(house: House, clerks: list[SignedIn]) -> None:
    for place in range(30):
        reserved(house, clerks[0], place)
    workers = [house.database.sign_in(Role.WORKER) for _ in range(4)]

    results = at_once(*((worker, release_expired) for worker in workers), now=LATER)

    released = sum(result for result in results if isinstance(result, int))
    released += sum(
        result
        for result in at_once((workers[0], release_expired), now=LATER)
        if isinstance(result, int)
    )
    assert released == 30
    assert broken(house.database.super_url) == {}
