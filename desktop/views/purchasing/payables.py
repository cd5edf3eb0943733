"""The list of payables: what is owed to suppliers, and how it is paid."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from core.domain.errors import Refusal
from core.domain.staff import Permission
from core.services.purchasing.payables import (
    PayableFigures,
    PayableRow,
    SupplierPayment,
    list_payables,
    one_payable,
    payable_figures,
    payments_of,
)
from desktop.feedback import Empty
from desktop.forms import Pick
from desktop.table import Column, RecordTable, money_column
from desktop.views.page import Page
from desktop.views.purchasing.payable_dialog import PayableDialog
from desktop.views.purchasing.payable_panel import PayablePanel
from desktop.views.purchasing.payable_standing import (
    OPEN,
    Standing,
    standing_chip,
    standing_of,
)
from desktop.words import money_text
from desktop.workplace import Workplace

STATUS_WIDTH = 136
DUE_WIDTH = 104
Standings = frozenset[Standing]
FILTERS: Sequence[tuple[str, Standings]] = (
    ("To pay", OPEN),
    ("Overdue", frozenset({Standing.OVERDUE})),
    ("Owed to us", frozenset({Standing.CREDIT})),
    ("Paid", frozenset({Standing.PAID, Standing.CREDIT})),
    ("All payables", frozenset(Standing)),
)
NOTHING = Empty(
    "bank",
    "Nothing owed to suppliers",
    "When an order is confirmed, what it costs is listed here with the day it is due.",
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The payables and their sums in the agency's currency."""

    payables: tuple[PayableRow, ...]
    figures: PayableFigures


def _columns(standing: Callable[[PayableRow], Standing]) -> list[Column[PayableRow]]:
    return [
        Column("Order", lambda owed: owed.order_number, strong=True),
        Column("Status", standing, chip=standing_chip, width=STATUS_WIDTH),
        Column("Supplier", lambda owed: owed.supplier, stretch=True),
        Column("Invoice", lambda owed: owed.invoice_number, muted=True, hidden=True),
        Column("Due", lambda owed: owed.due, width=DUE_WIDTH),
        money_column("Amount", lambda owed: owed.amount, spare=1),
        money_column("Paid", lambda owed: owed.paid or None, hidden=True),
        money_column("Open", lambda owed: owed.open or None),
        money_column("Owed to us", lambda owed: owed.credit or None, hidden=True),
    ]


class PayablesPage(Page):
    """Every payable, those to be paid first; Enter pays the selected one."""

    tables = frozenset({"payables", "purchase_orders", "journal_entries"})
    order_wanted = Signal(object)
    """The id of the order behind a payable."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.desk, "Payables")
        self._place = place
        self._ledger: Ledger | None = None
        self.panel: PayablePanel | None = None
        self.table: RecordTable[PayableRow] = RecordTable(
            _columns(self._standing),
            key=lambda owed: owed.id,
            preferences=place.preferences,
            name="payables",
        )
        self.search = self.add_search("Supplier, order or invoice", self.table.search)
        self.filter: Pick[Standings] = Pick(FILTERS)
        self.filter.setAccessibleName("Which payables")
        self.add_filter(self.filter)
        self.set_hero(self.table)
        self._connect()

    def refresh(self) -> None:
        today, currency = self._place.today(), self._place.agency.currency
        self.ask(
            lambda session: Ledger(
                tuple(list_payables(session)),
                payable_figures(session, today=today, currency=currency),
            ),
            self._show,
        )
        self._show_payable(self.table.current_row())

    def show_later(self, payable_id: UUID) -> None:
        """Select this payable as soon as the list is read."""
        self.refresh_then(lambda: self._select(payable_id))

    def ask_pay(self) -> PayableDialog | None:
        """Ask how much of the selected payable is paid, or has come back."""
        owed = self.table.current_row()
        if owed is None or not (owed.open or owed.credit) or not self._may_pay:
            return None
        self.banner.hide()
        asked = PayableDialog(self.desk, owed, parent=self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.booked.connect(lambda _owed: self.refresh_now())
        asked.open()
        return asked

    def show_refusal(self, refusal: Refusal) -> None:
        super().show_refusal(refusal)
        self.refresh_now()

    @property
    def _may_pay(self) -> bool:
        return self._place.may(Permission.PAY_SUPPLIERS)

    def _standing(self, owed: PayableRow) -> Standing:
        return standing_of(owed, self._place.today())

    def _connect(self) -> None:
        self.filter.picked.connect(lambda _wanted: self._filtered())
        self.table.selected.connect(self._show_payable)
        self.table.opened.connect(lambda _owed: self.ask_pay())
        QShortcut(QKeySequence("Ctrl+Return"), self, self.ask_pay).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.add_key("Enter or Ctrl+Return", "Pay the selected payable")

    def _show(self, ledger: Ledger) -> None:
        self._ledger = ledger
        if not ledger.payables:
            self.hide_panel()
            self.show_totals([])
            self.show_empty(NOTHING)
            return
        self._filtered()
        self._show_figures(ledger.figures)

    def _filtered(self) -> None:
        wanted = self.filter.value() or frozenset(Standing)
        rows = self._ledger.payables if self._ledger is not None else ()
        shown = [owed for owed in rows if self._standing(owed) in wanted]
        self.table.show_rows(shown)
        if shown:
            self.show_hero()
        elif rows:
            self.hide_panel()
            self.show_empty(self._none_fits())

    def _none_fits(self) -> Empty:
        told = "Nothing is owed to or by suppliers in this way."
        return Empty("check-circle", "None of these", told, "Show all payables", self._show_all)

    def _show_all(self) -> None:
        self.filter.set_value(FILTERS[-1][1])
        self._filtered()
        self.table.setFocus()

    def _select(self, wanted: UUID) -> None:
        if wanted not in [owed.id for owed in self.table.shown_rows()]:
            self.search.clear()
            self.filter.set_value(FILTERS[-1][1])
            self._filtered()
        self.table.select_key(wanted)
        self.table.setFocus()

    def _show_payable(self, owed: PayableRow | None) -> None:
        if owed is None:
            self.hide_panel()
            return
        self.ask(
            lambda session: (one_payable(session, owed.id), payments_of(session, owed.id)),
            self._show_detail,
            part="payable",
        )

    def _show_detail(self, found: tuple[PayableRow, Sequence[SupplierPayment]]) -> None:
        owed, payments = found
        current = self.table.current_row()
        if current is None or current.id != owed.id:
            return
        self.panel = PayablePanel(owed, payments, self._place.now(), may_pay=self._may_pay)
        self.panel.pay_wanted.connect(self.ask_pay)
        self.panel.order_wanted.connect(lambda: self.order_wanted.emit(owed.order_id))
        self.set_panel(self.panel, title=owed.supplier)

    def _show_figures(self, figures: PayableFigures) -> None:
        totals = [
            ("Owed to us", figures.credit),
            ("Due within a week", figures.due_soon),
            ("Overdue", figures.overdue),
        ]
        shown = [(what, money_text(much)) for what, much in totals if much]
        self.show_totals([*shown, ("To pay", money_text(figures.open))])
