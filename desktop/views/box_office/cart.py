"""The cart: the chosen seats with their prices, who buys, and what it comes to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QVBoxLayout, QWidget

from core.domain.money import Money
from core.domain.sales.states import DeliveryMethod
from core.domain.sales.totals import FeeRules, booking_total
from core.services.inventory.seats import SeatCard
from core.services.sales.customers import CustomerRow
from core.services.work import Clock
from desktop.controls import IconLabel, Kind, Look, button, frame, label, number_label, row
from desktop.table import Column, RecordTable
from desktop.theme import space
from desktop.views.box_office.delivery import DeliveryPick
from desktop.views.box_office.finding import FindSeats
from desktop.views.box_office.sale import WALK_UP, SaleInHand
from desktop.views.box_office.special_strip import SpecialStrip
from desktop.widgets.elided import ElidedLabel
from desktop.words import count, money_text, with_key

NO_PRICE = "No price"
DROP = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def price_text(card: SeatCard) -> str:
    """A seat's price, or that it has none."""
    price = card.retail_price
    return NO_PRICE if price is None else money_text(Money(price, card.currency))


def prices_of(cards: Sequence[SeatCard]) -> list[Money]:
    """The prices of those that have one."""
    return [Money(one.retail_price, one.currency) for one in cards if one.retail_price is not None]


SEAT_COLUMNS: list[Column[SeatCard]] = [
    Column("Seat", lambda card: card.label, stretch=True, hint=lambda card: card.level or ""),
    Column("Price", price_text, right=True),
]


class SeatList(RecordTable[SeatCard]):
    """The chosen seats; Delete takes one out."""

    dropped = Signal(object)
    """Ranks to take out."""

    def __init__(self) -> None:
        super().__init__(SEAT_COLUMNS, key=lambda card: card.id)
        self.horizontalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "plain")
        self.setAccessibleName("Chosen seats")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in DROP:
            self.dropped.emit([card.rank for card in self.selected_rows()])
        else:
            super().keyPressEvent(event)


class BuyerLine(QWidget):
    """Who buys, and the way to say so (F4)."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel(WALK_UP, Look.STRONG)
        self.detail = ElidedLabel("No name needed", Look.SMALL)
        self._choose = button(with_key("Customer", "F4"), self.asked.emit, kind=Kind.QUIET)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.name)
        lines.addWidget(self.detail)
        across = row(IconLabel("user"), gap=2)
        across.addLayout(lines, 1)
        across.addWidget(self._choose)
        self.setLayout(across)

    def show_buyer(self, customer: CustomerRow | None) -> None:
        """A customer, or a walk-up."""
        self.name.setText(WALK_UP if customer is None else customer.name)
        known = customer is not None and (customer.email or customer.phone or "No address")
        self.detail.setText(known or "No name needed")


class Cart(QWidget):
    """The side of the screen while seats are chosen."""

    go_on = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.strip = SpecialStrip()
        self.finder = FindSeats()
        self.seats = SeatList()
        self.buyer = BuyerLine()
        self.delivery = DeliveryPick()
        self.fees = FeeRules()
        """What the event costs beside its tickets, once it is read."""
        self._count = label("No seats yet", Look.STRONG)
        self._clear = button("Clear", kind=Kind.QUIET)
        self.cleared = self._clear.clicked
        self._sum = number_label("", Look.TITLE)
        self._sum_word = label("Tickets", Look.MUTED)
        self._hint = label(
            "Click seats on the map, or let Parterre find some.", Look.MUTED, wrap=True
        )
        self.reserve = button("Reserve", self.go_on.emit, kind=Kind.PRIMARY)
        self._lay_out()

    @property
    def to_pay(self) -> tuple[str, str]:
        """The word and the amount at the foot of the cart."""
        return self._sum_word.text(), self._sum.text()

    def show_sale(self, sale: SaleInHand) -> None:
        """Show the chosen seats and what they come to."""
        number = len(sale.cards)
        self.strip.show_special(sale.special, self._clock())
        self.seats.show_rows(sale.cards)
        self.seats.setVisible(number > 0)
        self._hint.setVisible(number == 0)
        self._clear.setVisible(number > 0)
        self._count.setText(count(number, "seat") if number else "No seats yet")
        self._show_sum(sale)
        words = f"Reserve {count(number, 'seat')}" if number else "Reserve"
        self.reserve.setText(with_key(words, "F9"))
        self.reserve.setEnabled(number > 0)
        self.buyer.show_buyer(sale.customer)
        self.delivery.show_way(sale.delivery, offered=sale.customer is not None)

    def _show_sum(self, sale: SaleInHand) -> None:
        """What the customer is going to be asked for, fees and all."""
        face, prices = sale.face, prices_of(sale.cards)
        self._sum.setText("")
        self._sum_word.setText("")
        if face is None or not prices:
            return
        posted = sale.how.delivery is DeliveryMethod.POST
        total = booking_total(prices, self.fees, delivered=posted)
        extra, what = total.total - face, "fees and tax" if total.tax else "fees"
        self._sum.setText(money_text(total.total))
        self._sum_word.setText(f"With {money_text(extra)} {what}" if extra else "Tickets")

    def _lay_out(self) -> None:
        head = row(self._count, gap=2)
        head.addStretch(1)
        head.addWidget(self._clear)
        total = row(self._sum_word, gap=2)
        total.addStretch(1)
        total.addWidget(self._sum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(3))
        layout.addWidget(self.strip)
        layout.addWidget(self.finder)
        layout.addWidget(frame("line"))
        layout.addLayout(head)
        layout.addWidget(self._hint)
        layout.addWidget(self.seats, 1)
        layout.addStretch(0)
        layout.addWidget(frame("line"))
        layout.addWidget(self.buyer)
        layout.addWidget(self.delivery)
        layout.addLayout(total)
        layout.addWidget(self.reserve)
