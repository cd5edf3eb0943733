"""What is known of a venue besides its plan: address, licence, kind, contact."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.domain.errors import NotFound, Refusal
from core.domain.staff import Permission
from core.domain.venues.states import VenueType
from core.services.venues.refusals import VenueNameTaken
from core.services.work import Work
from db.models import Address, Venue


class LicenceNotPositive(Refusal):
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        super().__init__(f"A licence for {capacity} people is none. Write a number above zero.")


@dataclass(frozen=True, slots=True)
class VenueAddress:
    line_1: str
    city: str
    country: str
    line_2: str | None = None
    postal_code: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class VenueDetails:
    """A venue as its form shows it. `licensed_capacity`: the most people that are allowed in."""

    name: str
    venue_type: VenueType = VenueType.OTHER
    timezone: str | None = None
    licensed_capacity: int | None = None
    address: VenueAddress | None = None
    amenities: tuple[str, ...] = ()
    contact_info: Mapping[str, Any] = field(default_factory=dict)
    is_active: bool = True


def venue_details(session: Session, venue_id: UUID) -> VenueDetails:
    """Read a venue's details; refuse `NotFound`."""
    found = session.execute(
        select(Venue, Address)
        .outerjoin(Address, Address.id == Venue.address_id)
        .where(Venue.id == venue_id)
    ).one_or_none()
    if found is None:
        raise NotFound("venue", venue_id)
    venue, address = found
    return VenueDetails(
        name=venue.name,
        venue_type=venue.venue_type,
        timezone=venue.timezone,
        licensed_capacity=venue.licensed_capacity,
        address=None if address is None else _as_row(address),
        amenities=tuple(venue.amenities),
        contact_info=dict(venue.contact_info),
        is_active=venue.is_active,
    )


def change_venue(work: Work, venue_id: UUID, details: VenueDetails) -> VenueDetails:
    """Write a venue's details; doing it again changes nothing.

    Refuses `NotFound`, `VenueNameTaken`, `LicenceNotPositive`.
    """
    work.actor.require(Permission.MANAGE_VENUES)
    if details.licensed_capacity is not None and details.licensed_capacity <= 0:
        raise LicenceNotPositive(details.licensed_capacity)
    venue = work.session.get(Venue, (work.actor.tenant_id, venue_id), with_for_update=True)
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
        raise VenueNameTaken(details.name) from error
    _write_address(work, venue, details.address)
    return venue_details(work.session, venue_id)


def _write_address(work: Work, venue: Venue, given: VenueAddress | None) -> None:
    if given is None:
        venue.address_id = None
        return
    address = venue.address_id and work.session.get(
        Address, (work.actor.tenant_id, venue.address_id)
    )
    if not address:
        address = Address(**asdict(given))
        work.session.add(address)
        work.session.flush()  # the venue points to it
        venue.address_id = address.id
        return
    for name, value in asdict(given).items():
        setattr(address, name, value)


def _as_row(address: Address) -> VenueAddress:
    return VenueAddress(
        line_1=address.line_1,
        city=address.city,
        country=address.country,
        line_2=address.line_2,
        postal_code=address.postal_code,
        region=address.region,
    )
