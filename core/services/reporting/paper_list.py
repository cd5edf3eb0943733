"""Look over a list of sales from paper before it is entered: each line, its seats, its sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.domain.errors import Refusal
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.money import Money
from core.domain.purchasing.seat_lists import SeatLabel, VenueLabels, read_text
from core.domain.sales.paper import PaperSale
from core.domain.sales.paper_lines import last_time_of, read_paper_line
from core.domain.sales.terms import InsufficientCash
from core.domain.sales.totals import FeeRules, booking_total
from core.services.inventory.seats import SeatCard, cards_named
from core.services.purchasing.list_files import labels_of_event
from core.services.sales.paper_sales import fee_rules


@dataclass(frozen=True, slots=True)
class CheckedSale:
    """One line of the list: what it says and comes to, or the `problem` that keeps it out.

    `number` counts the lines that say something, from 1, as `PaperSaleRefused` does.
    """

    number: int
    text: str
    at: datetime | None = None
    seats: tuple[SeatCard, ...] = ()
    receipt: str | None = None
    total: Money | None = None
    sale: PaperSale | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _House:
    event_id: UUID
    labels: VenueLabels
    fees: tuple[str, FeeRules] | None
    now: datetime
    zone: ZoneInfo


def check_paper_list(
    session: Session, event_id: UUID, text: str, *, now: datetime, timezone: str
) -> tuple[CheckedSale, ...]:
    """Read a list, a sale a line; empty lines say nothing. Times are of `timezone`, before `now`.

    What is found here is for the eye: `record_paper_sales` checks all of it again, under locks.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    house = _House(
        event_id,
        labels_of_event(session, event_id),
        fee_rules(session, [event_id]).get(event_id),
        now,
        ZoneInfo(timezone),
    )
    read = [_read(house, number, line) for number, line in enumerate(lines, start=1)]
    wanted = {label for _, labels in read for label in labels}
    cards = cards_named(session, event_id, [(one.section, one.row, one.number) for one in wanted])
    by_label = {SeatLabel(card.section, card.row, card.number): card for card in cards}
    return _twice([_priced(house, checked, labels, by_label) for checked, labels in read])


def _read(house: _House, number: int, line: str) -> tuple[CheckedSale, tuple[SeatLabel, ...]]:
    checked = CheckedSale(number, line)
    try:
        read = read_paper_line(line)
    except Refusal as refusal:
        return replace(checked, problem=str(refusal)), ()
    at = last_time_of(read.at, house.now, house.zone)
    listing = read_text(read.seats, house.labels)
    checked = replace(checked, at=at, receipt=read.receipt)
    if listing.problems:
        first = listing.problems[0]
        return replace(checked, problem=f"“{first.text}”: {first.reason}."), ()
    currency = house.fees[0] if house.fees is not None else None
    given = Money(read.tendered, currency) if read.tendered is not None and currency else None
    sale = PaperSale(house.event_id, (), at, terminal_receipt=read.receipt, tendered=given)
    return replace(checked, sale=sale), listing.seats


def _priced(
    house: _House,
    checked: CheckedSale,
    labels: Sequence[SeatLabel],
    cards: Mapping[SeatLabel, SeatCard],
) -> CheckedSale:
    sale = checked.sale
    if sale is None:
        return checked
    seats = tuple(cards[label] for label in labels if label in cards)
    problem = next(filter(None, map(_not_for_sale, seats)), "")
    if house.fees is None:
        problem = "The event is not on sale."
    checked = replace(checked, seats=seats, problem=problem)
    if problem or house.fees is None:
        return replace(checked, sale=None)
    currency, fees = house.fees
    prices = [Money(card.retail_price or Decimal(0), currency) for card in seats]
    total = booking_total(prices, fees).total
    if sale.tendered is not None and sale.tendered < total:
        problem = str(InsufficientCash(total, sale.tendered))
    whole = replace(sale, seat_ids=tuple(card.id for card in seats))
    return replace(checked, total=total, sale=None if problem else whole, problem=problem)


def _not_for_sale(card: SeatCard) -> str:
    if card.ownership is not Ownership.OWNED:
        return f"{card.label} is not ours."
    if card.status not in (SeatStatus.AVAILABLE, SeatStatus.RESERVED):
        return f"{card.label} is {card.status.value.lower()}."
    return "" if card.retail_price is not None else f"{card.label} has no price."


def _twice(checked: Sequence[CheckedSale]) -> tuple[CheckedSale, ...]:
    """The same with seats marked that an earlier line has sold."""
    first: dict[UUID, int] = {}
    found: list[CheckedSale] = []
    for one in checked:
        again = next((card for card in one.seats if card.id in first), None)
        if again is not None and not one.problem:
            problem = f"{again.label} was sold by sale {first[again.id]} of the list."
            found.append(replace(one, sale=None, problem=problem))
        else:
            found.append(one)
        for card in one.seats:
            first.setdefault(card.id, one.number)
    return tuple(found)
