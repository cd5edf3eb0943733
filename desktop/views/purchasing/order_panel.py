"""One order in the side panel: what was bought, how far it is, what comes next."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.domain.staff import Actor, Permission
from core.services.purchasing.queries import DeliveryRow, LineRow, OrderDetail
from desktop.controls import IconLabel, Kind, Look, button, column, label, number_label, row
from desktop.theme import Chip, order_chip, payable_chip, space
from desktop.views.purchasing.steps import next_step
from desktop.views.purchasing.wording import OPEN, TERMS, WAYS, progress_text
from desktop.widgets.scrolling import Scrolling
from desktop.words import count, date_text, money_text, when_text, with_key, within

STEP_KEY = "Ctrl+Return"
PRINT_KEY = "Ctrl+P"


class OrderPanel(QWidget):
    """Shows a detail; the steps go out by signal, `receipt_wanted` with its DeliveryRow."""

    step_wanted = Signal()
    cancel_wanted = Signal()
    receipt_wanted = Signal(object)

    def __init__(self, detail: OrderDetail, actor: Actor, now: datetime) -> None:
        super().__init__()
        self.detail = detail
        self._now = now
        step = next_step(detail.row, actor)
        self.step: QPushButton | None = None
        if step is not None:
            words = with_key(step.value, STEP_KEY)
            self.step = button(words, self.step_wanted.emit, kind=Kind.PRIMARY)
        self.prints = [self._print(delivery) for delivery in detail.deliveries]
        self.cancel: QPushButton | None = None
        if detail.row.status in OPEN and actor.may(Permission.CONFIRM_ORDERS):
            self.cancel = button("Cancel order", self.cancel_wanted.emit, kind=Kind.DANGER)
        self._lay_out()

    def focus_step(self) -> None:
        """Put the focus on the next step, so that Space takes it."""
        if self.step is not None:
            self.step.setFocus()

    def _print(self, delivery: DeliveryRow) -> QPushButton:
        wanted = partial(self.receipt_wanted.emit, delivery)
        made = button("Print receipt", wanted, kind=Kind.QUIET, icon="printer")
        made.setAccessibleName(f"Print receipt {delivery.number}")
        if delivery is self.detail.deliveries[-1]:
            made.setToolTip(PRINT_KEY)
        return made

    def _lay_out(self) -> None:
        inside = QWidget()
        facts = column(gap=4)
        inside.setLayout(facts)
        facts.addWidget(chip_line(order_chip(self.detail.row.status)))
        facts.addLayout(_grid(self._facts()))
        facts.addWidget(_rule())
        facts.addWidget(label("What was bought", Look.FIELD))
        bought = column(gap=5)
        for line in self.detail.lines:
            bought.addLayout(_line(line))
        facts.addLayout(bought)
        if self.detail.deliveries:
            facts.addWidget(_rule())
            facts.addWidget(label("Deliveries", Look.FIELD))
            for delivery, printing in zip(self.detail.deliveries, self.prints, strict=True):
                facts.addLayout(self._delivery(delivery, printing))
        if self.detail.notes:
            facts.addWidget(_rule())
            facts.addWidget(label(self.detail.notes, wrap=True))
        facts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(3))
        layout.addWidget(Scrolling(inside), 1)
        for made in (self.step, self.cancel):
            if made is not None:
                layout.addWidget(made)

    def _facts(self) -> Sequence[tuple[str, str]]:
        detail = self.detail
        order = detail.row
        facts = [
            ("Supplier", order.supplier),
            ("Event", order.event),
            ("Total", money_text(order.total)),
            ("Expected", date_text(order.expected) if order.expected else ""),
            ("Delivery", WAYS[detail.fulfillment]),
            ("Payment", TERMS[detail.terms]),
            ("Due", self._due()),
            ("Submitted", self._by(detail.submitted_by, detail.submitted_at)),
            ("Confirmed", self._by(detail.approved_by, detail.approved_at)),
        ]
        return [fact for fact in facts if fact[1]]

    def _due(self) -> str:
        if self.detail.payable_due is None or self.detail.payable_status is None:
            return ""
        word = payable_chip(self.detail.payable_status).word.lower()
        return f"{date_text(self.detail.payable_due)}, {word}"

    def _by(self, who: str | None, when: datetime | None) -> str:
        return "" if when is None else f"{when_text(when, self._now)} by {who}"

    def _delivery(self, delivery: DeliveryRow, printing: QPushButton) -> QVBoxLayout:
        lines = column(gap=1)
        head = row(label(delivery.number, Look.STRONG), gap=2)
        head.addStretch(1)
        head.addWidget(printing)
        lines.addLayout(head)
        told = (
            f"{count(delivery.quantity, 'seat')} for {money_text(delivery.cost)}, "
            f"{within(when_text(delivery.delivered_at, self._now))} by {delivery.received_by}"
        )
        lines.addWidget(label(told, Look.SMALL, wrap=True))
        return lines


def chip_line(chip: Chip) -> QWidget:
    """A status with its icon, as a line of a panel."""
    line = QWidget()
    inner = row(IconLabel(chip.icon, chip.tone), label(chip.word, Look.STRONG), gap=2)
    inner.addStretch(1)
    line.setLayout(inner)
    return line


def _grid(facts: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(3))
    grid.setVerticalSpacing(space(1))
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for at, (name, value) in enumerate(facts):
        grid.addWidget(label(name, Look.MUTED), at, 0, top)
        grid.addWidget(label(value, wrap=True), at, 1, top)
    return grid


def _line(line: LineRow) -> QVBoxLayout:
    lines = column(gap=1)
    lines.addWidget(label(line.name, Look.STRONG, wrap=True))
    price = f"{count(line.quantity, 'seat')}, {money_text(line.unit_price)} each"
    amounts = row(label(price, Look.SMALL, wrap=True), gap=2)
    amounts.setStretch(0, 1)
    amounts.addWidget(number_label(money_text(line.total), Look.BODY))
    lines.addLayout(amounts)
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, max(1, line.quantity))
    bar.setValue(line.received)
    lines.addWidget(bar)
    came = f"{progress_text(line.received, line.quantity)} received"
    gone = f", {line.cancelled:,} cancelled" if line.cancelled else ""
    lines.addWidget(label(came + gone, Look.SMALL))
    return lines


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("look", "line")
    return rule
