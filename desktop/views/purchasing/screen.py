"""The purchasing screen: the list, the form of a new order, and the receipt of seats."""

from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from core.services.purchasing.receiving import ReceiptRow
from desktop.shell import Keys
from desktop.views.page import Page
from desktop.views.purchasing.new_order import NewOrderPage
from desktop.views.purchasing.orders import OrdersPage
from desktop.views.purchasing.receive import ReceivePage
from desktop.words import count, money_text
from desktop.workplace import Workplace


class PurchasingScreen(QStackedWidget):
    """One page at a time; the others keep what was begun on them."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.orders = OrdersPage(place, self)
        self.new_order = NewOrderPage(place)
        self.receiving = ReceivePage(place)
        for page in (self.orders, self.new_order, self.receiving):
            self.addWidget(page)
        self.new_order.left.connect(self.show_orders)
        self.new_order.written.connect(self._written)
        self.receiving.left.connect(self.show_orders)
        self.receiving.received.connect(self._received)
        self.setFocusProxy(self.orders)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return {0: self.orders, 1: self.new_order, 2: self.receiving}[self.currentIndex()]

    @property
    def keys(self) -> Keys:
        """The keys of the page that is shown."""
        return self.page.keys

    def open_record(self, order_id: UUID) -> None:
        """Show an order, as another screen asks for it."""
        self.show_orders()
        self.orders.show_later(order_id)

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
        self.open_record(order_id)

    def _received(self, order_id: UUID, receipt: ReceiptRow) -> None:
        self.open_record(order_id)
        self.orders.say(
            f"{count(receipt.quantity, 'seat')} of {receipt.order_number} are ours now, "
            f"for {money_text(receipt.cost)}. The receipt is {receipt.number}."
        )
