"""Holds whose time is over: their seats are free at that moment, whoever tidies them up."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import CTE, Uuid, any_, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from core.domain.inventory.states import SeatStatus
from core.domain.staff import Permission
from core.services.holds.writing import close_empty_holds
from core.services.inventory.offering import ENDED, NOW
from core.services.work import Work
from db.changes import announce
from db.models import EventSeat, Hold

_with_ended_holds = select(Hold.event_id).where(Hold.is_active, Hold.hold_until <= NOW).distinct()
_these = bindparam("these", type_=ARRAY(Uuid()))


def _freed(locked: CTE) -> CTE:
    return (
        update(EventSeat)
        .where(EventSeat.id == any_(func.array(select(locked.c.id).scalar_subquery())))
        .values(status=SeatStatus.AVAILABLE)
        .returning(EventSeat.event_id)
        .execution_options(synchronize_session=False)
        .cte("freed")
    )


# Seats that somebody is busy with are left to the next round.
_of_ended_holds = _freed(
    select(EventSeat.id)
    .where(ENDED, EventSeat.event_id.in_(_with_ended_holds))
    .order_by(EventSeat.id)
    .with_for_update(skip_locked=True)
    .cte("locked")
)
# All of them in one order, held or not: the buyer locks the others next, and so does a planner.
_all_of_these = (
    select(EventSeat.id, EventSeat.status, EventSeat.hold_until)
    .where(EventSeat.id == any_(_these))
    .order_by(EventSeat.id)
    .with_for_update()
    .cte("all_of_these")
)
_of_these = _freed(
    select(_all_of_these.c.id)
    .where(_all_of_these.c.status == SeatStatus.HELD, _all_of_these.c.hold_until <= NOW)
    .cte("locked")
)
_tidy = select(_of_ended_holds.c.event_id, func.count().label("seats")).group_by(
    _of_ended_holds.c.event_id
)
_free_these = select(func.count()).select_from(_of_these)


def release_ended_holds(work: Work) -> int:
    """Release every hold whose time is over; how many seats. Nothing waits for this."""
    work.actor.require(Permission.RELEASE_EXPIRED)
    connection = work.session.connection()
    freed = connection.execute(_tidy, {"now": work.now}).all()
    ended = connection.scalars(_with_ended_holds, {"now": work.now}).all()
    close_empty_holds(work.session, ended, work.now)
    for row in freed:
        announce(work.session, "event_seats", "holds", event_id=row.event_id)
    return sum(row.seats for row in freed)


def free_ended(work: Work, seat_ids: Sequence[UUID]) -> int:
    """Free those of these seats whose hold has ended, for a buyer who came first; how many."""
    values = {"now": work.now, "these": list(seat_ids)}
    return int(work.session.connection().execute(_free_these, values).scalar_one())
