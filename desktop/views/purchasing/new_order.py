"""The form of a new order: from whom, on what terms, and its lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from core.domain.money import Money
from core.services.events.price_levels import PriceLevelRow, list_price_levels
from core.services.events.queries import EventRow, upcoming_events
from core.services.purchasing.ordering import OrderDraft
from core.services.purchasing.suppliers import SupplierRow, list_suppliers
from core.services.purchasing.ticket_types import (
    SectionRow,
    TicketTypeRow,
    event_sections,
    list_ticket_types,
)
from desktop.attempts import Attempts
from desktop.controls import Kind, button, column, frame, rename, row
from desktop.desk import Query
from desktop.dialogs import may_open
from desktop.feedback import Empty, EmptyState
from desktop.forms import DateEdit, Field, Form, Pick
from desktop.operations import purchasing
from desktop.table import Column, RecordTable, money_column, number_column
from desktop.theme import space
from desktop.views.page import Page
from desktop.views.purchasing.line_form import LineForm, WrittenLine
from desktop.views.purchasing.supplier_dialog import SupplierDialog
from desktop.views.purchasing.ticket_type_dialog import TicketTypeDialog
from desktop.views.purchasing.wording import TERMS, WAYS
from desktop.words import money_text, number_text
from desktop.workplace import Workplace

FORM_WIDTH = 360
MOST_EVENTS = 500
USUAL_WAIT = timedelta(days=7)
NO_LINES = Empty("list", "No lines yet", "Say above what is bought; Enter in the price adds it.")


@dataclass(frozen=True, slots=True)
class Choices:
    """What an order can be made of."""

    suppliers: tuple[SupplierRow, ...]
    events: tuple[EventRow, ...]


def _columns() -> list[Column[WrittenLine]]:
    return [
        Column("What is bought", lambda line: line.kind.name, strong=True),
        Column("Event", lambda line: line.event.title, stretch=True),
        number_column("Seats", lambda line: line.draft.quantity),
        money_column("Each", lambda line: Money(line.draft.unit_price, line.event.currency)),
        money_column("Total", lambda line: line.total),
    ]


class NewOrderPage(Page):
    """`written` carries the id of the order that was drafted, `left` that the clerk goes back."""

    tables = frozenset({"suppliers", "events", "ticket_types"})
    written = Signal(object)
    left = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.desk, "New order")
        self._place = place
        self._attempts = Attempts()
        self._lines: tuple[WrittenLine, ...] = ()
        self._suppliers: Sequence[SupplierRow] = ()
        self.supplier: Pick[UUID] = Pick()
        self.supplier.setAccessibleName("Supplier")
        self.new_supplier = button("New supplier", self.add_supplier, kind=Kind.QUIET)
        self.terms = Pick([(words, terms) for terms, words in TERMS.items()])
        self.way = Pick([(words, way) for way, words in WAYS.items()])
        today = place.today()
        self.expected = DateEdit(today + USUAL_WAIT, today=today)
        self.reference = QLineEdit()
        self.line_form = LineForm(place.agency.currency)
        self.table: RecordTable[WrittenLine] = RecordTable(_columns(), name="new order lines")
        self.table.setAccessibleName("Lines of the order")
        self._no_lines = EmptyState(NO_LINES)
        self._lines_shown = QStackedWidget()
        self.add_action("Back to orders", self.left.emit, icon="chevron-left", shortcut="Esc")
        self.submit = self.main_action(
            "Write the order", self.write, icon="check", shortcut="Ctrl+Return"
        )
        self.set_hero(self._hero_widget())
        self._connect()
        self._show_lines(())

    def begin(self) -> None:
        """Put the focus on the first field."""
        self.supplier.setFocus()

    def refresh(self) -> None:
        now = self._place.clock()
        self.ask(
            lambda session: Choices(
                tuple(one for one in list_suppliers(session) if one.is_active),
                tuple(upcoming_events(session, now=now, limit=MOST_EVENTS)),
            ),
            self._offer,
        )

    def add_supplier(self) -> SupplierDialog:
        """Ask for a new supplier; it is picked once it is there."""
        asked = SupplierDialog(self.desk, parent=self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.added.connect(self._take_supplier)
        asked.open()
        return asked

    def write(self) -> None:
        """Write the draft, if it is complete."""
        supplier_id = self.supplier.value()
        if not self._form.check() or supplier_id is None or not self._lines:
            return
        draft = OrderDraft(
            supplier_id,
            tuple(line.draft for line in self._lines),
            payment_terms=self.terms.value(),
            fulfillment_method=self.way.value() or next(iter(WAYS)),
            expected_date=self.expected.day(),
            reference=self.reference.text().strip() or None,
        )
        self.desk.start(
            self,
            purchasing.new_order(draft, key=self._attempts.key_for(draft)),
            partial(self._done, draft),
            pressed=self.submit,
        )

    def remove_line(self) -> None:
        """Take the selected line out again."""
        gone = self.table.current_row()
        self._show_lines(tuple(line for line in self._lines if line is not gone))

    def _done(self, draft: OrderDraft, order_id: UUID) -> None:
        self._attempts.answered(draft)
        self._show_lines(())
        self.reference.clear()
        self.written.emit(order_id)

    def _offer(self, choices: Choices) -> None:
        self._suppliers = choices.suppliers
        before = self.supplier.value()
        self.supplier.offer([(one.name, one.id) for one in choices.suppliers])
        picked = self.supplier.value()
        if picked is not None and picked != before:
            self._follow_terms(picked)
        self.line_form.offer_events(choices.events, self._place.clock())

    def _take_supplier(self, supplier: SupplierRow) -> None:
        self._suppliers = [*self._suppliers, supplier]
        self.supplier.offer([(one.name, one.id) for one in self._suppliers])
        self.supplier.set_value(supplier.id)
        self._follow_terms(supplier.id)

    def _follow_terms(self, supplier_id: UUID) -> None:
        terms = [one.payment_terms for one in self._suppliers if one.id == supplier_id]
        if terms:
            self.terms.set_value(terms[0])

    def _ask_types(self, event: EventRow, picked: TicketTypeRow | None = None) -> None:
        if self._is_picked(event):
            self.ask(
                lambda session: list_ticket_types(session, event.id),
                lambda kinds: self.line_form.offer_types(kinds, picked),
                part="types",
            )

    def _is_picked(self, event: EventRow) -> bool:
        """Whether the line that is being written is still of this event."""
        picked = self.line_form.event_pick.event_picked
        return picked is not None and picked.id == event.id

    def _new_type(self, event: EventRow) -> None:
        self.ask(_sections_and_levels(event.id), partial(self._open_types, event), part="sections")

    def _open_types(
        self, event: EventRow, found: tuple[list[SectionRow], list[PriceLevelRow]]
    ) -> None:
        if not self._is_picked(event) or not may_open(self):
            return
        asked = TicketTypeDialog(self.desk, event, *found, parent=self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.added.connect(lambda kind: self._ask_types(event, kind))
        asked.open()

    def _show_lines(self, lines: tuple[WrittenLine, ...]) -> None:
        self._lines = lines
        self.table.show_rows(lines)
        self.submit.setEnabled(bool(lines))
        self.remove.setVisible(bool(lines))
        self._lines_shown.setCurrentWidget(self.table if lines else self._no_lines)
        if not lines:
            rename(self.submit, "Write the order")
            self.show_totals([])
            return
        seats = sum(line.draft.quantity for line in lines)
        currencies = sorted({line.event.currency for line in lines})
        totals = [
            money_text(
                Money.total((line.total for line in lines if line.event.currency == one), one)
            )
            for one in currencies
        ]
        rename(self.submit, f"Write the order for {' and '.join(totals)}")
        self.show_totals([("Seats", number_text(seats)), ("Total", ", ".join(totals))])

    def _connect(self) -> None:
        self.line_form.added.connect(lambda line: self._show_lines((*self._lines, line)))
        self.line_form.event_chosen.connect(self._ask_types)
        self.line_form.type_wanted.connect(self._new_type)
        self.supplier.picked.connect(self._follow_terms)
        gone = QShortcut(QKeySequence.StandardKey.Delete, self.table, self.remove_line)
        gone.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.add_key("Del", "Take the line out")

    def _hero_widget(self) -> QWidget:
        hero = QWidget()
        across = QHBoxLayout(hero)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space(5))
        across.addWidget(self._order_card())
        across.addWidget(self._lines_side(), 1)
        hero.setFocusProxy(self.supplier)
        return hero

    def _order_card(self) -> QWidget:
        suppliers = QWidget()
        both = column(gap=1)
        both.addWidget(self.supplier)
        both.addWidget(self.new_supplier, 0, Qt.AlignmentFlag.AlignLeft)
        suppliers.setLayout(both)
        self._form = Form()
        self._form.add_row(
            Field("Supplier", suppliers, check=lambda: "" if self.supplier.value() else "Which?")
        )
        self._form.add_row(Field("Seats expected", self.expected))
        self._form.add_row(Field("To be paid within", self.terms))
        self._form.add_row(Field("How they come", self.way))
        self._form.add_row(Field("Supplier's reference", self.reference))
        card = frame("card")
        card.setFixedWidth(FORM_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(space(4), space(4), space(4), space(4))
        inside.addWidget(self._form)
        inside.addStretch(1)
        return card

    def _lines_side(self) -> QWidget:
        card = frame("card")
        entry = column(gap=3, margin=4)
        entry.addWidget(self.line_form)
        self.remove = button("Take line out", self.remove_line, kind=Kind.QUIET)
        buttons = row(self.line_form.add, gap=2)
        buttons.addStretch(1)
        buttons.addWidget(self.remove)
        entry.addLayout(buttons)
        card.setLayout(entry)
        side = QWidget()
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(space(4))
        lines.addWidget(card)
        self._lines_shown.addWidget(self.table)
        self._lines_shown.addWidget(self._no_lines)
        lines.addWidget(self._lines_shown, 1)
        return side


def _sections_and_levels(event_id: UUID) -> Query[tuple[list[SectionRow], list[PriceLevelRow]]]:
    return lambda session: (event_sections(session, event_id), list_price_levels(session, event_id))
