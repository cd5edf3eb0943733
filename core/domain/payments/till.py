"""A till shift's cash: what must be in the drawer, what was counted, and the difference."""

from dataclasses import dataclass

from core.domain.errors import Refusal
from core.domain.money import Money


class NegativeCash(Refusal):
    def __init__(self, what: str, amount: Money) -> None:
        self.what = what
        self.amount = amount
        super().__init__(f"The {what} can't be {amount}.")


@dataclass(frozen=True, slots=True)
class TillCash:
    """The cash of one shift: the float it began with, and the sums that came in and went out.

    Sums are positive. Raises `NegativeCash`, and `MixedCurrencies` from the readings below.
    """

    opening_float: Money
    cash_in: Money
    cash_out: Money

    def __post_init__(self) -> None:
        for what, amount in (
            ("float", self.opening_float),
            ("cash taken", self.cash_in),
            ("cash paid out", self.cash_out),
        ):
            _not_negative(what, amount)

    @property
    def expected(self) -> Money:
        """What must be in the drawer now: float + in - out."""
        return self.opening_float + self.cash_in - self.cash_out

    def difference(self, counted: Money) -> Money:
        """Counted less expected: positive is too much, negative is missing. Raises as above."""
        _not_negative("counted cash", counted)
        return counted - self.expected


def _not_negative(what: str, amount: Money) -> None:
    if amount.amount < 0:
        raise NegativeCash(what, amount)
