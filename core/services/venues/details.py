"""What is known of a venue besides its plan and its address: kind, licence, contact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, NameTaken, NotFound, Refusal
from core.domain.staff import Permission
from core.domain.venues.states import VenueType
from core.services.venues.timezones import require_timezone
from core.services.work import Work
from db.models import Venue


class LicenceNotPositive(Refusal):
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        super().__init__(f"A licence for {capacity} people is none. Write a number above zero.")


@dataclass(frozen=True, slots=True)
class VenueDetails:
    """A venue as its form shows it. `licensed_capacity`: the most people that are allowed in."""

    name: str
    venue_type: VenueType = VenueType.OTHER
    timezone: str | None = None
    licensed_capacity: int | None = None
    amenities: tuple[str, ...] = ()
    contact_info: Mapping[str, Any] = field(default_factory=dict)
    is_active: bool = True


def venue_details(session: Session, venue_id: UUID) -> VenueDetails:
    """Read a venue's details; refuse `NotFound`."""
    venue = session.scalar(select(Venue).where(Venue.id == venue_id))
    if venue is None:
        raise NotFound("venue", venue_id)
    return VenueDetails(
        name=venue.name,
        venue_type=venue.venue_type,
        timezone=venue.timezone,
        licensed_capacity=venue.licensed_capacity,
        amenities=tuple(venue.amenities),
        contact_info=dict(venue.contact_info),
        is_active=venue.is_active,
    )


def change_venue(work: Work, venue_id: UUID, details: VenueDetails) -> VenueDetails:
    """Write a venue's details; doing it again changes nothing.

    Refuses `NotFound`, `Nameless`, `NameTaken`, `LicenceNotPositive`, `UnknownTimezone`.
    """
    work.actor.require(Permission.MANAGE_VENUES)
    _refuse_unusable(details)
    venue = work.session.get(
        Venue, (work.actor.tenant_id, venue_id), with_for_update={"key_share": True}
    )
    if venue is None:
        raise NotFound("venue", venue_id)
    venue.name = details.name.strip()
    venue.venue_type, venue.timezone = details.venue_type, details.timezone
    venue.licensed_capacity = details.licensed_capacity
    venue.amenities, venue.contact_info = list(details.amenities), dict(details.contact_info)
    venue.is_active = details.is_active
    try:
        work.session.flush()  # a taken name shows here
    except IntegrityError as error:
        raise NameTaken("venue", details.name.strip()) from error
    return venue_details(work.session, venue_id)


def _refuse_unusable(details: VenueDetails) -> None:
    Nameless.check("venue", details.name)
    if details.licensed_capacity is not None and details.licensed_capacity <= 0:
        raise LicenceNotPositive(details.licensed_capacity)
    if details.timezone is not None:
        require_timezone(details.timezone)
