"""What a buyer does to suppliers and orders, as operations of the desk."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from core.domain.purchasing.states import OrderStatus
from core.services.purchasing.ordering import (
    OrderDraft,
    cancel_order,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.queries import DeliveryRow, OrderRow
from core.services.purchasing.receiving import LineDelivery, ReceiptRow, receive_delivery
from core.services.purchasing.suppliers import SupplierDraft, SupplierRow, add_supplier
from core.services.purchasing.ticket_types import (
    TicketTypeDraft,
    TicketTypeRow,
    add_ticket_type,
)
from core.services.reporting.delivery_receipt import delivery_pdf, delivery_to_print
from desktop.desk import Operation, Query
from desktop.operations.tickets import write_paper
from desktop.words import count, money_text


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """A delivery as it is about to be booked; hashable, so that it keeps its key."""

    order_id: UUID
    lines: tuple[LineDelivery, ...]
    reference: str = ""

    @property
    def quantity(self) -> int:
        """How many seats it brings."""
        return sum(len(line.seats) for line in self.lines)


def new_supplier(draft: SupplierDraft, *, key: UUID) -> Operation[SupplierRow]:
    """Add a supplier."""
    return Operation(
        lambda work: add_supplier(work, draft, key=key),
        said=lambda supplier: f"{supplier.name} added.",
        doing="Adding the supplier",
    )


def new_ticket_type(draft: TicketTypeDraft, *, key: UUID) -> Operation[TicketTypeRow]:
    """Add what an order line can buy."""
    return Operation(
        lambda work: add_ticket_type(work, draft, key=key),
        said=lambda kind: f"{kind.name} added.",
        doing="Adding the ticket type",
    )


def new_order(draft: OrderDraft, *, key: UUID) -> Operation[UUID]:
    """Write a draft order."""
    return Operation(
        lambda work: draft_order(work, draft, key=key),
        said=lambda _order_id: "Order drafted. Submit it when it goes to the supplier.",
        doing="Writing the order",
    )


def submit(order: OrderRow) -> Operation[OrderStatus]:
    """The draft goes to the supplier."""
    return Operation(
        lambda work: submit_order(work, order.id),
        said=lambda _status: f"{order.number} submitted to {order.supplier}.",
        doing="Submitting",
    )


def confirm(order: OrderRow) -> Operation[OrderStatus]:
    """The supplier said yes."""
    return Operation(
        lambda work: confirm_order(work, order.id),
        said=lambda _status: f"{order.number} confirmed, {money_text(order.total)} to pay.",
        doing="Confirming",
    )


def cancel(order: OrderRow) -> Operation[OrderStatus]:
    """Cancel what has not come."""
    return Operation(
        lambda work: cancel_order(work, order.id),
        said=lambda _status: f"{order.number} cancelled.",
        doing="Cancelling",
    )


def receive(draft: DeliveryDraft, *, key: UUID) -> Operation[ReceiptRow]:
    """Book a delivery: its seats become ours, all of them or none."""
    return Operation(
        lambda work: receive_delivery(
            work, draft.order_id, draft.lines, key=key, reference=draft.reference or None
        ),
        said=_received,
        doing=f"Receiving {count(draft.quantity, 'seat')}",
        cancellable=True,
    )


def draw_receipt(delivery: DeliveryRow, folder: Path) -> Query[Path]:
    """The query that draws a delivery's receipt into the folder; refuses `FileNotWritten`."""
    file = folder / f"{delivery.number} receipt.pdf"
    return lambda session: write_paper(file, delivery_pdf(delivery_to_print(session, delivery.id)))


def _received(receipt: ReceiptRow) -> str:
    seats = count(receipt.quantity, "seat")
    return f"{seats} received for {money_text(receipt.cost)}, {receipt.number}."
