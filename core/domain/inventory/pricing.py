"""What a seat sells for: a fixed price, a mark-up on its cost, or the price of its level.

The rules in the user's words: docs/rules/money.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Protocol

from core.domain.errors import Refusal
from core.domain.money import Money


class NegativeRetail(Refusal):
    def __init__(self, price: Money) -> None:
        self.price = price
        super().__init__(f"A seat can't be sold for {price}.")


class CostUnknown(Refusal):
    def __init__(self) -> None:
        super().__init__("A mark-up needs the seat's cost, and this seat has none yet.")


class NoLevelPrice(Refusal):
    def __init__(self) -> None:
        super().__init__("This seat belongs to no price level, so there is no price to take.")


class NotAStep(Refusal):
    def __init__(self, step: Decimal, less: Decimal) -> None:
        self.step = step
        self.less = less
        super().__init__(f"Prices can't be rounded to steps of {step} less {less}.")


class Direction(StrEnum):
    """NEAREST rounds halves up, so that the agency never loses the half."""

    NEAREST = "NEAREST"
    UP = "UP"


@dataclass(frozen=True, slots=True)
class Rounding:
    """To whole steps, less a little: step 0.50, or step 1 less 0.01 for prices that end in .99.

    Amounts in the price's currency. Raises `NotAStep` unless 0 ≤ `less` < `step`.
    """

    step: Decimal
    direction: Direction = Direction.NEAREST
    less: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        if not 0 <= self.less < self.step:
            raise NotAStep(self.step, self.less)

    def apply(self, price: Decimal) -> Decimal:
        """The rounded price; never below nothing."""
        how = ROUND_CEILING if self.direction is Direction.UP else ROUND_HALF_UP
        steps = ((price + self.less) / self.step).to_integral_value(how)
        rounded = steps * self.step - self.less
        return rounded if rounded >= 0 else rounded + self.step


class PriceRule(Protocol):
    """How a seat's retail price comes about from its cost and the base price of its level."""

    def price_for(self, cost: Money | None, base: Money | None) -> Money:
        """The retail price; raises a `Refusal` where what the rule needs is missing."""


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """The same price for each seat, whatever it cost. Raises `NegativeRetail`."""

    price: Money

    def __post_init__(self) -> None:
        _not_negative(self.price)

    def price_for(self, cost: Money | None, base: Money | None) -> Money:  # noqa: ARG002
        return self.price


@dataclass(frozen=True, slots=True)
class MarkUp:
    """Cost and `percent` of it; less than nothing is a mark-down. Raises `CostUnknown`."""

    percent: Decimal
    rounding: Rounding | None = None

    def price_for(self, cost: Money | None, base: Money | None) -> Money:  # noqa: ARG002
        if cost is None:
            raise CostUnknown
        exact = cost.amount * (100 + self.percent) / 100
        return _rounded(exact, cost.currency, self.rounding)


@dataclass(frozen=True, slots=True)
class LevelPrice:
    """The base price of the seat's level. Raises `NoLevelPrice`."""

    rounding: Rounding | None = None

    def price_for(self, cost: Money | None, base: Money | None) -> Money:  # noqa: ARG002
        if base is None:
            raise NoLevelPrice
        return _rounded(base.amount, base.currency, self.rounding)


def lot_prices(total: Money, bases: Sequence[Money]) -> tuple[Money, ...]:
    """A price agreed for a whole lot, over its seats: in proportion to their base prices.

    By largest remainder, so the seats add up to the lot; evenly where no base price is known.
    Raises `NegativeRetail`, and `NothingToSplitOver` for a lot without seats.
    """
    _not_negative(total)
    weights = [base.amount for base in bases]
    return total.split(weights if any(weights) else [1] * len(weights))


def check_retail(prices: Iterable[Decimal | None], currency: str) -> None:
    """Refuse `NegativeRetail`, and prices that nobody can pay: `TooManyDigits`, `NotAnAmount`."""
    for price in {price for price in prices if price is not None}:
        _not_negative(Money(price, currency))


def _rounded(exact: Decimal, currency: str, rounding: Rounding | None) -> Money:
    price = _not_negative(Money.rounded(exact, currency))
    # The step is applied to the exact price: rounding twice could lift a half over the edge.
    return price if rounding is None else Money.rounded(rounding.apply(exact), currency)


def _not_negative(price: Money) -> Money:
    if price.amount < 0:
        raise NegativeRetail(price)
    return price
