"""Taking the money: the clock, the total, and cash, card or transfer."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.domain.money import Money
from core.domain.payments.states import PaymentMethod
from core.services.sales.rows import BookingRow
from desktop.controls import (
    IconLabel,
    Kind,
    Look,
    button,
    frame,
    label,
    number_label,
    restyle,
    row,
)
from desktop.forms import Field
from desktop.theme import Tone, space
from desktop.views.box_office.cash import CashBox
from desktop.views.box_office.sale import SaleInHand
from desktop.words import count, money_text, time_left, with_key

HURRY = timedelta(minutes=2)
PROMISED = (
    "The seats are kept until the transfer is due. Tickets are issued when the money is booked, "
    "or when a manager confirms the booking."
)
WHO_PROMISES = (
    "A transfer is promised by a customer: somebody to remind, and to give the tickets to. "
    "Say who buys; the seats stay reserved meanwhile."
)
METHODS = (
    (PaymentMethod.CASH, "Cash", "cash", "F6"),
    (PaymentMethod.CREDIT_CARD, "Card", "card", "F7"),
    (PaymentMethod.BANK_TRANSFER, "Transfer", "bank", "F8"),
)


class Payment(QWidget):
    """The side of the screen while a reservation is being paid."""

    finished = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.clock = label("", Look.STRONG)
        self._clock_icon = IconLabel("clock")
        self._number = label("", Look.SMALL)
        self.total = label("", Look.DISPLAY)
        self._who = label("", Look.STRONG, wrap=True)
        self._seats = label("", Look.MUTED, wrap=True)
        self._parts = QGridLayout()
        self._parts.setVerticalSpacing(space(1))
        self.cash = CashBox()
        self.reference = QLineEdit()
        self.reference.setPlaceholderText("Number on the terminal's receipt")
        self._reference_field = Field(
            "Terminal receipt", self.reference, hint="Take the card on the terminal first."
        )
        self.method_buttons = {method: _method(*rest) for method, *rest in METHODS}
        self._pages = QStackedWidget()
        self.finish = button("Take payment", self.finished.emit, kind=Kind.PRIMARY)
        self._back = button(with_key("Give the seats back", "Esc"), self.left.emit, kind=Kind.QUIET)
        self._booking: BookingRow | None = None
        self._walk_up = True
        self._promise = label("", Look.MUTED, wrap=True)
        self._promise.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.method = PaymentMethod.CASH
        self._lay_out()

    def show_sale(self, sale: SaleInHand) -> None:
        """Show what there is to pay, cash first."""
        booking = sale.booking
        if booking is None:
            return
        self._booking = booking
        self._number.setText(booking.number)
        self.total.setText(money_text(booking.total))
        self._seats.setText(sale.seats_text)
        self._show_parts(booking)
        self.cash.ask_for(booking.total)
        self.reference.clear()
        self._reference_field.clear()
        self.method = PaymentMethod.CASH
        self.show_buyer(sale)

    @property
    def needs_buyer(self) -> bool:
        """Whether this way of paying wants a customer, and there is none yet."""
        return self._walk_up and self.method is PaymentMethod.BANK_TRANSFER

    def show_buyer(self, sale: SaleInHand) -> None:
        """Show for whom the seats are reserved, and what that means for paying this way."""
        if sale.booking is None:
            return
        customer = sale.customer
        self._walk_up = customer is None
        buyer = ", walk-up" if customer is None else f" for {customer.name}"
        self._who.setText(f"{count(sale.booking.ticket_count, 'ticket')}{buyer}")
        self._promise.setText(PROMISED if customer is not None else WHO_PROMISES)
        self.choose(self.method)

    def show_left(self, left: timedelta | None) -> None:
        """Show how long the reservation holds."""
        if left is None:
            return
        tone = Tone.WARNING if left < HURRY else Tone.NEUTRAL
        self._clock_icon.show_icon("clock", tone)
        self.clock.setText(f"{time_left(left)} left")

    def choose(self, method: PaymentMethod) -> None:
        """Pay this way."""
        self.method = method
        self.method_buttons[method].setChecked(True)
        self._pages.setCurrentIndex([known for known, *_ in METHODS].index(method))
        if self._booking is None:
            return
        total = money_text(self._booking.total)
        seats = count(self._booking.ticket_count, "seat")
        kept = f"Keep {seats} for a transfer"
        words = {
            PaymentMethod.CASH: f"Take {total} in cash",
            PaymentMethod.CREDIT_CARD: f"Record {total} by card",
            PaymentMethod.BANK_TRANSFER: "Say who buys" if self._walk_up else kept,
        }
        self.finish.setText(with_key(words[method], "F10"))
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor where the next thing is typed."""
        fields = {PaymentMethod.CASH: self.cash.given, PaymentMethod.CREDIT_CARD: self.reference}
        fields.get(self.method, self.finish).setFocus(Qt.FocusReason.OtherFocusReason)

    def given(self) -> Money | None:
        """The cash that was handed over; says in place what is missing, and then None."""
        return self.cash.checked()

    def receipt_number(self) -> str:
        """What stands on the terminal's receipt; says in place that it is missing, and then ""."""
        text = self.reference.text().strip()
        if not text:
            self._reference_field.say("Type the number on the terminal's receipt.")
            self.reference.setFocus()
        return text

    def _show_parts(self, booking: BookingRow) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        parts = [
            ("Tickets", booking.tickets_total),
            ("Service fee", booking.service_fee),
            ("Delivery", booking.delivery_fee),
            ("Tax", booking.tax),
        ]
        shown = [(what, much) for what, much in parts if much]
        for line, (what, much) in enumerate(shown if len(shown) > 1 else ()):
            self._parts.addWidget(label(what, Look.MUTED), line, 0)
            self._parts.addWidget(number_label(money_text(much), Look.BODY), line, 1)

    def _lay_out(self) -> None:
        clock = row(self._clock_icon, self.clock, gap=2)
        clock.addStretch(1)
        clock.addWidget(self._number)
        group = QButtonGroup(self)
        methods = row(gap=1)
        for method, made in self.method_buttons.items():
            group.addButton(made)
            methods.addWidget(made, len(made.text()))  # the chosen one is bold: room for its word
            made.clicked.connect(lambda _on=False, chosen=method: self.choose(chosen))
        for page in (self.cash, self._reference_field, self._promise):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(3))
        layout.addLayout(clock)
        layout.addWidget(frame("line"))
        layout.addWidget(self.total)
        layout.addWidget(self._who)
        layout.addWidget(self._seats)
        layout.addLayout(self._parts)
        layout.addWidget(frame("line"))
        layout.addLayout(methods)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.finish)
        layout.addWidget(self._back)


def _method(word: str, icon: str, key: str) -> QPushButton:
    made = button(word, icon=icon)
    made.setCheckable(True)
    made.setProperty("segment", "true")
    made.setToolTip(key)
    restyle(made)
    return made
