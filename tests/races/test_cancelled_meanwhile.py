"""Every way to pay, begun before an event's cancelling is over or the other way round.

No money is on a cancelled event unless the manager was told of it, or it is owed back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from core.domain.errors import Refusal
from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.sales.paper import PaperSale
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.sales.cancelling_event import CancelledEvent, cancel_event, open_money
from core.services.sales.paper_sales import record_paper_sales
from core.services.sales.releasing import release_expired
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_by_terminal, pay_cash
from core.services.sales.transfers import book_transfer, trust_transfer
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from db.doctor import examine
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import promised_by_ada
from tests.races.counters import House, broken, hire, in_turn, stock

LATE = NOW + timedelta(days=9)
DUE = Money(Decimal("150.00"), "EUR")


@dataclass(frozen=True)
class Evening:
    """An event, the clerk at the counter, and the manager who cancels it."""

    house: House
    clerk: SignedIn
    manager: SignedIn

    def reserve(self, work: Work) -> UUID:
        seats = self.house.seat_ids[:3]
        return reserve_seats(work, self.house.event_id, seats, key=new_key()).id

    def as_clerk(self, step: Callable[[Work], UUID]) -> UUID:
        with begin_work(self.clerk.sessions, self.clerk.actor, clock=lambda: NOW) as work:
            return step(work)

    def cancel(self, work: Work) -> CancelledEvent:
        return cancel_event(work, self.house.event_id, leaving_money_open=True)


def nothing(evening: Evening) -> UUID:
    return evening.house.event_id


def reserved(evening: Evening) -> UUID:
    return evening.as_clerk(evening.reserve)


def promised(evening: Evening) -> UUID:
    return evening.as_clerk(lambda work: promised_by_ada(work, evening.reserve(work)).booking.id)


def lapsed(evening: Evening) -> UUID:
    booking_id = promised(evening)
    worker = evening.house.database.sign_in(Role.WORKER)
    with begin_work(worker.sessions, worker.actor, clock=lambda: LATE) as work:
        assert release_expired(work) == 1
    return booking_id


def anew(evening: Evening, _: UUID, work: Work) -> object:
    return pay_cash(work, evening.reserve(work), DUE, key=new_key())


def from_paper(evening: Evening, event_id: UUID, work: Work) -> object:
    sale = PaperSale(event_id, evening.house.seat_ids[:3], NOW)
    return record_paper_sales(work, [sale], key=new_key())


def cash(_: Evening, booking_id: UUID, work: Work) -> object:
    return pay_cash(work, booking_id, DUE, key=new_key())


def card(_: Evening, booking_id: UUID, work: Work) -> object:
    return pay_by_terminal(work, booking_id, reference="R-1", key=new_key())


def trust(_: Evening, booking_id: UUID, work: Work) -> object:
    return trust_transfer(work, booking_id, key=new_key())


def book(_: Evening, booking_id: UUID, work: Work) -> object:
    return book_transfer(work, booking_id, reference="B-1", key=new_key())


@dataclass(frozen=True)
class Way:
    """What stands before, the step that brings the money, who does it and when."""

    begins: Callable[[Evening], UUID]
    step: Callable[[Evening, UUID, Work], object]
    by: Role = Role.BOX_OFFICE
    now: datetime = NOW


WAYS = {
    "anew": Way(nothing, anew),
    "from paper": Way(nothing, from_paper),
    "cash": Way(reserved, cash),
    "card": Way(reserved, card),
    "cash for a promise": Way(promised, cash),
    "trusted": Way(promised, trust, Role.MANAGER),
    "transfer": Way(promised, book, Role.MANAGER),
    "late transfer": Way(lapsed, book, Role.MANAGER, LATE),
}
ORDERS = {"paid first": True, "cancelled first": False}


@pytest.fixture
def evening(fresh_database: TestDatabase) -> Evening:
    house, (clerk,) = stock(fresh_database), hire(fresh_database, 1)
    return Evening(house, clerk, fresh_database.sign_in(Role.MANAGER))


@pytest.mark.parametrize("paid_first", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_money_is_on_a_cancelled_event_unseen(
    evening: Evening, way: Way, *, paid_first: bool
) -> None:
    begun = way.begins(evening)
    payer = evening.clerk if way.by is Role.BOX_OFFICE else evening.manager
    paying = (payer, lambda work: way.step(evening, begun, work))
    cancelling = (evening.manager, evening.cancel)
    order = (paying, cancelling) if paid_first else (cancelling, paying)

    results = in_turn(evening.house.database, *order, now=way.now)

    (told,) = (result for result in results if isinstance(result, CancelledEvent))
    with evening.manager.sessions() as session:
        assert told.open_money == open_money(session, evening.house.event_id)
        balance = trial_balance(session)
    assert len(told.open_money) == int(paid_first)
    (paid,) = (result for result in results if result is not told)
    owed_back = DUE if way.step is book and not paid_first else Money.zero("EUR")
    assert isinstance(paid, Refusal) == (not paid_first and way.step is not book)
    assert balance.of(Account.REFUNDS_DUE, "EUR") == -owed_back
    assert balance.holds
    assert broken(evening.house.database.super_url) == {}
    assert examine(evening.house.database.super_url) == []
