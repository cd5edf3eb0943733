"""One delivery booked at several desks at once: its seats become ours once, at their cost."""

from decimal import Decimal
from uuid import UUID

import pytest

from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.purchasing.states import OrderStatus
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    cancel_order,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.payables import list_payables
from core.services.purchasing.queries import one_order
from core.services.purchasing.receiving import (
    DeliveredSeat,
    LineDelivery,
    ReceiptRow,
    receive_delivery,
)
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from db.doctor import examine
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories.events import make_event
from tests.factories.parties import make_supplier
from tests.factories.purchasing import make_ticket_type
from tests.races.counters import at_once, broken, kinds

SEATS = tuple(DeliveredSeat("Stalls", row, str(number)) for row in "AB" for number in range(1, 11))
DESKS = 6


@pytest.mark.parametrize(
    ("ordered", "refused"), [(len(SEATS), "OrderNotConfirmed"), (500, "SeatsNotDeliverable")]
)
def test_one_delivery_is_received_once(
    fresh_database: TestDatabase, ordered: int, refused: str
) -> None:
    manager = fresh_database.sign_in(Role.MANAGER)
    order_id, line_id = order(manager, ordered)

    def receive(work: Work) -> ReceiptRow:
        return receive_delivery(work, order_id, [LineDelivery(line_id, SEATS)], key=new_key())

    results = at_once(*((manager, receive) for _ in range(DESKS)))

    assert kinds(results) == {"ReceiptRow": 1, refused: DESKS - 1}
    with manager.sessions() as session:
        stock = trial_balance(session).of(Account.STOCK, "EUR")
        assert one_order(session, order_id).lines[0].received == len(SEATS)
    assert stock == Money(Decimal("30.01") * len(SEATS), "EUR")
    assert broken(fresh_database.super_url) == {}


@pytest.mark.parametrize("turn", range(4))
def test_a_delivery_comes_before_its_order_is_cancelled_or_not_at_all(
    fresh_database: TestDatabase, turn: int
) -> None:
    """Half of it arrives while it is cancelled: what came is owed, the rest is not."""
    manager = fresh_database.sign_in(Role.MANAGER)
    order_id, line_id = order(manager, 2 * len(SEATS))

    def receive(work: Work) -> ReceiptRow:
        return receive_delivery(work, order_id, [LineDelivery(line_id, SEATS)], key=new_key())

    def cancel(work: Work) -> OrderStatus:
        return cancel_order(work, order_id)

    steps = [(manager, receive), (manager, cancel)]
    results = at_once(*(steps if turn % 2 else reversed(steps)))

    came = len(SEATS) if any(isinstance(result, ReceiptRow) for result in results) else 0
    assert kinds(results) == {"OrderStatus": 1, "ReceiptRow" if came else "OrderNotConfirmed": 1}
    cost = Money(Decimal("30.01") * came, "EUR")
    with manager.sessions() as session:
        line = one_order(session, order_id).lines[0]
        assert (line.received, line.cancelled) == (came, 2 * len(SEATS) - came)
        trial = trial_balance(session)
        (owed,) = list_payables(session)
    assert trial.of(Account.STOCK, "EUR") == owed.amount == cost
    assert not trial.of(Account.STOCK_ON_ORDER, "EUR")
    assert [str(finding) for finding in examine(fresh_database.super_url)] == []


def order(manager: SignedIn, quantity: int) -> tuple[UUID, UUID]:
    """A confirmed order of so many seats at 30.01, and its line."""
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        kind = make_ticket_type(work.session, make_event(work.session))
        line = LineDraft(kind.id, quantity, Decimal("30.01"))
        draft = OrderDraft(make_supplier(work.session).id, (line,))
        order_id = draft_order(work, draft, key=new_key())
        submit_order(work, order_id)
        confirm_order(work, order_id)
        return order_id, one_order(work.session, order_id).lines[0].id
