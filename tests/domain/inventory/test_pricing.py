"""Retail prices: fixed, marked up, by level, and for a lot."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.inventory.pricing import (
    CostUnknown,
    Direction,
    FixedPrice,
    LevelPrice,
    MarkUp,
    NegativeRetail,
    NoLevelPrice,
    NotAStep,
    PriceRule,
    Rounding,
    lot_prices,
)
from core.domain.money import Money, NothingToSplitOver


def eur(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "EUR")


HALVES = Rounding(Decimal("0.50"))
NINETY_NINE = Rounding(Decimal(1), Direction.UP, Decimal("0.01"))
TENS = Rounding(Decimal(10), Direction.UP)


@pytest.mark.parametrize(
    ("rule", "price"),
    [
        (FixedPrice(eur("99")), "99.00"),
        (MarkUp(Decimal(30)), "54.34"),
        (MarkUp(Decimal(-50)), "20.90"),
        (MarkUp(Decimal(-100)), "0.00"),
        (MarkUp(Decimal(30), HALVES), "54.50"),
        (MarkUp(Decimal(30), NINETY_NINE), "54.99"),
        (LevelPrice(), "61.20"),
        (LevelPrice(TENS), "70.00"),
    ],
)
def test_a_rule_prices_a_seat(rule: PriceRule, price: str) -> None:
    assert rule.price_for(eur("41.80"), eur("61.20")) == eur(price)


@pytest.mark.parametrize(
    ("rounding", "price", "rounded"),
    [
        (HALVES, "10.24", "10.00"),
        (HALVES, "10.25", "10.50"),
        (NINETY_NINE, "10.99", "10.99"),
        (NINETY_NINE, "11.00", "11.99"),
        (NINETY_NINE, "0.00", "0.99"),
        (Rounding(Decimal(1), less=Decimal("0.01")), "0.20", "0.99"),
        (TENS, "10.00", "10.00"),
    ],
)
def test_prices_round_to_steps(rounding: Rounding, price: str, rounded: str) -> None:
    assert rounding.apply(Decimal(price)) == Decimal(rounded)


@given(st.integers(0, 10**6).map(lambda cents: Decimal(cents).scaleb(-2)))
def test_rounding_up_never_lowers_a_price_and_stays_within_a_step(price: Decimal) -> None:
    rounded = NINETY_NINE.apply(price)

    assert price <= rounded < price + NINETY_NINE.step
    assert rounded % 1 == Decimal("0.99")


@pytest.mark.parametrize(("step", "less"), [("0", "0"), ("-1", "0"), ("1", "1"), ("1", "-0.1")])
def test_steps_that_lead_nowhere_are_refused(step: str, less: str) -> None:
    with pytest.raises(NotAStep) as refused:
        Rounding(Decimal(step), less=Decimal(less))

    assert (refused.value.step, refused.value.less) == (Decimal(step), Decimal(less))


def test_a_mark_up_without_a_cost_is_refused() -> None:
    with pytest.raises(CostUnknown):
        MarkUp(Decimal(30)).price_for(None, eur("50"))


def test_a_level_price_without_a_level_is_refused() -> None:
    with pytest.raises(NoLevelPrice):
        LevelPrice().price_for(eur("50"), None)


def test_negative_prices_are_refused() -> None:
    with pytest.raises(NegativeRetail) as fixed:
        FixedPrice(eur("-1"))
    with pytest.raises(NegativeRetail) as marked:
        MarkUp(Decimal(-101)).price_for(eur("100"), None)
    with pytest.raises(NegativeRetail) as lot:
        lot_prices(eur("-5"), [eur("1")])

    prices = [refused.value.price for refused in (fixed, marked, lot)]
    assert prices == [eur("-1"), eur("-1"), eur("-5")]


@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**5), min_size=1, max_size=30))
def test_the_seats_of_a_lot_add_up_to_it(coins: int, bases: list[int]) -> None:
    total = eur(Decimal(coins).scaleb(-2))

    prices = lot_prices(total, [eur(Decimal(base).scaleb(-2)) for base in bases])

    assert Money.total(prices, "EUR") == total


def test_a_lot_follows_its_base_prices_or_splits_evenly() -> None:
    assert lot_prices(eur("90"), [eur("50"), eur("100")]) == (eur("30"), eur("60"))
    assert lot_prices(eur("0.03"), [eur("0"), eur("0")]) == (eur("0.02"), eur("0.01"))


def test_a_lot_without_seats_is_refused() -> None:
    with pytest.raises(NothingToSplitOver) as refused:
        lot_prices(eur("10"), [])

    assert refused.value.amount == Decimal("10.00")
