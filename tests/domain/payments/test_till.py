"""A till's cash adds up: float and what came in, less what went out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import MixedCurrencies, Money
from core.domain.payments.till import NegativeCash, TillCash

amounts = st.integers(0, 10**8).map(lambda cents: Money(Decimal(cents).scaleb(-2), "EUR"))


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@given(amounts, amounts, amounts, amounts)
def test_a_till_balances(float_: Money, cash_in: Money, cash_out: Money, counted: Money) -> None:
    till = TillCash(float_, cash_in, cash_out)

    assert till.expected + cash_out == float_ + cash_in
    assert till.expected + till.difference(counted) == counted


def test_missing_cash_is_negative() -> None:
    assert TillCash(eur("200"), eur("350"), eur("50")).difference(eur("498.50")) == eur("-1.50")


@pytest.mark.parametrize(
    ("amounts", "what"),
    [
        (("-1", "0", "0"), "float"),
        (("0", "-1", "0"), "cash taken"),
        (("0", "0", "-1"), "cash paid out"),
    ],
)
def test_negative_cash_is_refused(amounts: tuple[str, str, str], what: str) -> None:
    with pytest.raises(NegativeCash) as refused:
        TillCash(*map(eur, amounts))

    assert (refused.value.what, refused.value.amount) == (what, eur("-1"))


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(NegativeCash) as refused:
        TillCash(eur("0"), eur("0"), eur("0")).difference(eur("-1"))

    assert refused.value.what == "counted cash"


def test_another_currency_is_refused() -> None:
    with pytest.raises(MixedCurrencies):
        TillCash(eur("1"), eur("1"), eur("1")).difference(Money(Decimal(1), "USD"))
