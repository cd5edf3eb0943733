"""What keeps a count from missing a payment, taken away piece by piece.

The payment locks its drawer, and behind it the invariant looks at the drawer once more. With one of
them the count is right or the payment refused; with none it lands in a drawer that was counted.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from core.domain.errors import Refusal
from core.domain.payments.states import Account
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.payments.till import TillRow, close_till, open_till_of
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow, Sale
from core.services.sales.settling import pay_cash
from core.services.staff import SignedIn
from core.services.work import begin_work, new_key
from db.models import EventSeat
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.races.counters import House, hire, stock
from tests.races.removing import drop_triggers, wait_until, without


def reserve(house: House, clerk: SignedIn) -> tuple[BookingRow, TillRow]:
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        booking = reserve_seats(work, house.event_id, house.seat_ids[:1], key=new_key())
        till = open_till_of(work.session, clerk.actor.staff_id)
    assert till is not None
    return booking, till


def pay(clerk: SignedIn, booking: BookingRow) -> Sale | Refusal | DBAPIError:
    try:
        with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
            return pay_cash(work, booking.id, booking.total, key=new_key())
    except (Refusal, DBAPIError) as refused:
        return refused


def count_out(clerk: SignedIn, till: TillRow) -> TillRow:
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        return close_till(work, till.id, till.expected, note="In a hurry", key=new_key())


def pay_while_counting(house: House, clerk: SignedIn) -> tuple[object, TillRow]:
    """The payment has read its drawer and waits for its seat while the drawer is counted."""
    booking, till = reserve(house, clerk)
    holding = create_engine(house.database.super_url, poolclass=NullPool)
    seat = select(EventSeat.id).where(EventSeat.id == house.seat_ids[0]).with_for_update()
    with ThreadPoolExecutor(2) as threads:
        with holding.connect() as holder, holder.begin():
            holder.execute(seat)
            paying: Future[Any] = threads.submit(pay, clerk, booking)
            wait_until(holder, 1)
            counting = threads.submit(count_out, clerk, till)
            wait_until(holder, 2, or_else=counting.done)
        return paying.result(timeout=30), counting.result(timeout=30)


@pytest.mark.parametrize(
    ("lock", "invariant", "missed"),
    [(True, True, 0), (True, False, 0), (False, True, 0), (False, False, 50)],
    ids=["both", "lock alone", "invariant alone", "neither"],
)
def test_a_count_misses_a_payment_only_without_lock_and_invariant(
    fresh_database: TestDatabase, *, lock: bool, invariant: bool, missed: int
) -> None:
    house, (clerk,) = stock(fresh_database), hire(fresh_database, 1)
    if not invariant:
        drop_triggers(fresh_database, "payments")
    with ExitStack() as removed:
        changed = []
        if not lock:
            changed = removed.enter_context(
                without(" FOR SHARE", marker="INSERT INTO parterre.payments")
            )
        paid, _closed = pay_while_counting(house, clerk)

    assert bool(changed) is not lock
    with fresh_database.sign_in(Role.MANAGER).sessions() as session:
        drawer = trial_balance(session).of(Account.CASH_DRAWER, "EUR")
    assert drawer.amount == missed
    assert isinstance(paid, Sale) or missed == 0
