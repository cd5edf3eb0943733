"""Create a venue from a plan: the venue, its first version, and all its seats in one statement."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.domain.errors import NameTaken
from core.domain.staff import Permission
from core.domain.venues.plan import Plan
from core.domain.venues.plan_fields import checked_name
from core.domain.venues.states import VenueType
from core.services.requests import answered_before, subject_of
from core.services.venues.publishing import (
    Finished,
    NewVersion,
    finish,
    published_version,
    write_version,
)
from core.services.work import Work
from db.ids import new_id
from db.models import Venue


@dataclass(frozen=True, slots=True)
class NewVenue:
    """What a plan made: counts of what was read."""

    id: UUID
    name: str
    seats: int
    rows: int
    sections: int


def create_venue(
    work: Work,
    plan: Plan,
    *,
    key: UUID,
    name: str | None = None,
    source: str | None = None,
    venue_type: VenueType = VenueType.OTHER,
) -> NewVenue:
    """Create a venue with version 1 of its plan; refuse `NameTaken`, `PlanRefused`.

    `source` is the plan's own file, kept as it came; without it the plan is written anew.
    """
    work.actor.require(Permission.MANAGE_VENUES)
    title = (name or plan.name).strip()
    finished = finish(plan, source)
    plan_id = new_id()
    first = answered_before(
        work, key, "create_venue", subject_id=plan_id, name=title, plan=finished.digest
    )
    if first is not None:
        return _counted(published_version(work, subject_of(first)))
    return _counted(found_venue(work, plan_id, finished, name=title, venue_type=venue_type))


def found_venue(
    work: Work,
    plan_id: UUID,
    finished: Finished,
    *,
    name: str,
    venue_type: VenueType = VenueType.OTHER,
    note: str | None = None,
) -> NewVersion:
    """Add the venue and write its version 1; refuse `NameTaken`, `PlanRefused`."""
    venue = Venue(id=new_id(), name=checked_name(name, "name"), venue_type=venue_type)
    work.session.add(venue)
    try:
        work.session.flush()  # the version points to the venue; a taken name shows here
    except IntegrityError as error:
        raise NameTaken("venue", name) from error
    return write_version(work, plan_id, venue, finished, note=note)


def _counted(made: NewVersion) -> NewVenue:
    return NewVenue(made.venue_id, made.venue, made.seats, made.rows, made.sections)
