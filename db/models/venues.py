"""Venues and their seats."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from core.domain.venues.states import SeatType, VenueType
from db.base import TenantRow, Timed, of_an_agency, points_to


class Venue(Timed, TenantRow):
    __tablename__ = "venues"
    __table_args__ = (
        of_an_agency(),
        points_to("addresses", "address_id"),
        UniqueConstraint("tenant_id", "name"),
        CheckConstraint("capacity >= 0", name="capacity"),
    )

    name: Mapped[str]
    address_id: Mapped[UUID | None]
    capacity: Mapped[int] = mapped_column(server_default=text("0"))
    venue_type: Mapped[VenueType] = mapped_column(server_default=text("'OTHER'"))
    timezone: Mapped[str | None]
    #: The plan as it was imported, in the seating-plan format, with what we don't use: megabytes.
    seating_configuration: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    #: What the map draws besides seats: section outlines, areas, texts, size; a few kilobytes.
    map_shapes: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    amenities: Mapped[list[str]] = mapped_column(ARRAY(Text()), server_default=text("'{}'"))
    contact_info: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))


class Seat(TenantRow):
    """A place in a venue. Labels are text ("12A"); equal rows in two sections are two."""

    __tablename__ = "seats"
    __table_args__ = (
        points_to("venues", "venue_id"),
        UniqueConstraint("tenant_id", "venue_id", "section", "row", "seat_number"),
        UniqueConstraint("tenant_id", "venue_id", "rank"),
        CheckConstraint("rank >= 0", name="rank"),
        CheckConstraint("quality BETWEEN 0 AND 1", name="quality"),
    )

    venue_id: Mapped[UUID]
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
