"""Purchase orders with lines, and seats that the agency owns and has priced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.inventory.states import Ownership
from core.domain.payments.states import Account
from core.domain.purchasing.states import (
    FulfillmentMethod,
    LineStatus,
    OrderStatus,
    PaymentTerms,
)
from db.models import (
    DeliveryReceipt,
    DeliveryReceiptSeat,
    Event,
    EventSeat,
    JournalEntry,
    Payable,
    PurchaseOrder,
    PurchaseOrderLine,
    Supplier,
    TicketType,
    Venue,
)
from tests.clock import NOW
from tests.factories.events import make_event, make_venue
from tests.factories.numbers import unique
from tests.factories.parties import make_supplier

COST = Decimal("30.00")
PRICE = Decimal("50.00")
_SUBMITTED = {"submitted_at": NOW, "submitted_by": "u_manager"}
_APPROVED = {**_SUBMITTED, "approved_at": NOW, "approved_by": "u_manager"}


@dataclass(frozen=True)
class Stock:
    """An event with seats that the agency owns, in the order of their rank."""

    event: Event
    seats: list[EventSeat]
    order: PurchaseOrder
    line: PurchaseOrderLine

    @property
    def seat_ids(self) -> list[UUID]:
        return [seat.id for seat in self.seats]


def make_ticket_type(session: Session, event: Event, **fields: Any) -> TicketType:
    kind = TicketType(**{"event_id": event.id, "code": unique("TT"), "name": "Any seat", **fields})
    session.add(kind)
    session.flush()
    return kind


def make_order(
    session: Session,
    supplier: Supplier | None = None,
    *,
    status: OrderStatus = OrderStatus.CONFIRMED,
    **fields: Any,
) -> PurchaseOrder:
    """An order without lines, by default confirmed: ready to receive."""
    supplier = supplier or make_supplier(session)
    when = {OrderStatus.DRAFT: {}, OrderStatus.PENDING: _SUBMITTED}.get(status, _APPROVED)
    order = PurchaseOrder(
        **{
            "supplier_id": supplier.id,
            "po_number": unique("PO"),
            "status": status,
            "currency": "EUR",
            "payment_terms": PaymentTerms.NET_30,
            "fulfillment_method": FulfillmentMethod.ELECTRONIC_TRANSFER,
            **when,
            **fields,
        }
    )
    session.add(order)
    session.flush()
    return order


def make_line(
    session: Session, order: PurchaseOrder, kind: TicketType, *, quantity: int, **fields: Any
) -> PurchaseOrderLine:
    drafted = order.status in (OrderStatus.DRAFT, OrderStatus.PENDING)
    line = PurchaseOrderLine(
        **{
            "purchase_order_id": order.id,
            "line_no": 1,
            "item_id": kind.id,
            "quantity": quantity,
            "unit_price": COST,
            "line_total": COST * quantity,
            "status": LineStatus.PENDING if drafted else LineStatus.CONFIRMED,
            **fields,
        }
    )
    session.add(line)
    session.flush()
    return line


def make_payable(
    session: Session, order: PurchaseOrder, amount: Decimal = COST, *, due: date | None = None
) -> Payable:
    """What is owed for an order, with the journal's word for it; due in thirty days."""
    payable = Payable(
        supplier_id=order.supplier_id,
        purchase_order_id=order.id,
        amount=amount,
        currency=order.currency,
        due_date=due or (NOW + timedelta(days=30)).date(),
    )
    entry = JournalEntry(
        posted_at=NOW,
        debit_account=Account.STOCK_ON_ORDER,
        credit_account=Account.PAYABLES,
        amount=amount,
        currency=order.currency,
        memo="confirmed",
        purchase_order_id=order.id,
    )
    session.add_all([payable, entry])
    session.flush()
    return payable


def own_seats(
    session: Session,
    event: Event,
    seats: Sequence[EventSeat],
    *,
    cost: Decimal = COST,
    price: Decimal | None = PRICE,
) -> tuple[PurchaseOrder, PurchaseOrderLine]:
    """Buy exactly these seats with an order of their own, receive them and price them."""
    order = make_order(session, status=OrderStatus.CONFIRMED)
    line = make_line(
        session,
        order,
        make_ticket_type(session, event),
        quantity=len(seats),
        unit_price=cost,
        line_total=cost * len(seats),
    )
    receipt = DeliveryReceipt(
        purchase_order_id=order.id,
        supplier_id=order.supplier_id,
        event_id=event.id,
        receipt_number=unique("GR"),
        delivered_at=NOW,
        fulfillment_method=order.fulfillment_method,
        quantity=len(seats),
        total_cost=cost * len(seats),
        received_by="u_manager",
    )
    session.add(receipt)
    session.flush()
    for seat in seats:
        seat.ownership_status = Ownership.OWNED
        seat.supplier_id, seat.purchase_order_id = order.supplier_id, order.id
        seat.purchase_price, seat.retail_price, seat.received_at = cost, price, NOW
        session.add(
            DeliveryReceiptSeat(
                receipt_id=receipt.id, event_seat_id=seat.id, line_id=line.id, unit_price=cost
            )
        )
    line.received_quantity, line.status = line.quantity, LineStatus.RECEIVED
    order.status, order.closed_at = OrderStatus.COMPLETED, NOW
    session.flush()
    return order, line


def stocked_event(
    session: Session,
    venue: Venue | None = None,
    *,
    rows: int = 2,
    seats: int = 10,
    owned: int | None = None,
    price: Decimal | None = PRICE,
    **fields: Any,
) -> Stock:
    """An event on sale of which the agency owns the first `owned` seats (all), priced."""
    event = make_event(session, venue or make_venue(session, rows=rows, seats=seats), **fields)
    mine = list(
        session.scalars(
            select(EventSeat)
            .where(EventSeat.event_id == event.id)
            .order_by(EventSeat.rank)
            .limit(owned)
        )
    )
    order, line = own_seats(session, event, mine, price=price)
    return Stock(event, mine, order, line)
