"""What is owed to a supplier: nobody leaves another sum than the journal's behind at commit."""

from decimal import Decimal
from typing import Any

import pytest

from core.services.work import Work
from db.models import Payable
from tests.clock import NOW
from tests.db.security.breaking import at_commit
from tests.factories import make_order, make_payable

PAYABLES = "PT052"


@pytest.fixture
def payable(work: Work) -> Payable:
    return make_payable(work.session, make_order(work.session), Decimal("90.00"))


POSTED = (
    "INSERT INTO parterre.journal_entries (id, posted_at, debit_account, credit_account, amount,"
    " currency, memo, purchase_order_id) VALUES"
    " (gen_random_uuid(), now(), '{}', '{}', 40, 'EUR', 'by hand', :order)"
)
PAID, CANCELLED = POSTED.format("payables", "bank"), POSTED.format("payables", "stock_on_order")
CHANGE = "UPDATE parterre.payables SET {} WHERE id = :payable"

BREAKS = {
    "nothing any more": [CHANGE.format("amount = 0")],
    "more than was agreed": [CHANGE.format("amount = 91")],
    "paid without a payment": [CHANGE.format("paid_amount = 40")],
    "paid in the journal only": [PAID],
    "cancelled in the journal only": [CANCELLED],
    "cancelled, and another sum taken off": [CANCELLED, CHANGE.format("amount = amount - 41")],
}


@pytest.mark.parametrize("changes", BREAKS.values(), ids=BREAKS.keys())
def test_a_payable_can_not_become(work: Work, payable: Payable, changes: list[str]) -> None:
    about: dict[str, Any] = {"payable": payable.id, "order": payable.purchase_order_id}

    assert at_commit(work.session, *changes, **about) == PAYABLES


@pytest.mark.parametrize(
    "changes",
    [
        [PAID, CHANGE.format("paid_amount = 40")],
        [CHANGE.format("amount = amount - 40"), CANCELLED],
        [CHANGE.format("due_date = due_date + 7, invoice_number = 'R 12'")],
    ],
    ids=["paid in part", "cancelled in part", "later, with its invoice"],
)
def test_a_payable_moves_with_its_journal(work: Work, payable: Payable, changes: list[str]) -> None:
    about: dict[str, Any] = {"payable": payable.id, "order": payable.purchase_order_id}

    assert at_commit(work.session, *changes, **about) == ""


def test_nothing_is_owed_without_an_order(work: Work) -> None:
    supplier = make_order(work.session).supplier_id

    def owe() -> None:
        work.session.add(
            Payable(supplier_id=supplier, amount=Decimal(5), currency="EUR", due_date=NOW.date())
        )

    assert at_commit(work.session, also=owe) == PAYABLES
