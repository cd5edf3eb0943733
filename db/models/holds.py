"""Holds, presales, allocation plans and the templates that carry them to the next event."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, LargeBinary, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from core.domain.holds.palettes import PlanOrigin
from core.domain.holds.uses import HoldType
from db.base import TenantRow, Timed, listed_by, points_to

_NO_KEYS = text("'{}'")


class Hold(Timed, TenantRow):
    """Seats held back for somebody. Which seats it holds now, they say: `event_seats.hold_id`."""

    __tablename__ = "holds"
    __table_args__ = (
        points_to("events", "event_id"),
        points_to("staff", "placed_by"),
        listed_by("holds", "event_id"),
        CheckConstraint("quantity = cardinality(seat_ids) AND quantity > 0", name="quantity"),
        CheckConstraint("is_active = (released_at IS NULL)", name="released"),
    )

    event_id: Mapped[UUID]
    hold_type: Mapped[HoldType]
    #: Every event seat that it ever held.
    seat_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), deferred=True)
    #: The price levels it was asked for by; none if the seats were chosen one by one.
    price_level_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), server_default=_NO_KEYS)
    quantity: Mapped[int]
    reason: Mapped[str] = mapped_column(server_default=text("''"))
    hold_until: Mapped[datetime | None]
    placed_by: Mapped[UUID | None]
    released_at: Mapped[datetime | None]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))


class Presale(Timed, TenantRow):
    """A sale before the general one; its seats say so themselves: `event_seats.presale_id`."""

    __tablename__ = "presales"
    __table_args__ = (
        points_to("events", "event_id"),
        UniqueConstraint("tenant_id", "event_id", "name"),
        CheckConstraint("end_datetime > start_datetime", name="dates"),
        CheckConstraint("max_tickets_per_customer > 0", name="max_tickets_per_customer"),
        CheckConstraint(
            "max_tickets_by_code IS NULL OR max_tickets_by_code > 0 AND access_code IS NOT NULL",
            name="max_tickets_by_code",
        ),
        CheckConstraint(
            "customer_tiers <@ ARRAY['BRONZE', 'SILVER', 'GOLD', 'PLATINUM']", name="customer_tiers"
        ),
    )

    event_id: Mapped[UUID]
    name: Mapped[str]
    #: Managers read it; everybody else says one, `parterre_api.say_code`, and asks if it opens.
    access_code: Mapped[str | None]
    by_code: Mapped[bool] = mapped_column(Computed("access_code IS NOT NULL", persisted=True))
    #: Customers who may buy without the code. No code and no tier: every customer with a name.
    customer_tiers: Mapped[list[str]] = mapped_column(ARRAY(Text()), server_default=_NO_KEYS)
    start_datetime: Mapped[datetime]
    end_datetime: Mapped[datetime]
    price_level_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), server_default=_NO_KEYS)
    max_tickets_per_customer: Mapped[int] = mapped_column(server_default=text("4"))
    #: What all who say the code may buy together; NULL: whatever is kept.
    max_tickets_by_code: Mapped[int | None]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))


class AllocationPlan(Timed, TenantRow):
    """A painting of an event's seats: a byte a rank and layer, and what the bytes mean."""

    __tablename__ = "allocation_plans"
    __table_args__ = (
        points_to("events", "event_id"),
        points_to("venue_plans", "venue_plan_id"),
        points_to("staff", "applied_by"),
        points_to("allocation_plans", "former_of"),
        listed_by("allocation_plans", "event_id"),
        UniqueConstraint("tenant_id", "event_id", "name"),
        CheckConstraint("octet_length(use_of) = octet_length(level_of)", name="layers"),
        CheckConstraint("(origin = 'FORMER') = (former_of IS NOT NULL)", name="former"),
        CheckConstraint("(applied_at IS NULL) = (applied_by IS NULL)", name="applied"),
    )

    event_id: Mapped[UUID]
    #: The version of the venue's plan that the ranks are of.
    venue_plan_id: Mapped[UUID]
    name: Mapped[str]
    origin: Mapped[PlanOrigin] = mapped_column(server_default=text("'DRAWN'"))
    #: Lists `uses` and `levels`, in the order of the bytes, from 1.
    palette: Mapped[dict[str, Any]]
    use_of: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    level_of: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    #: Counts the changes: who changes a plan says which one they saw.
    version: Mapped[int] = mapped_column(server_default=text("1"))
    applied_at: Mapped[datetime | None]
    applied_by: Mapped[UUID | None]
    #: The plan whose applying this takes back.
    former_of: Mapped[UUID | None]


class AllocationTemplate(Timed, TenantRow):
    """A painting by the seats' own names, for any event at the venue."""

    __tablename__ = "allocation_templates"
    __table_args__ = (
        points_to("venues", "venue_id"),
        UniqueConstraint("tenant_id", "venue_id", "name"),
        CheckConstraint(
            "octet_length(use_of) = octet_length(level_of)"
            " AND octet_length(use_of) = cardinality(sections)"
            " AND cardinality(sections) = cardinality(seat_rows)"
            " AND cardinality(seat_rows) = cardinality(numbers)"
            " AND cardinality(numbers) = cardinality(guids)",
            name="layers",
        ),
    )

    venue_id: Mapped[UUID]
    name: Mapped[str]
    #: As a plan's, with price levels and presales by name and times before the event's start.
    palette: Mapped[dict[str, Any]]
    use_of: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    level_of: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sections: Mapped[list[str]] = mapped_column(ARRAY(Text()), deferred=True)
    seat_rows: Mapped[list[str]] = mapped_column(ARRAY(Text()), deferred=True)
    numbers: Mapped[list[str]] = mapped_column(ARRAY(Text()), deferred=True)
    guids: Mapped[list[str | None]] = mapped_column(ARRAY(Text()), deferred=True)
