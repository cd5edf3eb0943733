"""The form that makes one line of an order: event, ticket type, how many, for how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.money import Money
from core.domain.purchasing.totals import unit_price_of
from core.services.events.queries import EventRow
from core.services.purchasing.ordering import LineDraft
from core.services.purchasing.ticket_types import TicketTypeRow
from desktop.controls import button, row
from desktop.forms import Field, Form, MoneyEdit, Pick, QuantityEdit
from desktop.views.event_picker import EventPicker

MOST_SEATS = 100_000


class Priced(Enum):
    """What the amount is the price of."""

    TICKET = auto()
    LOT = auto()


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line as it stands in the form: what it buys, and its draft."""

    event: EventRow
    kind: TicketTypeRow
    draft: LineDraft

    @property
    def total(self) -> Money:
        """What the line costs."""
        return self.draft.total(self.event.currency)


class LineForm(QWidget):
    """`added` carries a `WrittenLine`; `event_chosen` and `type_wanted` ask for more."""

    added = Signal(object)
    event_chosen = Signal(object)
    type_wanted = Signal(object)

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.event_pick = EventPicker()
        self.event_pick.setMinimumWidth(0)
        self.kind: Pick[TicketTypeRow] = Pick()
        self.quantity = QuantityEdit(1, least=1, most=MOST_SEATS)
        self.priced = Pick([("Each", Priced.TICKET), ("For the lot", Priced.LOT)])
        self.price = MoneyEdit(currency)
        self.new_type = button("New type", self._want_type, icon="plus")
        self.add = button("Add line", self.add_line, icon="plus")
        self._price_field = Field("Price", self.price, check=self._price_missing)
        self._lay_out()
        self.event_pick.picked.connect(self._event_was_picked)
        self.price.returnPressed.connect(self.add_line)

    def offer_events(self, events: Sequence[EventRow], now: datetime) -> None:
        """The events that can be bought for."""
        self.event_pick.offer(events, now)

    def offer_types(
        self, kinds: Sequence[TicketTypeRow], picked: TicketTypeRow | None = None
    ) -> None:
        """What can be bought of the event; `picked` is one that was just made."""
        self.kind.offer([(kind.name, kind) for kind in kinds])
        if picked is not None:
            self.kind.set_value(picked)
        self.kind.setEnabled(bool(kinds))
        self.new_type.setEnabled(self.event_pick.event_picked is not None)

    def add_line(self) -> None:
        """Hand out the line, if all is filled in, and make room for the next."""
        event, kind = self.event_pick.event_picked, self.kind.value()
        if not self._form.check() or event is None or kind is None:
            return
        amount = self.price.money()
        if amount is None:
            return
        self.added.emit(WrittenLine(event, kind, self._draft(kind.id, amount)))
        self.event_pick.setFocus()  # first: an empty price that is left would complain
        self.price.clear()
        self.quantity.setValue(1)

    def _draft(self, type_id: UUID, amount: Money) -> LineDraft:
        quantity = self.quantity.value()
        if self.priced.value() is Priced.LOT:
            each = unit_price_of(amount, quantity)
            return LineDraft(type_id, quantity, each.amount, line_total=amount.amount)
        return LineDraft(type_id, quantity, amount.amount)

    def _event_was_picked(self, event: EventRow) -> None:
        self.offer_types(())
        self.price.set_currency(event.currency)
        self.event_chosen.emit(event)

    def _want_type(self) -> None:
        if self.event_pick.event_picked is not None:
            self.type_wanted.emit(self.event_pick.event_picked)

    def _price_missing(self) -> str:
        amount = self.price.money()
        if amount is None:
            return "Say what it costs."
        return "A price can't be negative." if amount.amount < 0 else ""

    def _lay_out(self) -> None:
        kinds = QWidget()
        self.kind.setAccessibleName("What is bought")
        both = row(self.kind, self.new_type, gap=2)
        both.setStretch(0, 1)
        kinds.setLayout(both)
        self._form = Form(parent=self)
        self._form.add_row(
            Field(
                "Event",
                self.event_pick,
                check=lambda: "" if self.event_pick.event_picked else "Which?",
            )
        )
        self._form.add_row(
            Field("What is bought", kinds, check=lambda: "" if self.kind.value() else "Which?")
        )
        self._form.add_row(
            Field("Seats", self.quantity), Field("Priced", self.priced), self._price_field
        )
        layout = row(self._form)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.offer_types(())
