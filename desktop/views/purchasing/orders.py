"""The list of purchase orders, with the selected one beside it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from core.domain.errors import Refusal
from core.domain.money import Money
from core.domain.purchasing.states import OrderStatus
from core.domain.staff import Permission
from core.services.purchasing.queries import (
    DeliveryRow,
    OrderDetail,
    OrderRow,
    list_orders,
    one_order,
)
from core.services.work import Clock
from desktop.desk import Operation
from desktop.dialogs import Confirmation, confirm
from desktop.feedback import Empty
from desktop.forms import Pick
from desktop.operations import purchasing
from desktop.table import Column, RecordTable, money_column, time_column
from desktop.theme import Tone, order_chip
from desktop.views.page import Page
from desktop.views.purchasing.order_panel import PRINT_KEY, STEP_KEY, OrderPanel
from desktop.views.purchasing.steps import Step, next_step
from desktop.views.purchasing.wording import LATE, OPEN, RECEIVABLE, is_late, progress_text
from desktop.words import money_text, number_text
from desktop.workplace import Workplace

STATUS_WIDTH, EXPECTED_WIDTH = 148, 104
Filter = Callable[[OrderRow, date], bool]
FILTERS: Sequence[tuple[str, Filter]] = (
    ("Open orders", lambda order, _today: order.status in OPEN),
    ("Drafts", lambda order, _today: order.status is OrderStatus.DRAFT),
    ("Waiting for the supplier", lambda order, _today: order.status is OrderStatus.PENDING),
    ("Seats to come", lambda order, _today: order.status in RECEIVABLE),
    ("Late", is_late),
    ("All orders", lambda _order, _today: True),
)


class Routes(Protocol):
    """Where the list leads to."""

    def write_order(self) -> None:
        """To the form of a new order."""

    def receive(self, order_id: UUID) -> None:
        """To the receipt of an order's seats."""


def _columns(standing: Callable[[OrderRow], str], clock: Clock) -> list[Column[OrderRow]]:
    return [
        Column("Order", lambda order: order.number, strong=True),
        Column("Status", standing, chip=order_chip, width=STATUS_WIDTH),
        Column("Supplier", lambda order: order.supplier),
        Column("Event", lambda order: order.event, stretch=True),
        Column(
            "Received",
            lambda order: (order.received, order.ordered),
            text=lambda pair: progress_text(*pair),
            right=True,
            spare=2,
        ),
        money_column("Total", lambda order: order.total),
        Column("Expected", lambda order: order.expected, muted=True, width=EXPECTED_WIDTH, spare=1),
        time_column("Written", lambda order: order.created, clock, muted=True, hidden=True),
    ]


class OrdersPage(Page):
    """Every order, filtered by state and words; Enter goes to the next step of one."""

    tables = frozenset({"purchase_orders", "purchase_order_lines", "delivery_receipts", "payables"})

    def __init__(self, place: Workplace, routes: Routes) -> None:
        super().__init__(place.desk, "Purchasing")
        self._place, self._routes = place, routes
        self._orders: Sequence[OrderRow] = ()
        self.panel: OrderPanel | None = None
        self.table: RecordTable[OrderRow] = RecordTable(
            _columns(self._standing, place.now),
            key=lambda order: order.id,
            preferences=place.preferences,
            name="purchase orders",
        )
        self.search = self.add_search("Order, supplier or event", self._search)
        self.filter: Pick[Filter] = Pick(FILTERS)
        self.filter.setAccessibleName("Which orders")
        self.add_filter(self.filter)
        self.set_hero(self.table)
        if place.may(Permission.ORDER_SEATS):
            self.main_action("New order", routes.write_order, icon="plus", shortcut="Ctrl+N")
        self._connect()

    def refresh(self) -> None:
        self.ask(list_orders, self._show)
        self._show_order(self.table.current_row())

    def select(self, order_id: UUID) -> None:
        """Show an order, whatever the filter says."""
        order = next((one for one in self._orders if one.id == order_id), None)
        wanted = self.filter.value()
        if order is not None and wanted is not None and not wanted(order, self._place.today()):
            self.filter.set_value(FILTERS[-1][1])
            self._filtered()
        if order_id not in [one.id for one in self.table.shown_rows()]:
            self.search.clear()
        self.table.select_key(order_id)
        self.table.setFocus()

    def show_later(self, order_id: UUID) -> None:
        """Read the list again and then show this order, as after it was written."""
        self.refresh_then(lambda: self.select(order_id))

    def take_step(self) -> None:
        """The next step of the selected order: submit, confirm or receive."""
        order = self.table.current_row()
        step = None if order is None else next_step(order, self._place.actor)
        if order is None or step is None:
            return
        if step is Step.RECEIVE:
            self._routes.receive(order.id)
        else:
            self._do(purchasing.submit(order) if step is Step.SUBMIT else purchasing.confirm(order))

    def ask_cancel(self) -> Confirmation | None:
        """Ask whether the selected order is to be cancelled."""
        order = self.table.current_row()
        may = self._place.may(Permission.CONFIRM_ORDERS)
        if order is None or order.status not in OPEN or not may:
            return None
        missing = order.ordered - order.received
        return confirm(
            self,
            f"Cancel {order.number}?",
            f"{number_text(missing)} of {number_text(order.ordered)} seats have not come. "
            "They will not be owed any more. This can't be taken back.",
            "Cancel the order",
            lambda: self._do(purchasing.cancel(order)),
        )

    def print_receipt(self, delivery: DeliveryRow) -> None:
        """Draw the receipt of a delivery and show it with the program of this computer."""
        self.banner.hide()
        draw = purchasing.draw_receipt(delivery, self._place.papers)
        self.ask(draw, partial(self._drawn, delivery), part=f"receipt {delivery.id}")

    def print_latest(self) -> None:
        """The receipt of the selected order's latest delivery, if it has one."""
        panel = self._own_panel()
        if panel is not None and panel.isVisible() and panel.detail.deliveries:
            self.print_receipt(panel.detail.deliveries[-1])

    def _own_panel(self) -> OrderPanel | None:
        """The panel, once it is that of the selected order."""
        order = self.table.current_row()
        mine = self.panel is not None and order is not None and self.panel.detail.row.id == order.id
        return self.panel if mine else None

    def _drawn(self, delivery: DeliveryRow, file: Path) -> None:
        show = partial(self._place.show_paper, file)
        self.say(f"{delivery.number} is ready.", action="Open it again", on_action=show)
        show()

    def say(
        self, text: str, *, action: str = "", on_action: Callable[[], Any] | None = None
    ) -> None:
        """Say what was done, above the list."""
        self.banner.say(text, Tone.GOOD, action=action, on_action=on_action)

    def show_refusal(self, refusal: Refusal) -> None:
        super().show_refusal(refusal)
        self.refresh_now()

    def _connect(self) -> None:
        self.filter.picked.connect(lambda _wanted: self._filtered())
        self.table.selected.connect(self._show_order)
        self.table.opened.connect(self._open)
        for keys, act, what in (
            (STEP_KEY, self.take_step, "Next step of the order"),
            (PRINT_KEY, self.print_latest, "Print the receipt of the latest delivery"),
            ("Ctrl+Del", self.ask_cancel, "Cancel the order"),
        ):
            QShortcut(QKeySequence(keys), self, act).setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            self.add_key(keys, what)

    def _do(self, operation: Operation[OrderStatus]) -> None:
        self.banner.hide()
        self.desk.start(self, operation, lambda _status: self.refresh_now())

    def _open(self, order: OrderRow) -> None:
        """To the receipt; or to the button of a step that Enter, as of a scanner, must not take."""
        if next_step(order, self._place.actor) is Step.RECEIVE:
            self.take_step()
        elif (panel := self._own_panel()) is not None:
            self.show_panel()
            panel.focus_step()

    def _search(self, text: str) -> None:
        self.table.search(text)
        self._show_totals()

    def _show(self, orders: Sequence[OrderRow]) -> None:
        self._orders = orders
        if orders:
            self.show_hero()
        else:
            self.hide_panel()
            self.show_empty(self._nothing())
        self._filtered()

    def _filtered(self) -> None:
        wanted = self.filter.value() or FILTERS[-1][1]
        today = self._place.today()
        self.table.show_rows([order for order in self._orders if wanted(order, today)])
        self._show_totals()

    def _standing(self, order: OrderRow) -> str:
        """Its status; what is late is that, however much of it has come."""
        return LATE if is_late(order, self._place.today()) else order.status.name

    def _nothing(self) -> Empty:
        may = self._place.may(Permission.ORDER_SEATS)
        return Empty(
            "truck",
            "Nothing ordered yet",
            "An order says what you buy of an event, from whom, and for how much.",
            "Write the first order" if may else "",
            self._routes.write_order if may else None,
        )

    def _show_order(self, order: OrderRow | None) -> None:
        if order is None:
            self.hide_panel()
            return
        self.ask(
            lambda session: one_order(session, order.id),
            self._show_detail,
            part="order",
        )

    def _show_detail(self, detail: OrderDetail) -> None:
        current = self.table.current_row()
        if current is None or current.id != detail.row.id:
            return
        self.panel = OrderPanel(detail, self._place.actor, self._place.now())
        self.panel.step_wanted.connect(self.take_step)
        self.panel.cancel_wanted.connect(self.ask_cancel)
        self.panel.receipt_wanted.connect(self.print_receipt)
        self.set_panel(self.panel, title=detail.row.number)

    def _show_totals(self) -> None:
        shown = self.table.shown_rows()
        if not shown:
            self.show_totals([])
            return
        to_come = sum(one.ordered - one.received for one in shown if one.status in OPEN)
        totals = [("Orders", number_text(len(shown))), ("Seats to come", number_text(to_come))]
        for currency in sorted({order.total.currency for order in shown}):
            amounts = (one.total for one in shown if one.total.currency == currency)
            totals.append(("Ordered for", money_text(Money.total(amounts, currency))))
        self.show_totals(totals)
