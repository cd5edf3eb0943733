"""An event on an older version of its venue's plan: what that is, and the move to the newest."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.events import EVENT_MOVES
from core.domain.staff import Permission
from core.services.events.moving import EventPlan, MovedEvent, event_plan
from core.services.events.moving_outlook import MovingOutlook, moving_outlook
from core.services.events.queries import EventRow
from desktop.controls import Look, button, label
from desktop.dialogs import confirm, may_open
from desktop.operations.events import move_to_plan
from desktop.theme import space
from desktop.views.refreshing import RefreshingView
from desktop.words import count
from desktop.workplace import Workplace


class PlanAge(RefreshingView):
    """Says nothing about an event that is over, is on the newest version, or isn't theirs to move.

    It stays visible itself, as what is hidden hears of no newer plan.
    """

    tables = frozenset({"venue_plans", "seats", "events", "delivery_receipt_seats"})

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.desk)
        self._may = workplace.may(Permission.MANAGE_EVENTS)
        self._event: EventRow | None = None
        self._inside = QWidget()
        self.told = label("", wrap=True)
        self.move_on = button("", self.ask_move)
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(space(2))
        inner.addWidget(label("Seating plan", Look.FIELD))
        inner.addWidget(self.told)
        inner.addWidget(self.move_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._inside)
        self._inside.hide()

    @property
    def tells(self) -> bool:
        """Whether there is a newer version to tell of."""
        return not self._inside.isHidden()

    def show_event(self, event: EventRow | None) -> None:
        """Tell of this event from now on; of nothing for None."""
        before, self.event_id = self.event_id, None if event is None else event.id
        if before != self.event_id:
            self._inside.hide()
        self._event = event
        self.refresh_now()

    def refresh(self) -> None:
        event = self._event
        if event is None or not self._may:
            return
        if EVENT_MOVES[event.status]:
            read = partial(event_plan, event_id=event.id)
            self.ask(read, partial(self._show, event), part="plan")
        else:
            self._inside.hide()

    def ask_move(self) -> None:
        """Read what the move would change, and ask."""
        event = self._event
        if event is not None:
            read = partial(moving_outlook, event_id=event.id)
            self.ask(read, partial(self._ask_move, event), part="outlook")

    def _show(self, event: EventRow, plan: EventPlan) -> None:
        if event is not self._event:  # asked before the event was over, or was another one
            return
        self.told.setText(standing(plan))
        self.move_on.setText(f"Move to version {plan.newest}…")
        self.move_on.setVisible(plan.may_move)
        self._inside.setVisible(plan.newest > plan.version)

    def _ask_move(self, event: EventRow, outlook: MovingOutlook) -> None:
        plan, now = outlook.plan, self._event
        self._show(event, plan)
        still = now is not None and now.id == event.id and EVENT_MOVES[now.status]
        if plan.may_move and still and may_open(self):
            question = f"Move {event.title} to version {plan.newest} of its plan?"
            move: Callable[[], object] = partial(
                self.desk.start, self, move_to_plan(event), self._moved
            )
            confirm(self, question, consequence(outlook), f"Move to version {plan.newest}", move)

    def _moved(self, _done: MovedEvent) -> None:
        self.refresh_now()


def standing(plan: EventPlan) -> str:
    """Which version the event is on, which one there is, and what keeps it where it is."""
    told = f"On version {plan.version}; the venue has version {plan.newest}."
    if plan.owned:
        told += f" It can't move, with {count(plan.owned, 'seat')} bought already."
    return told


def consequence(outlook: MovingOutlook) -> str:
    """What the move changes, in sentences."""
    told = [f"Kept, with their price levels: {count(outlook.kept, 'seat')}."]
    if outlook.added:
        told.append(f"New, and without a price level: {count(outlook.added, 'seat')}.")
    if outlook.removed:
        told.append(f"Gone: {count(outlook.removed, 'seat')}.")
    if not outlook.added and not outlook.removed:
        told.append("None comes and none goes; how they lie and are numbered may change.")
    told.append("There is no way back to an older version.")
    return "\n".join(told)
