"""One delivery booked at several desks at once: its seats become ours once, at their cost."""

from decimal import Decimal

import pytest

from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.queries import one_order
from core.services.purchasing.receiving import (
    DeliveredSeat,
    LineDelivery,
    ReceiptRow,
    receive_delivery,
)
from core.services.work import Work, begin_work, new_key
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
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        kind = make_ticket_type(work.session, make_event(work.session))
        line = LineDraft(kind.id, ordered, Decimal("30.01"))
        draft = OrderDraft(make_supplier(work.session).id, (line,))
        order_id = draft_order(work, draft, key=new_key())
        submit_order(work, order_id)
        confirm_order(work, order_id)
        line_id = one_order(work.session, order_id).lines[0].id

    def receive(work: Work) -> ReceiptRow:
        return receive_delivery(work, order_id, [LineDelivery(line_id, SEATS)], key=new_key())

    results = at_once(*((manager, receive) for _ in range(DESKS)))

    assert kinds(results) == {"ReceiptRow": 1, refused: DESKS - 1}
    with manager.sessions() as session:
        stock = trial_balance(session).of(Account.STOCK, "EUR")
        assert one_order(session, order_id).lines[0].received == len(SEATS)
    assert stock == Money(Decimal("30.01") * len(SEATS), "EUR")
    assert broken(fresh_database.super_url) == {}
