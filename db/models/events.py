"""Events, their categories and price levels."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.events import EventStatus, EventType
from db.base import TenantRow, Timed, listed_by, of_an_agency, points_to
from db.models.venues import of_a_plan


class EventCategory(Timed, TenantRow):
    __tablename__ = "event_categories"
    __table_args__ = (of_an_agency(), UniqueConstraint("tenant_id", "name"))

    name: Mapped[str]
    description: Mapped[str | None]


class Event(Timed, TenantRow):
    """One performance at one venue in one currency; NULL overrides mean the agency's setting."""

    __tablename__ = "events"
    __table_args__ = (
        points_to("event_categories", "category_id"),
        of_a_plan(),
        points_to("organizers", "organizer_id"),
        # What prices and bookings point to, so that they are in its currency.
        UniqueConstraint("tenant_id", "id", "currency"),
        listed_by("events", "start_datetime"),
        CheckConstraint("end_datetime > start_datetime", name="dates"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        CheckConstraint("service_fee_rate BETWEEN 0 AND 1", name="service_fee_rate"),
        CheckConstraint("service_fee_per_ticket >= 0", name="service_fee_per_ticket"),
        CheckConstraint("delivery_fee >= 0", name="delivery_fee"),
        CheckConstraint("tax_rate BETWEEN 0 AND 1", name="tax_rate"),
        CheckConstraint("reservation_minutes BETWEEN 1 AND 240", name="reservation_minutes"),
        CheckConstraint("transfer_due_days BETWEEN 1 AND 90", name="transfer_due_days"),
    )

    title: Mapped[str]
    description: Mapped[str | None]
    event_type: Mapped[EventType] = mapped_column(server_default=text("'OTHER'"))
    category_id: Mapped[UUID | None]
    venue_id: Mapped[UUID]
    #: The version of the venue's plan whose seats it sells.
    plan_id: Mapped[UUID]
    organizer_id: Mapped[UUID | None]
    start_datetime: Mapped[datetime]
    end_datetime: Mapped[datetime]
    #: IANA zone that screens and papers show the times in.
    timezone: Mapped[str]
    status: Mapped[EventStatus] = mapped_column(server_default=text("'DRAFT'"))
    currency: Mapped[str] = mapped_column(String(3))
    is_featured: Mapped[bool] = mapped_column(server_default=text("false"))
    image_urls: Mapped[list[str]] = mapped_column(ARRAY(Text()), server_default=text("'{}'"))
    attributes: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb")
    )
    service_fee_rate: Mapped[Decimal | None] = mapped_column(Numeric(6, 4))
    service_fee_per_ticket: Mapped[Decimal | None]
    delivery_fee: Mapped[Decimal | None]
    tax_rate: Mapped[Decimal | None] = mapped_column(Numeric(6, 4))
    reservation_minutes: Mapped[int | None]
    transfer_due_days: Mapped[int | None]


class PriceLevel(Timed, TenantRow):
    __tablename__ = "price_levels"
    __table_args__ = (
        points_to("events", "event_id", "currency"),
        UniqueConstraint("tenant_id", "event_id", "name"),
        CheckConstraint("base_price >= 0", name="base_price"),
    )

    event_id: Mapped[UUID]
    name: Mapped[str]
    base_price: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(String(3))
    description: Mapped[str | None]
    sort_order: Mapped[int] = mapped_column(server_default=text("0"))
    #: `#rrggbb` on the map.
    color: Mapped[str | None] = mapped_column(String(7))
