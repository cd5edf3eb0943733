import pytest

from core.domain.currencies import CURRENCIES, CurrencyTooFine, require_currency
from core.domain.money import UnknownCurrency


@pytest.mark.parametrize("code", ["EUR", "USD", "JPY", "ZWG"])
def test_a_currency_that_there_is_passes(code: str) -> None:
    require_currency(code)


@pytest.mark.parametrize("code", ["", "eur", "EURO", "ERU", "XAU", "€"])
def test_a_currency_that_there_is_not_is_refused(code: str) -> None:
    with pytest.raises(UnknownCurrency) as refused:
        require_currency(code)

    assert refused.value.currency == code


@pytest.mark.parametrize("code", ["KWD", "TND"])
def test_a_currency_finer_than_hundredths_is_refused(code: str) -> None:
    with pytest.raises(CurrencyTooFine) as refused:
        require_currency(code)

    assert (refused.value.currency, refused.value.digits) == (code, 3)


def test_the_codes_stand_in_order_and_once() -> None:
    assert list(CURRENCIES) == sorted(set(CURRENCIES))
    assert all(len(code) == 3 for code in CURRENCIES)
