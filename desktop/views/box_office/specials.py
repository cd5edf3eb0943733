"""What a sale is made from besides the general sale: a hold, or a presale with its access code."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from core.domain.holds.uses import HOLD_WORDS
from core.domain.inventory.offers import Offer
from core.domain.inventory.states import Allotment
from core.domain.sales.states import PresaleEntry, SalesChannel
from core.services.holds.presales import PresaleRow
from core.services.holds.queries import HoldRow
from desktop.words import count, until_text

OUR_CHANNELS = (SalesChannel.COUNTER, SalesChannel.PHONE, SalesChannel.PARTNER)
"""The ways in which a clerk sells; the web shop sells for itself."""


@dataclass(frozen=True, slots=True)
class HoldSale:
    """Seats sold from a hold."""

    hold: HoldRow

    @property
    def title(self) -> str:
        """For whom they are held."""
        return f"Held for {whom(self.hold)}"

    def detail(self, now: datetime) -> str:
        """Why, how many, and until when."""
        left = f"{count(self.hold.left, 'seat')} held"
        until = f", {until_text(self.hold.until, now)}" if self.hold.until is not None else ""
        reason = f"{self.hold.reason}\n" if self.hold.reason else ""
        return f"{reason}{left}{until}"

    def now_held_by(self, hold_id: UUID) -> "HoldSale":
        """The same, after its seats were given back to a hold that is alike."""
        return HoldSale(replace(self.hold, id=hold_id))


@dataclass(frozen=True, slots=True)
class PresaleSale:
    """Seats sold in a presale."""

    presale: PresaleRow
    code: str = ""

    @property
    def title(self) -> str:
        """The presale by its name."""
        return f"Presale {self.presale.name}"

    @property
    def entry(self) -> PresaleEntry:
        """The presale and the code that was said, for the reservation."""
        return PresaleEntry(self.presale.id, self.code)

    def detail(self, now: datetime) -> str:
        """How much one customer may buy, and until when."""
        most = count(self.presale.max_tickets_per_customer, "ticket")
        return f"Up to {most} a customer, {until_text(self.presale.end, now)}"


Special: TypeAlias = HoldSale | PresaleSale


def whom(hold: HoldRow) -> str:
    """For whom seats are held: ``the artist``, ``complimentary tickets``."""
    words = HOLD_WORDS[hold.hold_type]
    return "complimentary tickets" if words == "complimentary" else f"the {words}"


def held_words(hold: HoldRow, now: datetime) -> str:
    """For whom, why, until when and by whom seats are held, in a line."""
    reason = f" ({hold.reason})" if hold.reason else ""
    until = f" {until_text(hold.until, now)}" if hold.until is not None else ""
    by = f", by {hold.placed_by}" if hold.placed_by else ""
    return f"Held for {whom(hold)}{reason}{until}{by}"


def offer_of(special: Special | None, channel: SalesChannel, *, generally: bool) -> Offer:
    """What can be sold this way, for the map and the search; `generally`: to everybody by now."""
    offer = Offer(Allotment(channel.value), generally=generally)
    if isinstance(special, HoldSale):
        return replace(offer, hold_id=special.hold.id)
    if isinstance(special, PresaleSale):
        presale = special.presale
        return replace(offer, presale_id=presale.id, level_ids=presale.price_level_ids)
    return offer


def entry_of(special: Special | None) -> PresaleEntry | None:
    """What lets the buyer in, where it is a presale."""
    return special.entry if isinstance(special, PresaleSale) else None
