"""Two people pay one supplier at once: it is paid once, the other hears so."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from core.domain.errors import Refusal
from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.purchasing.states import OrderStatus
from core.domain.staff import Role
from core.services.payments.journal import post, trial_balance
from core.services.purchasing import paying
from core.services.purchasing.ordering import cancel_order
from core.services.purchasing.payables import PayableRow, one_payable
from core.services.purchasing.paying import pay_payable
from core.services.work import Work, begin_work, new_key
from db.models import Payable
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import make_event, make_line, make_order, make_payable, make_ticket_type
from tests.races.counters import at_once, kinds
from tests.races.removing import wait_until


def pay(payable_id: UUID, amount: Money, work: Work) -> PayableRow:
    return pay_payable(work, payable_id, amount, key=new_key())


def test_a_supplier_is_paid_once(fresh_database: TestDatabase) -> None:
    managers = [fresh_database.sign_in(Role.MANAGER) for _ in range(2)]
    with begin_work(managers[0].sessions, managers[0].actor, clock=lambda: NOW) as work:
        owed = make_payable(work.session, make_order(work.session))
        work.session.flush()
        payable_id, amount = owed.id, Money(owed.amount, owed.currency)
    holding = create_engine(fresh_database.super_url, poolclass=NullPool)
    with ThreadPoolExecutor(1) as thread:
        with holding.connect() as holder, holder.begin():
            holder.execute(select(Payable.id).with_for_update())
            steps = ((manager, partial(pay, payable_id, amount)) for manager in managers)
            paying = thread.submit(at_once, *steps)
            wait_until(holder, 2)
        results = paying.result(timeout=60)

    assert kinds(results) == {"PayableRow": 1, "PayableClosed": 1}
    with managers[0].sessions() as session:
        assert trial_balance(session).of(Account.BANK, "EUR") == -amount


def test_an_order_is_cancelled_while_it_is_paid(
    fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The payer has what is owed and posts for the order; the other has the order, and waits."""
    payer, canceller = (fresh_database.sign_in(Role.MANAGER) for _ in range(2))
    with begin_work(payer.sessions, payer.actor, clock=lambda: NOW) as work:
        order = make_order(work.session)
        make_line(
            work.session,
            order,
            make_ticket_type(work.session, make_event(work.session)),
            quantity=1,
        )
        owed = make_payable(work.session, order)
        work.session.flush()
        order_id, payable_id, amount = order.id, owed.id, Money(owed.amount, owed.currency)
    watching = create_engine(fresh_database.super_url, poolclass=NullPool)
    with ThreadPoolExecutor(1) as thread, watching.connect() as watcher:
        cancelling: list[Future[list[OrderStatus | Refusal]]] = []

        def post_meanwhile(*what: Any, **about: Any) -> None:
            step = (canceller, lambda work: cancel_order(work, order_id))
            cancelling.append(thread.submit(at_once, step))
            wait_until(watcher, 1, or_else=cancelling[0].done)
            post(*what, **about)

        monkeypatch.setattr(paying, "post", post_meanwhile)
        (paid,) = at_once((payer, partial(pay, payable_id, amount)))
        (cancelled,) = cancelling[0].result(timeout=60)

    assert isinstance(paid, PayableRow)
    assert paid.paid == amount
    assert cancelled is OrderStatus.CANCELLED
    with payer.sessions() as session:
        assert one_payable(session, payable_id).credit == amount
        assert trial_balance(session).holds
