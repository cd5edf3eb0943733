"""The event picker that keeps itself up to date."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from core.services.events.queries import EventRow, upcoming_events
from core.services.work import Clock
from desktop.desk import Desk
from desktop.views.event_picker import EventPicker
from desktop.views.refreshing import RefreshingView


class EventChooser(RefreshingView):
    """Lists the open events that `wanted` lets through; picks the next one by itself."""

    tables = frozenset({"events"})
    picked = Signal(object)
    nothing = Signal()
    """There is no event to pick."""

    def __init__(
        self, desk: Desk, clock: Clock, wanted: Callable[[EventRow], bool] = lambda _event: True
    ) -> None:
        super().__init__(desk)
        self.picker = EventPicker()
        self._clock, self._wanted = clock, wanted
        self._next: UUID | None = None
        self._asked: UUID | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.picker.picked.connect(self.picked)

    def refresh(self) -> None:
        now = self._clock()
        asked = self._asked
        self.ask(lambda session: upcoming_events(session, now=now, also=asked), self._offer)

    def choose(self, event_id: UUID) -> None:
        """Pick this event, as soon as it is listed; one that is over is listed when asked for."""
        self._next = self._asked = event_id
        self.refresh_now()

    def _offer(self, events: Sequence[EventRow]) -> None:
        offered = [event for event in events if self._wanted(event)]
        before = self.picker.event_picked
        self.picker.offer(offered, self._clock())
        ids = [event.id for event in offered]
        wanted, self._next = self._next, None
        if not offered:
            self.nothing.emit()
        elif wanted in ids:
            self.picker.pick(wanted)
        elif before is None or before.id not in ids:
            self.picker.pick(ids[0])
        else:
            self.picker.pick(before.id)
