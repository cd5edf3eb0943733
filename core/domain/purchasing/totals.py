"""What an order costs, and what each seat of a lot cost, to the cent over several deliveries."""

from core.domain.errors import Refusal
from core.domain.money import Money


class NothingOrdered(Refusal):
    def __init__(self, quantity: int) -> None:
        self.quantity = quantity
        super().__init__(f"A line orders 1 ticket or more, not {quantity}.")


class NegativeCost(Refusal):
    def __init__(self, price: Money) -> None:
        self.price = price
        super().__init__(f"A supplier's price can't be {price}.")


class MoreThanOrdered(Refusal):
    def __init__(self, ordered: int, received: int, arriving: int) -> None:
        self.ordered = ordered
        self.received = received
        self.arriving = arriving
        super().__init__(
            f"{ordered} were ordered and {received} are here already; {arriving} more don't fit."
        )


def line_total(quantity: int, unit_price: Money) -> Money:
    """A line at its price per ticket. Raises `NothingOrdered`, `NegativeCost`."""
    _check(quantity, unit_price)
    return unit_price * quantity


def unit_price_of(total: Money, quantity: int) -> Money:
    """The price per ticket of a lot, to the nearest cent: to show, never to multiply again."""
    _check(quantity, total)
    return Money.rounded(total.amount / quantity, total.currency)


def seat_costs(total: Money, quantity: int) -> tuple[Money, ...]:
    """What each seat of a lot costs, so that they add up to what was agreed for the lot.

    By largest remainder: odd cents go to the first seats. Raises `NothingOrdered`, `NegativeCost`.
    """
    _check(quantity, total)
    return total.split_evenly(quantity)


def delivery_costs(
    total: Money, quantity: int, *, received: int, arriving: int
) -> tuple[Money, ...]:
    """What each arriving seat costs, after `received` others of the same lot.

    All deliveries of a lot together add up to its total, however it is delivered. Raises
    `MoreThanOrdered`.
    """
    if arriving < 0 or received < 0 or received + arriving > quantity:
        raise MoreThanOrdered(quantity, received, arriving)
    return seat_costs(total, quantity)[received : received + arriving]


def _check(quantity: int, price: Money) -> None:
    if quantity < 1:
        raise NothingOrdered(quantity)
    if price.amount < 0:
        raise NegativeCost(price)
