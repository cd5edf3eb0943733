"""Presales at many counters: one customer buys no more than the most, and the end is the end."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from core.domain.sales.states import HowSold, PresaleEntry
from core.domain.staff import Role
from core.services.holds.presales import end_presale
from core.services.sales import presale_entry
from core.services.sales.presale_entry import say_code
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from db.models import Event, EventSeat
from tests.clock import NOW
from tests.factories import make_customer, make_presale
from tests.races.counters import House, at_once, broken, count, kinds
from tests.races.removing import wait_until

MOST = 4
BOUGHT = "SELECT count(*) FROM parterre.tickets WHERE status = 'RESERVED'"


@pytest.fixture
def presale(house: House) -> tuple[UUID, UUID]:
    """A presale of the first twenty seats, four tickets a customer; and a customer."""
    return prepare(house, max_tickets_per_customer=MOST)


def prepare(house: House, **fields: object) -> tuple[UUID, UUID]:
    manager = house.database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        event = work.session.get_one(Event, (manager.actor.tenant_id, house.event_id))
        made = make_presale(work.session, event, **fields)
        for seat_id in house.seat_ids[:20]:
            seat = work.session.get_one(EventSeat, (manager.actor.tenant_id, seat_id))
            seat.allotted_to, seat.presale_id = "PRESALE", made.id  # type: ignore[assignment]
        return made.id, make_customer(work.session).id


def buy(house: House, presale: tuple[UUID, UUID], first: int, work: Work) -> BookingRow:
    """Three seats from this place on, for the one customer."""
    presale_id, customer_id = presale
    return reserve_seats(
        work,
        house.event_id,
        house.seat_ids[first : first + 3],
        customer_id=customer_id,
        how=HowSold(presale=PresaleEntry(presale_id)),
        key=new_key(),
    )


def test_a_customer_at_four_counters_buys_no_more_than_the_most(
    house: House, clerks: list[SignedIn], presale: tuple[UUID, UUID]
) -> None:
    results = at_once(
        *((clerk, partial(buy, house, presale, 3 * n)) for n, clerk in enumerate(clerks))
    )

    assert kinds(results) == {"BookingRow": 1, "TooManyInPresale": 3}
    assert count(house.database.super_url, BOUGHT) == 3
    assert broken(house.database.super_url) == {}


def test_without_the_lock_on_the_customer_they_buy_more(
    house: House,
    clerks: list[SignedIn],
    presale: tuple[UUID, UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the lock is for: two who count at once both find nothing bought."""
    monkeypatch.setattr(presale_entry, "_locked_tier", lambda _work, _customer: "GOLD")
    first, second = clerks[:2]

    with begin_work(first.sessions, first.actor, clock=lambda: NOW) as work:
        buy(house, presale, 0, work)
        (other,) = at_once((second, partial(buy, house, presale, 3)))

    assert isinstance(other, BookingRow)
    assert count(house.database.super_url, BOUGHT) == 6  # of four


def test_whoever_buys_as_the_presale_ends_buys_or_is_refused_never_both(
    house: House, presale: tuple[UUID, UUID]
) -> None:
    manager, buyer = (house.database.sign_in(Role.MANAGER) for _ in range(2))
    with ThreadPoolExecutor(1) as thread:
        with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
            end_presale(work, presale[0], key=new_key())
            buying = thread.submit(at_once, (buyer, partial(buy, house, presale, 0)))
            wait_until(work.session.connection(), 1, or_else=buying.done)
        (bought,) = buying.result(timeout=60)

    assert kinds([bought]).keys() <= {"BookingRow", "SeatsTaken"}
    assert broken(house.database.super_url) == {}


CODE = "FRIENDS-1"


@pytest.fixture
def code(house: House, clerks: list[SignedIn]) -> UUID:
    """A presale whose code buys four tickets in all, said by every clerk."""
    presale_id, _customer = prepare(house, access_code=CODE, max_tickets_by_code=MOST)
    for clerk in clerks:
        with begin_work(clerk.sessions, clerk.actor) as work:
            say_code(work, PresaleEntry(presale_id, CODE))
    return presale_id


def buy_by_code(house: House, presale_id: UUID, first: int, work: Work) -> BookingRow:
    """Three seats from this place on, for whoever says the code."""
    return reserve_seats(
        work,
        house.event_id,
        house.seat_ids[first : first + 3],
        how=HowSold(presale=PresaleEntry(presale_id, CODE)),
        key=new_key(),
    )


def test_a_code_said_at_four_counters_buys_no_more_than_it_may(
    house: House, clerks: list[SignedIn], code: UUID
) -> None:
    steps = [partial(buy_by_code, house, code, 3 * n) for n in range(len(clerks))]
    results = at_once(*zip(clerks, steps, strict=True))

    assert kinds(results) == {"BookingRow": 1, "CodeUsedUp": 3}
    assert count(house.database.super_url, BOUGHT) == 3
    assert broken(house.database.super_url) == {}


def test_the_database_alone_stops_whoever_does_not_ask_what_is_left(
    house: House, clerks: list[SignedIn], code: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presale_entry, "_left", lambda _work, _entry: None)
    clerk = clerks[0]  # at two counters: others' waiting is not for them to see
    with ThreadPoolExecutor(1) as thread:
        with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
            buy_by_code(house, code, 0, work)
            buying = thread.submit(at_once, (clerk, partial(buy_by_code, house, code, 3)))
            wait_until(work.session.connection(), 1, or_else=buying.done)
        with pytest.raises(DBAPIError, match="bought as much as it may"):
            buying.result(timeout=60)

    assert count(house.database.super_url, BOUGHT) == 3


def test_without_the_lock_on_the_presale_the_code_buys_more(
    house: House, clerks: list[SignedIn], code: UUID
) -> None:
    """What the lock is for: two who count at once both find nothing bought."""
    body = "SELECT pg_get_functiondef('parterre_api.left_by_code(uuid,timestamptz)'::regprocedure)"
    with create_engine(house.database.super_url, poolclass=NullPool).begin() as connection:
        unlocked = connection.execute(text(body)).scalar_one().replace("FOR NO KEY UPDATE", "")
        connection.exec_driver_sql(unlocked)
    first, second = clerks[:2]

    with begin_work(first.sessions, first.actor, clock=lambda: NOW) as work:
        buy_by_code(house, code, 0, work)
        (other,) = at_once((second, partial(buy_by_code, house, code, 3)))

    assert isinstance(other, BookingRow)
    assert count(house.database.super_url, BOUGHT) == 6  # of four


def guess(presale_id: UUID, code: str, work: Work) -> str:
    say_code(work, PresaleEntry(presale_id, code))
    return code


def test_guesses_at_once_are_counted_one_by_one(clerks: list[SignedIn], code: UUID) -> None:
    """Eight connections of one login; five guesses are the agency's limit."""
    guesses = [(clerks[0], partial(guess, code, f"WRONG-{number}")) for number in range(8)]

    assert kinds(at_once(*guesses)) == {"str": 5, "TooManyGuesses": 3}


def test_whoever_buys_by_code_as_the_presale_ends_is_never_in_a_circle(
    house: House, clerks: list[SignedIn], code: UUID
) -> None:
    manager = house.database.sign_in(Role.MANAGER)

    def end(work: Work) -> str:
        end_presale(work, code, key=new_key())
        return "ended"

    results = at_once(
        (manager, end), *((one, partial(buy_by_code, house, code, 0)) for one in clerks)
    )

    assert "ended" in results
    assert kinds(results).keys() <= {
        "str",
        "BookingRow",
        "SeatsTaken",
        "PresaleNotOpen",
        "CodeUsedUp",
    }
    assert broken(house.database.super_url) == {}
