"""The purchasing screen: orders, the form of a new one, the receipt of seats, and payables."""

from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from core.services.purchasing.receiving import ReceiptRow
from desktop.shell import Keys
from desktop.views.page import Page
from desktop.views.purchasing.new_order import NewOrderPage
from desktop.views.purchasing.orders import OrdersPage
from desktop.views.purchasing.payables import PayablesPage
from desktop.views.purchasing.receive import ReceivePage
from desktop.views.purchasing.switch import KEYS, Part, PartSwitch
from desktop.views.subjects import PayableSubject
from desktop.words import count, money_text
from desktop.workplace import Workplace


class PurchasingScreen(QStackedWidget):
    """One page at a time; the others keep what was begun on them."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.orders = OrdersPage(place, self)
        self.new_order = NewOrderPage(place)
        self.receiving = ReceivePage(place)
        self.payables = PayablesPage(place)
        for page in (self.orders, self.new_order, self.receiving, self.payables):
            self.addWidget(page)
        for part, page in ((Part.ORDERS, self.orders), (Part.PAYABLES, self.payables)):
            page.add_head(PartSwitch(part, self.turn_to))
            for one in Part:
                page.add_key(KEYS[one], one.value)
        self.payables.order_wanted.connect(self.open_record)
        self.new_order.left.connect(self.show_orders)
        self.new_order.written.connect(self._written)
        self.receiving.left.connect(self.show_orders)
        self.receiving.received.connect(self._received)
        self.setFocusProxy(self.orders)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        pages = (self.orders, self.new_order, self.receiving, self.payables)
        return pages[self.currentIndex()]

    @property
    def keys(self) -> Keys:
        """The keys of the page that is shown."""
        return self.page.keys

    def open_record(self, subject: UUID | PayableSubject) -> None:
        """Show an order or a payable, as another screen asks for it."""
        if isinstance(subject, PayableSubject):
            self.turn_to(Part.PAYABLES)
            self.payables.show_later(subject.payable_id)
            return
        self.show_orders()
        self.orders.show_later(subject)

    def turn_to(self, part: Part) -> None:
        """To one of the lists (Alt+1, Alt+2)."""
        if part is Part.ORDERS:
            self.show_orders()
            return
        self._turn_to(self.payables)
        self.payables.table.setFocus()

    def show_orders(self) -> None:
        """Back to the list."""
        self._turn_to(self.orders)
        self.orders.table.setFocus()

    def write_order(self) -> None:
        """To the form of a new order, where an order that was begun still stands."""
        self._turn_to(self.new_order)
        self.new_order.begin()

    def receive(self, order_id: UUID) -> None:
        """To the receipt of an order's seats."""
        self._turn_to(self.receiving)
        self.receiving.open(order_id)
        self.receiving.lists.setFocus()

    def _turn_to(self, page: Page) -> None:
        self.setCurrentWidget(page)
        self.setFocusProxy(page)

    def _written(self, order_id: UUID) -> None:
        if self.page in (self.new_order, self.orders):  # or somebody does something else by now
            self.open_record(order_id)

    def _received(self, order_id: UUID, receipt: ReceiptRow) -> None:
        if self.page is self.receiving and self.receiving.receives(order_id):
            self.open_record(order_id)
        self.orders.say(
            f"{count(receipt.quantity, 'seat')} of {receipt.order_number} are ours now, "
            f"for {money_text(receipt.cost)}. The receipt is {receipt.number}."
        )
