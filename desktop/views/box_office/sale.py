"""The sale at the counter: what has been chosen, reserved and paid so far; no widgets."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from uuid import UUID

from core.domain.events import EventStatus
from core.domain.inventory.offers import Offer
from core.domain.money import Money
from core.domain.sales.states import BookingStatus, DeliveryMethod, HowSold, SalesChannel
from core.services.events.queries import EventRow
from core.services.inventory.seats import SeatCard
from core.services.sales.customers import CustomerRow
from core.services.sales.queries import BookingInFull
from core.services.sales.rows import BookingRow, Sale
from desktop.attempts import Attempts
from desktop.desk import Operation
from desktop.operations.sales import reserve, reserve_held
from desktop.views.box_office.specials import HoldSale, Special, entry_of, offer_of

WALK_UP = "Walk-up"
MOST_TOLD = 24
"""Seats that are named in words."""


class Step(Enum):
    """Where the sale stands."""

    CHOOSE = auto()
    PAY = auto()
    DONE = auto()


@dataclass
class SaleInHand:
    """One sale from the first seat to the change; `Attempts` outlive outages, not sales."""

    event: EventRow | None = None
    cards: tuple[SeatCard, ...] = ()
    customer: CustomerRow | None = None
    delivery: DeliveryMethod = DeliveryMethod.E_TICKET
    channel: SalesChannel = SalesChannel.COUNTER
    special: Special | None = None
    booking: BookingRow | None = None
    sold: Sale | None = None
    attempts: Attempts = field(default_factory=Attempts)
    under_way: bool = False
    """One of its steps is being carried out; nothing else is begun before that has ended."""

    @property
    def step(self) -> Step:
        """Choosing until seats are reserved, paying until they are paid or promised."""
        if self.sold is not None:
            return Step.DONE
        return Step.CHOOSE if self.booking is None else Step.PAY

    @property
    def can_change(self) -> bool:
        """Whether its event, its seats and who buys can be others: nothing is reserved yet."""
        return self.step is Step.CHOOSE and not self.under_way

    @property
    def buyer(self) -> str:
        """Who buys, in a word."""
        return self.customer.name if self.customer is not None else WALK_UP

    @property
    def how(self) -> HowSold:
        """The channel, the presale, and how tickets reach the customer; a walk-up takes them."""
        delivery = self.delivery if self.customer is not None else DeliveryMethod.E_TICKET
        return HowSold(self.channel, delivery, entry_of(self.special))

    @property
    def on_general_sale(self) -> bool:
        """Whether everybody can buy; an event that is only published is sold in presales."""
        return self.event is None or self.event.status is not EventStatus.PUBLISHED

    @property
    def offer(self) -> Offer:
        """What the map and the search offer."""
        return offer_of(self.special, self.channel, generally=self.on_general_sale)

    @property
    def seat_ids(self) -> tuple[UUID, ...]:
        return tuple(card.id for card in self.cards)

    @property
    def ranks(self) -> list[int]:
        return [card.rank for card in self.cards]

    @property
    def face(self) -> Money | None:
        """What the chosen seats cost together, without fees; None while no event is picked."""
        if self.event is None:
            return None
        prices = (card.retail_price for card in self.cards if card.retail_price is not None)
        currency = self.event.currency
        return Money.total((Money(price, currency) for price in prices), currency)

    @property
    def seats_text(self) -> str:
        """The seats row by row: ``Stalls row N: 10, 11, 12``; long lists are cut."""
        rows: defaultdict[str, list[str]] = defaultdict(list)
        for card in self.cards[:MOST_TOLD]:
            row = f" row {card.row}" if card.row else ""
            rows[f"{card.section}{row}"].append(card.number)
        told = "\n".join(f"{place}: {', '.join(numbers)}" for place, numbers in rows.items())
        more = len(self.cards) - MOST_TOLD
        return f"{told}\nand {more} more" if more > 0 else told

    @property
    def headline(self) -> str:
        """The step in a word or two, for the head of the side panel."""
        if self.sold is None:
            return "New sale" if self.booking is None else "Payment"
        return "Kept" if self.sold.booking.status is BookingStatus.PENDING else "Sold"

    def reserve_key(self) -> UUID:
        """The key of reserving exactly this, the same until it succeeds."""
        return self.attempts.key_for("reserve", *self._wanted())

    def reserved(self, booking: BookingRow) -> None:
        """The seats are reserved."""
        self.attempts.answered("reserve", *self._wanted())
        self.booking = booking

    def given_back(self) -> None:
        """The reservation is over; the seats stay chosen."""
        self.booking = None

    def left(self, now: datetime) -> timedelta | None:
        """How long the reservation still holds; None when nothing is reserved."""
        if self.booking is None or self.booking.reserved_until is None:
            return None
        return max(self.booking.reserved_until - now, timedelta(0))

    def without(self, labels: Sequence[str]) -> list[int]:
        """Ranks of the chosen seats that are not among these."""
        return [card.rank for card in self.cards if card.label not in labels]

    def begin_again(self, event: EventRow | None) -> None:
        """The next sale, of this event and on the same channel: nobody and nothing yet."""
        self.event, self.cards, self.customer = event, (), None
        self.delivery, self.special = DeliveryMethod.E_TICKET, None
        self.booking, self.sold = None, None
        self.attempts = Attempts()

    def _wanted(self) -> tuple[object, ...]:
        event_id = self.event.id if self.event is not None else None
        customer_id = self.customer.id if self.customer is not None else None
        hold_id = self.offer.hold_id
        return event_id, self.seat_ids, customer_id, self.how, hold_id


def sale_of(full: BookingInFull) -> Sale:
    """A booking read back, as the payment step that was lost would have answered."""
    return Sale(full.booking, full.payments[-1] if full.payments else None)


def reserving(sale: SaleInHand) -> Operation[BookingRow] | None:
    """The operation that reserves what is chosen, from where it is sold; None for nothing."""
    event, special = sale.event, sale.special
    if event is None or not sale.cards:
        return None
    buyer = sale.customer.id if sale.customer is not None else None
    key, how = sale.reserve_key(), sale.how
    if isinstance(special, HoldSale):
        return reserve_held(special.hold.id, sale.seat_ids, buyer, how=how, key=key)
    return reserve(event.id, sale.seat_ids, buyer, how=how, key=key)
