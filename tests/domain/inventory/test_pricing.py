"""Retail prices: fixed, marked up, by level, and for a lot."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.inventory.pricing import (
    AnotherLot,
    CostUnknown,
    Direction,
    FixedPrice,
    LevelPrice,
    LotPrice,
    MarkUp,
    NegativeRetail,
    NoLevelPrice,
    NotAStep,
    PricedSeat,
    PriceRule,
    Rounding,
)
from core.domain.money import Money, NothingToSplitOver


def eur(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "EUR")


HALVES = Rounding(Decimal("0.50"))
SEAT = PricedSeat(cost=eur("41.80"), base=eur("61.20"))
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
    assert rule.prices_for([SEAT, SEAT]) == [eur(price)] * 2


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
        MarkUp(Decimal(30)).prices_for([SEAT, SEAT._replace(cost=None)])


def test_a_level_price_without_a_level_is_refused() -> None:
    with pytest.raises(NoLevelPrice):
        LevelPrice().prices_for([SEAT, SEAT._replace(base=None)])


def test_negative_prices_are_refused() -> None:
    with pytest.raises(NegativeRetail) as fixed:
        FixedPrice(eur("-1"))
    with pytest.raises(NegativeRetail) as marked:
        MarkUp(Decimal(-101)).prices_for([PricedSeat(eur("100"), None)])
    with pytest.raises(NegativeRetail) as lot:
        LotPrice(eur("-5"), 1)

    prices = [refused.value.price for refused in (fixed, marked, lot)]
    assert prices == [eur("-1"), eur("-1"), eur("-5")]


def of_bases(*bases: str | None) -> list[PricedSeat]:
    return [PricedSeat(None, None if base is None else eur(base)) for base in bases]


cents = st.integers(0, 10**5).map(lambda coins: str(Decimal(coins).scaleb(-2)))


@given(
    st.integers(0, 10**7).map(lambda coins: Decimal(coins).scaleb(-2)),
    st.lists(st.none() | cents, min_size=1, max_size=30),
)
def test_the_seats_of_a_lot_add_up_to_it(total: Decimal, bases: list[str | None]) -> None:
    prices = LotPrice(eur(total), len(bases)).prices_for(of_bases(*bases))

    assert Money.total(prices, "EUR") == eur(total)
    assert min(prices) >= eur("0")


@pytest.mark.parametrize(
    ("total", "bases", "prices"),
    [
        ("90", ("50", "100"), ("30", "60")),
        ("0.03", (None, None), ("0.02", "0.01")),
        ("0.03", ("0", "0"), ("0.02", "0.01")),
        ("90", (None, "40", "80"), ("30", "20", "40")),
        ("1000", ("60",) * 4 + ("40",) * 3, ("166.67",) * 3 + ("166.66",) + ("111.11",) * 3),
    ],
)
def test_a_lot_follows_the_prices_of_its_levels(
    total: str, bases: tuple[str | None, ...], prices: tuple[str, ...]
) -> None:
    split = LotPrice(eur(total), len(bases)).prices_for(of_bases(*bases))

    assert [price.amount for price in split] == [Decimal(price) for price in prices]


def test_a_lot_of_another_number_of_seats_is_refused() -> None:
    with pytest.raises(AnotherLot) as refused:
        LotPrice(eur("1000"), 7).prices_for([SEAT] * 6)

    assert (refused.value.total, refused.value.agreed, refused.value.found) == (eur("1000"), 7, 6)


def test_a_lot_without_seats_is_refused() -> None:
    with pytest.raises(NothingToSplitOver) as refused:
        LotPrice(eur("10"), 0).prices_for([])

    assert refused.value.amount == Decimal("10.00")
