"""What the details of a seat say: its sale, its holder, the door, and its history in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from core.domain.inventory.states import Ownership
from core.domain.money import Money
from core.domain.sales.states import CHANNEL_WORDS, BookingStatus
from core.domain.tickets.states import TicketStatus
from core.services.inventory.seats import SeatCard
from core.services.reporting.earlier_tickets import EarlierTicket
from core.services.reporting.seat_details import SeatChange, SeatDetails, SeatSale, SeatScan
from desktop.theme import chip_for
from desktop.views.door.answers import verdict_chip
from desktop.widgets.facts import Pairs
from desktop.words import count, money_text, until_text, when_text

Groups = Sequence[tuple[str, Pairs]]
STATUS_DONE = {
    "AVAILABLE": "Free",
    "HELD": "Held",
    "RESERVED": "Reserved",
    "SOLD": "Sold",
    "BLOCKED": "Blocked",
}
OWNERSHIP_DONE = {
    "OWNED": "Received",
    "RETURNED_TO_SUPPLIER": "Returned to the supplier",
    "NOT_OWNED": "No longer ours",
}


def detail_groups(seen: SeatDetails, now: datetime, *, with_cost: bool) -> Groups:
    """All groups of facts about a seat; those without facts are empty."""
    return (
        ("", seat_facts(seen.card, now, with_cost=with_cost)),
        ("Who", _holder(seen)),
        ("Sale", _sale(seen.sale, now)),
        ("At the door", [_scan(scan, now) for scan in seen.scans]),
        ("Earlier tickets", _earlier(seen, now)),
        ("History", history_facts(seen.history or (), seen.card.currency, now)),
    )


def seat_facts(card: SeatCard, now: datetime, *, with_cost: bool) -> Pairs:
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
        pairs.append(("Reserved until", when_text(card.reserved_until, now)))
    if card.hold_reason:
        pairs.append(("Held for", card.hold_reason))
    if card.hold_until is not None:
        pairs.append(("Held until", when_text(card.hold_until, now)))
    if card.allotted_to is not None:
        end = f" {until_text(card.allotted_until, now)}" if card.allotted_until else ""
        pairs.append(("Kept for", f"{card.allotted_to.value.lower()}{end}"))
    return pairs


def earlier_fact(ticket: EarlierTicket, now: datetime, *, with_holder: bool) -> tuple[str, str]:
    """When a ticket ended, and its number, whose it was, what happened and who did it."""
    words = [f"{ticket.number}, {ticket.booking}"]
    if with_holder:
        words.append(ticket.holder or "Walk-up")
    words.append(ending_words(ticket))
    if ticket.ended_by is not None:
        words.append(f"by {ticket.ended_by}")
    ended = when_text(ticket.ended_at, now) if ticket.ended_at is not None else ""
    return ended, ", ".join(words)


def ending_words(ticket: EarlierTicket) -> str:
    """How a ticket ended, with its booking's reason."""
    if ticket.status is TicketStatus.TRANSFERRED:
        return "handed on"
    if not ticket.was_sold:
        return _lower(ticket.reason or "The reservation ran out")
    refunded = ticket.booking_status is BookingStatus.REFUNDED
    done = "refunded" if refunded else "cancelled"
    return f"{done} ({_lower(ticket.reason)})" if ticket.reason else done


def history_facts(changes: Sequence[SeatChange], currency: str, now: datetime) -> Pairs:
    """When, what and by whom, the latest first; changes without words are left out."""
    told = ((change, change_words(change, currency)) for change in changes)
    return [
        (when_text(change.at, now), f"{words}, by {change.by}") for change, words in told if words
    ]


def change_words(change: SeatChange, currency: str) -> str:
    """What one change did to the seat; nothing where only inner figures changed."""
    before, after = change.before, change.after
    parts = (
        OWNERSHIP_DONE.get(after.get("ownership_status") or "", ""),
        _status(before, after),
        _price(before.get("retail_price"), after.get("retail_price"), currency),
        "Price level changed" if "price_level_id" in {**before, **after} else "",
    )
    return ", ".join(part if at == 0 else _lower(part) for at, part in _said(parts))


def _said(parts: Sequence[str]) -> list[tuple[int, str]]:
    return list(enumerate(part for part in parts if part))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _status(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> str:
    done = STATUS_DONE.get(after.get("status") or "", "")
    reason = after.get("hold_reason")
    if done == "Free" and before.get("status"):
        done = "Free again"
    return f"{done} for {reason}" if done and reason else done


def _price(before: str | None, after: str | None, currency: str) -> str:
    if after is None:
        return "Price taken away" if before is not None else ""
    words = f"Priced {money_text(Money(Decimal(after), currency))}"
    if before is None:
        return words
    return f"{words} instead of {money_text(Money(Decimal(before), currency))}"


def _earlier(seen: SeatDetails, now: datetime) -> Pairs:
    return [earlier_fact(one, now, with_holder=seen.sees_holder) for one in seen.earlier]


def _holder(seen: SeatDetails) -> Pairs:
    if seen.sale is None or not seen.sees_holder:
        return []
    if seen.holder is None:
        return [("Customer", "Walk-up")]
    pairs = (
        ("Customer", seen.holder.name),
        ("E-mail", seen.holder.email or ""),
        ("Phone", seen.holder.phone or ""),
    )
    return [pair for pair in pairs if pair[1]]


def _sale(sale: SeatSale | None, now: datetime) -> Pairs:
    if sale is None:
        return []
    sold = sale.confirmed_at or sale.reserved_at
    pairs = (
        ("Status", chip_for(sale.status).word),
        ("Together", count(sale.tickets, "ticket") if sale.tickets > 1 else ""),
        ("Paid for this seat", money_text(sale.price)),
        ("Sold" if sale.confirmed_at else "Reserved", when_text(sold, now)),
        ("By", sale.sold_by or CHANNEL_WORDS[sale.channel]),
        ("Ticket", chip_for(sale.ticket_status).word),
    )
    return [pair for pair in pairs if pair[1]]


def _scan(scan: SeatScan, now: datetime) -> tuple[str, str]:
    return when_text(scan.at, now), f"{verdict_chip(scan.verdict).word}, {scan.gate}, {scan.by}"


def _ours(card: SeatCard) -> bool:
    return card.ownership is Ownership.OWNED


def _money(card: SeatCard, *, retail: bool) -> str:
    amount = card.retail_price if retail else card.purchase_price
    return "None" if amount is None else money_text(Money(amount, card.currency))


def _margin(card: SeatCard) -> str:
    if card.retail_price is None or card.purchase_price is None:
        return "None"
    return money_text(Money(card.retail_price - card.purchase_price, card.currency))
