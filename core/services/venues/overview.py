"""Venues with their drafts, as the screen of venues lists and details them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from core.services.venues.addresses import VenueAddress, venue_address
from core.services.venues.details import VenueDetails, venue_details
from core.services.venues.draft_queries import DraftRow, list_drafts
from core.services.venues.queries import VenueRow, VersionRow, list_venues, list_versions

MOST_VERSIONS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A venue, with the draft that was saved last if there is one, or a venue to come."""

    venue: VenueRow | None
    draft: DraftRow | None

    @property
    def key(self) -> UUID:
        """The venue's id, or the draft's where there is no venue yet."""
        if self.venue is not None:
            return self.venue.id
        if self.draft is None:
            raise ValueError("an entry is a venue or a draft")
        return self.draft.id

    @property
    def name(self) -> str:
        """The venue's name, or what its draft is called."""
        return self.venue.name if self.venue else self.draft.title if self.draft else ""

    @property
    def places(self) -> int:
        """Places that are published, or drawn so far."""
        return self.venue.capacity if self.venue else self.draft.seats if self.draft else 0

    @property
    def at(self) -> datetime | None:
        """When it was last published or saved."""
        moments = [self.venue and self.venue.published_at, self.draft and self.draft.saved_at]
        return max((moment for moment in moments if moment), default=None)


@dataclass(frozen=True, slots=True)
class Detail:
    """More of an entry; a venue to come has only its draft."""

    entry: Entry
    details: VenueDetails | None = None
    address: VenueAddress | None = None
    versions: tuple[VersionRow, ...] = ()


def list_entries(session: Session) -> list[Entry]:
    """Venues by name, then the venues to come."""
    drafts = list_drafts(session)
    latest: dict[UUID, DraftRow] = {}
    for draft in drafts:
        if draft.venue_id is not None:
            latest.setdefault(draft.venue_id, draft)
    known = [Entry(venue, latest.get(venue.id)) for venue in list_venues(session)]
    return [*known, *(Entry(None, draft) for draft in drafts if draft.venue_id is None)]


def entry_detail(session: Session, entry: Entry) -> Detail:
    """Read a venue's facts, and its versions from the newest."""
    if entry.venue is None:
        return Detail(entry)
    venue_id = entry.venue.id
    return Detail(
        entry,
        venue_details(session, venue_id),
        venue_address(session, venue_id),
        tuple(list_versions(session, venue_id)[:MOST_VERSIONS]),
    )
