"""Live seat maps: an event's seats read off the GUI thread, and kept as they are by notices."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from core.domain.errors import Outage
from core.domain.inventory.offers import COUNTER_SALE, Offer
from core.services.events.queries import EventRow
from core.services.inventory.availability import (
    ChangedSeats,
    SeatPrices,
    changed_seats,
    seat_prices,
    seat_states,
)
from core.services.inventory.availability import SeatStates as SeatCodes
from core.services.venues.maps import plan_map, plan_of_event
from core.services.work import Clock
from desktop.desk import Desk, Query
from desktop.live import Change
from desktop.map_colors import MapColors, Viewer, in_coins
from desktop.plan_pictures import PlanPictures
from desktop.views.refreshing import RefreshingView
from desktop.widgets.seat_map import SeatMapPanel, SeatMapPlan, SeatStates, plan_of

HEAL_MS = 20_000
"""Reservations run out without a notice, so all states are read again this often."""
NEIGHBOURHOOD = 9
"""How many seats' widths around a party are shown with it."""
SEATS = frozenset({"event_seats", "tickets", "bookings"})
PLANS = frozenset({"seats"})
"""Told of when an event moves to another plan; a published plan never changes."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a map shows of an event; `plan` is None where it is on the screen already."""

    event_id: UUID
    plan_id: UUID
    plan: SeatMapPlan | None
    states: SeatStates
    since: int
    offer: Offer = COUNTER_SALE


def states_of(codes: SeatCodes, prices: SeatPrices, currency: str) -> SeatStates:
    """The map's states of what the services read: codes, prices in hundredths, levels."""
    level = prices.level.astype(np.int16)
    coins = in_coins(prices.cents.astype(np.int64), currency)
    return SeatStates(codes.codes, coins, level, prices.levels, currency)


def whole_map(
    event: EventRow, clock: Clock, *, shown: UUID | None, offer: Offer = COUNTER_SALE
) -> Query[Whole]:
    """The query for everything; reading the plan takes longest, so the one shown is left out."""

    def read(session: Session) -> Whole:
        codes = seat_states(session, event.id, now=clock(), offer=offer)
        prices = seat_prices(session, event.id)
        plan_id = plan_of_event(session, event.id)  # the row may be older than the event's move
        plan = plan_of(plan_map(session, plan_id)) if plan_id != shown else None
        states = states_of(codes, prices, event.currency)
        return Whole(event.id, plan_id, plan, states, codes.since, offer)

    return read


@dataclass(frozen=True, slots=True)
class MapChanges:
    """What changed of an event's map after an earlier reading."""

    event_id: UUID
    offer: Offer
    seats: ChangedSeats


def map_changes(event_id: UUID, since: int, clock: Clock, offer: Offer) -> Query[MapChanges]:
    """The query for what changed after an earlier reading."""
    return lambda session: MapChanges(
        event_id, offer, changed_seats(session, event_id, since, now=clock(), offer=offer)
    )


class LiveSeatMap(RefreshingView):
    """The seat map of one event at a time; it follows what happens on every workstation."""

    tables = SEATS
    loaded = Signal()
    """Another event's map is on the screen."""

    def __init__(
        self,
        desk: Desk,
        *,
        clock: Clock,
        viewer: Viewer | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.panel = SeatMapPanel()
        self.view = self.panel.view
        self.pictures = PlanPictures(self, desk, self.view)
        self.event_shown: EventRow | None = None
        self._clock = clock
        self._colors = MapColors(self.panel, desk, clock, viewer) if viewer else None
        self.panel.color_by.setVisible(viewer is not None)
        self.offer = COUNTER_SALE
        self.plan_shown: UUID | None = None
        """The version of the venue's plan that the seats on the screen are of."""
        self._plan_of: UUID | None = None
        self._since: int | None = None
        self._loading = False
        self._missed = False
        self._cut = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.setFocusProxy(self.view)
        self._heal = QTimer(self, interval=HEAL_MS)
        self._heal.timeout.connect(self.read_again)
        self._heal.start()

    def show_event(self, event: EventRow) -> None:
        """Show this event's map, as soon as it is read."""
        if self.event_shown is None or event.id != self.event_id:
            self._forget()
            self.drop("people", "details")
            self.panel.let_go()
        self.event_shown, self.event_id = event, event.id
        self.refresh_now()

    def show_offer(self, offer: Offer) -> None:
        """Show as free what this offer reaches, as soon as it is read; `loaded` tells."""
        if offer != self.offer:
            self.offer, self._since = offer, None
            self.refresh_now()

    @property
    def is_loaded(self) -> bool:
        """Whether the seats on the screen are those of the event, as it is offered."""
        return self._since is not None

    def read_again(self) -> None:
        """Read all states again, if somebody looks."""
        if self.event_shown is not None and self._since is not None and self.isVisible():
            self._ask_whole(self.event_shown)

    def hear(self, change: Change) -> None:
        if change.touches(*PLANS, event_id=self.event_id):
            self._plan_of = None
            self._forget()
        super().hear(change)
        if self._colors is not None and change.touches(*change.tables, event_id=self.event_id):
            self._colors.hear(change)

    def show_connected(self, *, connected: bool) -> None:
        """Stand still, visibly, while nothing is heard; then read all that was missed."""
        was_cut, self._cut = self._cut, not connected
        if not connected:
            self.panel.show_stale(self._clock())
        elif was_cut:
            self._forget()  # what was read while nothing was heard may lack something
            self.refresh_now()

    def refresh(self) -> None:
        event = self.event_shown
        if event is None:
            return
        if self._since is None:
            self._ask_whole(event)
        elif self._loading:
            self._missed = True  # shown before what is being read, it would be overwritten
        else:
            changes = map_changes(event.id, self._since, self._clock, self.offer)
            self.ask(changes, self._show_changes, failed=self._not_read)

    def bring_into_sight(self, ranks: npt.NDArray[np.intp]) -> None:
        """Show these seats with their neighbourhood, large enough to read where they are few."""
        plan = self.view.plan
        if not len(ranks):
            return
        self.view.show_floor_of(ranks)
        reach = plan.seat_size * NEIGHBOURHOOD
        x, y = plan.x[ranks], plan.y[ranks]
        corner = QPointF(float(x.min()) - reach, float(y.min()) - reach)
        opposite = QPointF(float(x.max()) + reach, float(y.max()) + reach)
        self.view.camera.show_part(QRectF(corner, opposite))

    def _forget(self) -> None:
        """What is read will be of other seats."""
        self.drop("", "whole")
        self._since, self._loading = None, False

    def _ask_whole(self, event: EventRow) -> None:
        # A stadium takes longer than the pause between two notices: no second reading meanwhile.
        if self._loading:
            self._missed = True
            return
        self._loading = True
        self.drop("")  # shown after what is read now, it would overwrite that
        query = whole_map(event, self._clock, shown=self._plan_of, offer=self.offer)
        self.ask(query, self._show_whole, part="whole", failed=self._not_loaded)

    def _not_loaded(self, error: Exception) -> None:
        self._loading = False
        self._not_read(error)

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, Outage):
            self.panel.show_stale(self._clock())

    def _is_fresh(self) -> None:
        """What was missed has been read, and what comes is heard again."""
        if not self._cut:
            self.panel.show_stale(None)

    def _show_whole(self, whole: Whole) -> None:
        event = self.event_shown
        if event is None or whole.event_id != event.id:
            return
        self._loading = False
        if whole.offer != self.offer:
            self._ask_whole(event)
            return
        another = self._since is None
        if whole.plan is not None:
            # After a lost connection the plan is read again, and mostly the same: a selection and
            # what somebody looks at must outlive that.
            if not whole.plan.draws_like(self.view.plan):
                self.drop("people", "details")  # they were told by places of the plan before
                self.view.set_plan(whole.plan)
            self._plan_of = self.plan_shown = whole.plan_id
            self.pictures.follow(whole.plan_id)
        self._since = whole.since
        self._is_fresh()
        self.view.set_states(whole.states)
        if self._colors is not None:
            self._colors.show_states(event, whole.states)
        if another:
            self.loaded.emit()
        if self._missed:
            self._missed = False
            self.refresh()

    def _show_changes(self, answer: MapChanges) -> None:
        changed = answer.seats
        mine = (answer.event_id, answer.offer) == (self.event_id, self.offer)
        if not mine or self._since is None:
            return
        self._since = changed.since
        self._is_fresh()
        self.view.apply_changes(changed.ranks.astype(np.intp), changed.codes)
        self._take_prices(changed)

    def _take_prices(self, changed: ChangedSeats) -> None:
        states = self.view.states
        if states.price is None:
            return
        coins = in_coins(changed.cents, states.currency)
        if (states.price[changed.ranks] != coins).any():
            states.price[changed.ranks] = coins
            if self._colors is not None:
                self.view.flush_changes()
                self._colors.show()
