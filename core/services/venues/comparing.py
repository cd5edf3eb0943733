"""What publishing a plan would change for the venue: seats that come, go and get other names."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.collecting import collector_paused
from core.domain.venues.plan import Plan
from core.domain.venues.seating import derive_seats
from core.services.venues.queries import plan_id_of
from db.models import Seat, VenuePlan

Label = tuple[str, str, str]


class Renamed(NamedTuple):
    """One seat under two names, each section, row and number."""

    guid: str
    before: Label
    after: Label


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A plan against the venue's current version: `gone` are the guids of seats that would retire.

    `version` is what `publish_plan` takes as `replaces` once somebody has looked at this.
    """

    version: int
    seats_before: int
    seats: int
    added: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: tuple[Renamed, ...]


@collector_paused()
def compare_with_current(session: Session, venue_id: UUID, plan: Plan) -> PlanChange:
    """Hold a plan, finished or not, against the venue's current version; refuse `NotFound`."""
    plan_id = plan_id_of(session, venue_id)
    version = session.scalars(select(VenuePlan.version).where(VenuePlan.id == plan_id)).one()
    rows = session.execute(
        select(Seat.guid, Seat.section, Seat.row, Seat.seat_number)
        .where(Seat.plan_id == plan_id)
        .order_by(Seat.rank)
    )
    was: dict[str | None, Label] = {
        guid: (section, row, number) for guid, section, row, number in rows
    }
    will = {seat.guid: (seat.section, seat.row, seat.number) for seat in derive_seats(plan)}
    return PlanChange(
        version=version,
        seats_before=len(was),
        seats=len(will),
        added=tuple(guid for guid in will if guid not in was),
        gone=tuple(guid for guid in was if guid is not None and guid not in will),
        renamed=tuple(
            Renamed(guid, was[guid], label)
            for guid, label in will.items()
            if guid in was and was[guid] != label
        ),
    )
