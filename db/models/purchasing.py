"""Ticket types, purchase orders, deliveries and payables."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.purchasing.states import (
    FulfillmentMethod,
    LineStatus,
    OrderStatus,
    PayableStatus,
    PaymentTerms,
)
from db.base import SCHEMA, Base, TenantRow, Timed, listed_by, points_to


class TicketType(Timed, TenantRow):
    """What an order line buys: seats of one event, by price level, by sections, or any."""

    __tablename__ = "ticket_types"
    __table_args__ = (
        points_to("events", "event_id"),
        points_to("price_levels", "price_level_id"),
        UniqueConstraint("tenant_id", "event_id", "code"),
    )

    event_id: Mapped[UUID]
    code: Mapped[str]
    name: Mapped[str]
    price_level_id: Mapped[UUID | None]
    #: Empty means every section.
    sections: Mapped[list[str]] = mapped_column(ARRAY(Text()), server_default=text("'{}'"))


class PurchaseOrder(Timed, TenantRow):
    __tablename__ = "purchase_orders"
    __table_args__ = (
        points_to("suppliers", "supplier_id"),
        points_to("addresses", "shipping_address_id"),
        UniqueConstraint("tenant_id", "po_number"),
        listed_by("purchase_orders", "supplier_id"),
        listed_by("purchase_orders", "status"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        CheckConstraint("total_amount >= 0", name="total_amount"),
        CheckConstraint(
            "status IN ('DRAFT', 'CANCELLED') OR (submitted_at IS NOT NULL"
            " AND submitted_by IS NOT NULL)",
            name="submitted",
        ),
        CheckConstraint(
            "status IN ('DRAFT', 'PENDING', 'CANCELLED') OR (approved_at IS NOT NULL"
            " AND approved_by IS NOT NULL)",
            name="approved",
        ),
    )

    supplier_id: Mapped[UUID]
    po_number: Mapped[str]
    status: Mapped[OrderStatus] = mapped_column(server_default=text("'DRAFT'"))
    currency: Mapped[str] = mapped_column(String(3))
    payment_terms: Mapped[PaymentTerms]
    fulfillment_method: Mapped[FulfillmentMethod]
    fulfillment_notes: Mapped[str | None]
    expected_date: Mapped[date | None]
    #: Σ of the lines' totals, fixed while the order is a draft.
    total_amount: Mapped[Decimal] = mapped_column(server_default=text("0"))
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    reference: Mapped[str | None]
    notes: Mapped[str | None]
    created_by: Mapped[str | None]
    shipping_address_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling


class PurchaseOrderLine(Timed, TenantRow):
    """`quantity` tickets of one type; `line_total` is what was agreed for the lot."""

    __tablename__ = "purchase_order_lines"
    __table_args__ = (
        points_to("purchase_orders", "purchase_order_id"),
        points_to("ticket_types", "item_id"),
        listed_by("purchase_order_lines", "purchase_order_id"),
        UniqueConstraint("tenant_id", "purchase_order_id", "line_no"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("unit_price >= 0 AND line_total >= 0", name="prices"),
        CheckConstraint(
            "received_quantity >= 0 AND cancelled_quantity >= 0"
            " AND received_quantity + cancelled_quantity <= quantity",
            name="not_more_than_ordered",
        ),
        CheckConstraint(
            "(status = 'RECEIVED') <= (received_quantity + cancelled_quantity = quantity)",
            name="received",
        ),
    )

    purchase_order_id: Mapped[UUID]
    line_no: Mapped[int]
    item_id: Mapped[UUID]
    item_code: Mapped[str | None]
    item_name: Mapped[str | None]
    description: Mapped[str | None]
    quantity: Mapped[int]
    uom: Mapped[str] = mapped_column(String(16), server_default=text("'TICKET'"))
    unit_price: Mapped[Decimal]
    line_total: Mapped[Decimal]
    status: Mapped[LineStatus] = mapped_column(server_default=text("'PENDING'"))
    expected_date: Mapped[date | None]
    received_quantity: Mapped[int] = mapped_column(server_default=text("0"))
    cancelled_quantity: Mapped[int] = mapped_column(server_default=text("0"))


class DeliveryReceipt(TenantRow):
    """The SupplierDeliveryReceipt: what one delivery brought, for one event."""

    __tablename__ = "delivery_receipts"
    __table_args__ = (
        points_to("purchase_orders", "purchase_order_id"),
        points_to("suppliers", "supplier_id"),
        points_to("events", "event_id"),
        listed_by("delivery_receipts", "purchase_order_id"),
        UniqueConstraint("tenant_id", "receipt_number"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("total_cost >= 0", name="total_cost"),
    )

    purchase_order_id: Mapped[UUID]
    supplier_id: Mapped[UUID]
    event_id: Mapped[UUID]
    receipt_number: Mapped[str]
    delivery_reference: Mapped[str | None]
    delivered_at: Mapped[datetime]
    fulfillment_method: Mapped[FulfillmentMethod]
    #: Account, e-mail or link of an electronic transfer.
    fulfillment_notes: Mapped[str | None]
    quantity: Mapped[int]
    total_cost: Mapped[Decimal]
    received_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class DeliveryReceiptSeat(Base):
    """One seat of a delivery: which line paid for it and what it cost.

    Receipt, line and seat are looked up for all rows of a statement at once (`check_receipts`), and
    none of them can ever be removed; a foreign key each costs a full house half of the delivery.
    """

    __tablename__ = "delivery_receipt_seats"
    __table_args__ = (
        listed_by("delivery_receipt_seats", "line_id"),
        listed_by("delivery_receipt_seats", "event_seat_id"),
        CheckConstraint("unit_price >= 0", name="unit_price"),
        CheckConstraint("retail_price >= 0", name="retail_price"),
        {"schema": SCHEMA},
    )

    tenant_id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=text("parterre_sec.current_tenant()")
    )
    receipt_id: Mapped[UUID] = mapped_column(primary_key=True)
    event_seat_id: Mapped[UUID] = mapped_column(primary_key=True)
    line_id: Mapped[UUID]
    unit_price: Mapped[Decimal]
    retail_price: Mapped[Decimal | None]


class Payable(TenantRow):
    """What the agency owes a supplier for one confirmed order."""

    __tablename__ = "payables"
    __table_args__ = (
        points_to("suppliers", "supplier_id"),
        points_to("purchase_orders", "purchase_order_id"),
        listed_by("payables", "supplier_id"),
        listed_by("payables", "purchase_order_id"),
        listed_by("payables", "status", "due_date"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("(status = 'PAID') = (paid_at IS NOT NULL)", name="paid"),
        CheckConstraint("paid_amount >= 0", name="paid_amount"),
        CheckConstraint("(status = 'PAID') <= (paid_amount >= amount)", name="paid_in_full"),
    )

    supplier_id: Mapped[UUID]
    purchase_order_id: Mapped[UUID | None]
    invoice_number: Mapped[str | None]
    amount: Mapped[Decimal]
    #: What went to the supplier so far; more than `amount` where it was cancelled afterwards.
    paid_amount: Mapped[Decimal] = mapped_column(server_default=text("0"))
    currency: Mapped[str] = mapped_column(String(3))
    due_date: Mapped[date]
    status: Mapped[PayableStatus] = mapped_column(server_default=text("'PENDING'"))
    paid_at: Mapped[datetime | None]
    payment_transaction_id: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
