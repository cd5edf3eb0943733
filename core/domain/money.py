"""Money: an amount in one currency that adds, rounds and splits without losing a cent.

The rules in the user's words: docs/rules/money.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, total_ordering
from math import lcm

from core.domain.errors import Refusal

# ISO 4217, table A.1: the currencies whose minor unit is not a hundredth.
_NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"
_FOUR_DIGITS = "CLF UYW"
UNUSUAL_DIGITS = {
    currency: digits
    for digits, currencies in ((0, _NO_DIGITS), (3, _THREE_DIGITS), (4, _FOUR_DIGITS))
    for currency in currencies.split()
}
# Far above numeric(12,2), far below the 28 digits at which Decimal starts to round on its own.
_LARGEST = Decimal(10) ** 15

Weight = int | Decimal


class UnknownCurrency(Refusal):
    def __init__(self, currency: str) -> None:
        self.currency = currency
        super().__init__(f"“{currency}” is not a currency code such as EUR or USD.")


class MixedCurrencies(Refusal):
    def __init__(self, first: str, second: str) -> None:
        self.currencies = (first, second)
        super().__init__(f"{first} and {second} can't be put together.")


class NotAnAmount(Refusal):
    def __init__(self, amount: Decimal, currency: str) -> None:
        self.amount = amount
        self.currency = currency
        super().__init__(f"{amount} {currency} is not an amount that can be paid.")


class TooManyDigits(Refusal):
    def __init__(self, amount: Decimal, currency: str) -> None:
        self.amount = amount
        self.currency = currency
        self.digits = currency_digits(currency)
        super().__init__(
            f"{amount} {currency} has more than {self.digits} digits after the decimal point."
        )


class NothingToSplitOver(Refusal):
    def __init__(self, amount: Decimal) -> None:
        self.amount = amount
        super().__init__(f"There is nothing that {amount} could be split over.")


class NegativeWeight(Refusal):
    def __init__(self, position: int, weight: Weight) -> None:
        self.position = position
        self.weight = weight
        super().__init__(f"Part {position + 1} has a negative share ({weight}).")


def currency_digits(currency: str) -> int:
    """Digits after the decimal point of a currency (ISO 4217): EUR 2, JPY 0, KWD 3."""
    return UNUSUAL_DIGITS.get(currency, 2)


@lru_cache(maxsize=64)
def _smallest_step(currency: str) -> Decimal:
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):  # noqa: PLR2004
        raise UnknownCurrency(currency)
    if not currency.isupper():
        raise UnknownCurrency(currency)
    return Decimal(1).scaleb(-currency_digits(currency))


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """A `Decimal` amount with all digits of its currency (never a float; other currencies refuse).

    Raises `UnknownCurrency`, `NotAnAmount`, `TooManyDigits`; a number that is no Decimal is a
    programming mistake and raises `TypeError`.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"money is a Decimal, not {type(self.amount).__name__}")
        step = _smallest_step(self.currency)
        if not self.amount.is_finite() or abs(self.amount) >= _LARGEST:
            raise NotAnAmount(self.amount, self.currency)
        exact = self.amount.quantize(step)
        if exact != self.amount:
            raise TooManyDigits(self.amount, self.currency)
        # "+ 0" turns minus zero into zero, which would print as -0.00.
        object.__setattr__(self, "amount", exact + 0)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in this currency."""
        return cls(Decimal(0), currency)

    @classmethod
    def rounded(cls, amount: Decimal, currency: str) -> Money:
        """The nearest amount that the currency can pay; halves go away from zero."""
        return cls(amount.quantize(_smallest_step(currency), ROUND_HALF_UP), currency)

    @classmethod
    def total(cls, parts: Iterable[Money], currency: str) -> Money:
        """The sum of the parts; zero when there are none."""
        return sum(parts, cls.zero(currency))

    def percent(self, rate: Decimal) -> Money:
        """`rate` % of it, to the smallest coin; halves go away from zero (as tax offices do)."""
        return Money.rounded(self.amount * rate / 100, self.currency)

    def split(self, weights: Sequence[Weight]) -> tuple[Money, ...]:
        """Parts in proportion to `weights` that add up to it exactly; see `split_amount`."""
        if not self.amount and min(weights, default=0) >= 0:
            return (self,) * len(weights)
        parts = split_amount(self.amount, weights, currency_digits(self.currency))
        money = {part: self._exactly(part) for part in set(parts)}
        return tuple(money[part] for part in parts)

    def split_evenly(self, parts: int) -> tuple[Money, ...]:
        """So many equal parts; odd coins go to the first ones, as from `split`."""
        if parts < 1:
            raise ValueError(f"{parts} parts can't hold an amount")
        step = _smallest_step(self.currency)
        coins, odd = divmod(int(abs(self.amount) / step), parts)
        coin = step if self.amount > 0 else -step
        more, less = self._exactly(coin * (coins + 1)), self._exactly(coin * coins)
        return (more,) * odd + (less,) * (parts - odd)

    def text(self) -> str:
        """As people read it: `1,234.50 EUR`, minus first."""
        return f"{self.amount:,f} {self.currency}"

    def __str__(self) -> str:
        return self.text()

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __add__(self, other: Money) -> Money:
        return self._exactly(self.amount + self._same(other))

    def __sub__(self, other: Money) -> Money:
        return self._exactly(self.amount - self._same(other))

    def __neg__(self) -> Money:
        return self._exactly(-self.amount)

    def __mul__(self, times: int) -> Money:
        if not isinstance(times, int):
            raise TypeError("money is multiplied by a count; use percent() or split() for parts")
        return self._exactly(self.amount * times)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def _exactly(self, amount: Decimal) -> Money:
        """An amount that has this currency's digits already, as sums of such amounts do."""
        if abs(amount) >= _LARGEST:
            raise NotAnAmount(amount, self.currency)
        money = object.__new__(Money)
        object.__setattr__(money, "amount", amount + 0)
        object.__setattr__(money, "currency", self.currency)
        return money

    def _same(self, other: Money) -> Decimal:
        if other.currency != self.currency:
            raise MixedCurrencies(self.currency, other.currency)
        return other.amount


def split_amount(amount: Decimal, weights: Sequence[Weight], digits: int) -> tuple[Decimal, ...]:
    """Parts of `amount` with `digits` decimals, in proportion to `weights`, that add up exactly.

    Largest remainder (Hamilton): every part is rounded down, and what is left goes, one smallest
    coin each, to the parts that lost most; ties go to the earlier part. A part with weight zero
    gets nothing. `amount` may be negative. Raises `NegativeWeight`, and `NothingToSplitOver`
    where the weights are all zero but the amount is not.
    """
    step = Decimal(1).scaleb(-digits)
    coins = int(amount.scaleb(digits))
    if coins * step != amount:
        raise ValueError(f"{amount} is not a whole number of {step}")
    if not any(weights) and coins:
        raise NothingToSplitOver(amount)
    sign = -1 if coins < 0 else 1
    return tuple(sign * part * step for part in _largest_remainder(abs(coins), _whole(weights)))


def _whole(weights: Sequence[Weight]) -> list[int]:
    """The same proportions in whole numbers, so that no division is rounded."""
    ratios = [weight.as_integer_ratio() for weight in weights]
    for position, (numerator, _) in enumerate(ratios):
        if numerator < 0:
            raise NegativeWeight(position, weights[position])
    common = lcm(*(denominator for _, denominator in ratios))
    return [numerator * (common // denominator) for numerator, denominator in ratios]


def _largest_remainder(coins: int, weights: list[int]) -> list[int]:
    whole = sum(weights) or 1
    parts = [coins * weight // whole for weight in weights]
    lost = [coins * weight % whole for weight in weights]
    left = coins - sum(parts)
    for position in sorted(range(len(parts)), key=lambda place: -lost[place])[:left]:
        parts[position] += 1
    return parts
