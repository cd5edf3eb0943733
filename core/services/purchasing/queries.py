"""Orders as lists and screens show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.money import Money
from core.domain.purchasing.states import (
    FulfillmentMethod,
    LineStatus,
    OrderStatus,
    PayableStatus,
    PaymentTerms,
)
from db.models import (
    DeliveryReceipt,
    Event,
    Party,
    Payable,
    PurchaseOrder,
    PurchaseOrderLine,
    Supplier,
    TicketType,
)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order; `ordered` and `received` count seats over its lines."""

    id: UUID
    number: str
    supplier: str
    status: OrderStatus
    total: Money
    expected: date | None
    created: datetime
    ordered: int
    received: int
    event: str


@dataclass(frozen=True, slots=True)
class LineRow:
    id: UUID
    line_no: int
    event_id: UUID
    event: str
    plan_id: UUID
    code: str
    name: str
    sections: tuple[str, ...]
    quantity: int
    received: int
    cancelled: int
    unit_price: Money
    total: Money
    status: LineStatus

    @property
    def open(self) -> int:
        """Seats still to come."""
        return self.quantity - self.received - self.cancelled


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    id: UUID
    number: str
    reference: str | None
    delivered_at: datetime
    quantity: int
    cost: Money
    received_by: str


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """One order in full."""

    row: OrderRow
    terms: PaymentTerms
    fulfillment: FulfillmentMethod
    notes: str | None
    submitted_at: datetime | None
    submitted_by: str | None
    approved_at: datetime | None
    approved_by: str | None
    payable_due: date | None
    payable_status: PayableStatus | None
    lines: tuple[LineRow, ...]
    deliveries: tuple[DeliveryRow, ...]


_of_lines = (
    select(
        PurchaseOrderLine.purchase_order_id,
        func.sum(PurchaseOrderLine.quantity).label("ordered"),
        func.sum(PurchaseOrderLine.received_quantity).label("received"),
        func.string_agg(Event.title.distinct(), ", ").label("event"),
    )
    .join(TicketType, TicketType.id == PurchaseOrderLine.item_id)
    .join(Event, Event.id == TicketType.event_id)
    .group_by(PurchaseOrderLine.purchase_order_id)
    .subquery("of_lines")
)
_orders = (
    select(PurchaseOrder, Party.name, _of_lines.c.ordered, _of_lines.c.received, _of_lines.c.event)
    .join(Supplier, Supplier.id == PurchaseOrder.supplier_id)
    .join(Party, Party.id == Supplier.party_id)
    .outerjoin(_of_lines, _of_lines.c.purchase_order_id == PurchaseOrder.id)
    .order_by(PurchaseOrder.created_at.desc(), PurchaseOrder.po_number.desc())
)


def list_orders(session: Session, *, limit: int = 500) -> list[OrderRow]:
    """Orders, the newest first."""
    return [_row(*row) for row in session.execute(_orders.limit(limit))]


def find_orders(session: Session, text: str, *, limit: int = 50) -> list[OrderRow]:
    """Orders by a part of their number or their supplier's name, the newest first."""
    columns = (PurchaseOrder.po_number, Party.name)
    wanted = or_(*(one.icontains(text.strip(), autoescape=True) for one in columns))
    return [_row(*row) for row in session.execute(_orders.where(wanted).limit(limit))]


def one_order(session: Session, order_id: UUID) -> OrderDetail:
    """One order with its lines, deliveries and what is owed; refuse `NotFound`."""
    found = session.execute(_orders.where(PurchaseOrder.id == order_id)).one_or_none()
    if found is None:
        raise NotFound("purchase order", order_id)
    order: PurchaseOrder = found[0]
    owed = session.execute(
        select(Payable.due_date, Payable.status).where(Payable.purchase_order_id == order_id)
    ).one_or_none()
    return OrderDetail(
        row=_row(*found),
        terms=order.payment_terms,
        fulfillment=order.fulfillment_method,
        notes=order.notes,
        submitted_at=order.submitted_at,
        submitted_by=order.submitted_by,
        approved_at=order.approved_at,
        approved_by=order.approved_by,
        payable_due=owed.due_date if owed else None,
        payable_status=owed.status if owed else None,
        lines=tuple(_lines(session, order)),
        deliveries=tuple(_deliveries(session, order)),
    )


def _row(
    order: PurchaseOrder,
    supplier: str,
    ordered: int | None,
    received: int | None,
    event: str | None,
) -> OrderRow:
    return OrderRow(
        id=order.id,
        number=order.po_number,
        supplier=supplier,
        status=order.status,
        total=Money(order.total_amount, order.currency),
        expected=order.expected_date,
        created=order.created_at,
        ordered=ordered or 0,
        received=received or 0,
        event=event or "",
    )


def _lines(session: Session, order: PurchaseOrder) -> list[LineRow]:
    rows = session.execute(
        select(PurchaseOrderLine, TicketType, Event)
        .join(TicketType, TicketType.id == PurchaseOrderLine.item_id)
        .join(Event, Event.id == TicketType.event_id)
        .where(PurchaseOrderLine.purchase_order_id == order.id)
        .order_by(PurchaseOrderLine.line_no)
    )
    return [
        LineRow(
            id=line.id,
            line_no=line.line_no,
            event_id=event.id,
            event=event.title,
            plan_id=event.plan_id,
            code=kind.code,
            name=kind.name,
            sections=tuple(kind.sections),
            quantity=line.quantity,
            received=line.received_quantity,
            cancelled=line.cancelled_quantity,
            unit_price=Money(line.unit_price, order.currency),
            total=Money(line.line_total, order.currency),
            status=line.status,
        )
        for line, kind, event in rows
    ]


def _deliveries(session: Session, order: PurchaseOrder) -> list[DeliveryRow]:
    rows = session.scalars(
        select(DeliveryReceipt)
        .where(DeliveryReceipt.purchase_order_id == order.id)
        .order_by(DeliveryReceipt.delivered_at, DeliveryReceipt.receipt_number)
    )
    return [
        DeliveryRow(
            id=row.id,
            number=row.receipt_number,
            reference=row.delivery_reference,
            delivered_at=row.delivered_at,
            quantity=row.quantity,
            cost=Money(row.total_cost, order.currency),
            received_by=row.received_by,
        )
        for row in rows
    ]
