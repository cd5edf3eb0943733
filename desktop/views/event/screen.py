"""EventScreen: the live map, the selection beside it, prices, and putting the event on sale."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from core.domain.events import EVENT_MOVES, EventStatus
from core.domain.inventory.pricing import PriceRule
from core.domain.staff import Permission
from core.services.events.price_levels import PriceLevelRow, list_price_levels
from core.services.events.queries import EventRow, one_event
from core.services.holds.queries import HoldRow, hold_ranks, list_holds
from core.services.inventory.pricing import Selection
from core.services.inventory.seats import SeatCard, seat_cards
from core.services.inventory.selections import SelectionSums, selection_sums
from core.services.sales.cancelling_event import (
    CancelledEvent,
    Outlook,
    cancelling_outlook,
)
from desktop.controls import button, wear_icon
from desktop.dialogs import may_open
from desktop.map_colors import Viewer
from desktop.maps import LiveSeatMap
from desktop.operations.events import publish, put_on_sale
from desktop.operations.inventory import price_seats
from desktop.theme import space
from desktop.views.event.cancelling import CancelDialog
from desktop.views.event.facts import (
    event_facts,
    level_facts,
    selection_facts,
    share_text,
)
from desktop.views.event.holding import KEYS as HOLD_KEYS
from desktop.views.event.holding import HoldSeats
from desktop.views.event.paper import MapPapers
from desktop.views.event.plan_age import PlanAge
from desktop.views.event.pricing import PriceSeats
from desktop.views.event.told import Told
from desktop.views.event_chooser import EventChooser
from desktop.views.levels import KEY as LEVELS_KEY
from desktop.views.levels import PriceLevelsDialog
from desktop.views.map_answers import MapAnswers
from desktop.views.no_events import no_events
from desktop.views.page import Page
from desktop.views.seat_life import seat_facts
from desktop.views.subjects import BookingSeats, BookingsFor, HoldToSell
from desktop.widgets.seat_map import SeatStatus
from desktop.widgets.seat_map.keyboard import KEYS as MAP_KEYS
from desktop.words import count, number_text
from desktop.workplace import Workplace

Ranks = npt.NDArray[np.intp]
SETTLE_MS = 120
"""A selection that is still growing is added up when it rests this long."""
KEYS = (
    ("F3", "Pick another event"),
    ("F9", "Price the selected seats"),
    ("Ctrl+A", "Select every seat that is ours and free"),
    *HOLD_KEYS,
    ("Ctrl+P", "Print the map, or save it as a file"),
    *MAP_KEYS,
)


class EventScreen(Page):
    """One event at a time, picked at the top."""

    tables = frozenset({"event_seats", "price_levels", "events", "holds"})

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.desk, "Event")
        self.workplace = workplace
        self.event_shown: EventRow | None = None
        self.levels: Sequence[PriceLevelRow] = ()
        self.chooser = EventChooser(workplace.desk, workplace.clock)
        viewer = Viewer(workplace.actor, workplace.preferences, "event")
        self.map = LiveSeatMap(workplace.desk, clock=workplace.clock, viewer=viewer)
        self.answers = MapAnswers(self.map, workplace)
        told = self.told = Told(workplace)
        self.facts, self.earned, self.kept = told.facts, told.earned, told.kept
        self.holding = HoldSeats(workplace, self.map)
        self.plan_age = PlanAge(workplace)
        self.pricing = PriceSeats(workplace.agency.currency)
        self.select = button("Select", icon="filter")
        self._booked: BookingSeats | None = None
        self._holds: Sequence[HoldRow] = ()
        self.papers = MapPapers(self.map, workplace)
        self.print = button("Print", self.open_paper, icon="printer")
        self.cancel = self.add_action(
            "Cancel event…", self.ask_cancel, icon="close-circle", shortcut="Ctrl+Del"
        )
        self.change_levels = self.add_action(
            "Price levels…", self.ask_levels, icon="tag", shortcut=LEVELS_KEY
        )
        self._main = self.main_action("", self._move_on)
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self._add_up)
        self._arrange()

    def open_record(self, subject: UUID | BookingSeats) -> None:
        """Show the event that another screen came from, or a booking's seats on its map."""
        if isinstance(subject, BookingSeats):
            self._show_seats_of(subject)
        else:
            self.chooser.choose(subject)

    def _show_seats_of(self, booked: BookingSeats) -> None:
        if self.event_id == booked.event_id and self.map.event_shown is not None:
            self.answers.find_code(booked.number)
            return
        self._booked = booked
        self.chooser.choose(booked.event_id)

    def _map_loaded(self) -> None:
        booked, self._booked = self._booked, None
        if booked is not None and booked.event_id == self.event_id:
            self.answers.find_code(booked.number)
        if len(self.map.view.selection):
            self._rest.start()  # what was marked meanwhile

    def refresh(self) -> None:
        if self.event_id is not None:
            event_id = self.event_id
            self.ask(lambda session: one_event(session, event_id), self._show_head, part="event")
            levels = partial(list_price_levels, event_id=event_id)
            self.ask(levels, self._show_levels, part="levels")
            self.ask(lambda session: list_holds(session, event_id), self._show_holds, part="holds")
            self._rest.start()

    def show_event(self, event: EventRow) -> None:
        """Show this event from now on."""
        if event.id != self.event_id:
            self.drop()
            self.map.view.clear_selection()
            self.banner.hide()
        self.event_id = event.id
        self.show_hero()
        self.map.show_event(event)
        self.earned.show_event(event.id)
        self._show_head(event)
        self.refresh_now()

    def price(self, rule: PriceRule) -> None:
        """Price what is selected; the toast takes it back."""
        event, ranks = self.event_shown, self.map.view.selection
        if event is not None and len(ranks):
            self.banner.hide()
            chosen = Selection(ranks=tuple(ranks.tolist()))
            self.desk.start(self, price_seats(event, chosen, rule))

    def open_paper(self) -> None:
        """Ask how the map shall be printed or saved."""
        if self.event_shown is not None:
            self.papers.open(self.event_shown)

    def ask_levels(self) -> None:
        """Show the event's price levels, to be added, changed and put on seats (Ctrl+L)."""
        if self.event_shown is not None and self.change_levels.isVisible():
            PriceLevelsDialog(self.desk, self.event_shown, parent=self).open()

    def ask_cancel(self) -> None:
        """Read what cancelling the event would do, and ask."""
        event = self.event_shown
        if event is not None and self.cancel.isVisible():
            read = partial(cancelling_outlook, event_id=event.id)
            self.ask(read, partial(self._ask_cancel, event), part="outlook")

    def _ask_cancel(self, event: EventRow, outlook: Outlook) -> None:
        if not self.cancel.isVisible() or not may_open(self):
            return
        asked = CancelDialog(self.desk, event, outlook, parent=self)
        asked.cancelled.connect(self._cancelled)
        asked.open()

    def _cancelled(self, done: CancelledEvent) -> None:
        if done.open_money:
            self.workplace.go("Bookings", BookingsFor(done.title))

    # Showing

    def _show_head(self, event: EventRow) -> None:
        if event.id != self.event_id:
            return
        self.event_shown = event
        self.plan_age.show_event(event)
        self._show_move(event.status)
        self.show_totals(
            [
                ("Ours", number_text(event.owned)),
                ("Unsold", number_text(event.owned - event.sold)),
                ("Sold", number_text(event.sold)),
                ("Sold of ours", share_text(event.sold, event.owned)),
            ]
        )
        if not len(self.map.view.selection):
            self._show_event_facts()

    def _show_levels(self, levels: Sequence[PriceLevelRow]) -> None:
        self.levels = levels
        self._make_menu()
        if not len(self.map.view.selection):
            self._show_event_facts()

    def _show_holds(self, holds: Sequence[HoldRow]) -> None:
        self._holds = holds
        if not len(self.map.view.selection):
            self._show_event_facts()

    def show_seats_held(self, hold_id: UUID) -> None:
        """Show where the seats of a hold are."""
        self.ask(lambda session: hold_ranks(session, hold_id), self._select_held, part="held")

    def _select_held(self, ranks: Sequence[int]) -> None:
        places = np.array(ranks, np.intp)
        self.map.view.select_ranks(places)
        self.map.bring_into_sight(places)
        self.map.setFocus()

    def _sell_hold(self, hold: HoldRow) -> None:
        self.workplace.go("Box office", HoldToSell(hold.event_id, hold.id))

    def _show_event_facts(self) -> None:
        event = self.event_shown
        if event is None:
            return
        mine = [hold for hold in self._holds if hold.event_id == event.id]
        now = self.workplace.now()
        self.kept.show_holds(mine, now)
        self.earned.show()
        self.plan_age.show()
        self.pricing.hide()
        self.holding.hide()
        self.facts.show_groups(
            ("", event_facts(event, now)),
            ("Price levels", level_facts(self.levels)),
        )
        self.show_panel(event.title)

    def _show_move(self, status: EventStatus) -> None:
        words = {EventStatus.DRAFT: "Publish", EventStatus.PUBLISHED: "Put on sale"}.get(status, "")
        self._main.setText(words)
        may = self.workplace.may(Permission.MANAGE_EVENTS)
        self._main.setVisible(bool(words) and may)
        self.change_levels.setVisible(may)
        can_end = EventStatus.CANCELLED in EVENT_MOVES[status]
        self.cancel.setVisible(can_end and self.workplace.may(Permission.CANCEL_EVENTS))

    def _move_on(self) -> None:
        event = self.event_shown
        if event is not None:
            draft = event.status is EventStatus.DRAFT
            self.desk.start(self, publish(event) if draft else put_on_sale(event))

    # The selection

    def _selection_changed(self, ranks: Ranks) -> None:
        self.drop("selection", "held")
        if len(ranks):
            self._rest.start()
        else:
            self._rest.stop()
            self._show_event_facts()

    def _add_up(self) -> None:
        event, ranks = self.event_shown, self.map.view.selection.tolist()
        if event is None or not ranks or not self.map.is_loaded:
            return
        actor = self.workplace.actor
        self.ask(
            lambda session: (
                selection_sums(session, actor, event.id, ranks),
                seat_cards(session, event.id, ranks) if len(ranks) == 1 else [],
            ),
            self._show_selection,
            part="selection",
        )

    def _show_selection(self, answer: tuple[SelectionSums, Sequence[SeatCard]]) -> None:
        sums, cards = answer
        event = self.event_shown
        if event is None:
            return
        if cards:
            may_see = self.workplace.may(Permission.SEE_PROFIT)
            now = self.workplace.now()
            self.facts.show_groups(("", seat_facts(cards[0], now, with_cost=may_see)))
            self.show_panel(cards[0].label)
        else:
            self.facts.show_groups(
                ("", selection_facts(sums, event.currency)), ("By status", self._by_status())
            )
            self.show_panel(count(sums.seats, "seat"))
        self.kept.hide()
        self.earned.hide()
        self.plan_age.hide()
        self.holding.show_for_selection()
        may_price = self.workplace.may(Permission.PRICE_SEATS)
        self.pricing.setVisible(may_price and sums.priceable > 0)
        self.pricing.show_seats(sums.priceable, event.currency)

    def _by_status(self) -> list[tuple[str, str]]:
        view = self.map.view
        codes = view.states.status[view.selection]
        counts = np.bincount(codes, minlength=len(SeatStatus))
        found = [
            (status.name.replace("_", " ").capitalize(), number_text(int(counts[status])))
            for status in SeatStatus
            if counts[status]
        ]
        return found if len(found) > 1 else []

    def _select_where(self, wanted: npt.NDArray[np.bool_]) -> None:
        self.map.view.select_ranks(np.flatnonzero(wanted))
        self.map.setFocus()

    def select_free(self) -> None:
        """Select every seat that is ours and free (Ctrl+A)."""
        self._select_where(self.map.view.states.status == SeatStatus.AVAILABLE)

    def _select_unpriced(self) -> None:
        states = self.map.view.states
        if states.price is not None:
            self._select_where((states.status == SeatStatus.AVAILABLE) & (states.price < 0))

    def _select_level(self, number: int) -> None:
        states = self.map.view.states
        if states.level is not None:
            free = states.status == SeatStatus.AVAILABLE
            self._select_where(free & (states.level == number))

    def _make_menu(self) -> None:
        menu = QMenu(self.select)
        menu.addAction("All that are free", self.select_free)
        menu.addAction("Free and without a price", self._select_unpriced)
        if self.levels:
            menu.addSeparator()
        for number, level in enumerate(self.levels):
            menu.addAction(f"Free in {level.name}", partial(self._select_level, number))
        self.select.setMenu(menu)

    def _nothing(self) -> None:
        self.event_shown = self.event_id = None
        self.plan_age.show_event(None)
        self.drop()
        self.hide_panel()
        self.show_totals([])
        self._hide_steps()
        self.show_empty(no_events(self.workplace, "to be priced and put on sale"))

    def _hide_steps(self) -> None:
        for step in (self._main, self.cancel, self.change_levels):
            step.hide()

    def _arrange(self) -> None:
        self._hide_steps()
        wear_icon(self._main, "megaphone", "on_accent")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(4))
        layout.addWidget(self.told, 1)
        layout.addWidget(self.plan_age)
        layout.addWidget(self.holding)
        layout.addWidget(self.pricing)
        self.pricing.hide()
        self.set_panel(inside, closable=False)
        self.set_hero(self.map)
        self.add_filter(self.chooser)
        self.add_filter(self.select)
        self.add_filter(self.print)
        self._make_menu()
        self.chooser.picked.connect(self.show_event)
        self.chooser.nothing.connect(self._nothing)
        self.map.view.selection_changed.connect(self._selection_changed)
        self.pricing.wanted.connect(self.price)
        self.kept.picked.connect(lambda hold: self.show_seats_held(hold.id))
        self.kept.sold.connect(self._sell_hold)
        self.map.loaded.connect(self._map_loaded)
        for keys, act in (
            ("F3", self.chooser.picker.open),
            ("F9", self.pricing.start),
            ("Ctrl+A", self.select_free),
            ("Ctrl+P", self.open_paper),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self.keys.extend(KEYS)
