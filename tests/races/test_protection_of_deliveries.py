"""What keeps a seat from being bought twice, taken away piece by piece.

A delivery locks its order, and each of its seats with the question whether it is ours already. One
of the two is enough; with none the same seats stand on two receipts.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool

from core.domain.purchasing.refusals import SeatsNotDeliverable
from core.domain.staff import Role
from core.services.purchasing import receiving
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
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from db.models import EventSeat, PurchaseOrder
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories.events import make_event
from tests.factories.numbers import unique
from tests.factories.parties import make_supplier
from tests.factories.purchasing import make_ticket_type
from tests.races.removing import drop_triggers, wait_until, without

_TWICE = text(
    "SELECT count(*) FROM (SELECT FROM parterre.delivery_receipt_seats"
    " GROUP BY event_seat_id HAVING count(*) > 1) AS twice"
)
#: These would notice too; here the locks have to do without them.
_GUARDED = ("event_seats", "purchase_orders", "purchase_order_lines", "delivery_receipt_seats")


def ordered(manager: SignedIn) -> tuple[UUID, UUID, UUID]:
    """An order of 20 seats of which one came; the order, its line, and the second seat."""
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        event = make_event(work.session)
        kind = make_ticket_type(work.session, event)
        line = LineDraft(kind.id, 20, Decimal("30.00"))
        draft = OrderDraft(make_supplier(work.session).id, (line,))
        order_id = draft_order(work, draft, key=new_key())
        submit_order(work, order_id)
        confirm_order(work, order_id)
        line_id = one_order(work.session, order_id).lines[0].id
        receive_delivery(work, order_id, [delivery(line_id, 1)], key=new_key())
        second = select(EventSeat.id).where(EventSeat.event_id == event.id, EventSeat.rank == 1)
        return order_id, line_id, work.session.scalars(second).one()


def delivery(line_id: UUID, *numbers: int) -> LineDelivery:
    return LineDelivery(line_id, tuple(DeliveredSeat("Stalls", "A", str(n)) for n in numbers))


def receive(manager: SignedIn, order_id: UUID, line_id: UUID) -> ReceiptRow | SeatsNotDeliverable:
    try:
        with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
            return receive_delivery(work, order_id, [delivery(line_id, 2, 3)], key=new_key())
    except SeatsNotDeliverable as refused:
        return refused


def order_unlocked(work: Work, order_id: UUID) -> PurchaseOrder:
    return work.session.get_one(PurchaseOrder, (work.actor.tenant_id, order_id))


def numbered_at_random(_work: Work, _column: object, prefix: str, make: Any) -> Any:
    """Counting makes the second delivery wait for the first: a protection by chance."""
    return make(unique(prefix))


@pytest.mark.parametrize(
    ("order_lock", "seat_lock", "receipts"),
    [(True, True, 1), (True, False, 1), (False, True, 1), (False, False, 2)],
    ids=["both", "order alone", "seats alone", "neither"],
)
def test_seats_are_bought_twice_only_without_both_locks(
    fresh_database: TestDatabase,
    monkeypatch: pytest.MonkeyPatch,
    *,
    order_lock: bool,
    seat_lock: bool,
    receipts: int,
) -> None:
    manager = fresh_database.sign_in(Role.MANAGER)
    order_id, line_id, seat_id = ordered(manager)
    drop_triggers(fresh_database, *_GUARDED)
    monkeypatch.setattr(receiving, "with_next_number", numbered_at_random)
    if not order_lock:
        monkeypatch.setattr(receiving, "lock_order", order_unlocked)
    holding = create_engine(fresh_database.super_url, poolclass=NullPool)
    held = select(EventSeat.id).where(EventSeat.id == seat_id).with_for_update()
    with ExitStack() as removed, ThreadPoolExecutor(2) as threads:
        changed = []
        if not seat_lock:
            changed = removed.enter_context(
                without(" FOR UPDATE OF event_seats", marker="owned AS")
            )
        with holding.connect() as holder, holder.begin():
            holder.execute(held)
            desks: list[Future[Any]] = [
                threads.submit(receive, manager, order_id, line_id) for _ in range(2)
            ]
            wait_until(holder, 2)
        results = [desk.result(timeout=30) for desk in desks]

    assert bool(changed) is not seat_lock
    assert sum(isinstance(result, ReceiptRow) for result in results) == receipts
    with holding.connect() as connection:
        assert connection.execute(_TWICE).scalar_one() == (0 if receipts == 1 else 2)
