"""Profit and mark-up."""

from decimal import Decimal

import pytest

from core.domain.money import Money
from core.domain.reporting import Profit, nothing_earned


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("revenue", "cost", "profit", "mark_up"),
    [
        ("100.00", "60.00", "40.00", "66.7"),
        ("50.00", "60.00", "-10.00", "-16.7"),
        ("60.00", "60.00", "0.00", "0.0"),
        ("120.00", "64.00", "56.00", "87.5"),
    ],
)
def test_mark_up_is_profit_over_cost(revenue: str, cost: str, profit: str, mark_up: str) -> None:
    earned = Profit(euros(revenue), euros(cost), euros("7.00"))

    assert earned.profit == euros(profit)
    assert earned.mark_up == Decimal(mark_up)


def test_no_cost_has_no_mark_up() -> None:
    assert Profit(euros("10.00"), euros("0.00"), euros("0.00")).mark_up is None
    assert nothing_earned("EUR").profit == euros("0.00")
