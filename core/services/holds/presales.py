"""Presales of an event: stored and checked here; the seats in them say so themselves."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Row, Uuid, any_, bindparam, func, select, update
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.holds.presales import PresaleDraft, check_presale
from core.domain.holds.refusals import NoSuchPaint, PresaleTwice
from core.domain.staff import Permission
from core.services.holds.changing import event_to_plan
from core.services.requests import answered_before, subject_of
from core.services.work import Work
from db.changes import announce
from db.ids import new_id
from db.joins import on
from db.models import Booking, Event, EventSeat, Presale, PriceLevel


@dataclass(frozen=True, slots=True)
class PresaleRow:
    """One presale; `seats` are kept for it. The access code stays with managers (`by_code`).

    `bought_by_code` are tickets that the code has bought, of `max_tickets_by_code` (None: any).
    """

    id: UUID
    event_id: UUID
    name: str
    start: datetime
    end: datetime
    price_level_ids: tuple[UUID, ...]
    max_tickets_per_customer: int
    is_active: bool
    by_code: bool
    customer_tiers: tuple[str, ...]
    max_tickets_by_code: int | None
    bought_by_code: int
    seats: int

    def is_open(self, now: datetime) -> bool:
        """Whether it is sold in at this moment."""
        return self.is_active and self.start <= now < self.end


_kept = (
    select(func.count())
    .where(
        on(EventSeat.event_id, Presale.event_id),
        EventSeat.presale_id == Presale.id,
    )
    .scalar_subquery()
)
_by_code = (
    select(func.coalesce(func.sum(Booking.ticket_count), 0))
    .where(
        on(Booking.presale_id, Presale.id),
        Booking.by_code,
        Booking.cancelled_at.is_(None),
    )
    .scalar_subquery()
)
_presales = select(
    Presale.id,
    Presale.event_id,
    Presale.name,
    Presale.start_datetime,
    Presale.end_datetime,
    Presale.price_level_ids,
    Presale.max_tickets_per_customer,
    Presale.is_active,
    Presale.by_code,
    Presale.customer_tiers,
    Presale.max_tickets_by_code,
    _by_code,
    _kept,
)
_in_order = (
    select(EventSeat.id)
    .where(
        EventSeat.event_id == bindparam("of_event", type_=Uuid()),
        EventSeat.presale_id == bindparam("the_presale", type_=Uuid()),
    )
    .order_by(EventSeat.id)
    .with_for_update()
    .cte("in_order")
)
_move_end = (
    update(EventSeat)
    .where(EventSeat.id == any_(func.array(select(_in_order.c.id).scalar_subquery())))
    .values(allotted_until=bindparam("ends", type_=DateTime(timezone=True)))
    .execution_options(synchronize_session=False)
)


def create_presale(work: Work, event_id: UUID, draft: PresaleDraft, *, key: UUID) -> PresaleRow:
    """Plan a presale. Refuses what `check_presale` refuses, `PresaleTwice`, `NoSuchPaint`,
    `EventIsOver`, `NotFound`.
    """
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    presale_id = new_id()
    first = answered_before(
        work, key, "create_presale", subject_id=presale_id, event=event_id, draft=asdict(draft)
    )
    if first is not None:
        return one_presale(work.session, subject_of(first))
    event = event_to_plan(work, event_id)
    _check(work.session, event, draft)
    work.session.add(Presale(id=presale_id, event_id=event_id, **_columns(draft)))
    return _written(work, event_id, presale_id)


def change_presale(work: Work, presale_id: UUID, draft: PresaleDraft, *, key: UUID) -> PresaleRow:
    """Change a presale; its seats are kept until its new end. Refuses as `create_presale` does."""
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    if answered_before(work, key, "change_presale", id=presale_id, draft=asdict(draft)) is None:
        presale = _locked(work, presale_id)
        _check(work.session, event_to_plan(work, presale.event_id), draft, but=presale_id)
        for column, value in _columns(draft).items():
            setattr(presale, column, value)
        _keep_until(work, presale, draft.end)
        return _written(work, presale.event_id, presale_id)
    return one_presale(work.session, presale_id)


def end_presale(work: Work, presale_id: UUID, *, key: UUID) -> PresaleRow:
    """End a presale now: its seats go to the general sale at once."""
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    if answered_before(work, key, "end_presale", id=presale_id) is None:
        presale = _locked(work, presale_id)
        presale.is_active = False
        _keep_until(work, presale, work.now)
        return _written(work, presale.event_id, presale_id)
    return one_presale(work.session, presale_id)


def list_presales(session: Session, event_id: UUID, *, ended: bool = False) -> list[PresaleRow]:
    """The presales of an event by their start; those that were ended only if asked for."""
    query = _presales.where(Presale.event_id == event_id)
    if not ended:
        query = query.where(Presale.is_active)
    rows = session.execute(query.order_by(Presale.start_datetime, Presale.name))
    return [_row(row) for row in rows]


def presale_at(session: Session, event_id: UUID, rank: int) -> PresaleRow | None:
    """The presale that a seat is kept for, if it is for one."""
    kept = select(EventSeat.presale_id).where(
        EventSeat.event_id == event_id, EventSeat.rank == rank
    )
    row = session.execute(_presales.where(Presale.id.in_(kept))).one_or_none()
    return None if row is None else _row(row)


def presale_draft(work: Work, presale_id: UUID) -> PresaleDraft:
    """A presale as it was planned, with its access code: for managers. Refuses `NotFound`."""
    work.actor.require(Permission.PLAN_ALLOCATIONS)
    presale = work.session.get(Presale, (work.actor.tenant_id, presale_id))
    if presale is None:
        raise NotFound("presale", presale_id)
    return PresaleDraft(
        presale.name,
        presale.start_datetime,
        presale.end_datetime,
        presale.max_tickets_per_customer,
        presale.access_code,
        tuple(presale.customer_tiers),
        tuple(presale.price_level_ids),
        presale.max_tickets_by_code,
    )


def one_presale(session: Session, presale_id: UUID) -> PresaleRow:
    """One presale. Refuses `NotFound`."""
    row = session.execute(_presales.where(Presale.id == presale_id)).one_or_none()
    if row is None:
        raise NotFound("presale", presale_id)
    return _row(row)


def _row(facts: Row[*tuple[Any, ...]]) -> PresaleRow:
    values: list[Any] = [tuple(one) if isinstance(one, list) else one for one in facts]
    return PresaleRow(*values)


def _locked(work: Work, presale_id: UUID) -> Presale:
    # Not against those who only point to it: a sale locks its seats before it names its presale.
    presale = work.session.get(
        Presale, (work.actor.tenant_id, presale_id), with_for_update={"key_share": True}
    )
    if presale is None:
        raise NotFound("presale", presale_id)
    return presale


def _check(session: Session, event: Event, draft: PresaleDraft, but: UUID | None = None) -> None:
    check_presale(draft, event.start_datetime)
    same = select(Presale.id).where(
        Presale.event_id == event.id,
        Presale.name == draft.name.strip(),
        Presale.id.is_distinct_from(but),
    )
    if session.scalar(same) is not None:
        raise PresaleTwice(draft.name.strip())
    levels = select(PriceLevel.id).where(PriceLevel.event_id == event.id)
    if not set(draft.price_level_ids) <= set(session.scalars(levels)):
        raise NoSuchPaint("price level")


def _columns(draft: PresaleDraft) -> dict[str, object]:
    return {
        "name": draft.name.strip(),
        "access_code": draft.access_code,
        "customer_tiers": list(draft.customer_tiers),
        "start_datetime": draft.start,
        "end_datetime": draft.end,
        "price_level_ids": list(draft.price_level_ids),
        "max_tickets_per_customer": draft.max_tickets_per_customer,
        "max_tickets_by_code": draft.max_tickets_by_code,
    }


def _keep_until(work: Work, presale: Presale, end: datetime) -> None:
    work.session.flush()  # the presale before its seats, as the lock order of plans has it
    values = {"of_event": presale.event_id, "the_presale": presale.id, "ends": end}
    work.session.connection().execute(_move_end, values)
    announce(work.session, "event_seats", event_id=presale.event_id)


def _written(work: Work, event_id: UUID, presale_id: UUID) -> PresaleRow:
    work.session.flush()  # the row is read from the table
    announce(work.session, "presales", event_id=event_id)
    return one_presale(work.session, presale_id)
