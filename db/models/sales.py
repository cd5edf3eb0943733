"""Bookings and their items."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.payments.states import BookingPayment, PaymentMethod
from core.domain.sales.states import BookingStatus, BookingType, DeliveryMethod, SalesChannel
from db.base import TenantRow, Timed, listed_by, listed_where_known, points_to


class Booking(Timed, TenantRow):
    """One customer's seats for one event. No customer means an anonymous walk-up.

    What it cost us, what it earned and the mark-up are readings of its tickets.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        points_to("customers", "customer_id"),
        points_to("events", "event_id", "currency"),
        points_to("staff", "sold_by"),
        points_to("bookings", "replaces_id"),
        points_to("presales", "presale_id"),
        UniqueConstraint("tenant_id", "booking_number"),
        # Late money takes a lapsed booking's seats again once.
        listed_where_known("bookings", "replaces_id", unique=True),
        listed_by("bookings", "event_id"),
        listed_where_known("bookings", "customer_id"),
        listed_by("bookings", "created_at"),
        # Only bookings whose clock runs are in here, and they leave it once.
        Index(
            "ix_bookings_lapsing",
            "tenant_id",
            "reserved_until",
            postgresql_where=text("status IN ('RESERVED', 'PENDING')"),
        ),
        # What was sold today is read from here, however many days there were.
        Index(
            "ix_bookings_confirmed",
            "tenant_id",
            "confirmed_at",
            postgresql_where=text("confirmed_at IS NOT NULL"),
        ),
        # What an access code has bought is added up from here; other sales never touch it.
        Index("ix_bookings_by_code", "tenant_id", "presale_id", postgresql_where=text("by_code")),
        CheckConstraint("presale_id IS NOT NULL OR NOT by_code", name="by_code"),
        CheckConstraint("ticket_count >= 0", name="ticket_count"),
        CheckConstraint(
            "total_amount >= 0 AND service_fee >= 0 AND delivery_fee >= 0"
            " AND tax_amount >= 0 AND discount_amount >= 0",
            name="amounts",
        ),
        CheckConstraint(
            "(status = ANY ('{RESERVED,PENDING}')) = (reserved_until IS NOT NULL)", name="clock"
        ),
        CheckConstraint(
            "(status = ANY ('{CANCELLED,REFUNDED}')) = (cancelled_at IS NOT NULL)", name="cancelled"
        ),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        {"postgresql_with": {"fillfactor": 85}},
    )

    booking_type: Mapped[BookingType] = mapped_column(server_default=text("'CUSTOMER_SALE'"))
    customer_id: Mapped[UUID | None]
    event_id: Mapped[UUID]
    booking_number: Mapped[str]
    status: Mapped[BookingStatus]
    channel: Mapped[SalesChannel] = mapped_column(server_default=text("'COUNTER'"))
    delivery: Mapped[DeliveryMethod] = mapped_column(server_default=text("'E_TICKET'"))
    ticket_count: Mapped[int]
    total_amount: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(String(3))
    service_fee: Mapped[Decimal] = mapped_column(server_default=text("0"))
    delivery_fee: Mapped[Decimal] = mapped_column(server_default=text("0"))
    tax_amount: Mapped[Decimal] = mapped_column(server_default=text("0"))
    discount_amount: Mapped[Decimal] = mapped_column(server_default=text("0"))
    payment_method: Mapped[PaymentMethod | None]
    payment_status: Mapped[BookingPayment] = mapped_column(server_default=text("'PENDING'"))
    payment_transaction_id: Mapped[str | None]
    reserved_until: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    sold_by: Mapped[UUID | None]
    #: The presale that its seats were bought in.
    presale_id: Mapped[UUID | None]
    #: Let into it by its access code, not by the customer's tier.
    by_code: Mapped[bool] = mapped_column(server_default=text("false"))
    #: The lapsed booking whose seats were taken again when its money came late.
    replaces_id: Mapped[UUID | None]
    cancelled_at: Mapped[datetime | None]
    cancellation_reason: Mapped[str | None]


class BookingItem(TenantRow):
    """One ticket's line of a booking, found by that ticket; the labels are copies for paper."""

    __tablename__ = "booking_items"
    __table_args__ = (
        points_to("bookings", "booking_id"),
        points_to("tickets", "ticket_id"),
        UniqueConstraint("tenant_id", "ticket_id"),
        CheckConstraint("quantity = 1", name="one_ticket"),
        CheckConstraint("total_price = unit_price * quantity", name="total_price"),
        CheckConstraint("unit_price >= 0", name="unit_price"),
        CheckConstraint("is_cancelled = (cancelled_at IS NOT NULL)", name="cancelled"),
    )

    booking_id: Mapped[UUID]
    ticket_id: Mapped[UUID]
    quantity: Mapped[int] = mapped_column(server_default=text("1"))
    unit_price: Mapped[Decimal]
    total_price: Mapped[Decimal]
    section: Mapped[str | None]
    row: Mapped[str | None]
    seat_number: Mapped[str | None]
    is_cancelled: Mapped[bool] = mapped_column(server_default=text("false"))
    cancelled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
