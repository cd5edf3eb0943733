"""What the side panel says: of the event, of one seat, of a selection."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from core.domain.inventory.states import Ownership
from core.domain.money import Money
from core.services.events.price_levels import PriceLevelRow
from core.services.events.queries import EventRow
from core.services.inventory.seats import SeatCard
from core.services.inventory.selections import SelectionSums
from desktop.theme import chip_for
from desktop.widgets.facts import Pairs
from desktop.words import money_text as words_of
from desktop.words import number_text, when_text

PERCENT = 100


def event_facts(event: EventRow) -> Pairs:
    """When and where, and how it sells."""
    return (
        ("When", when_text(event.start, zone=ZoneInfo(event.timezone))),
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


def seat_facts(card: SeatCard, *, with_cost: bool) -> Pairs:
    """Everything about one seat that the person may see."""
    pairs = [
        ("Status", chip_for(card.status).word if _ours(card) else chip_for(card.ownership).word),
        ("Price level", card.level or "None"),
        ("Price", _money(card, retail=True)),
    ]
    if with_cost and _ours(card):
        pairs.append(("Cost", _money(card, retail=False)))
        pairs.append(("Margin", _margin(card)))
    if card.booking_number is not None:
        pairs += [("Booking", card.booking_number), ("Ticket", card.ticket_number or "")]
    if card.reserved_until is not None:
        pairs.append(("Reserved until", when_text(card.reserved_until)))
    if card.hold_reason:
        pairs.append(("Held for", card.hold_reason))
    return pairs


def selection_facts(sums: SelectionSums, currency: str) -> Pairs:
    """What a selection comes to."""
    pairs = [("Seats", number_text(sums.seats))]
    if sums.owned != sums.seats:
        pairs.append(("Ours", number_text(sums.owned)))
    if sums.unpriced:
        pairs.append(("Without a price", number_text(sums.unpriced)))
    pairs.append(("Face value", words_of(Money(sums.face, currency))))
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


def _ours(card: SeatCard) -> bool:
    return card.ownership is Ownership.OWNED


def _money(card: SeatCard, *, retail: bool) -> str:
    amount = card.retail_price if retail else card.purchase_price
    return "None" if amount is None else words_of(Money(amount, card.currency))


def _margin(card: SeatCard) -> str:
    if card.retail_price is None or card.purchase_price is None:
        return "None"
    return words_of(Money(card.retail_price - card.purchase_price, card.currency))
