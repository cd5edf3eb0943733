"""What a sale, an event or a month earned."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.domain.money import Money

_PERCENT = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Profit:
    """`revenue` is what was paid for the seats after discounts, `cost` what they cost us.

    `fees` (service and delivery) are kept apart, and tax is not ours at all.
    """

    revenue: Money
    cost: Money
    fees: Money

    @property
    def profit(self) -> Money:
        """Revenue less cost; below zero a loss."""
        return self.revenue - self.cost

    @property
    def mark_up(self) -> Decimal | None:
        """Profit over cost in percent, to a tenth; None where nothing was paid for the seats."""
        if not self.cost:
            return None
        share = self.profit.amount * _PERCENT / self.cost.amount
        return share.quantize(_TENTH, ROUND_HALF_UP)


def nothing_earned(currency: str) -> Profit:
    """No sale yet."""
    zero = Money.zero(currency)
    return Profit(zero, zero, zero)
