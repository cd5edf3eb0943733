"""Suppliers are paid by their terms."""

from datetime import date

import pytest

from core.domain.purchasing.states import PaymentTerms
from core.domain.purchasing.terms import DAYS_TO_PAY, due_date


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        (PaymentTerms.IMMEDIATE, date(2026, 1, 31)),
        (PaymentTerms.NET_30, date(2026, 3, 2)),
        (PaymentTerms.NET_60, date(2026, 4, 1)),
    ],
)
def test_an_order_is_due_by_its_terms(terms: PaymentTerms, due: date) -> None:
    assert due_date(date(2026, 1, 31), terms) == due


def test_every_kind_of_terms_has_its_days() -> None:
    assert set(DAYS_TO_PAY) == set(PaymentTerms)
