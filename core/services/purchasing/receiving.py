"""Receive a delivery against an order: seats become ours, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from core.domain.collecting import collector_paused
from core.domain.errors import NotFound
from core.domain.inventory.pricing import check_retail
from core.domain.money import Money
from core.domain.moves import require_move
from core.domain.payments.states import Account
from core.domain.purchasing.refusals import (
    DeliveryForTwoEvents,
    EmptyDelivery,
    LineOverfull,
    OrderNotConfirmed,
)
from core.domain.purchasing.states import LINE_MOVES, ORDER_MOVES, LineStatus, OrderStatus
from core.domain.purchasing.totals import delivery_costs
from core.domain.staff import Permission
from core.services.numbering import with_next_number
from core.services.payments.journal import post
from core.services.purchasing.deliveries import Delivery, ReceivedSeat, own_seats
from core.services.purchasing.ordering import lock_order, order_lines
from core.services.requests import answered_before
from core.services.work import Work
from db.changes import announce
from db.ids import new_id
from db.models import DeliveryReceipt, PurchaseOrder, PurchaseOrderLine, TicketType

OPEN_FOR_DELIVERY = (OrderStatus.CONFIRMED, OrderStatus.PARTIALLY_RECEIVED)
CLOSED_LINES = (LineStatus.RECEIVED, LineStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class DeliveredSeat:
    """A seat by its label; without a retail price it takes that of its price level."""

    section: str
    row: str
    number: str
    retail_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LineDelivery:
    line_id: UUID
    seats: tuple[DeliveredSeat, ...]


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """What one delivery brought."""

    id: UUID
    number: str
    order_number: str
    quantity: int
    cost: Money
    order_status: OrderStatus


@collector_paused()  # a full house is 100,000 objects, none of them in a cycle
def receive_delivery(
    work: Work,
    order_id: UUID,
    deliveries: Sequence[LineDelivery],
    *,
    key: UUID,
    reference: str | None = None,
) -> ReceiptRow:
    """Receive seats against lines of a confirmed order; more deliveries may follow.

    Refuses `OrderNotConfirmed`, `EmptyDelivery`, `LineOverfull`, `DeliveryForTwoEvents`,
    `NegativeRetail`, `TooManyDigits` and `SeatsNotDeliverable`, which names every bad seat; then
    nothing is received.
    """
    work.actor.require(Permission.RECEIVE_SEATS)
    receipt_id = new_id()
    body = [_asked(delivery) for delivery in deliveries]
    asked: dict[str, object] = {"order": order_id, "lines": body, "reference": reference}
    first = answered_before(work, key, "receive_delivery", subject_id=receipt_id, **asked)
    if first is not None and first.subject_id is not None:
        return one_receipt(work, first.subject_id)
    deliveries = _by_line(deliveries)
    order = _lock_open_order(work, order_id)
    lines = {line.id: line for line in order_lines(work, order_id)}
    seats = [seat for part in deliveries for seat in _priced(part, lines, order.currency)]
    if not seats:
        raise EmptyDelivery
    check_retail((seat.retail_price for seat in seats), order.currency)
    event_id = _event_of(work, [lines[delivery.line_id] for delivery in deliveries])
    cost = Money(sum((seat.unit_price for seat in seats), Decimal(0)), order.currency)
    receipt = _receipt(work, order, receipt_id, event_id, reference)
    receipt.quantity, receipt.total_cost = len(seats), cost.amount
    _number_receipt(work, receipt)
    delivery = Delivery(receipt_id, order.id, order.supplier_id, event_id, work.now)
    own_seats(work, delivery, seats)
    announce(work.session, "event_seats", "delivery_receipt_seats", event_id=event_id)
    _count_received(work, order, lines, deliveries)
    post(
        work,
        Account.STOCK,
        Account.STOCK_ON_ORDER,
        cost,
        f"{order.po_number}: {len(seats)} seats received",
        purchase_order_id=order.id,
        event_id=event_id,
    )
    work.session.flush()  # the receipt is read back
    return one_receipt(work, receipt_id)


def _lock_open_order(work: Work, order_id: UUID) -> PurchaseOrder:
    order = lock_order(work, order_id)
    if order.status not in OPEN_FOR_DELIVERY:
        raise OrderNotConfirmed(order.po_number, order.status.value)
    return order


def one_receipt(work: Work, receipt_id: UUID) -> ReceiptRow:
    """Read one delivery receipt."""
    row = work.session.execute(
        select(DeliveryReceipt, PurchaseOrder)
        .join(PurchaseOrder, PurchaseOrder.id == DeliveryReceipt.purchase_order_id)
        .where(DeliveryReceipt.id == receipt_id)
    ).one_or_none()
    if row is None:
        raise NotFound("delivery receipt", receipt_id)
    receipt, order = row
    return ReceiptRow(
        id=receipt.id,
        number=receipt.receipt_number,
        order_number=order.po_number,
        quantity=receipt.quantity,
        cost=Money(receipt.total_cost, order.currency),
        order_status=order.status,
    )


def _asked(delivery: LineDelivery) -> list[object]:
    # By hand: `asdict` copies every field of every seat, ten times as slow for a full house.
    seats = [(seat.section, seat.row, seat.number, seat.retail_price) for seat in delivery.seats]
    return [delivery.line_id, seats]


def _by_line(deliveries: Sequence[LineDelivery]) -> list[LineDelivery]:
    """One part a line: two lists for the same line share its costs and its open seats."""
    seats: dict[UUID, tuple[DeliveredSeat, ...]] = {}
    for delivery in deliveries:
        seats[delivery.line_id] = seats.get(delivery.line_id, ()) + delivery.seats
    return [LineDelivery(line_id, listed) for line_id, listed in seats.items()]


def _priced(
    delivery: LineDelivery, lines: Mapping[UUID, PurchaseOrderLine], currency: str
) -> list[ReceivedSeat]:
    """Give each seat its share of the line's total; shares of all deliveries add up to it."""
    line = lines.get(delivery.line_id)
    if line is None:
        raise NotFound("order line", delivery.line_id)
    open_seats = line.quantity - line.received_quantity - line.cancelled_quantity
    if len(delivery.seats) > open_seats:
        raise LineOverfull(line.line_no, open_seats, len(delivery.seats))
    costs = delivery_costs(
        Money(line.line_total, currency),
        line.quantity,
        received=line.received_quantity,
        arriving=len(delivery.seats),
    )
    line_id = str(line.id)
    return [
        ReceivedSeat(
            line_id=line_id,
            section=seat.section,
            row=seat.row,
            number=seat.number,
            unit_price=cost.amount,
            retail_price=seat.retail_price,
        )
        for seat, cost in zip(delivery.seats, costs, strict=True)
    ]


def _event_of(work: Work, lines: Sequence[PurchaseOrderLine]) -> UUID:
    events = work.session.scalars(
        select(TicketType.event_id)
        .where(TicketType.id.in_({line.item_id for line in lines}))
        .distinct()
    ).all()
    if len(events) > 1:
        raise DeliveryForTwoEvents(len(events))
    return events[0]


def _receipt(
    work: Work, order: PurchaseOrder, receipt_id: UUID, event_id: UUID, reference: str | None
) -> DeliveryReceipt:
    return DeliveryReceipt(
        id=receipt_id,
        purchase_order_id=order.id,
        supplier_id=order.supplier_id,
        event_id=event_id,
        delivery_reference=reference,
        delivered_at=work.now,
        fulfillment_method=order.fulfillment_method,
        fulfillment_notes=order.fulfillment_notes,
        received_by=work.actor.display_name,
    )


def _number_receipt(work: Work, receipt: DeliveryReceipt) -> None:
    def add(number: str) -> None:
        receipt.receipt_number = number
        work.session.add(receipt)
        work.session.flush()  # its seats point to it; a taken number shows here

    with_next_number(work, DeliveryReceipt.receipt_number, "DR", add)


def _count_received(
    work: Work,
    order: PurchaseOrder,
    lines: Mapping[UUID, PurchaseOrderLine],
    deliveries: Sequence[LineDelivery],
) -> None:
    for delivery in deliveries:
        line = lines[delivery.line_id]
        line.received_quantity += len(delivery.seats)
        closed = line.received_quantity + line.cancelled_quantity == line.quantity
        wanted = LineStatus.RECEIVED if closed else LineStatus.PARTIALLY_RECEIVED
        if line.status is not wanted:
            require_move(f"Line {line.line_no}", LINE_MOVES, line.status, wanted)
            line.status = wanted
    complete = all(line.status in CLOSED_LINES for line in lines.values())
    status = OrderStatus.COMPLETED if complete else OrderStatus.PARTIALLY_RECEIVED
    if order.status is not status:
        require_move(order.po_number, ORDER_MOVES, order.status, status)
        order.status = status
    if complete:
        order.closed_at = work.now
