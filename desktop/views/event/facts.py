"""What the side panel says: of the event, of one seat, of a selection."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.money import Money
from core.services.events.price_levels import PriceLevelRow
from core.services.events.queries import EventRow
from core.services.inventory.selections import SelectionSums
from desktop.theme import chip_for
from desktop.widgets.facts import Pairs
from desktop.words import money_text as words_of
from desktop.words import number_text, when_text

PERCENT = 100


def event_facts(event: EventRow, now: datetime) -> Pairs:
    """When and where, and how it sells."""
    return (
        ("When", when_text(event.start, now, ZoneInfo(event.timezone))),
        ("Where", event.venue),
        ("Status", chip_for(event.status).word),
    )


def level_facts(levels: Sequence[PriceLevelRow]) -> Pairs:
    """Price levels: how many seats of the plan each covers, and its price."""
    return [
        (
            f"{level.name}, {number_text(level.seats)} seats",
            words_of(Money(level.base_price, level.currency)),
        )
        for level in levels
    ]


def selection_facts(sums: SelectionSums, currency: str) -> Pairs:
    """What a selection comes to."""
    pairs = [("Seats", number_text(sums.seats))]
    if sums.owned != sums.seats:
        pairs.append(("Ours", number_text(sums.owned)))
    if sums.unpriced:
        pairs.append(("Without a price", number_text(sums.unpriced)))
    pairs.append(("Face value", words_of(Money(sums.face, currency))))
    pairs.append(("Price", words_of(Money(sums.price, currency))))
    if sums.cost is not None and sums.margin is not None:
        margin = words_of(Money(sums.margin, currency))
        pairs.append(("Cost", words_of(Money(sums.cost, currency))))
        pairs.append(("Margin", margin))
        if sums.cost:
            pairs.append(("Mark-up", f"{sums.margin * PERCENT / sums.cost:.0f} %"))
    return pairs


def share_text(part: int, whole: int) -> str:
    """A share in whole per cent; nothing of nothing is 0 %."""
    return f"{round(part * PERCENT / whole) if whole else 0} %"
