"""Money adds up, refuses what it can't be, and splits without losing a cent."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import (
    MixedCurrencies,
    Money,
    NegativeWeight,
    NotAnAmount,
    NothingToSplitOver,
    TooManyDigits,
    UnknownCurrency,
    currency_digits,
    split_amount,
)

cents = st.integers(-(10**11), 10**11)
weights = st.lists(
    st.integers(0, 10**6) | st.decimals(0, 10**6, places=3), min_size=1, max_size=40
).filter(any)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("amount", "currency", "stored", "text"),
    [
        ("5", "EUR", "5.00", "5.00 EUR"),
        ("1234567.8", "EUR", "1234567.80", "1,234,567.80 EUR"),
        ("-0.50", "EUR", "-0.50", "-0.50 EUR"),
        ("-0", "EUR", "0.00", "0.00 EUR"),
        ("2.500", "EUR", "2.50", "2.50 EUR"),
        ("1200", "JPY", "1200", "1,200 JPY"),
        ("1.2", "KWD", "1.200", "1.200 KWD"),
        ("1E+3", "USD", "1000.00", "1,000.00 USD"),
    ],
)
def test_money_has_all_digits_of_its_currency(
    amount: str, currency: str, stored: str, text: str
) -> None:
    money = Money(Decimal(amount), currency)

    assert str(money.amount) == stored
    assert str(money) == money.text() == text


def test_digits_follow_iso_4217() -> None:
    assert [currency_digits(code) for code in ("JPY", "KWD", "CLF", "EUR")] == [0, 3, 4, 2]


@pytest.mark.parametrize(("amount", "currency"), [("0.005", "EUR"), ("1.5", "JPY")])
def test_too_many_digits_are_refused(amount: str, currency: str) -> None:
    with pytest.raises(TooManyDigits) as refused:
        Money(Decimal(amount), currency)

    assert refused.value.amount == Decimal(amount)
    assert refused.value.currency == currency
    assert refused.value.digits == currency_digits(currency)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+15", "-1E+40"])
def test_what_nobody_can_pay_is_refused(amount: str) -> None:
    with pytest.raises(NotAnAmount) as refused:
        Money(Decimal(amount), "EUR")

    assert refused.value.currency == "EUR"


@pytest.mark.parametrize("currency", ["", "eur", "EURO", "E1R", "ÄÖÜ"])
def test_unknown_currencies_are_refused(currency: str) -> None:
    with pytest.raises(UnknownCurrency) as refused:
        Money(Decimal(1), currency)

    assert refused.value.currency == currency


def test_floats_are_a_programming_mistake() -> None:
    with pytest.raises(TypeError, match="float"):
        Money(0.1, "EUR")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="count"):
        eur("1.00") * 1.5  # type: ignore[operator]


def test_money_adds_negates_and_multiplies() -> None:
    assert eur("1.10") + eur("2.20") == eur("3.30")
    assert eur("1.10") - eur("2.20") == -eur("1.10")
    assert 3 * eur("1.10") == eur("1.10") * 3 == eur("3.30")
    assert Money.total([eur("1"), eur("2")], "EUR") == eur("3")
    assert Money.total([], "JPY") == Money.zero("JPY")


@given(cents, cents, st.integers(-1000, 1000))
def test_results_are_as_if_made_anew(first: int, second: int, times: int) -> None:
    one, other = (Money(Decimal(coins).scaleb(-2), "EUR") for coins in (first, second))

    for result in (one + other, one - other, -one, one * times, *one.split([1, 2])):
        assert str(result) == str(Money(result.amount, "EUR"))


def test_sums_beyond_what_anybody_can_pay_are_refused() -> None:
    with pytest.raises(NotAnAmount) as refused:
        eur("999999999999999") * 2

    assert refused.value.amount == Decimal(1999999999999998)


def test_money_compares_within_a_currency() -> None:
    assert sorted([eur("3"), eur("1"), eur("2")]) == [eur("1"), eur("2"), eur("3")]
    assert eur("2") >= eur("2")
    assert eur("1") != Money(Decimal(1), "USD")
    assert bool(eur("0.01"))
    assert not Money.zero("EUR")


@pytest.mark.parametrize(
    "operation", [Money.__add__, Money.__sub__, Money.__lt__], ids=["add", "sub", "less"]
)
def test_mixed_currencies_are_refused(operation: object) -> None:
    with pytest.raises(MixedCurrencies) as refused:
        operation(eur("1"), Money(Decimal(1), "USD"))  # type: ignore[operator]

    assert refused.value.currencies == ("EUR", "USD")


@pytest.mark.parametrize(
    ("amount", "rate", "part"),
    [
        ("10.00", "10", "1.00"),
        ("0.50", "1", "0.01"),
        ("0.49", "1", "0.00"),
        ("-0.50", "1", "-0.01"),
        ("33.33", "7.7", "2.57"),
    ],
)
def test_percent_rounds_halves_away_from_zero(amount: str, rate: str, part: str) -> None:
    assert eur(amount).percent(Decimal(rate)) == eur(part)


@given(cents, weights)
def test_parts_add_up_to_the_whole(coins: int, shares: list[int | Decimal]) -> None:
    whole = Money(Decimal(coins).scaleb(-2), "EUR")

    assert Money.total(whole.split(shares), "EUR") == whole


@given(cents, weights)
def test_each_part_is_within_one_coin_of_its_share(coins: int, shares: list[int | Decimal]) -> None:
    total = sum(Fraction(share) for share in shares)

    parts = split_amount(Decimal(coins), shares, 0)

    for part, share in zip(parts, shares, strict=True):
        assert abs(Fraction(part) - coins * Fraction(share) / total) < 1
        assert share or not part


@given(cents, weights)
def test_splitting_a_debt_mirrors_splitting_a_credit(
    coins: int, shares: list[int | Decimal]
) -> None:
    credit = split_amount(Decimal(coins), shares, 2)

    assert split_amount(Decimal(-coins), shares, 2) == tuple(-part for part in credit)


def test_left_coins_go_to_the_largest_remainders_then_to_the_earlier() -> None:
    assert eur("10.00").split([1, 1, 1]) == (eur("3.34"), eur("3.33"), eur("3.33"))
    assert eur("0.05").split([Decimal("0.1"), Decimal("0.2")]) == (eur("0.02"), eur("0.03"))
    assert Money(Decimal(100), "JPY").split([0, 2, 1]) == tuple(
        Money(Decimal(part), "JPY") for part in (0, 67, 33)
    )


@given(cents, st.integers(1, 40))
def test_an_even_split_is_one_over_equal_weights(coins: int, parts: int) -> None:
    whole = Money(Decimal(coins).scaleb(-2), "EUR")

    assert whole.split_evenly(parts) == whole.split([1] * parts)


def test_splitting_into_no_parts_is_a_programming_mistake() -> None:
    with pytest.raises(ValueError, match="parts can't hold"):
        eur("1").split_evenly(0)


@pytest.mark.parametrize(("shares", "parts"), [([], ()), ([0, 0], (Decimal(0), Decimal(0)))])
def test_nothing_splits_over_nothing(shares: list[int], parts: tuple[Decimal, ...]) -> None:
    assert split_amount(Decimal(0), shares, 2) == parts


@pytest.mark.parametrize("shares", [[], [0, 0]])
def test_splitting_over_no_weight_is_refused(shares: list[int]) -> None:
    with pytest.raises(NothingToSplitOver) as refused:
        eur("1").split(shares)

    assert refused.value.amount == Decimal("1.00")


def test_splitting_over_a_negative_weight_is_refused() -> None:
    with pytest.raises(NegativeWeight) as refused:
        eur("1").split([2, -1])

    assert (refused.value.position, refused.value.weight) == (1, -1)


def test_splitting_what_the_coins_cannot_pay_is_a_programming_mistake() -> None:
    with pytest.raises(ValueError, match="whole number"):
        split_amount(Decimal("0.005"), [1], 2)
