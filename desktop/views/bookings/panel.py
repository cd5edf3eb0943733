"""One booking in the side panel: who, what, the money, its tickets, and the steps."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.domain.payments.states import PaymentStatus
from core.domain.sales.states import CHANNEL_WORDS, BookingStatus, DeliveryMethod
from core.domain.staff import Actor
from core.services.reporting.profit import BookingProfit
from core.services.sales.rows import PaymentRow
from core.services.sales.standing import BookingStanding
from desktop.controls import Kind, Look, button, column, label
from desktop.theme import chip_for, space
from desktop.views.bookings.steps import KEYS, Step, steps_of
from desktop.views.bookings.wording import METHODS
from desktop.views.purchasing.order_panel import chip_line
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.facts import Facts, Pairs
from desktop.widgets.profit import profit_facts
from desktop.widgets.scrolling import Scrolling
from desktop.words import count, due_text, money_text, when_text

MOST_TICKETS = 40
"""Tickets that are listed one by one."""
DELIVERIES = {
    DeliveryMethod.E_TICKET: "E-ticket",
    DeliveryMethod.COLLECTION: "Collected here",
    DeliveryMethod.POST: "By post",
}


class BookingPanel(QWidget):
    """Shows a booking as it stands; `wanted` carries the Step of the button that was pressed.

    `earned` is None for those who may not see it.
    """

    wanted = Signal(object)

    def __init__(
        self,
        standing: BookingStanding,
        actor: Actor,
        now: datetime,
        earned: BookingProfit | None = None,
    ) -> None:
        super().__init__()
        self.standing = standing
        self.facts = Facts()
        self.buttons = {step: self._button(step) for step in steps_of(standing, actor)}
        self._lay_out()
        self.facts.show_groups(*groups_of(standing, now, earned))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps on offer, the usual one first."""
        return tuple(self.buttons)

    def _button(self, step: Step) -> QPushButton:
        kind = Kind.SECONDARY
        if step in (Step.PAY, Step.LATE):
            kind = Kind.PRIMARY
        elif step is Step.RELEASE:
            kind = Kind.DANGER
        made = button(step.value, lambda: self.wanted.emit(step), kind=kind)
        made.setToolTip(KEYS[step])
        return made

    def _lay_out(self) -> None:
        inside = QWidget()
        facts = QVBoxLayout(inside)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(space(4))
        full = self.standing.full
        facts.addWidget(chip_line(chip_for(full.booking.status)))
        who = column(gap=0)
        who.addWidget(ElidedLabel(full.customer or "Walk-up", Look.STRONG))
        if full.email:
            who.addWidget(ElidedLabel(full.email, Look.SMALL))
        facts.addLayout(who)
        for told in notes_of(self.standing):
            facts.addWidget(label(told, Look.MUTED, wrap=True))
        facts.addWidget(self.facts)
        facts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(2))
        layout.addWidget(Scrolling(inside), 1)
        for made in self.buttons.values():
            layout.addWidget(made)


def notes_of(standing: BookingStanding) -> list[str]:
    """What late money did to a booking, in sentences."""
    told: list[str] = []
    if standing.instead_of is not None:
        told.append(f"Its money came late: it has the seats of {standing.instead_of} again.")
    if standing.replaced_by is not None:
        told.append(f"Its money came late, and its seats were sold again: {standing.replaced_by}.")
    if standing.refund_due:
        told.append(
            f"Its money came when the seats were gone: {money_text(standing.refund_due)} is owed "
            "to the customer."
        )
    return told


def groups_of(
    standing: BookingStanding, now: datetime, earned: BookingProfit | None
) -> tuple[tuple[str, Pairs], ...]:
    """All facts of a booking by heading; a group without facts is empty."""
    tickets = standing.full.tickets
    rows = [
        (ticket.label, f"{money_text(ticket.price)}, {chip_for(ticket.status).word.lower()}")
        for ticket in tickets[:MOST_TICKETS]
    ]
    more = len(tickets) - MOST_TICKETS
    if more > 0:
        rows.append((f"and {count(more, 'more')}" if more == 1 else f"and {more:,} more", ""))
    return (
        ("", _head(standing, now)),
        ("Money", _money(standing)),
        ("Earned", profit_facts(earned.profit) if earned is not None and earned.tickets else []),
        ("Payments", [pair for one in standing.full.payments for pair in _payment(one, now)]),
        ("Tickets", rows),
    )


def _head(standing: BookingStanding, now: datetime) -> Pairs:
    booking = standing.full.booking
    until = booking.reserved_until
    shown = booking.status in (BookingStatus.RESERVED, BookingStatus.PENDING)
    pairs = [
        ("Event", booking.event),
        ("Made", when_text(booking.created_at, now)),
        ("Sold", CHANNEL_WORDS[booking.channel]),
        ("In the presale", standing.full.presale or ""),
        ("Tickets go", DELIVERIES[booking.delivery]),
        ("Kept until", when_text(until, now) if until is not None and shown else ""),
        ("Cancelled", when_text(booking.cancelled_at, now) if booking.cancelled_at else ""),
        ("Why", booking.cancellation_reason or ""),
    ]
    return [pair for pair in pairs if pair[1]]


def _money(standing: BookingStanding) -> Pairs:
    booking = standing.full.booking
    parts = [
        ("Tickets", booking.tickets_total),
        ("Service fee", booking.service_fee),
        ("Delivery", booking.delivery_fee),
        ("Tax", booking.tax),
    ]
    shown = [(what, money_text(much)) for what, much in parts if much]
    lines = [*(shown if len(shown) > 1 else ()), ("Total", money_text(booking.total))]
    if standing.owed:
        lines.append(("Still owed", money_text(standing.owed)))
    return lines


def _payment(one: PaymentRow, now: datetime) -> Pairs:
    amount = (METHODS[one.method], money_text(one.amount))
    if one.status is PaymentStatus.PENDING:
        due = f"due by {due_text(one.due_at, now.tzinfo)}" if one.due_at is not None else ""
        return [amount, ("Promised", due)]
    done = "" if one.status is PaymentStatus.SUCCESS else chip_for(one.status).word
    at = when_text(one.processed_at, now) if one.processed_at is not None else ""
    return [amount, *(("", told) for told in (at, one.reference, done) if told)]
