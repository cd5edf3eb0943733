"""What a map asks its screen: everything about a seat, and whose seats are where."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.domain.staff import Permission
from core.services.reporting.seat_details import SeatDetails, seat_details
from core.services.sales.customer_seats import BookedSeats, customer_seats, seats_of_code
from desktop.maps import LiveSeatMap
from desktop.pictures import Picture
from desktop.theme import chip_for
from desktop.views.seat_life import detail_groups
from desktop.widgets.seat_map.people_list import PartySeats
from desktop.words import count
from desktop.workplace import Workplace


class MapAnswers(QObject):
    """Reads what the map's panel asks for; one a map."""

    not_here = Signal(str)
    """A scanned code that has no seats at this event."""

    def __init__(self, live: LiveSeatMap, workplace: Workplace) -> None:
        super().__init__(live)
        self._live, self._workplace = live, workplace
        self._rank = self._status = -1
        self._coded: Callable[[], object] | None = None
        live.view.seat_activated.connect(self.open_seat)
        live.view.states_changed.connect(self._follow)
        live.loaded.connect(self._show_waiting)
        if workplace.may(Permission.MANAGE_CUSTOMERS):
            live.panel.let_find_people(self.find_people)

    def open_seat(self, rank: int) -> None:
        """Show everything about a seat, as soon as it is read."""
        plan = self._live.view.plan
        self._live.panel.details.begin(plan.seat_name(rank))
        section = plan.sections[plan.section[rank]]
        self._read(rank)
        if section.view is not None:
            self._live.pictures.ask(section.view, partial(self._show_view, rank, section.name))

    def find_people(self, text: str) -> None:
        """Look for customers and bookings with seats at the event."""
        event_id, actor = self._live.event_id, self._workplace.actor
        if event_id is not None:
            self._coded = None
            self._live.ask(
                lambda session: customer_seats(session, actor, event_id, text),
                lambda found: self._live.panel.offer_people(text, _parties(found)),
                part="people",
            )

    def find_code(self, code: str) -> None:
        """Show the seats of a scanned booking or ticket; `not_here` tells where there are none."""
        event_id, actor = self._live.event_id, self._workplace.actor
        if event_id is not None:
            self._coded = None
            self._live.ask(
                lambda session: seats_of_code(session, actor, event_id, code),
                partial(self._show_coded, event_id, code),
                part="people",
            )

    def _show_coded(self, event_id: UUID, code: str, found: Sequence[BookedSeats] | None) -> None:
        if event_id != self._live.event_id:
            return
        if not found:
            self.not_here.emit(code)
            return
        if not self._live.is_loaded:
            self._coded = partial(self._show_coded, event_id, code, found)
            return
        [party] = _parties(found)
        self._live.panel.show_party(party)
        meant = found[0].meant or found[0].ranks
        self._live.view.set_cursor_seat(meant[0])
        self.open_seat(meant[0])

    def _show_waiting(self) -> None:
        """The seats are on the screen now: show those of the code that was scanned before."""
        coded, self._coded = self._coded, None
        if coded is not None:
            coded()

    def _follow(self) -> None:
        """The seat whose details are open has changed: read them again."""
        view = self._live.view
        shown = self._live.panel.details.isVisible() and 0 <= self._rank < len(view.plan)
        if shown and int(view.status(self._rank)) != self._status:
            self._read(self._rank)

    def _read(self, rank: int) -> None:
        event_id, actor = self._live.event_id, self._workplace.actor
        if event_id is None:
            return
        self._rank, self._status = rank, int(self._live.view.status(rank))
        self._live.ask(
            lambda session: seat_details(session, actor, event_id, rank),
            self._show,
            part="details",
        )

    def _show_view(self, rank: int, section: str, picture: Picture | None) -> None:
        """What is seen from the seat's section; another seat may have been opened meanwhile."""
        if rank == self._rank:
            self._live.panel.details.show_view(picture, f"View from {section}")

    def _show(self, seen: SeatDetails) -> None:
        panel = self._live.panel
        if not panel.details.isVisible():
            return
        with_cost = self._workplace.may(Permission.SEE_PROFIT)
        groups = detail_groups(seen, self._workplace.now(), with_cost=with_cost)
        panel.details.show_details(self._live.view.plan.seat_name(seen.card.rank), *groups)


def _parties(found: Sequence[BookedSeats]) -> list[PartySeats]:
    return [PartySeats(_words(one), np.array(one.ranks, np.intp)) for one in found]


def _words(one: BookedSeats) -> str:
    status = chip_for(one.status).word.lower()
    who = one.customer or "Walk-up"
    return f"{who}, {count(len(one.ranks), 'seat')}, {status}, {one.booking}"
