"""Venues as lists show them, the versions of their plans, and a plan as a file."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from core.domain.errors import NotFound
from core.domain.venues.plan import Plan
from core.domain.venues.plan_json import read_plan
from core.domain.venues.states import VenueType
from db.models import Event, Staff, Venue, VenuePlan


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A venue with its current version, counted."""

    id: UUID
    name: str
    venue_type: VenueType
    capacity: int
    sections: int
    version: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version of a venue's plan; `events` are all that were made on it."""

    plan_id: UUID
    version: int
    is_current: bool
    seats: int
    rows: int
    sections: int
    note: str | None
    published_at: datetime
    published_by: str
    events: int


_later = aliased(VenuePlan)
_is_current = ~(
    select(_later.id)
    .where(_later.venue_id == VenuePlan.venue_id, _later.version > VenuePlan.version)
    .exists()
)
#: The current version of the venue `of_venue`: id and number of seats.
current_plan = (
    select(VenuePlan.id, VenuePlan.seat_count)
    .where(VenuePlan.venue_id == bindparam("of_venue", type_=Uuid()))
    .order_by(VenuePlan.version.desc())
    .limit(1)
)


def list_venues(session: Session) -> list[VenueRow]:
    """Every active venue by name."""
    rows = session.execute(
        select(
            Venue.id,
            Venue.name,
            Venue.venue_type,
            Venue.capacity,
            VenuePlan.section_count,
            VenuePlan.version,
            VenuePlan.published_at,
        )
        .join(VenuePlan, VenuePlan.venue_id == Venue.id)
        .where(Venue.is_active, _is_current)
        .order_by(Venue.name)
    )
    return [VenueRow(*row) for row in rows]


def list_versions(session: Session, venue_id: UUID) -> list[VersionRow]:
    """The versions of a venue's plan, the current one first."""
    events = select(func.count(Event.id)).where(Event.plan_id == VenuePlan.id).scalar_subquery()
    rows = session.execute(
        select(
            VenuePlan.id,
            VenuePlan.version,
            _is_current,
            VenuePlan.seat_count,
            VenuePlan.row_count,
            VenuePlan.section_count,
            VenuePlan.note,
            VenuePlan.published_at,
            func.coalesce(Staff.display_name, VenuePlan.published_by),
            events,
        )
        .outerjoin(Staff, Staff.login == VenuePlan.published_by)
        .where(VenuePlan.venue_id == venue_id)
        .order_by(VenuePlan.version.desc())
    )
    return [VersionRow(*row) for row in rows]


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


def venue_plan(session: Session, venue_id: UUID, *, version: int | None = None) -> Plan:
    """Give back a published version, the current one if none is named, with all its file held."""
    wanted = _of_version(select(VenuePlan.seating_configuration), venue_id, version)
    source = session.scalar(wanted)
    if source is None:
        raise NotFound("venue plan", str(venue_id) if version is None else f"version {version}")
    return read_plan(source)


def plan_id_of(session: Session, venue_id: UUID, *, version: int | None = None) -> UUID:
    """The id of a version, the current one if none is named; refuse `NotFound`."""
    found = session.scalar(_of_version(select(VenuePlan.id), venue_id, version))
    if found is None:
        raise NotFound("venue" if version is None else f"version {version} of venue", venue_id)
    return found


_Wanted = TypeVar("_Wanted", UUID, str)


def _of_version(query: Select[_Wanted], venue_id: UUID, version: int | None) -> Select[_Wanted]:
    query = query.where(VenuePlan.venue_id == venue_id)
    if version is not None:
        return query.where(VenuePlan.version == version)
    return query.order_by(VenuePlan.version.desc()).limit(1)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
