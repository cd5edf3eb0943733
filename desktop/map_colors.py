"""Keeps a live map in the colours that its viewer chose: reads what they need, no sooner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from core.domain.money import currency_digits
from core.domain.staff import Actor, Permission
from core.services.events.queries import EventRow
from core.services.inventory.costs import seat_ages, seat_costs
from core.services.inventory.kinds import SeatKinds, seat_holds, seat_orders, seat_suppliers
from core.services.work import Clock
from desktop.desk import Desk, Query
from desktop.live import Change
from desktop.preferences import Preferences
from desktop.widgets.seat_map import SeatMapPanel, SeatStates
from desktop.widgets.seat_map.color_by import COST_MODES, OPEN_MODES
from desktop.widgets.seat_map.color_modes import Coloring, ColorMode
from desktop.widgets.seat_map.color_modes_making import (
    Kinds,
    by_age,
    by_hold,
    by_level,
    by_margin,
    by_mark_up,
    by_price,
    by_source,
    by_status,
)
from desktop.widgets.seat_map.colors import Hues, map_hues

Figures = npt.NDArray[np.int64] | SeatKinds

HUES = "map hues"
DELIVERIES = frozenset({"delivery_receipt_seats"})
HOLDS = frozenset({"holds", "presales", "allocation_plans"})
#: What has to change before a mode's figures are read again; the others follow the states.
SOURCES: Mapping[ColorMode, frozenset[str]] = {
    ColorMode.MARGIN: DELIVERIES,
    ColorMode.MARK_UP: DELIVERIES,
    ColorMode.AGE: DELIVERIES,
    ColorMode.SUPPLIER: DELIVERIES,
    ColorMode.ORDER: DELIVERIES,
    ColorMode.HOLD: HOLDS,
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a map, and the name under which the choice of colours is kept."""

    actor: Actor
    preferences: Preferences
    place: str

    @property
    def modes(self) -> tuple[ColorMode, ...]:
        """What this person may colour a map by."""
        may_see_costs = self.actor.may(Permission.SEE_PROFIT)
        return (*OPEN_MODES, *COST_MODES) if may_see_costs else OPEN_MODES

    @property
    def mode(self) -> ColorMode:
        """What was chosen last, if that is still allowed."""
        kept = self.preferences.get(self._name, ColorMode.STATUS)
        return ColorMode(kept) if kept in self.modes else ColorMode.STATUS

    def keep(self, mode: ColorMode) -> None:
        """Remember the choice."""
        self.preferences.keep(self._name, mode.value)

    @property
    def _name(self) -> str:
        return f"map colours {self.place}"


def in_coins(hundredths: npt.NDArray[np.int64], currency: str) -> npt.NDArray[np.int64]:
    """Amounts in hundredths as amounts in the currency's smallest unit; -1 stays -1."""
    digits = currency_digits(currency)
    coins = hundredths * 10**digits // 100
    return np.where(hundredths < 0, hundredths, coins)


class MapColors(QObject):
    """Colours one panel; `viewer` chooses with its switch."""

    def __init__(self, panel: SeatMapPanel, desk: Desk, clock: Clock, viewer: Viewer) -> None:
        super().__init__(panel)
        self._panel, self._desk, self._clock, self._viewer = panel, desk, clock, viewer
        self._event: EventRow | None = None
        self._states: SeatStates | None = None
        self._figures: Figures | None = None
        self._asked = 0
        self.mode = viewer.mode
        map_hues().wear(_hues_kept(viewer.preferences))
        panel.color_by.offer(viewer.modes)
        panel.color_by.show_mode(self.mode)
        panel.color_by.mode_chosen.connect(self.choose)
        panel.color_by.hues_chosen.connect(self._choose_hues)

    def choose(self, mode: ColorMode) -> None:
        """Colour by this from now on, and keep the choice."""
        self._viewer.keep(mode)
        self.mode = mode
        self._figures = None
        self._asked += 1  # what is still being read was for another mode
        self.show()

    def show_states(self, event: EventRow, states: SeatStates) -> None:
        """Take over the states of an event's seats, read anew, and read the figures again."""
        if self._event is None or event.id != self._event.id:
            self._figures = None
            self._panel.view.color_by(by_status(states))
        self._event, self._states = event, states
        self.show()
        if self._figures is not None:
            self._ask()

    def hear(self, change: Change) -> None:
        """Read the figures again if they may have changed."""
        sources = SOURCES.get(self.mode)
        if sources and self._event and (not change.tables or change.tables & sources):
            self._ask()

    def show(self) -> None:
        """Colour the map by what is known; ask for figures that are missing."""
        states, view = self._states, self._panel.view
        if states is None or len(states.status) != len(view.plan):
            return
        now = replace(states, status=view.statuses)
        if self.mode not in SOURCES:
            view.color_by(_MAKERS[self.mode](now))
        elif self._figures is None:
            self._ask()
        elif _size(self._figures) == len(view.plan):
            view.color_by(_with_figures(self.mode, now, self._figures))

    def _ask(self) -> None:
        event = self._event
        query = _query(self.mode, self._viewer.actor, event, self._clock) if event else None
        if query is None:
            return
        self._asked += 1
        number = self._asked

        def take(figures: Figures) -> None:
            if number == self._asked:
                self._figures = figures
                self.show()

        self._desk.ask(self._panel, query, take)

    def _choose_hues(self, hues: Hues) -> None:
        self._viewer.preferences.keep(HUES, hues.value)
        map_hues().wear(hues)


_MAKERS: Mapping[ColorMode, Callable[[SeatStates], Coloring]] = {
    ColorMode.STATUS: by_status,
    ColorMode.PRICE: by_price,
    ColorMode.LEVEL: by_level,
}


def _with_figures(mode: ColorMode, states: SeatStates, figures: Figures) -> Coloring:
    if isinstance(figures, SeatKinds):
        kinds = Kinds(figures.index, figures.names)
        return by_hold(states, kinds) if mode is ColorMode.HOLD else by_source(mode, states, kinds)
    if mode is ColorMode.AGE:
        return by_age(figures)
    costs = in_coins(figures, states.currency)
    return by_margin(states, costs) if mode is ColorMode.MARGIN else by_mark_up(states, costs)


def _query(mode: ColorMode, actor: Actor, event: EventRow, clock: Clock) -> Query[Figures] | None:
    """The reading that a mode needs besides the states; None where it needs none."""

    def read(session: Session) -> Figures:
        return readings[mode](session)

    readings: dict[ColorMode, Query[Figures]] = {
        ColorMode.MARGIN: lambda session: seat_costs(session, actor, event.id),
        ColorMode.MARK_UP: lambda session: seat_costs(session, actor, event.id),
        ColorMode.AGE: lambda session: seat_ages(session, actor, event.id, now=clock()),
        ColorMode.SUPPLIER: lambda session: seat_suppliers(session, actor, event.id),
        ColorMode.ORDER: lambda session: seat_orders(session, actor, event.id),
        ColorMode.HOLD: lambda session: seat_holds(session, event.id),
    }
    return read if mode in readings else None


def _size(figures: Figures) -> int:
    return len(figures.index if isinstance(figures, SeatKinds) else figures)


def _hues_kept(preferences: Preferences) -> Hues:
    kept = preferences.get(HUES, Hues.USUAL)
    return Hues(kept) if kept in tuple(Hues) else Hues.USUAL
