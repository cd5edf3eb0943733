"""Deadlines of a sale, and cash over the counter."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import Money
from core.domain.sales.terms import (
    InsufficientCash,
    NoTimeToPay,
    cash_change,
    reserved_until,
    suggested_cash,
    transfer_due,
)


def money(amount: str, currency: str = "EUR") -> Money:
    return Money(Decimal(amount), currency)


def test_a_reservation_runs_for_its_minutes() -> None:
    now = datetime(2026, 3, 1, 23, 55, tzinfo=UTC)

    assert reserved_until(now, 15) == datetime(2026, 3, 2, 0, 10, tzinfo=UTC)


def test_a_transfer_is_due_after_its_days() -> None:
    assert transfer_due(date(2026, 2, 25), 7) == date(2026, 3, 4)


@pytest.mark.parametrize("given", [0, -5])
def test_no_time_to_pay_is_refused(given: int) -> None:
    with pytest.raises(NoTimeToPay) as minutes:
        reserved_until(datetime(2026, 3, 1, tzinfo=UTC), given)
    with pytest.raises(NoTimeToPay) as days:
        transfer_due(date(2026, 3, 1), given)

    assert (minutes.value.given, days.value.given) == (given, given)


def test_change_is_what_was_given_too_much() -> None:
    assert cash_change(money("87.50"), money("100")) == money("12.50")
    assert cash_change(money("87.50"), money("87.50")) == money("0")


def test_too_little_cash_is_refused() -> None:
    with pytest.raises(InsufficientCash) as refused:
        cash_change(money("87.50"), money("80"))

    assert refused.value.due == money("87.50")
    assert refused.value.given == money("80")
    assert refused.value.missing == money("7.50")


@pytest.mark.parametrize(
    ("due", "currency", "suggested"),
    [
        ("87.30", "EUR", ["87.30", "90", "100", "200"]),
        ("42.00", "EUR", ["42", "45", "50", "60"]),
        ("50.00", "EUR", ["50", "60", "100", "200"]),
        ("1080", "JPY", ["1080", "2000", "5000", "10000"]),
        ("7.250", "KWD", ["7.250", "8", "10", "20"]),
        ("7.00", "ZAR", ["7", "10", "20", "50"]),
        ("0", "EUR", ["0"]),
    ],
)
def test_likely_cash_is_suggested(due: str, currency: str, suggested: list[str]) -> None:
    assert suggested_cash(money(due, currency)) == tuple(
        money(amount, currency) for amount in suggested
    )


@given(st.integers(1, 10**7), st.sampled_from(["EUR", "USD", "CHF", "ZAR"]))
def test_every_suggestion_pays(coins: int, currency: str) -> None:
    due = Money(Decimal(coins).scaleb(-2), currency)

    suggested = suggested_cash(due)

    assert suggested[0] == due
    assert all(cash_change(due, cash).amount >= 0 for cash in suggested)
    assert list(suggested) == sorted(set(suggested))
