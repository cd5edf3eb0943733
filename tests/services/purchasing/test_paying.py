"""Payables: paid in parts, cancelled after they were paid, and what stands at their head."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text, update

from core.domain.errors import NotAllowed, NotFound
from core.domain.money import MixedCurrencies, Money
from core.domain.payments.states import Account
from core.domain.purchasing.refusals import (
    NoSourceOfMoney,
    NothingPaid,
    PayableClosed,
    PaysTooMuch,
)
from core.domain.purchasing.states import PayableStatus, PaymentTerms
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
from core.services.purchasing.payables import (
    list_payables,
    one_payable,
    payable_figures,
    payments_of,
)
from core.services.purchasing.paying import book_supplier_refund, pay_payable
from core.services.reporting.balance import books
from core.services.work import Work, new_key
from db.doctor import questions
from db.models import Payable
from tests.conftest import WorkAs
from tests.factories.events import make_event
from tests.factories.parties import make_supplier
from tests.factories.purchasing import make_ticket_type
from tests.services.sales.conftest import euros


def ordered(work: Work, *, terms: PaymentTerms = PaymentTerms.NET_30) -> tuple[UUID, UUID]:
    """A confirmed order of 10 seats at 30.00; its id and its payable's."""
    kind = make_ticket_type(work.session, make_event(work.session))
    supplier = make_supplier(work.session)
    draft = OrderDraft(supplier.id, (LineDraft(kind.id, 10, Decimal(30)),), payment_terms=terms)
    order_id = draft_order(work, draft, key=new_key())
    submit_order(work, order_id)
    confirm_order(work, order_id)
    work.session.flush()
    owed = select(Payable.id).where(Payable.purchase_order_id == order_id)
    return order_id, work.session.scalars(owed).one()


@pytest.fixture
def payable(work: Work) -> UUID:
    return ordered(work)[1]


def pay(work: Work, payable: UUID, amount: str, key: UUID | None = None) -> object:
    return pay_payable(work, payable, euros(amount), reference="SEPA 7", key=key or new_key())


def test_parts_add_up_to_paid(work: Work, payable: UUID) -> None:
    pay(work, payable, "100.00")
    half = one_payable(work.session, payable)
    pay_payable(work, payable, euros("200.00"), source=Account.SAFE, key=new_key())
    whole = one_payable(work.session, payable)

    assert (half.status, half.paid, half.open) == (
        PayableStatus.PENDING,
        euros("100.00"),
        euros("200.00"),
    )
    assert (whole.status, whole.open, whole.paid_at) == (
        PayableStatus.PAID,
        euros("0.00"),
        work.now,
    )
    paid = payments_of(work.session, payable)
    assert [(each.amount, each.account) for each in paid] == [
        (euros("100.00"), Account.BANK),
        (euros("200.00"), Account.SAFE),
    ]
    assert "SEPA 7" in paid[0].memo
    balance = trial_balance(work.session)
    assert balance.holds
    assert balance.of(Account.PAYABLES, "EUR") == euros("0.00")
    assert balance.of(Account.BANK, "EUR") == euros("-100.00")
    assert books(work.session, work.actor).right


def test_the_same_key_pays_once(work: Work, payable: UUID) -> None:
    key = new_key()

    assert pay(work, payable, "100.00", key) == pay(work, payable, "100.00", key)
    assert one_payable(work.session, payable).paid == euros("100.00")


@pytest.mark.parametrize("account", [Account.CASH_DRAWER, Account.STOCK, Account.PAYABLES])
def test_only_bank_and_safe_pay_a_supplier(work: Work, payable: UUID, account: Account) -> None:
    with pytest.raises(NoSourceOfMoney) as refused:
        pay_payable(work, payable, euros("1.00"), source=account, key=new_key())

    assert refused.value.account is account


def test_more_than_is_owed_is_refused(work: Work, payable: UUID) -> None:
    pay(work, payable, "250.00")

    with pytest.raises(PaysTooMuch) as refused:
        pay(work, payable, "50.01")

    assert (refused.value.still, refused.value.given) == (euros("50.00"), euros("50.01"))


@pytest.mark.parametrize("amount", ["0.00", "-1.00"])
def test_nothing_is_no_payment(work: Work, payable: UUID, amount: str) -> None:
    with pytest.raises(NothingPaid) as refused:
        pay(work, payable, amount)

    assert refused.value.amount == euros(amount)


def test_what_is_paid_is_paid(work: Work, payable: UUID) -> None:
    pay(work, payable, "300.00")

    with pytest.raises(PayableClosed) as refused:
        pay(work, payable, "0.01")

    assert refused.value.status is PayableStatus.PAID


def test_other_money_and_other_payables_are_refused(work: Work, payable: UUID) -> None:
    with pytest.raises(MixedCurrencies):
        pay_payable(work, payable, Money(Decimal(1), "USD"), key=new_key())
    nowhere = uuid4()
    with pytest.raises(NotFound) as refused:
        pay(work, nowhere, "1.00")

    assert refused.value.wanted == nowhere


def test_a_buyer_orders_and_does_not_pay(work_as: WorkAs) -> None:
    with work_as(Role.BUYER) as buyers:
        payable = ordered(buyers)[1]
        with pytest.raises(NotAllowed) as refused:
            pay(buyers, payable, "1.00")

    assert refused.value.permission == "pay_suppliers"


def test_an_order_cancelled_after_it_was_paid_is_the_suppliers_debt(work: Work) -> None:
    order_id, payable = ordered(work)
    pay(work, payable, "300.00")

    cancel_order(work, order_id)
    work.session.flush()
    owed = one_payable(work.session, payable)
    book_supplier_refund(work, payable, euros("300.00"), reference="back", key=new_key())

    assert (owed.status, owed.credit, owed.open) == (
        PayableStatus.PAID,
        euros("300.00"),
        euros("0.00"),
    )
    after = one_payable(work.session, payable)
    assert (after.credit, after.paid) == (euros("0.00"), euros("0.00"))
    assert [each.amount for each in payments_of(work.session, payable)] == [
        euros("300.00"),
        euros("-300.00"),
    ]
    with pytest.raises(PaysTooMuch):
        book_supplier_refund(work, payable, euros("0.01"), key=new_key())
    assert books(work.session, work.actor).right


def test_an_order_cancelled_when_half_was_paid(work_as: WorkAs, work: Work) -> None:
    order_id, payable = ordered(work)
    pay(work, payable, "100.00")
    work.session.flush()

    with work_as(Role.BUYER) as buyers:
        cancel_order(buyers, order_id)

    owed = one_payable(work.session, payable)
    assert (owed.status, owed.credit) == (PayableStatus.PAID, euros("100.00"))


def test_the_figures_and_the_order_of_the_list(work: Work) -> None:
    now_due = ordered(work, terms=PaymentTerms.IMMEDIATE)[1]
    later = ordered(work)[1]
    paid = ordered(work)[1]
    pay(work, paid, "300.00")
    pay(work, now_due, "120.00")
    today = work.now.date()

    figures = payable_figures(work.session, today=today + timedelta(days=1), currency="EUR")
    this_week = payable_figures(work.session, today=today, currency="EUR")

    assert (figures.open, figures.overdue) == (euros("480.00"), euros("180.00"))
    assert (this_week.overdue, this_week.due_soon) == (euros("0.00"), euros("180.00"))
    assert [row.id for row in list_payables(work.session)] == [now_due, later, paid]


def test_the_doctor_compares_payables_with_the_journal(work: Work) -> None:
    order_id, payable = ordered(work)
    pay(work, payable, "100.00")
    cancel_order(work, ordered(work)[0])
    work.session.flush()
    query = next(
        query for title, query in questions("reconciliations").items() if "payable" in title
    )
    ask = text(query.rstrip().rstrip(";"))
    work.session.execute(text("RESET SESSION AUTHORIZATION"))  # the doctor sees every agency
    assert work.session.execute(ask).all() == []

    savepoint = work.session.begin_nested()
    lower = update(Payable).where(Payable.purchase_order_id == order_id).values(amount=150)
    work.session.execute(lower)
    (found,) = work.session.scalars(ask)
    savepoint.rollback()  # COMMIT would refuse it

    assert found.endswith("owes 150.00, paid 100.00; the journal says 300.00, paid 100.00")
