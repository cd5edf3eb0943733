"""What is sold, and on which channel: keeps the two choices, the map and the cart in step."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

import numpy as np
from PySide6.QtCore import QObject

from core.domain.holds.uses import ALLOTMENT_WORDS
from core.domain.inventory.states import Allotment
from core.domain.sales.states import CHANNEL_WORDS, SalesChannel
from core.domain.staff import Permission
from core.services.events.queries import EventRow
from core.services.holds.presales import PresaleRow, presale_at
from core.services.holds.queries import HoldRow, hold_at, hold_ranks, one_hold
from core.services.inventory.seats import SeatCard, seat_cards
from desktop.maps import LiveSeatMap
from desktop.theme import Tone
from desktop.views.box_office.choose_special import MANAGERS_ONLY, ChooseSpecial
from desktop.views.box_office.choosing import Choosing
from desktop.views.box_office.sale import SaleInHand, Step
from desktop.views.box_office.special_strip import SellingLine
from desktop.views.box_office.specials import OUR_CHANNELS, HoldSale, Special, held_words
from desktop.views.page import Page
from desktop.widgets.seat_map import SeatStatus
from desktop.words import until_text, when_text, within
from desktop.workplace import Workplace

A_PARTY = 20
"""A hold of so many seats is chosen whole; of a larger one the clerk chooses."""


class Kept(NamedTuple):
    """Why a seat can't be had in the general sale."""

    card: SeatCard
    hold: HoldRow | None
    presale: PresaleRow | None


class SellingFrom(QObject):
    """The general sale, a hold or a presale (Alt+S), on one channel of several (Alt+A)."""

    def __init__(
        self, page: Page, workplace: Workplace, live: LiveSeatMap, choosing: Choosing
    ) -> None:
        super().__init__(page)
        self._page, self._workplace, self._map, self._choosing = page, workplace, live, choosing
        self._sale: SaleInHand = choosing.sale
        self._wanted: UUID | None = None
        self.hold_wanted: UUID | None = None
        """The hold that another screen came from, until its event is shown."""
        self.line = SellingLine()
        self.line.asked.connect(self.ask)
        self.line.channel.picked.connect(self.sell_on)
        choosing.cart.strip.left.connect(lambda: self.take(None))
        live.view.seat_activated.connect(self.look_at)
        live.loaded.connect(self._loaded)

    def ask(self, marked: UUID | None = None) -> None:
        """Ask what is to be sold (Alt+S); `marked` is the hold or the presale to begin with."""
        event = self._sale.event
        if event is not None and self._sale.can_change:
            parent = self._page
            ChooseSpecial(self._workplace, event.id, self.take, marked=marked, parent=parent).open()

    def take(self, special: Special | None) -> None:
        """Sell from this from now on, None: the general sale."""
        if not self._sale.can_change:
            return
        self._page.banner.hide()
        self._map.view.clear_selection()
        self._sale.special = special
        self._wanted = special.hold.id if isinstance(special, HoldSale) else None
        shown = self._map.offer == self._sale.offer
        self._choosing.follow_offer()
        if shown:
            self._loaded()
        self._map.setFocus()

    def follow_returned(self, hold_id: UUID | None) -> None:
        """Seats were given back: to this hold, or to the general sale."""
        special = self._sale.special
        if isinstance(special, HoldSale):
            self._sale.special = None if hold_id is None else special.now_held_by(hold_id)
            self._choosing.follow_offer()

    def leave_over(self) -> None:
        """The hold holds nothing any more: what it held is on general sale, and stays chosen."""
        self._sale.special = None
        self._choosing.follow_offer()

    def sell_on(self, channel: SalesChannel) -> None:
        """Sell on this channel from now on; seats that it can't sell leave the selection."""
        if self._sale.can_change:
            self._sale.channel = channel
            self._choosing.follow_offer()
        self.line.channel.set_value(self._sale.channel)

    def take_wanted(self) -> None:
        """Sell from the hold that another screen came from, if its event is shown now."""
        wanted, self.hold_wanted = self.hold_wanted, None
        if wanted is not None:
            self._page.ask(
                lambda session: one_hold(session, wanted),
                self._take_hold,
                part="hold",
            )

    def _take_hold(self, hold: HoldRow) -> None:
        if self._sale.event is not None and self._sale.event.id == hold.event_id:
            self.take(HoldSale(hold))

    def say_presold(self, event: EventRow) -> None:
        """Where the general sale is not open yet, say so and offer the presale."""
        if not self._sale.on_general_sale and self._sale.special is None:
            self._page.banner.say(
                f"{event.title} is not on general sale yet. It is sold in a presale.",
                Tone.NEUTRAL,
                action="Sell in a presale…",
                on_action=self.ask,
            )

    def follow_event(self, event: EventRow) -> None:
        """The event as it stands by now: somebody may have opened its general sale."""
        shown = self._sale.event
        if shown is None or shown.id != event.id or shown.status is event.status:
            return
        was_closed = not self._sale.on_general_sale
        self._sale.event = event
        if self._sale.step is Step.CHOOSE:
            self._choosing.follow_offer()
        if was_closed and self._sale.on_general_sale:
            self._page.banner.say(f"{event.title} is on general sale now.", Tone.GOOD)

    def look_at(self, rank: int) -> None:
        """Say for whom a seat is held or kept, or that it is not on sale yet; offer the way."""
        event, status = self._sale.event, self._map.view.status(rank)
        self._page.drop("kept")
        if event is None or not self._sale.can_change:
            return
        if status is SeatStatus.NOT_YET:
            self._page.ask(
                lambda session: seat_cards(session, event.id, [rank])[0],
                partial(self._say_not_yet, event),
                part="kept",
            )
        elif status is SeatStatus.HELD:
            self._ask_kept(event, rank)

    def _say_not_yet(self, event: EventRow, seat: SeatCard) -> None:
        presold = self._sale.special is not None
        self._page.banner.say(
            f"{seat.label} is not on sale yet: {event.title} is not on general sale.",
            Tone.NEUTRAL,
            action="" if presold else "Sell in a presale…",
            on_action=None if presold else self.ask,
        )

    def _ask_kept(self, event: EventRow, rank: int) -> None:
        self._page.ask(
            lambda session: Kept(
                seat_cards(session, event.id, [rank])[0],
                hold_at(session, event.id, rank),
                presale_at(session, event.id, rank),
            ),
            self._say_kept,
            part="kept",
        )

    def _say_kept(self, kept: Kept) -> None:
        seat, banner = kept.card.label, self._page.banner
        now = self._workplace.now()
        if kept.hold is not None and not self._workplace.may(Permission.HOLD_SEATS):
            banner.say(f"{seat}: {held_words(kept.hold, now)}. {MANAGERS_ONLY}", Tone.NEUTRAL)
        elif kept.hold is not None:
            banner.say(
                f"{seat}: {held_words(kept.hold, now)}.",
                Tone.NEUTRAL,
                action="Sell from this hold",
                on_action=partial(self.take, HoldSale(kept.hold)),
            )
        elif kept.presale is not None:
            self._say_presale(seat, kept.presale, now)
        elif kept.card.allotted_to is not None:
            self._say_channel(kept.card, kept.card.allotted_to)

    def _say_presale(self, seat: str, presale: PresaleRow, now: datetime) -> None:
        words = f"{seat}: kept for the presale {presale.name}"
        if not presale.is_open(now):
            opens = within(when_text(presale.start, now))
            self._page.banner.say(f"{words}, which opens {opens}.", Tone.NEUTRAL)
            return
        self._page.banner.say(
            f"{words} {until_text(presale.end, now)}.",
            Tone.NEUTRAL,
            action="Sell in this presale",
            on_action=partial(self.ask, presale.id),
        )

    def _say_channel(self, card: SeatCard, allotment: Allotment) -> None:
        end, now = card.allotted_until, self._workplace.now()
        until = f" {until_text(end, now)}" if end else ""
        words = f"{card.label}: kept for the {ALLOTMENT_WORDS[allotment]}{until}."
        channel = next((one for one in OUR_CHANNELS if one.value == allotment.value), None)
        if channel is None:
            self._page.banner.say(words, Tone.NEUTRAL)
            return
        way = CHANNEL_WORDS[channel]
        self._page.banner.say(
            words,
            Tone.NEUTRAL,
            action=f"Sell {way[0].lower()}{way[1:]}",
            on_action=partial(self._sell_kept_on, channel),
        )

    def _sell_kept_on(self, channel: SalesChannel) -> None:
        self.sell_on(channel)
        self._map.setFocus()

    def _loaded(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._page.ask(
                lambda session: hold_ranks(session, wanted),
                partial(self._show_held, wanted),
                part="held",
            )

    def _show_held(self, hold_id: UUID, ranks: Sequence[int]) -> None:
        if self._sale.offer.hold_id != hold_id or not self._sale.can_change:
            return
        places = np.array(ranks, np.intp)
        if len(places) <= A_PARTY:
            self._map.view.select_ranks(places)
        self._map.bring_into_sight(places)
