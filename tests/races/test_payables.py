"""Two people pay one supplier at once: it is paid once, the other hears so."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.purchasing.payables import PayableRow
from core.services.purchasing.paying import pay_payable
from core.services.work import Work, begin_work, new_key
from db.models import Payable
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import make_order, make_payable
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
