"""What an event has earned beside its map, and what its unsold seats cost and would bring."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from core.domain.staff import Permission
from core.services.reporting.profit import EventProfit, profit_of_event
from desktop.views.refreshing import RefreshingView
from desktop.widgets.facts import Facts, Pairs
from desktop.widgets.profit import profit_facts
from desktop.words import money_text
from desktop.workplace import Workplace


class Earned(RefreshingView):
    """Says nothing to those who may not see profit, nor of an event without a seat of ours.

    It stays visible itself, as what is hidden hears of no sale.
    """

    tables = frozenset({"event_seats", "bookings", "tickets"})

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.desk)
        self._actor = workplace.actor
        self.facts = Facts()
        self.facts.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.facts)

    def show_event(self, event_id: UUID) -> None:
        """Tell of this event from now on."""
        if event_id != self.event_id:
            self.facts.hide()
        self.event_id = event_id
        self.refresh_now()

    def refresh(self) -> None:
        if self.event_id is not None and self._actor.may(Permission.SEE_PROFIT):
            actor, event_id = self._actor, self.event_id
            self.ask(
                lambda session: profit_of_event(session, actor, event_id),
                partial(self._show, event_id),
            )

    def _show(self, event_id: UUID, earned: EventProfit) -> None:
        if event_id == self.event_id:
            self.facts.show_groups(("Earned", event_earned(earned)))
            self.facts.setVisible(bool(self.facts.shown))


def event_earned(earned: EventProfit) -> Pairs:
    """What was sold, then what is left; nothing of what there is none of."""
    pairs = list(profit_facts(earned.profit)) if earned.tickets else []
    if earned.unsold:
        pairs.append(("Unsold, at cost", money_text(earned.unsold_cost)))
        pairs.append(("Unsold, at our prices", money_text(earned.unsold_retail)))
    return pairs
