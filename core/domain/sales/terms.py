"""A sale's deadlines, and cash over the counter: what is short and what goes back."""

from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, Decimal

from core.domain.errors import Refusal
from core.domain.money import Money


class InsufficientCash(Refusal):
    def __init__(self, due: Money, given: Money) -> None:
        self.due = due
        self.given = given
        self.missing = due - given
        super().__init__(f"{self.missing} is missing: {given} given, {due} to pay.")


class TooLateToTransfer(Refusal):
    def __init__(self, event: str) -> None:
        self.event = event
        super().__init__(f"{event} has begun: a transfer would come too late.")


class NoTimeToPay(Refusal):
    def __init__(self, given: int) -> None:
        self.given = given
        super().__init__(f"A customer can't be given {given} to pay; it must be at least 1.")


# Notes and large coins that people hand over, by currency; small coins are only ever change.
_NOTES: dict[str, tuple[int, ...]] = {
    "EUR": (5, 10, 20, 50, 100, 200),
    "USD": (1, 5, 10, 20, 50, 100),
    "GBP": (5, 10, 20, 50),
    "CHF": (10, 20, 50, 100, 200),
    "JPY": (1000, 5000, 10000),
    "SEK": (20, 50, 100, 200, 500),
    "NOK": (50, 100, 200, 500),
    "DKK": (50, 100, 200, 500),
    "PLN": (10, 20, 50, 100, 200),
    "CZK": (100, 200, 500, 1000, 2000),
    "HUF": (1000, 2000, 5000, 10000, 20000),
    "CAD": (5, 10, 20, 50, 100),
    "AUD": (5, 10, 20, 50, 100),
    "INR": (10, 20, 50, 100, 200, 500),
    "KWD": (1, 5, 10, 20),
}
_ANY_NOTES = (5, 10, 20, 50, 100)
_SUGGESTIONS = 4


def reserved_until(now: datetime, minutes: int) -> datetime:
    """When the clock of a reservation runs out. Raises `NoTimeToPay` below one minute."""
    if minutes < 1:
        raise NoTimeToPay(minutes)
    return now + timedelta(minutes=minutes)


def transfer_due(promised: date, days: int) -> date:
    """The last day on which a promised bank transfer counts. Raises `NoTimeToPay` below one day."""
    if days < 1:
        raise NoTimeToPay(days)
    return promised + timedelta(days=days)


def cash_change(due: Money, given: Money) -> Money:
    """What goes back over the counter. Raises `InsufficientCash` with what is missing."""
    if given < due:
        raise InsufficientCash(due, given)
    return given - due


def suggested_cash(due: Money) -> tuple[Money, ...]:
    """What a customer is likely to hand over, ascending, for the till's buttons; at most four.

    The exact amount, the amount rounded up to the currency's smallest note, then rounded up to
    each larger note.
    """
    if due.amount <= 0:
        return (due,)
    notes = _NOTES.get(due.currency, _ANY_NOTES)
    likely = {due.amount, *(_rounded_up(due.amount, Decimal(note)) for note in notes)}
    return tuple(Money(amount, due.currency) for amount in sorted(likely)[:_SUGGESTIONS])


def _rounded_up(amount: Decimal, note: Decimal) -> Decimal:
    return (amount / note).to_integral_value(ROUND_CEILING) * note
