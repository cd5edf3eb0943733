"""Ticket types: what an order line buys of one event."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, NotFound, Refusal, SeatsRefused
from core.domain.inventory.states import Ownership
from core.domain.staff import Permission
from core.services.requests import answered_before
from core.services.work import Work
from db.ids import new_id
from db.joins import on
from db.models import Event, EventSeat, PriceLevel, Seat, TicketType


class NoSuchSection(SeatsRefused):
    def __init__(self, sections: Sequence[str]) -> None:
        super().__init__("The venue has no such section", sections)


class TicketCodeTaken(Refusal):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"This event has a ticket type {code} already. Give it another code.")


class TicketTypeUncoded(Refusal):
    def __init__(self) -> None:
        super().__init__("The ticket type needs a code: order lines and lists go by it.")


@dataclass(frozen=True, slots=True)
class TicketTypeDraft:
    """Without sections and price level it covers every seat of the event."""

    event_id: UUID
    code: str
    name: str
    sections: tuple[str, ...] = ()
    price_level_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TicketTypeRow:
    id: UUID
    event_id: UUID
    code: str
    name: str
    sections: tuple[str, ...]
    price_level_id: UUID | None


def add_ticket_type(work: Work, draft: TicketTypeDraft, *, key: UUID) -> TicketTypeRow:
    """Add what an order line can buy.

    Refuses `Nameless`, `TicketTypeUncoded`, `NoSuchSection`, `TicketCodeTaken`, `NotFound`.
    """
    work.actor.require(Permission.ORDER_SEATS)
    draft = replace(draft, name=Nameless.check("ticket type", draft.name), code=draft.code.strip())
    if not draft.code:
        raise TicketTypeUncoded
    type_id = new_id()
    first = answered_before(work, key, "add_ticket_type", subject_id=type_id, draft=asdict(draft))
    if first is None:
        plan_id = _locked_plan(work, draft.event_id)
        if plan_id is None:
            raise NotFound("event", draft.event_id)
        known = set(
            work.session.scalars(select(Seat.section).where(Seat.plan_id == plan_id).distinct())
        )
        if missing := [section for section in draft.sections if section not in known]:
            raise NoSuchSection(missing)
        _check_level(work, draft)
        _add(work, TicketType(id=type_id, **{**asdict(draft), "sections": list(draft.sections)}))
    return TicketTypeRow((first and first.subject_id) or type_id, **asdict(draft))


def _locked_plan(work: Work, event_id: UUID) -> UUID | None:
    """The event's plan; locked as the new row locks its event, against who removes a level."""
    its_plan = select(Event.plan_id).where(Event.id == event_id)
    return work.session.scalar(its_plan.with_for_update(read=True, key_share=True))


def _check_level(work: Work, draft: TicketTypeDraft) -> None:
    """A price level of another event would cover no seat of this one."""
    if draft.price_level_id is None:
        return
    known = select(PriceLevel.id).where(
        PriceLevel.id == draft.price_level_id, PriceLevel.event_id == draft.event_id
    )
    if work.session.scalar(known) is None:
        raise NotFound("price level", draft.price_level_id)


def _add(work: Work, made: TicketType) -> None:
    code = made.code
    work.session.add(made)
    try:
        work.session.flush()  # a taken code shows here
    except IntegrityError as error:
        raise TicketCodeTaken(code) from error


def list_ticket_types(session: Session, event_id: UUID) -> list[TicketTypeRow]:
    """Ticket types of an event by code."""
    rows = session.scalars(
        select(TicketType).where(TicketType.event_id == event_id).order_by(TicketType.code)
    )
    return [
        TicketTypeRow(
            row.id, row.event_id, row.code, row.name, tuple(row.sections), row.price_level_id
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of an event: all its seats, and those that are ours."""

    section: str
    seats: int
    ours: int


def event_sections(session: Session, event_id: UUID) -> list[SectionRow]:
    """The sections of an event in the order of their best seats."""
    ours = func.count().filter(EventSeat.ownership_status == Ownership.OWNED)
    rows = session.execute(
        select(Seat.section, func.count(), ours)
        .join(EventSeat, on(EventSeat.seat_id, Seat.id))
        .where(EventSeat.event_id == event_id)
        .group_by(Seat.section)
        .order_by(func.min(EventSeat.rank))
    )
    return [SectionRow(*row) for row in rows]
