"""What seats sell for: a fixed price, a mark-up on cost, the price of the level, a lot's total.

The rules in the user's words: docs/rules/money.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol

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


class AnotherLot(Refusal):
    def __init__(self, total: Money, agreed: int, found: int) -> None:
        self.total = total
        self.agreed = agreed
        self.found = found
        super().__init__(
            f"{total} was meant for a lot of {agreed:,}, and now {found:,} can be priced. "
            "Check the selection and set the price again."
        )


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


class PricedSeat(NamedTuple):
    """What a rule knows of a seat: its cost, and the base price of its level, where it has them."""

    cost: Money | None
    base: Money | None


class PriceRule(Protocol):
    """How the retail prices of seats that are priced together come about."""

    def prices_for(self, seats: Sequence[PricedSeat]) -> Sequence[Money]:
        """A price for each seat; raises a `Refusal` where what the rule needs is missing."""


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """The same price for each seat, whatever it cost. Raises `NegativeRetail`."""

    price: Money

    def __post_init__(self) -> None:
        _not_negative(self.price)

    def prices_for(self, seats: Sequence[PricedSeat]) -> Sequence[Money]:
        return [self.price] * len(seats)


@dataclass(frozen=True, slots=True)
class MarkUp:
    """Cost and `percent` of it; less than nothing is a mark-down. Raises `CostUnknown`."""

    percent: Decimal
    rounding: Rounding | None = None

    def prices_for(self, seats: Sequence[PricedSeat]) -> Sequence[Money]:
        return [self._on(seat.cost) for seat in seats]

    def _on(self, cost: Money | None) -> Money:
        if cost is None:
            raise CostUnknown
        exact = cost.amount * (100 + self.percent) / 100
        return _rounded(exact, cost.currency, self.rounding)


@dataclass(frozen=True, slots=True)
class LevelPrice:
    """The base price of the seat's level. Raises `NoLevelPrice`."""

    rounding: Rounding | None = None

    def prices_for(self, seats: Sequence[PricedSeat]) -> Sequence[Money]:
        return [self._of(seat.base) for seat in seats]

    def _of(self, base: Money | None) -> Money:
        if base is None:
            raise NoLevelPrice
        return _rounded(base.amount, base.currency, self.rounding)


@dataclass(frozen=True, slots=True)
class LotPrice:
    """A price agreed for so many seats together, over them in proportion to their base prices.

    By largest remainder, so the seats add up to it. A seat of no level counts as the average of the
    others; where none has a base price, the split is even. Raises `NegativeRetail`, `AnotherLot`
    for another number of seats than was agreed on, and `NothingToSplitOver` for none.
    """

    total: Money
    seats: int

    def __post_init__(self) -> None:
        _not_negative(self.total)

    def prices_for(self, seats: Sequence[PricedSeat]) -> Sequence[Money]:
        if len(seats) != self.seats:
            raise AnotherLot(self.total, self.seats, len(seats))
        known = [seat.base.amount for seat in seats if seat.base is not None]
        # Everything times the number of known ones: so their average needs no division.
        together = sum(known, Decimal(0))
        weights = [
            together if seat.base is None else seat.base.amount * len(known) for seat in seats
        ]
        return self.total.split(weights if together else [1] * len(weights))


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
