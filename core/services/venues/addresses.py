"""Where a venue is: one address, as papers and directions need it."""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, NotFound
from core.domain.staff import Permission
from core.services.work import Work
from db.ids import new_id
from db.joins import on
from db.models import Address, Venue


@dataclass(frozen=True, slots=True)
class VenueAddress:
    """An address as it is written on an envelope; `country` is a word, not a code."""

    line_1: str
    city: str
    country: str
    line_2: str | None = None
    postal_code: str | None = None
    region: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """What goes on paper, line by line."""
        place = " ".join(part for part in (self.postal_code, self.city) if part)
        every = (self.line_1, self.line_2, place, self.region, self.country)
        return tuple(line for line in every if line)


def set_venue_address(work: Work, venue_id: UUID, address: VenueAddress) -> VenueAddress:
    """Give a venue its address, or correct it; refuse `Nameless` for a missing part, `NotFound`."""
    work.actor.require(Permission.MANAGE_VENUES)
    for part in ("line_1", "city", "country"):
        if not getattr(address, part).strip():
            raise Nameless(f"venue's {part.replace('line_1', 'street')}")
    venue = work.session.get(
        Venue, (work.actor.tenant_id, venue_id), with_for_update={"key_share": True}
    )
    if venue is None:
        raise NotFound("venue", venue_id)
    if venue.address_id is None:
        made = Address(id=new_id(), **asdict(address))
        work.session.add(made)
        work.session.flush()  # the venue points to it
        venue.address_id = made.id
    else:
        kept = work.session.get_one(Address, (work.actor.tenant_id, venue.address_id))
        for name, value in asdict(address).items():
            setattr(kept, name, value)
    return address


def venue_address(session: Session, venue_id: UUID) -> VenueAddress | None:
    """The address of a venue, None while it has none."""
    at = session.scalars(
        select(Address).join(Venue, on(Venue.address_id, Address.id)).where(Venue.id == venue_id)
    ).one_or_none()
    if at is None:
        return None
    return VenueAddress(at.line_1, at.city, at.country, at.line_2, at.postal_code, at.region)
