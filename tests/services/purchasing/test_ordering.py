from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from core.domain.errors import IllegalMove, NotAllowed, NotFound
from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.purchasing.states import LineStatus, OrderStatus, PayableStatus, PaymentTerms
from core.domain.purchasing.totals import NegativeCost, NothingOrdered
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    OrderInTwoCurrencies,
    OrderWithoutLines,
    SupplierInactive,
    cancel_order,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.queries import list_orders, one_order
from core.services.work import Work, new_key
from db.models import Payable
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories.events import make_event
from tests.factories.parties import make_supplier
from tests.factories.purchasing import make_order, make_ticket_type


def order_of(
    work: Work, *, quantity: int = 10, price: str = "30.00", total: str | None = None
) -> OrderDraft:
    supplier = make_supplier(work.session)
    kind = make_ticket_type(work.session, make_event(work.session))
    agreed = None if total is None else Decimal(total)
    line = LineDraft(kind.id, quantity, Decimal(price), line_total=agreed)
    return OrderDraft(supplier.id, (line,), payment_terms=PaymentTerms.NET_60)


def test_a_draft_is_numbered_priced_and_totalled(work: Work) -> None:
    order_id = draft_order(work, order_of(work), key=new_key())
    second = draft_order(work, order_of(work), key=new_key())

    drafted = one_order(work.session, order_id)
    assert drafted.row.number == "PO-2026-00001"
    assert one_order(work.session, second).row.number == "PO-2026-00002"
    assert drafted.row.status is OrderStatus.DRAFT
    assert drafted.row.total == Money(Decimal("300.00"), "EUR")
    assert [(line.quantity, line.total.amount) for line in drafted.lines] == [
        (10, Decimal("300.00"))
    ]


def test_a_price_for_the_lot_is_the_lines_total(work: Work) -> None:
    order_id = draft_order(work, order_of(work, quantity=3, total="100.00"), key=new_key())

    assert one_order(work.session, order_id).row.total == Money(Decimal("100.00"), "EUR")


def test_the_same_key_drafts_one_order(work: Work) -> None:
    draft, key = order_of(work), new_key()

    assert draft_order(work, draft, key=key) == draft_order(work, draft, key=key)
    assert len(list_orders(work.session)) == 1


def test_submitting_records_who_and_when(work: Work) -> None:
    order_id = draft_order(work, order_of(work), key=new_key())

    submit_order(work, order_id)

    submitted = one_order(work.session, order_id)
    assert submitted.row.status is OrderStatus.PENDING
    assert (submitted.submitted_at, submitted.submitted_by) == (NOW, work.actor.display_name)
    assert submitted.payable_due is None


def test_confirming_creates_the_payable_due_by_the_terms(work: Work) -> None:
    order_id = draft_order(work, order_of(work), key=new_key())
    submit_order(work, order_id)

    confirm_order(work, order_id)
    confirm_order(work, order_id)

    work.session.flush()
    owed = work.session.scalars(select(Payable)).one()
    assert (owed.amount, owed.due_date) == (Decimal("300.00"), date(2026, 10, 31))
    assert one_order(work.session, order_id).lines[0].status is LineStatus.CONFIRMED
    books = trial_balance(work.session)
    assert books.of(Account.PAYABLES, "EUR") == Money(Decimal("-300.00"), "EUR")
    assert books.of(Account.STOCK_ON_ORDER, "EUR") == Money(Decimal("300.00"), "EUR")


def test_a_draft_cannot_be_confirmed(work: Work) -> None:
    order_id = draft_order(work, order_of(work), key=new_key())

    with pytest.raises(IllegalMove) as refused:
        confirm_order(work, order_id)

    assert (refused.value.now, refused.value.wanted) == ("DRAFT", "CONFIRMED")


def test_cancelling_a_confirmed_order_owes_nothing(work: Work) -> None:
    order_id = draft_order(work, order_of(work), key=new_key())
    submit_order(work, order_id)
    confirm_order(work, order_id)

    cancel_order(work, order_id)

    work.session.flush()
    cancelled = one_order(work.session, order_id)
    assert cancelled.row.status is OrderStatus.CANCELLED
    assert cancelled.lines[0].status is LineStatus.CANCELLED
    assert cancelled.payable_status is PayableStatus.CANCELLED
    assert not trial_balance(work.session).of(Account.PAYABLES, "EUR")


def test_an_order_needs_lines(work: Work) -> None:
    with pytest.raises(OrderWithoutLines):
        draft_order(work, OrderDraft(make_supplier(work.session).id, ()), key=new_key())


def test_an_inactive_supplier_gets_no_order(work: Work) -> None:
    idle = make_supplier(work.session, is_active=False)
    line = order_of(work).lines

    with pytest.raises(SupplierInactive) as refused:
        draft_order(work, OrderDraft(idle.id, line), key=new_key())

    assert refused.value.supplier_id == idle.id


def test_an_unknown_supplier_is_refused(work: Work) -> None:
    nobody = new_key()

    with pytest.raises(NotFound) as refused:
        draft_order(work, OrderDraft(nobody, order_of(work).lines), key=new_key())

    assert (refused.value.what, refused.value.wanted) == ("supplier", nobody)


def test_one_order_is_in_one_currency(work: Work) -> None:
    supplier = make_supplier(work.session)
    lines = tuple(
        LineDraft(
            make_ticket_type(work.session, make_event(work.session, currency=currency)).id,
            1,
            Decimal(10),
        )
        for currency in ("EUR", "CHF")
    )

    with pytest.raises(OrderInTwoCurrencies) as refused:
        draft_order(work, OrderDraft(supplier.id, lines), key=new_key())

    assert refused.value.currencies == ("CHF", "EUR")


def test_a_clerk_may_not_order(work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as work, pytest.raises(NotAllowed):
        draft_order(work, OrderDraft(new_key(), ()), key=new_key())


@pytest.mark.parametrize("total", [None, "90.00"])
def test_a_line_orders_something(work: Work, total: str | None) -> None:
    with pytest.raises(NothingOrdered) as refused:
        draft_order(work, order_of(work, quantity=0, total=total), key=new_key())

    assert refused.value.quantity == 0


@pytest.mark.parametrize(("price", "total"), [("-1.00", None), ("1.00", "-1.00")])
def test_a_line_costs_something_or_nothing(work: Work, price: str, total: str | None) -> None:
    draft = order_of(work, price=price, total=total)

    with pytest.raises(NegativeCost) as refused:
        draft_order(work, draft, key=new_key())

    assert refused.value.price == Money(Decimal("-1.00"), "EUR")


def test_the_terms_run_from_the_day_where_the_agency_is(work: Work) -> None:
    late = replace(work, now=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))  # 1 July in Berlin
    order_id = draft_order(late, order_of(late), key=new_key())
    submit_order(late, order_id)

    confirm_order(late, order_id)

    owed = work.session.scalars(select(Payable).where(Payable.purchase_order_id == order_id)).one()
    assert owed.due_date == date(2026, 8, 30)


def test_numbers_go_on_after_a_hundred_thousand(work: Work) -> None:
    for number in ("PO-2026-99999", "PO-2026-100000"):
        make_order(work.session, po_number=number)

    order_id = draft_order(work, order_of(work), key=new_key())

    assert one_order(work.session, order_id).row.number == "PO-2026-100001"
