"""Apply an allocation plan in one transaction, and take it back by applying the former state."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.domain.holds.comparing import Comparison, ended_as_open
from core.domain.holds.palettes import PlanOrigin, palette_of
from core.domain.holds.refusals import NothingPainted, NothingToUndo, PlanChanged
from core.domain.holds.uses import OPEN
from core.domain.staff import Permission
from core.services.holds.changing import Changed, change_seats, event_to_plan
from core.services.holds.plans import PlanRow, locked_plan, one_plan, painting_of
from core.services.requests import answered_before
from core.services.work import Work
from db.changes import announce
from db.ids import new_id
from db.models import AllocationPlan


@dataclass(frozen=True, slots=True)
class Applied:
    """The plan, and what was changed; a repeat of an answered request knows only the plan."""

    plan: PlanRow
    comparison: Comparison | None

    @property
    def seats(self) -> int:
        """How many seats changed."""
        return len(self.comparison.changed) if self.comparison is not None else 0


def apply_plan(work: Work, plan_id: UUID, *, version: int, key: UUID, lock: bool = True) -> Applied:
    """Make the event's seats as the plan says: all of them or none.

    A seat that stands so already is not touched. Refuses `SeatsTakenMeanwhile` with the list of
    reserved and sold seats that it would change, `SeatsNotHeldByUs`, `NothingPainted`,
    `NothingToChange`, `HoldInThePast`, `NoSuchPaint`, `EventIsOver`, `NotFound`, and `PlanChanged`
    if it is not at this version. `lock` is for a test of what the lock is for.
    """
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    if answered_before(work, key, "apply_plan", plan=plan_id, version=version) is not None:
        return Applied(one_plan(work.session, plan_id), None)
    plan = locked_plan(work, plan_id)
    event = event_to_plan(work, plan.event_id)
    if plan.version != version:
        raise PlanChanged(plan.name)
    painting = painting_of(work.session, plan)
    if not painting.painted():
        raise NothingPainted(plan.name)
    done = change_seats(work, plan.event_id, painting, said_by=plan.name, lock=lock)
    work.session.add(_former_of(work, plan, done, event.plan_id))
    plan.applied_at, plan.applied_by = work.now, work.actor.staff_id
    return _answer(work, plan, done)


def undo_plan(work: Work, plan_id: UUID, *, key: UUID) -> Applied:
    """Put the seats that the plan changed last back as they stood before it.

    A hold that has ended meanwhile comes back as open. Refuses `NothingToUndo`, and as
    `apply_plan` does.
    """
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    if answered_before(work, key, "undo_plan", plan=plan_id) is not None:
        return Applied(one_plan(work.session, plan_id), None)
    plan = locked_plan(work, plan_id)
    event_to_plan(work, plan.event_id)
    formers = work.session.scalars(
        select(AllocationPlan)
        .where(AllocationPlan.former_of == plan_id, AllocationPlan.applied_at.is_(None))
        .order_by(AllocationPlan.id.desc())
    ).all()
    if not formers:
        raise NothingToUndo(plan.name)
    former = formers[0]
    painting = ended_as_open(painting_of(work.session, former), work.now, OPEN)
    done = change_seats(work, plan.event_id, painting, said_by="the former state")
    former.applied_at, former.applied_by = work.now, work.actor.staff_id
    if len(formers) == 1:
        plan.applied_at = plan.applied_by = None
    return _answer(work, plan, done)


def _answer(work: Work, plan: AllocationPlan, done: Changed) -> Applied:
    plan.updated_at = work.now
    work.session.flush()  # the row is read from the tables
    announce(work.session, "allocation_plans", event_id=plan.event_id)
    return Applied(one_plan(work.session, plan.id), done.comparison)


def _former_of(
    work: Work, plan: AllocationPlan, done: Changed, venue_plan_id: UUID
) -> AllocationPlan:
    """The state before, for the seats that changed, as a plan of its own."""
    made = new_id()
    return AllocationPlan(
        id=made,
        event_id=plan.event_id,
        venue_plan_id=venue_plan_id,
        name=f"Before {plan.name}, {work.now:%d %b %Y %H:%M:%S} {made}",
        origin=PlanOrigin.FORMER,
        former_of=plan.id,
        palette=palette_of(done.former),
        use_of=done.former.use_of,
        level_of=done.former.level_of,
    )
