"""Amounts as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import Money, TooManyDigits
from desktop.forms import read_amount
from desktop.forms.amounts import NotUnderstood


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12", "12"),
        ("12.5", "12.5"),
        ("12,50", "12.5"),
        ("1,234.50", "1234.5"),
        ("1.234,50", "1234.5"),
        ("1 234,50", "1234.5"),
        ("1,234", "1234"),
        ("1.234", "1234"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("12 EUR", "12"),
        ("12.00eur", "12"),
        ("\N{MINUS SIGN}3.10", "-3.1"),
        ("0.05", "0.05"),
    ],
)
def test_amount_is_read_as_it_is_meant(typed: str, amount: str) -> None:
    assert read_amount(typed, "EUR") == Money(Decimal(amount), "EUR")


def test_three_digits_are_a_fraction_where_the_currency_has_three() -> None:
    assert read_amount("1.234", "KWD") == Money(Decimal("1.234"), "KWD")


@pytest.mark.parametrize("typed", ["x", "12,3x", "1..2", "", "--3", "12 USD", "1e5"])
def test_what_is_no_amount_is_named(typed: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_amount(typed, "EUR")

    assert refused.value.typed == typed


def test_too_many_digits_are_refused_and_not_rounded() -> None:
    with pytest.raises(TooManyDigits) as refused:
        read_amount("1.2345", "EUR")

    assert refused.value.digits == 2


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from(["EUR", "USD", "CHF"]),
)
def test_what_we_write_we_read(amount: Decimal, currency: str) -> None:
    money = Money(amount, currency)

    assert read_amount(money.text(), currency) == money
