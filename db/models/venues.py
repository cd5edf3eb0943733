"""Venues, the published versions of their plans with the seats, and drafts of plans to come."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from core.domain.venues.states import SeatType, VenueType
from db.base import SCHEMA, TenantRow, Timed, listed_by, of_an_agency, points_to

_BY_LOGIN = text("SESSION_USER")


class Venue(Timed, TenantRow):
    __tablename__ = "venues"
    __table_args__ = (
        of_an_agency(),
        points_to("addresses", "address_id"),
        UniqueConstraint("tenant_id", "name"),
        CheckConstraint("capacity >= 0", name="capacity"),
        CheckConstraint("licensed_capacity > 0", name="licensed_capacity"),
    )

    name: Mapped[str]
    address_id: Mapped[UUID | None]
    #: Seats of the newest version of its plan.
    capacity: Mapped[int] = mapped_column(server_default=text("0"))
    #: The most people that the authorities allow.
    licensed_capacity: Mapped[int | None]
    venue_type: Mapped[VenueType] = mapped_column(server_default=text("'OTHER'"))
    timezone: Mapped[str | None]
    amenities: Mapped[list[str]] = mapped_column(ARRAY(Text()), server_default=text("'{}'"))
    contact_info: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))


class VenuePlan(TenantRow):
    """A published version of a venue's plan; nobody changes it. The highest is the current one."""

    __tablename__ = "venue_plans"
    __table_args__ = (
        points_to("venues", "venue_id"),
        UniqueConstraint("tenant_id", "venue_id", "version"),
        # What events point to, so that their version is of their venue.
        UniqueConstraint("tenant_id", "id", "venue_id"),
        CheckConstraint("seating_configuration IS JSON OBJECT", name="seating_configuration"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("seat_count >= 0", name="seat_count"),
    )

    venue_id: Mapped[UUID]
    version: Mapped[int]
    #: The plan in the seating-plan format, letter by letter as it was published: megabytes.
    seating_configuration: Mapped[str] = mapped_column(deferred=True)
    #: What the map draws besides seats: section outlines, areas, texts, size; a few kilobytes.
    map_shapes: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    seat_count: Mapped[int]
    row_count: Mapped[int]
    section_count: Mapped[int]
    note: Mapped[str | None]
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(server_default=_BY_LOGIN)


def of_a_plan() -> ForeignKeyConstraint:
    """Reference a version of the row's own venue; the venue is there because the version is."""
    columns = ["tenant_id", "plan_id", "venue_id"]
    names = ("tenant_id", "id", "venue_id")
    return ForeignKeyConstraint(columns, [f"{SCHEMA}.venue_plans.{name}" for name in names])


class Seat(TenantRow):
    """A place in one version of a venue's plan. Labels are text ("12A"); equal rows in two sections
    are two. It keeps its guid from version to version.
    """

    # No foreign key to the version, which took a third of the time of inserting 60,000 seats: the
    # trigger check_new_places looks once a statement, and a version is never removed.
    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("tenant_id", "plan_id", "section", "row", "seat_number"),
        UniqueConstraint("tenant_id", "plan_id", "rank", name="uq_seats_rank"),
        UniqueConstraint("tenant_id", "venue_id", "guid", "plan_id", name="uq_seats_guid"),
        CheckConstraint("rank >= 0", name="rank"),
        CheckConstraint("quality BETWEEN 0 AND 1", name="quality"),
        Index(
            "ix_seats_retired",
            "tenant_id",
            "venue_id",
            postgresql_where=text("retired_at IS NOT NULL"),
        ),
    )

    venue_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    section: Mapped[str]
    row: Mapped[str]
    seat_number: Mapped[str]
    seat_type: Mapped[SeatType] = mapped_column(server_default=text("'STANDARD'"))
    x_coordinate: Mapped[float] = mapped_column(Double)
    y_coordinate: Mapped[float] = mapped_column(Double)
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    #: Index of the seat in the plan's order: the place of its byte in every map string.
    rank: Mapped[int]
    #: Place in the row: neighbours differ by 1, an aisle makes a jump of 2 or more.
    position: Mapped[int]
    #: 0 to 1, the best is 1: distance to the focal point, level and centre.
    quality: Mapped[float] = mapped_column(Double, server_default=text("0"))
    category: Mapped[str | None]
    guid: Mapped[str | None]
    #: What is in the way, in the words that a buyer is told.
    restricted_view: Mapped[str | None]
    #: The guid of the wheelchair place that a companion's belongs to.
    companion_guid: Mapped[str | None]
    #: When a version without this seat was published.
    retired_at: Mapped[datetime | None]


class PlanDraft(Timed, TenantRow):
    """Work on a plan that is not published: of a venue, or of one to come."""

    __tablename__ = "plan_drafts"
    __table_args__ = (
        of_an_agency(),
        points_to("venues", "venue_id"),
        points_to("venue_plans", "based_on"),
        points_to("venue_plans", "published_as"),
        points_to("plan_drafts", "copy_of"),
        listed_by("plan_drafts", "venue_id"),
        CheckConstraint("revision > 0", name="revision"),
        CheckConstraint("num_nonnulls(discarded_at, published_as) < 2", name="ended_once"),
    )

    venue_id: Mapped[UUID | None]
    title: Mapped[str]
    #: The plan in the seating-plan format, compressed; it may be unfinished.
    plan: Mapped[bytes] = mapped_column(deferred=True)
    seat_count: Mapped[int]
    #: The version that it started from; None for a new venue.
    based_on: Mapped[UUID | None]
    #: Counts the saves: who saves says which one they saw.
    revision: Mapped[int]
    started_by: Mapped[str] = mapped_column(server_default=_BY_LOGIN)
    saved_by: Mapped[str] = mapped_column(server_default=_BY_LOGIN)
    saved_at: Mapped[datetime]
    #: The draft that was changed elsewhere while this was drawn.
    copy_of: Mapped[UUID | None]
    discarded_at: Mapped[datetime | None]
    published_as: Mapped[UUID | None]
