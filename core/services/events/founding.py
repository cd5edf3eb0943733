"""What the form of a new event offers at a venue."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from core.services.events.categories import CategoryRow, list_categories
from core.services.events.organizers import OrganizerRow, list_organizers
from core.services.venues.categories import sections_by_category
from core.services.venues.details import venue_details


@dataclass(frozen=True, slots=True)
class House:
    """The venue's zone, its sections by the plan's category, and what events are filed under.

    `organizers` are those that are not put aside.
    """

    timezone: str | None
    categories: Mapping[str, tuple[str, ...]]
    filed: tuple[CategoryRow, ...]
    organizers: tuple[OrganizerRow, ...]


def house_for_events(session: Session, venue_id: UUID) -> House:
    """Read it; refuse `NotFound`."""
    return House(
        venue_details(session, venue_id).timezone,
        sections_by_category(session, venue_id),
        tuple(list_categories(session)),
        tuple(one for one in list_organizers(session) if one.is_active),
    )
