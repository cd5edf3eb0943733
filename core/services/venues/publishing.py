"""A version of a venue's plan: written once with all its seats, and never changed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from core.domain.collecting import collector_paused
from core.domain.errors import NotFound
from core.domain.staff import Permission
from core.domain.venues.editing.checks import Finding, check_plan
from core.domain.venues.extras import licence_of
from core.domain.venues.plan import MAX_LABEL, Plan, PlanRefused, PlanSeat
from core.domain.venues.plan_checks import check_seats
from core.domain.venues.plan_fields import checked_label, checked_text
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import shapes
from core.services.requests import answered_before, subject_of
from core.services.venues.refusals import PlanNotReady, PlanOvertaken
from core.services.venues.seat_rows import insert_seats, retire_seats, retired_by
from core.services.venues.shaping import shapes_to_json
from core.services.work import Work
from db.ids import new_id
from db.models import Staff, Venue, VenuePlan


@dataclass(frozen=True, slots=True)
class Finished:
    """A plan that may be published: its text as it is kept, its seats, and what to mind."""

    plan: Plan
    text: str
    seats: tuple[PlanSeat, ...]
    warnings: tuple[Finding, ...] = ()

    @property
    def digest(self) -> str:
        """What tells one plan's text from another's."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What was published, counted, and what was to be minded.

    `retired` are the guids of seats that the version before had and this one has not.
    """

    plan_id: UUID
    venue_id: UUID
    venue: str
    version: int
    seats: int
    rows: int
    sections: int
    retired: tuple[str, ...] = ()
    warnings: tuple[Finding, ...] = ()


@collector_paused()
def finish(plan: Plan, source: str | None = None) -> Finished:
    """Derive what a version needs; refuse `PlanRefused` for a plan that nobody could sell on.

    `source` is the plan's own file, kept as it came; without it the plan is written anew.
    """
    check_seats(plan)
    return _derived(plan, source)


@collector_paused()
def finish_checked(plan: Plan, source: str | None = None) -> Finished:
    """Look a plan over and derive what a version needs; refuse `PlanNotReady`, `PlanRefused`."""
    findings = check_plan(plan)
    if blocking := tuple(finding for finding in findings if finding.blocks):
        raise PlanNotReady(plan.name, blocking)
    return _derived(plan, source, findings)


def publish_plan(
    work: Work,
    venue_id: UUID,
    plan: Plan,
    *,
    replaces: int,
    key: UUID,
    note: str | None = None,
) -> NewVersion:
    """Publish a plan as the venue's next version; `replaces` is the one that its maker saw.

    Events that exist stay on theirs. Refuses `NotFound`, `PlanNotReady` and, when somebody
    published meanwhile, `PlanOvertaken`.
    """
    work.actor.require(Permission.MANAGE_VENUES)
    finished = finish_checked(plan)
    plan_id = new_id()
    asked = {"venue": venue_id, "plan": finished.digest, "replaces": replaces, "note": note}
    first = answered_before(work, key, "publish_plan", subject_id=plan_id, **asked)
    if first is not None:
        return published_version(work, subject_of(first))
    return replace_version(work, plan_id, venue_id, finished, replaces=replaces, note=note)


def replace_version(
    work: Work,
    plan_id: UUID,
    venue_id: UUID,
    finished: Finished,
    *,
    replaces: int,
    note: str | None,
) -> NewVersion:
    """Lock the venue and write the next version; refuse `NotFound`, `PlanOvertaken`."""
    venue = work.session.get(Venue, (work.actor.tenant_id, venue_id), with_for_update=True)
    if venue is None:
        raise NotFound("venue", venue_id)
    before = newest(work, venue_id)
    if before is not None and before.version != replaces:
        who = select(Staff.display_name).where(Staff.login == before.published_by)
        by = work.session.scalar(who) or before.published_by
        raise PlanOvertaken(venue.name, before.version, by, before.published_at)
    return write_version(work, plan_id, venue, finished, before=before, note=note)


def write_version(
    work: Work,
    plan_id: UUID,
    venue: Venue,
    finished: Finished,
    *,
    before: VenuePlan | None = None,
    note: str | None = None,
) -> NewVersion:
    """Write a version and its seats; the venue is locked or new. Seats that are gone retire."""
    seats = finished.seats
    if note is not None:
        checked_text(note, "note")
    row = VenuePlan(
        id=plan_id,
        venue_id=venue.id,
        version=1 if before is None else before.version + 1,
        seating_configuration=finished.text,
        map_shapes=_drawn(finished.plan, seats),
        seat_count=len(seats),
        row_count=len({(seat.section, seat.row) for seat in seats}),
        section_count=len({seat.section for seat in seats}),
        note=note,
        published_at=work.now,
    )
    work.session.add(row)
    venue.capacity = len(seats)
    venue.licensed_capacity = licence_of(finished.plan) or venue.licensed_capacity
    work.session.flush()  # the seats point to their version
    insert_seats(work, row, seats, before=before)
    retired = () if before is None else retire_seats(work, row, before)
    return replace(_told(work, row, retired), warnings=finished.warnings)


def newest(work: Work, venue_id: UUID) -> VenuePlan | None:
    """The venue's current version."""
    return work.session.scalar(
        select(VenuePlan)
        .where(VenuePlan.venue_id == venue_id)
        .order_by(VenuePlan.version.desc())
        .limit(1)
    )


def published_version(work: Work, plan_id: UUID) -> NewVersion:
    """Tell of a version that was published; LookupError if it was not."""
    plan = work.session.get(VenuePlan, (work.actor.tenant_id, plan_id))
    if plan is None:
        raise LookupError(f"no published plan {plan_id}")
    return _told(work, plan, retired_by(work.session, plan))


def _told(work: Work, plan: VenuePlan, retired: tuple[str, ...]) -> NewVersion:
    name = select(Venue.name).where(Venue.id == plan.venue_id)
    return NewVersion(
        plan_id=plan.id,
        venue_id=plan.venue_id,
        venue=work.session.scalars(name).one(),
        version=plan.version,
        seats=plan.seat_count,
        rows=plan.row_count,
        sections=plan.section_count,
        retired=retired,
    )


def _derived(plan: Plan, source: str | None, warnings: tuple[Finding, ...] = ()) -> Finished:
    seats = derive_seats(plan)
    _refuse_names(seats)
    return Finished(plan, source or write_plan(plan), seats, warnings)


def _refuse_names(seats: Sequence[PlanSeat]) -> None:
    """Refuse names that a file of the plan could not bring back, or a ticket not print."""
    names = {("section", seat.section) for seat in seats}
    names |= {("row", seat.row) for seat in seats}
    names |= {("seat", seat.number) for seat in seats}
    for kind, name in sorted(names):
        place = f"{kind} {name}"
        if len(checked_label(name, place)) > MAX_LABEL:
            raise PlanRefused(place, f"a name has {MAX_LABEL} characters at most")


def _drawn(plan: Plan, seats: Sequence[PlanSeat]) -> dict[str, object]:
    with collector_paused():
        return shapes_to_json(shapes(plan, seats))
