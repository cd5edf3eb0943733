"""Sell held seats: let go of them and reserve them in one transaction, for whom they were held."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from core.domain.errors import NotFound
from core.domain.holds.painting import bare
from core.domain.holds.uses import OPEN
from core.domain.sales.states import HowSold
from core.domain.staff import Permission
from core.services.holds.changing import change_seats
from core.services.holds.standing import plan_size
from core.services.sales.reserving import OVER_THE_COUNTER, reserve_seats
from core.services.sales.rows import BookingRow
from core.services.work import Work
from db.models import EventSeat, Hold


def reserve_from_hold(
    work: Work,
    hold_id: UUID,
    seat_ids: Sequence[UUID],
    *,
    customer_id: UUID | None = None,
    how: HowSold = OVER_THE_COUNTER,
    key: UUID,
) -> BookingRow:
    """Reserve seats of a hold; nobody can come between. Seats beside the hold have to be free.

    Refuses `NotFound` for the hold, and as `reserve_seats` does; then the hold is as it was.
    """
    work.actor.require(Permission.HOLD_SEATS)
    hold = work.session.get(Hold, (work.actor.tenant_id, hold_id))
    if hold is None:
        raise NotFound("hold", hold_id)
    ranks = work.session.scalars(
        select(EventSeat.rank).where(
            EventSeat.event_id == hold.event_id,
            EventSeat.hold_id == hold_id,
            EventSeat.id.in_(seat_ids),
        )
    ).all()
    # None of them is held any more when the request was answered before.
    if ranks:
        size = plan_size(work.session, hold.event_id)
        change_seats(work, hold.event_id, bare(size).with_use(ranks, OPEN), said_by="the hold")
    return reserve_seats(work, hold.event_id, seat_ids, customer_id=customer_id, how=how, key=key)
