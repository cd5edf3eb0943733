"""Allocation templates: keep a plan for a venue, and carry it to another event there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.holds.refusals import NothingPainted, PlanNameTaken
from core.domain.holds.templates import EventPaints, SeatName, carry, fit, template_palette
from core.domain.staff import Permission
from core.services.holds.changing import event_to_plan
from core.services.holds.plans import (
    PlanRow,
    create_plan,
    locked_plan,
    painting_of,
    seat_names,
    tidy_name,
)
from core.services.holds.standing import plan_size
from core.services.requests import answered_before, subject_of
from core.services.work import Work
from db.changes import announce
from db.ids import new_id
from db.models import AllocationTemplate, Event, Presale, PriceLevel


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template; `seats` are painted in it."""

    id: UUID
    venue_id: UUID
    name: str
    seats: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CarriedPlan:
    """The plan made of a template, and what the event has not: it was left out.

    `lost_seats` are labels; `lost_levels` and `lost_presales` names.
    """

    plan: PlanRow
    seats: int
    lost_seats: tuple[str, ...] = ()
    lost_levels: tuple[str, ...] = ()
    lost_presales: tuple[str, ...] = ()


_rows = select(
    AllocationTemplate.id,
    AllocationTemplate.venue_id,
    AllocationTemplate.name,
    func.cardinality(AllocationTemplate.sections),
    AllocationTemplate.updated_at,
)


def save_template(work: Work, plan_id: UUID, name: str, *, key: UUID) -> TemplateRow:
    """Keep a plan's painting for the venue, by the seats' own names.

    Price levels and presales are kept by name, ends of holds as the time before the event starts.
    Refuses `NothingPainted`, `PlanNameTaken`, `NameMissing`, `NoSuchPaint`, `NotFound`.
    """
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    template_id, called = new_id(), tidy_name(name)
    first = answered_before(
        work, key, "save_template", subject_id=template_id, plan=plan_id, name=called
    )
    if first is not None:
        return one_template(work.session, subject_of(first))
    plan = locked_plan(work, plan_id)
    event = event_to_plan(work, plan.event_id)
    _require_free_name(work.session, event.venue_id, called)
    painting = painting_of(work.session, plan).tidy()
    if not painting.painted():
        raise NothingPainted(plan.name)
    names = dict(seat_names(work.session, event.plan_id))
    ranks = [rank for rank in painting.painted() if rank in names]
    work.session.add(
        AllocationTemplate(
            id=template_id,
            venue_id=event.venue_id,
            name=called,
            palette=template_palette(painting, _paints_of(work.session, event)),
            use_of=bytes(painting.use_of[rank] for rank in ranks),
            level_of=bytes(painting.level_of[rank] for rank in ranks),
            sections=[names[rank].section for rank in ranks],
            seat_rows=[names[rank].row for rank in ranks],
            numbers=[names[rank].number for rank in ranks],
            guids=[names[rank].guid for rank in ranks],
        )
    )
    work.session.flush()  # the row is read from the table
    announce(work.session, "allocation_templates")
    return one_template(work.session, template_id)


def plan_from_template(
    work: Work, template_id: UUID, event_id: UUID, name: str, *, key: UUID
) -> CarriedPlan:
    """Make a plan for another event at the venue; say what could not be carried.

    Refuses `PlanNameTaken`, `NameMissing`, `EventIsOver`, and `NotFound` for an event elsewhere.
    """
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    template = _template(work.session, template_id)
    event = event_to_plan(work, event_id)
    if template.venue_id != event.venue_id:
        raise NotFound("allocation template of this venue", template_id)
    layers = (template.use_of, template.level_of)
    fitted = fit(template.palette, *layers, _paints_of(work.session, event))
    names = _names_of(template)
    size = plan_size(work.session, event_id)
    carried = carry(fitted.painting, names, seat_names(work.session, event.plan_id), size)
    plan = create_plan(work, event_id, name, carried.painting, key=key)
    return CarriedPlan(
        plan, len(names) - len(carried.lost), carried.lost, fitted.lost_levels, fitted.lost_presales
    )


def list_templates(session: Session, venue_id: UUID) -> list[TemplateRow]:
    """The templates of a venue by name."""
    query = _rows.where(AllocationTemplate.venue_id == venue_id).order_by(AllocationTemplate.name)
    return [TemplateRow(*tuple(row)) for row in session.execute(query)]


def one_template(session: Session, template_id: UUID) -> TemplateRow:
    """One template. Refuses `NotFound`."""
    row = session.execute(_rows.where(AllocationTemplate.id == template_id)).one_or_none()
    if row is None:
        raise NotFound("allocation template", template_id)
    return TemplateRow(*tuple(row))


def delete_template(work: Work, template_id: UUID, *, key: UUID) -> None:
    """Delete a template; plans made of it stay. Refuses `NotFound`."""
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    if answered_before(work, key, "delete_template", template=template_id) is None:
        work.session.delete(_template(work.session, template_id))
        announce(work.session, "allocation_templates")


def _template(session: Session, template_id: UUID) -> AllocationTemplate:
    template = session.scalars(
        select(AllocationTemplate).where(AllocationTemplate.id == template_id)
    ).one_or_none()
    if template is None:
        raise NotFound("allocation template", template_id)
    return template


def _names_of(template: AllocationTemplate) -> list[SeatName]:
    columns = (template.sections, template.seat_rows, template.numbers, template.guids)
    return [SeatName(*labels) for labels in zip(*columns, strict=True)]


def _paints_of(session: Session, event: Event) -> EventPaints:
    levels = select(PriceLevel.name, PriceLevel.id).where(PriceLevel.event_id == event.id)
    presales = select(Presale.name, Presale.id).where(
        Presale.event_id == event.id, Presale.is_active
    )
    return EventPaints(
        event.start_datetime,
        {row.name: row.id for row in session.execute(levels)},
        {row.name: row.id for row in session.execute(presales)},
    )


def _require_free_name(session: Session, venue_id: UUID, name: str) -> None:
    same = select(AllocationTemplate.id).where(
        AllocationTemplate.venue_id == venue_id, AllocationTemplate.name == name
    )
    if session.scalar(same) is not None:
        raise PlanNameTaken(name)
