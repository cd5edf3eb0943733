"""Choosing seats: the map's selection, the cart beside it, and what others take meanwhile."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject

from core.domain.inventory.finding import OpenSeat
from core.domain.money import Money
from core.domain.sales.refusals import SeatsTaken
from core.domain.sales.states import DeliveryMethod
from core.domain.sales.totals import FeeRules
from core.services.events.price_levels import list_price_levels
from core.services.events.queries import EventRow
from core.services.inventory.finding import Wish, find_seats
from core.services.inventory.seats import SeatCard, seat_cards
from core.services.sales.fees import event_fees
from core.services.work import Clock
from desktop.maps import LiveSeatMap
from desktop.theme import Tone
from desktop.views.box_office.cart import Cart
from desktop.views.box_office.sale import SaleInHand
from desktop.views.page import Page
from desktop.widgets.seat_map import SeatStatus
from desktop.words import count

Ranks = npt.NDArray[np.intp]


class Choosing(QObject):
    """Keeps map, cart and sale in step; `page` shows what is refused."""

    def __init__(
        self, page: Page, seat_map: LiveSeatMap, cart: Cart, sale: SaleInHand, clock: Clock
    ) -> None:
        super().__init__(page)
        self._page, self._map, self.cart = page, seat_map, cart
        self.sale, self._clock = sale, clock
        self._turned = False
        self._then: Callable[[], Any] | None = None
        self._focus_back = False
        self._map.view.sales_mode = True
        # A click on the legend must not fill the cart with hundreds of seats.
        self._map.panel.legend.selects = False
        self._map.view.selection_changed.connect(self._selection_changed)
        self._map.loaded.connect(self._map_loaded)
        cart.finder.wanted.connect(self.find)
        cart.seats.dropped.connect(self.drop)
        cart.cleared.connect(self.choose_none)
        cart.delivery.picked.connect(self._deliver)

    @property
    def waits(self) -> bool:
        """Whether something is done as soon as the cart knows what is selected."""
        return self._then is not None

    @property
    def known(self) -> bool:
        """Whether the cart holds exactly what is selected on the map."""
        return np.array_equal(self.sale.ranks, self._map.view.selection)

    def show_event(self, event: EventRow) -> None:
        """Choose seats of this event."""
        if self.sale.event is None or self.sale.event.id != event.id:
            self.sale.begin_again(event)
            self._map.view.clear_selection()
            self._page.ask(
                lambda session: list_price_levels(session, event.id),
                self.cart.finder.offer_levels,
                part="levels",
            )
            self._page.ask(
                lambda session: event_fees(session, event.id),
                self._show_fees,
                part="fees",
            )
        self.sale.event = event
        self._map.show_event(event)
        self.follow_offer()

    def when_known(self, then: Callable[[], Any]) -> None:
        """Call `then` as soon as the cart knows all that is selected."""
        if self.known:
            then()
        else:
            self._then = then

    def find(self, wish: Wish) -> None:
        """Let Parterre find seats; they become the selection."""
        event = self.sale.event
        if event is None:
            return
        self._page.banner.hide()
        self._thaw()
        now, offer = self._clock(), self.sale.offer
        self._page.ask(
            lambda session: find_seats(session, event.id, wish, now=now, offer=offer),
            self._found,
            part="found",
        )

    def choose_none(self) -> None:
        """Let go of everything, and of what is being looked for."""
        self._thaw()
        self._page.drop("found")
        self._map.view.clear_selection()

    def drop(self, ranks: Sequence[int]) -> None:
        """Take seats out of the selection."""
        self._map.view.remove_ranks(np.array(ranks, np.intp))

    def freeze(self, *, frozen: bool) -> None:
        """Leave the selection as it is while it is reserved; or let it be changed again."""
        view = self._map.view
        self._page.drop("found")  # what is reserved is not chosen again
        had_focus = view.hasFocus()
        view.setEnabled(not frozen)
        view.sales_mode = not frozen
        if not frozen:
            self._map.read_again()
            if self._focus_back:
                view.setFocus()
        self._focus_back = frozen and had_focus

    def begin_again(self) -> None:
        """Nothing chosen, the same event."""
        self.sale.begin_again(self.sale.event)
        self._map.view.clear_selection()
        self.freeze(frozen=False)
        self.follow_offer()

    def follow_offer(self) -> None:
        """What is sold, or on which channel, was changed: show what can be had that way."""
        self._page.drop("found", "kept")  # asked of another event, or of what was sold before
        self._turned = self._map.offer != self.sale.offer
        self._map.show_offer(self.sale.offer)
        self.cart.show_sale(self.sale)

    def lose(self, refusal: SeatsTaken) -> None:
        """Somebody was faster: show which seats are gone and keep the others chosen."""
        gone = [card for card in self.sale.cards if card.label in refusal.seats]
        kept = self.sale.without(refusal.seats)
        view = self._map.view
        view.select_ranks(np.array(kept, np.intp))
        if gone:
            view.set_cursor_seat(gone[0].rank)
        self._map.read_again()
        self._say_lost(str(refusal), len(kept) if gone else 0)

    def _deliver(self, way: DeliveryMethod) -> None:
        self.sale.delivery = way
        self.cart.show_sale(self.sale)

    def _show_fees(self, fees: FeeRules) -> None:
        self.cart.fees = fees
        if self.sale.event is not None:
            self.cart.delivery.show_fee(Money(fees.delivery, self.sale.event.currency))
        self.cart.show_sale(self.sale)

    def _thaw(self) -> None:
        if not self._map.view.sales_mode:
            self.freeze(frozen=False)

    def _found(self, seats: Sequence[OpenSeat]) -> None:
        ranks = np.array(sorted(seat.rank for seat in seats), np.intp)
        self._map.view.select_ranks(ranks)
        self._map.bring_into_sight(ranks)
        self.cart.finder.open()

    def _selection_changed(self, ranks: Ranks) -> None:
        event, self._then = self.sale.event, None
        if event is None or self.sale.booking is not None:
            return
        chosen = set(ranks.tolist())
        lost = [card for card in self.sale.cards if card.rank not in chosen and self._gone(card)]
        if lost:
            labels = ", ".join(card.label for card in lost)
            why = "Not sold this way" if self._turned else "Just taken by somebody else"
            self._say_lost(f"{why}: {labels}.", len(ranks))
        wanted = ranks.tolist()
        if not wanted:
            self._page.drop("cards")
            self._show_cards([])
            return
        self._page.ask(
            lambda session: seat_cards(session, event.id, wanted), self._show_cards, part="cards"
        )

    def _gone(self, card: SeatCard) -> bool:
        return self._map.view.status(card.rank) is not SeatStatus.AVAILABLE

    def _show_cards(self, cards: Sequence[SeatCard]) -> None:
        if self.sale.booking is not None:
            return
        self.sale.cards = tuple(cards)
        self.cart.show_sale(self.sale)
        then, self._then = self._then, None
        if then is not None and self.known:
            then()

    def _map_loaded(self) -> None:
        self._turned = False
        names = sorted(section.name for section in self._map.view.plan.sections)
        self.cart.finder.offer_sections(names)

    def _say_lost(self, what: str, kept: int) -> None:
        stay = "stays" if kept == 1 else "stay"
        rest = f" {count(kept, 'seat')} {stay} chosen." if kept else ""
        self._page.banner.say(f"{what}{rest}", Tone.WARNING)
