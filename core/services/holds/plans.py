"""Allocation plans: create, paint, rename, list, compare, delete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, delete, func, select
from sqlalchemy.orm import Session, aliased, undefer

from core.domain.errors import NotFound
from core.domain.holds.comparing import Comparison, compare
from core.domain.holds.painting import Painting, bare
from core.domain.holds.palettes import PlanOrigin, palette_of, read_painting
from core.domain.holds.refusals import NameMissing, PlanChanged, PlanNameTaken
from core.domain.holds.templates import SeatName, carry
from core.domain.staff import Permission
from core.services.holds.changing import event_to_plan
from core.services.holds.standing import plan_size, present_seats
from core.services.requests import answered_before, subject_of
from core.services.venues.maps import plan_of_event
from core.services.work import Work
from db.changes import announce
from db.ids import new_id
from db.models import AllocationPlan, Seat, Staff


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan as a list shows it; `can_undo`: it is in force and can be taken back."""

    id: UUID
    event_id: UUID
    name: str
    version: int
    updated_at: datetime
    applied_at: datetime | None
    applied_by: str | None
    can_undo: bool


@dataclass(frozen=True, slots=True)
class PlanInFull:
    """A plan with its painting, over the places of the event's map as it is now.

    `on_plan` is the version of the venue's plan that the map is of.
    """

    row: PlanRow
    painting: Painting
    on_plan: UUID


_former = aliased(AllocationPlan)
_plans = (
    select(
        AllocationPlan.id,
        AllocationPlan.event_id,
        AllocationPlan.name,
        AllocationPlan.version,
        AllocationPlan.updated_at,
        AllocationPlan.applied_at,
        Staff.display_name,
        select(func.count() > 0)
        .where(_former.former_of == AllocationPlan.id, _former.applied_at.is_(None))
        .scalar_subquery(),
    )
    .outerjoin(Staff, Staff.id == AllocationPlan.applied_by)
    .where(AllocationPlan.origin == PlanOrigin.DRAWN)
)


def create_plan(
    work: Work, event_id: UUID, name: str, painting: Painting | None = None, *, key: UUID
) -> PlanRow:
    """Start a plan for an event, bare or with a painting.

    Refuses `PlanNameTaken`, `NameMissing`, `EventIsOver`, `NotFound`.
    """
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    event, plan_id, called = event_to_plan(work, event_id), new_id(), tidy_name(name)
    first = answered_before(
        work, key, "create_plan", subject_id=plan_id, event=event_id, name=called
    )
    if first is not None:
        return one_plan(work.session, subject_of(first))
    require_free_name(work.session, event_id, called)
    size = plan_size(work.session, event_id)
    tidy = (painting or bare(size)).resized(size).tidy()
    work.session.add(
        AllocationPlan(
            id=plan_id,
            event_id=event_id,
            venue_plan_id=event.plan_id,
            name=called,
            palette=palette_of(tidy),
            use_of=tidy.use_of,
            level_of=tidy.level_of,
        )
    )
    return _written(work, event_id, plan_id)


def paint_plan(
    work: Work, plan_id: UUID, painting: Painting, *, version: int, on_plan: UUID, key: UUID
) -> PlanRow:
    """Store what was painted since `version`, over a map of this version of the venue's plan.

    Refuses `PlanChanged`, `MapChanged`, `EventIsOver`, `NotFound`.
    """
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    tidy = painting.tidy()
    body = [palette_of(tidy), tidy.use_of.hex(), tidy.level_of.hex(), str(on_plan)]
    if answered_before(work, key, "paint_plan", plan=plan_id, painting=body) is not None:
        return one_plan(work.session, plan_id)
    plan = locked_plan(work, plan_id)
    if plan.version != version:
        raise PlanChanged(plan.name)
    event = event_to_plan(work, plan.event_id, on_plan=on_plan)
    fitted = tidy.resized(plan_size(work.session, plan.event_id))
    plan.palette = palette_of(tidy)
    plan.use_of, plan.level_of = fitted.use_of, fitted.level_of
    plan.venue_plan_id = event.plan_id
    plan.version += 1
    plan.updated_at = work.now
    return _written(work, plan.event_id, plan_id)


def rename_plan(work: Work, plan_id: UUID, name: str, *, key: UUID) -> PlanRow:
    """Give a plan another name. Refuses `PlanNameTaken`, `NameMissing`, `NotFound`."""
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    called = tidy_name(name)
    if answered_before(work, key, "rename_plan", plan=plan_id, name=called) is not None:
        return one_plan(work.session, plan_id)
    plan = locked_plan(work, plan_id)
    if plan.name != called:
        require_free_name(work.session, plan.event_id, called)
        plan.name, plan.updated_at = called, work.now
    return _written(work, plan.event_id, plan_id)


def delete_plan(work: Work, plan_id: UUID, *, key: UUID) -> None:
    """Delete a plan; the seats stay as they are, and it can't be taken back any more.

    Refuses `NotFound`.
    """
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    if answered_before(work, key, "delete_plan", plan=plan_id) is not None:
        return
    plan = locked_plan(work, plan_id)
    event_id = plan.event_id
    work.session.execute(delete(AllocationPlan).where(AllocationPlan.former_of == plan_id))
    work.session.delete(plan)
    announce(work.session, "allocation_plans", event_id=event_id)


def list_plans(session: Session, event_id: UUID) -> list[PlanRow]:
    """The plans of an event, the one that was changed last first."""
    return _rows(session, _plans.where(AllocationPlan.event_id == event_id))


def one_plan(session: Session, plan_id: UUID) -> PlanRow:
    """One plan. Refuses `NotFound`."""
    rows = _rows(session, _plans.where(AllocationPlan.id == plan_id))
    if not rows:
        raise NotFound("allocation plan", plan_id)
    return rows[0]


def plan_in_full(session: Session, plan_id: UUID) -> PlanInFull:
    """A plan with its painting. Refuses `NotFound`."""
    row = one_plan(session, plan_id)
    # In one statement: a layer that was read after somebody painted has no place on the palette.
    whole = (undefer(AllocationPlan.use_of), undefer(AllocationPlan.level_of))
    plan = session.scalars(
        select(AllocationPlan).options(*whole).where(AllocationPlan.id == plan_id)
    ).one()
    on_plan = plan_of_event(session, plan.event_id)
    return PlanInFull(row, _painted_on(session, plan, on_plan), on_plan)


def compare_painting(
    session: Session, event_id: UUID, painting: Painting, *, now: datetime
) -> Comparison:
    """What applying this painting now would change, and what stands in its way."""
    present = present_seats(session, event_id, now=now)
    return compare(present, painting.resized(len(present.painting)))


def painting_of(session: Session, plan: AllocationPlan) -> Painting:
    """The painting, by the seats' names if the event has moved to another version of the map."""
    return _painted_on(session, plan, plan_of_event(session, plan.event_id))


def seat_names(session: Session, venue_plan_id: UUID) -> list[tuple[int, SeatName]]:
    """Rank and name of every seat of a version of a venue's plan."""
    rows = session.execute(
        select(Seat.rank, Seat.section, Seat.row, Seat.seat_number, Seat.guid)
        .where(Seat.plan_id == venue_plan_id)
        .order_by(Seat.rank)
    )
    return [(row.rank, SeatName(row.section, row.row, row.seat_number, row.guid)) for row in rows]


def locked_plan(work: Work, plan_id: UUID) -> AllocationPlan:
    """The plan, locked until the transaction ends. Refuses `NotFound`."""
    plan = work.session.get(AllocationPlan, (work.actor.tenant_id, plan_id), with_for_update=True)
    if plan is None or plan.origin is not PlanOrigin.DRAWN:
        raise NotFound("allocation plan", plan_id)
    return plan


def tidy_name(name: str) -> str:
    """The name without blanks around it. Refuses `NameMissing`."""
    called = " ".join(name.split())
    if not called:
        raise NameMissing
    return called


def require_free_name(session: Session, event_id: UUID, name: str) -> None:
    """Refuse `PlanNameTaken`."""
    same = select(AllocationPlan.id).where(
        AllocationPlan.event_id == event_id, AllocationPlan.name == name
    )
    if session.scalar(same) is not None:
        raise PlanNameTaken(name)


def _painted_on(session: Session, plan: AllocationPlan, venue_plan: UUID) -> Painting:
    painting = read_painting(plan.palette, plan.use_of, plan.level_of)
    size = plan_size(session, plan.event_id)
    if venue_plan == plan.venue_plan_id:
        return painting.resized(size)
    drawn, current = (dict(seat_names(session, one)) for one in (plan.venue_plan_id, venue_plan))
    names = [drawn.get(rank, SeatName("", "", "")) for rank in range(len(painting))]
    return carry(painting, names, tuple(current.items()), size).painting


def _written(work: Work, event_id: UUID, plan_id: UUID) -> PlanRow:
    work.session.flush()  # the row is read from the tables
    announce(work.session, "allocation_plans", event_id=event_id)
    return one_plan(work.session, plan_id)


def _rows(session: Session, query: Select[*tuple[object, ...]]) -> list[PlanRow]:
    found: Sequence[Row[*tuple[object, ...]]] = session.execute(
        query.order_by(AllocationPlan.updated_at.desc(), AllocationPlan.name)
    ).all()
    return [PlanRow(*row) for row in found]  # type: ignore[arg-type]
