"""Holds as lists show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.holds.uses import HoldType
from db.joins import on
from db.models import EventSeat, Hold, Staff


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One hold: `quantity` seats were held, `left` are held now."""

    id: UUID
    event_id: UUID
    hold_type: HoldType
    reason: str
    until: datetime | None
    quantity: int
    left: int
    placed_by: str | None
    created_at: datetime
    released_at: datetime | None


_left = (
    select(func.count())
    .where(
        on(EventSeat.event_id, Hold.event_id),
        EventSeat.hold_id == Hold.id,
    )
    .scalar_subquery()
)
_holds = (
    select(
        Hold.id,
        Hold.event_id,
        Hold.hold_type,
        Hold.reason,
        Hold.hold_until,
        Hold.quantity,
        _left,
        Staff.display_name,
        Hold.created_at,
        Hold.released_at,
    )
    .outerjoin(Staff, on(Staff.id, Hold.placed_by))
    .order_by(Hold.is_active.desc(), Hold.created_at.desc(), Hold.id.desc())
)


def list_holds(session: Session, event_id: UUID, *, released: bool = False) -> list[HoldRow]:
    """The holds of an event, active ones first; those that are over only if asked for."""
    query = _holds.where(Hold.event_id == event_id)
    if not released:
        query = query.where(Hold.is_active)
    return [HoldRow(*tuple(row)) for row in session.execute(query)]


def hold_at(session: Session, event_id: UUID, rank: int) -> HoldRow | None:
    """The hold that has a seat now, if one has."""
    of_seat = select(EventSeat.hold_id).where(
        EventSeat.event_id == event_id, EventSeat.rank == rank
    )
    row = session.execute(_holds.where(Hold.id.in_(of_seat))).one_or_none()
    return None if row is None else HoldRow(*tuple(row))


def hold_ranks(session: Session, hold_id: UUID) -> list[int]:
    """Ranks of the seats that a hold has now, in order."""
    mine = select(EventSeat.rank).where(
        EventSeat.event_id == select(Hold.event_id).where(Hold.id == hold_id).scalar_subquery(),
        EventSeat.hold_id == hold_id,
    )
    return list(session.scalars(mine.order_by(EventSeat.rank)))


def one_hold(session: Session, hold_id: UUID) -> HoldRow:
    """One hold. Refuses `NotFound`."""
    row = session.execute(_holds.where(Hold.id == hold_id)).one_or_none()
    if row is None:
        raise NotFound("hold", hold_id)
    return HoldRow(*tuple(row))
