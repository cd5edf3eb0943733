"""Says at once which events use seats that are taken out of the plan, and what that will mean."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy.orm import Session

from core.domain.venues.extras import is_retired
from core.domain.venues.plan import Plan, Zone
from core.services.events.seat_use import EventUse, events_using_seats, seats_in_use
from core.services.work import Clock
from desktop.desk import Desk
from desktop.editor.document import PlanDocument
from desktop.words import count, when_text

SETTLE_MS = 400
SHOWN = 2
"""Events named; the dialog that publishes names them all."""


class SeatUseWatch(QObject):
    """Watches a draft of an existing venue; `noted` carries the note, or nothing."""

    noted = Signal(str)

    def __init__(
        self, desk: Desk, document: PlanDocument, venue_id: UUID, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._document, self._venue_id, self._clock = desk, document, venue_id, clock
        self._in_use: frozenset[str] = frozenset()
        self._gone: frozenset[str] = frozenset()
        self._known: dict[int, tuple[Zone, frozenset[str]]] = {}
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self.look)
        drawn = document.plan
        desk.ask(self, lambda session: _in_use(session, venue_id, drawn, clock()), self._learn)

    def look(self) -> None:
        """Ask about the seats that are gone, if they are others than before."""
        gone = self._in_use - self._left(self._document.plan)
        if gone == self._gone:
            return
        self._gone = gone
        if not gone:
            self.noted.emit("")
            return
        venue_id, now = self._venue_id, self._clock()
        self._desk.ask(
            self,
            lambda session: events_using_seats(session, venue_id, sorted(gone), now=now),
            partial(self._say, gone),
        )

    def _learn(self, in_use: frozenset[str]) -> None:
        """From now on these seats are retired instead of deleted."""
        self._document.in_use = self._in_use = in_use
        if self._in_use:
            self._document.plan_changed.connect(self._wait)
            self.look()

    def _wait(self, _before: Plan, _now: Plan) -> None:
        self._rest.start()

    def _say(self, gone: frozenset[str], uses: Sequence[EventUse]) -> None:
        if gone == self._gone:
            self.noted.emit(note_of(uses, self._clock()) if uses else "")

    def _left(self, plan: Plan) -> frozenset[str]:
        """The used seats that are still on sale in the plan; each section is read once."""
        known = {id(zone): self._known.get(id(zone)) or self._read(zone) for zone in plan.zones}
        self._known = known
        return frozenset().union(*(guids for _, guids in known.values()))

    def _read(self, zone: Zone) -> tuple[Zone, frozenset[str]]:
        return zone, self._in_use.intersection(_living((zone,)))


def note_of(uses: Sequence[EventUse], now: datetime) -> str:
    """Which events use the seats, and what publishing will do, as sentences."""
    seats = len({seat.guid for use in uses for seat in use.seats})
    told = [_event(use, now) for use in uses[:SHOWN]]
    if len(uses) > SHOWN:
        told.append(count(len(uses) - SHOWN, "more event"))
    head = f"{count(seats, 'seat')} taken out or retired: in use by {', '.join(told)}."
    them = "it keeps its" if len(uses) == 1 else "they keep their"
    return f"{head} When you publish, {them} version of the plan and nothing sold changes."


def _event(use: EventUse, now: datetime) -> str:
    when = when_text(use.start, now, ZoneInfo(use.timezone))
    sold = f", {use.sold:,} sold" if use.sold else ""
    return f"{use.title}, {when} ({use.owned:,} in stock{sold})"


def _in_use(session: Session, venue_id: UUID, drawn: Plan, now: datetime) -> frozenset[str]:
    """The seats in use that the venue's current version sells or the draft has."""
    known = seats_in_use(session, venue_id, now=now)
    kept = {guid for guid, still in known.items() if still}
    return frozenset(kept | known.keys() & set(_guids(drawn.zones)))


def _living(zones: Iterable[Zone]) -> Iterable[str]:
    return (
        mark.guid
        for zone in zones
        for row in zone.rows
        for mark in row.seats
        if not (mark.extra and is_retired(mark))
    )


def _guids(zones: Iterable[Zone]) -> Iterable[str]:
    return (mark.guid for zone in zones for row in zone.rows for mark in row.seats)
