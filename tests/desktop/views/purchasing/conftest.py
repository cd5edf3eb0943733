"""The buyer's office: a real login, an event without seats of ours, an order to receive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.domain.purchasing.states import SupplierType
from core.domain.staff import Role
from core.services.events.creating import EventDraft, create_event
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.queries import OrderDetail, OrderRow, list_orders, one_order
from core.services.purchasing.suppliers import SupplierDraft, add_supplier
from core.services.purchasing.ticket_types import TicketTypeDraft, add_ticket_type
from core.services.venues.creating import create_venue
from core.services.work import begin_work, new_key
from desktop.views.purchasing import PurchasingScreen
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, seated
from tests.services.plans import grid_plan

ENTER = Qt.Key.Key_Return


@dataclass(frozen=True)
class Goods:
    """What the buyer finds: an event, a supplier, a ticket type of section A (20 seats)."""

    event_id: UUID
    supplier_id: UUID
    type_id: UUID


@dataclass
class Buying(AtScreen):
    """The purchasing screen of the buyer."""

    screen: PurchasingScreen
    goods: Goods

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until the focus is in this widget."""
        for _ in range(40):
            focus = QApplication.focusWidget()
            if focus is not None and (focus is widget or widget.isAncestorOf(focus)):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("Tab does not lead there.")

    def orders(self) -> list[OrderRow]:
        with self.seating.person.sessions() as session:
            return list_orders(session)

    def order(self, order_id: UUID) -> OrderDetail:
        with self.seating.person.sessions() as session:
            return one_order(session, order_id)

    def place_order(self, quantity: int = 12, *, expected: date | None = None) -> UUID:
        """Order seats of section A at 30.00, as far as confirmed."""
        person = self.seating.person
        order_id = self.draft_order(quantity, expected=expected)
        for step in (submit_order, confirm_order):
            with begin_work(person.sessions, person.actor) as work:
                step(work, order_id)
        return order_id

    def draft_order(self, quantity: int = 12, *, expected: date | None = None) -> UUID:
        """Write an order of section A at 30.00 that nobody has submitted."""
        person = self.seating.person
        draft = OrderDraft(
            self.goods.supplier_id,
            (LineDraft(self.goods.type_id, quantity, Decimal("30.00")),),
            expected_date=expected,
        )
        with begin_work(person.sessions, person.actor) as work:
            return draft_order(work, draft, key=new_key())

    def open_receipt(self, order_id: UUID) -> None:
        """Open the receipt of an order and wait for its map."""
        self.screen.receive(order_id)
        self.wait(lambda: self.screen.receiving.preview is not None)


@pytest.fixture
def buying(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Buying]:
    assert dressed
    goods = _goods(fresh_database)
    with seated(fresh_database, Role.BUYER, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Purchasing")
        assert isinstance(screen, PurchasingScreen)
        yield Buying(seating, screen, goods)


def _goods(database: TestDatabase) -> Goods:
    buyer = database.sign_in(Role.BUYER)
    start = datetime.now(UTC) + timedelta(days=7)
    with begin_work(buyer.sessions, buyer.actor) as work:
        venue = create_venue(work, grid_plan(seats=10), key=new_key())
        draft = EventDraft("Giselle", venue.id, start, start + timedelta(hours=3), "Europe/Berlin")
        event_id = create_event(work, draft, key=new_key()).id
        supplier = add_supplier(
            work, SupplierDraft("Meridian Presents", SupplierType.PROMOTER), key=new_key()
        )
        kind = add_ticket_type(
            work, TicketTypeDraft(event_id, "A", "Section A", ("A",)), key=new_key()
        )
    return Goods(event_id, supplier.id, kind.id)
