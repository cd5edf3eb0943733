"""Tickets."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.tickets.states import TicketStatus
from db.base import TenantRow, listed_by, listed_where_known, points_to


class Ticket(TenantRow):
    """The right to one seat. Number and barcode are made at reservation and never used again."""

    __tablename__ = "tickets"
    __table_args__ = (
        points_to("events", "event_id"),
        points_to("event_seats", "event_seat_id"),
        points_to("bookings", "booking_id"),
        UniqueConstraint("tenant_id", "ticket_number"),
        UniqueConstraint("tenant_id", "barcode"),
        listed_where_known("tickets", "qr_code", unique=True),
        # The last wall: one live ticket per event seat.
        UniqueConstraint("tenant_id", "live_seat_id", name="uq_tickets_live_seat"),
        listed_by("tickets", "booking_id"),
        listed_by("tickets", "event_seat_id"),
        CheckConstraint("price_paid >= 0", name="price_paid"),
        CheckConstraint("(status = 'RESERVED') = (reserved_until IS NOT NULL)", name="reserved"),
        CheckConstraint("(status = 'USED') = (scanned_at IS NOT NULL)", name="scanned"),
        CheckConstraint(
            "status <> ALL ('{CONFIRMED,USED,TRANSFERRED}') OR issued_at IS NOT NULL",
            name="issued",
        ),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        {"postgresql_with": {"fillfactor": 80}},
    )

    event_id: Mapped[UUID]
    event_seat_id: Mapped[UUID]
    booking_id: Mapped[UUID]
    ticket_number: Mapped[str]
    barcode: Mapped[str]
    #: The signed payload; signed when the booking is confirmed.
    qr_code: Mapped[str | None]
    status: Mapped[TicketStatus]
    price_paid: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(String(3))
    transfer_token: Mapped[str | None]
    issued_at: Mapped[datetime | None]
    reserved_at: Mapped[datetime | None]
    reserved_until: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    scanned_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    live_seat_id: Mapped[UUID | None] = mapped_column(
        Computed(
            "CASE WHEN status = ANY ('{RESERVED,CONFIRMED,USED}') THEN event_seat_id END",
            persisted=True,
        )
    )
