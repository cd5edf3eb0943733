"""What is done to event seats at the desk: pricing, with its way back."""

from core.domain.inventory.pricing import PriceRule
from core.domain.money import Money
from core.services.events.queries import EventRow
from core.services.inventory.pricing import Repriced, Selection, restore_prices, set_retail_prices
from core.services.work import new_key
from desktop.desk import Operation
from desktop.words import count, money_text


def price_seats(event: EventRow, selection: Selection, rule: PriceRule) -> Operation[Repriced]:
    """Price the selected seats by a rule; can be taken back."""
    key = new_key()
    return Operation(
        lambda work: set_retail_prices(work, event.id, selection, rule, key=key),
        said=lambda done: _priced(done, event.currency),
        undo=lambda done: restore(event, done) if done.before else None,
        doing="Setting prices",
    )


def restore(event: EventRow, done: Repriced) -> Operation[int]:
    """Give seats the prices back that they had before."""
    key = new_key()
    return Operation(
        lambda work: restore_prices(work, event.id, done.before, key=key),
        said=lambda seats: f"{count(seats, 'seat')} priced as before.",
        doing="Taking prices back",
    )


def _priced(done: Repriced, currency: str) -> str:
    after = money_text(Money(done.total_after, currency))
    return f"{count(done.seats, 'seat')} priced, {after} together."
