"""Venues as lists show them, and a venue's plan as a file."""

import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.venues.plan import Plan
from core.domain.venues.plan_json import read_plan
from core.domain.venues.states import VenueType
from db.models import Seat, Venue


@dataclass(frozen=True, slots=True)
class VenueRow:
    id: UUID
    name: str
    venue_type: VenueType
    capacity: int
    sections: int


def list_venues(session: Session) -> list[VenueRow]:
    """Every active venue by name."""
    sections = (
        select(func.count(Seat.section.distinct()))
        .where(Seat.venue_id == Venue.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Venue.id, Venue.name, Venue.venue_type, Venue.capacity, sections)
        .where(Venue.is_active)
        .order_by(Venue.name)
    )
    return [VenueRow(*row) for row in rows]


def find_venue(session: Session, name_or_id: str) -> UUID:
    """Find a venue by its name (in any case) or id; refuse `NotFound`."""
    wanted = name_or_id.strip()
    same_name = func.lower(Venue.name) == wanted.lower()
    found = session.scalar(select(Venue.id).where(same_name))
    if found is None and (as_id := _uuid(wanted)) is not None:
        found = session.scalar(select(Venue.id).where(Venue.id == as_id))
    if found is None:
        raise NotFound("venue", wanted)
    return found


def venue_plan(session: Session, venue_id: UUID) -> Plan:
    """Give back the plan that the venue was made from, with all that its file held."""
    source = session.scalar(select(Venue.seating_configuration).where(Venue.id == venue_id))
    if source is None:
        raise NotFound("venue plan", venue_id)
    return read_plan(json.dumps(source))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
