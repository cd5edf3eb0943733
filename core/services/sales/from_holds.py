"""Sell held seats: let go of them and reserve them in one transaction, for whom they were held."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import ARRAY, Select, Uuid, any_, bindparam, select

from core.domain.errors import NotFound
from core.domain.holds.painting import bare
from core.domain.holds.refusals import HoldOver
from core.domain.holds.uses import held
from core.domain.inventory.states import SeatStatus
from core.domain.sales.states import HowSold
from core.domain.staff import Permission
from core.services.holds.changing import change_seats
from core.services.holds.standing import plan_size
from core.services.holds.writing import close_empty_holds, let_go
from core.services.requests import answered_before, is_answered
from core.services.sales.queries import one_booking
from core.services.sales.releasing import release_reservation
from core.services.sales.reserving import OVER_THE_COUNTER, reserve_seats
from core.services.sales.rows import BookingRow
from core.services.work import Work
from db.changes import announce_later
from db.models import EventSeat, Hold, Ticket


@dataclass(frozen=True, slots=True)
class ReturnedSeats:
    """A reservation that was given back, and the hold that has its seats now, if one has."""

    booking: BookingRow
    hold_id: UUID | None


#: All of them in id order, held or not: `reserve_seats` locks the others next, as planners do.
_lock = (
    select(EventSeat.id, EventSeat.status, EventSeat.hold_id)
    .where(EventSeat.id == any_(bindparam("wanted", type_=ARRAY(Uuid()))))
    .order_by(EventSeat.id)
    .with_for_update()
)


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

    Refuses `NotFound` for the hold, `HoldOver` for one that holds nothing any more, and as
    `reserve_seats` does; then the hold is as it was.
    """
    work.actor.require(Permission.HOLD_SEATS)
    hold = work.session.get(Hold, (work.actor.tenant_id, hold_id))
    if hold is None:
        raise NotFound("hold", hold_id)
    locked = work.session.connection().execute(_lock, {"wanted": list(seat_ids)}).all()
    mine = [seat.id for seat in locked if (seat.status, seat.hold_id) == (SeatStatus.HELD, hold_id)]
    if mine:
        let_go(work.session, hold.event_id, mine)
        close_empty_holds(work.session, [hold.event_id], work.now)
        announce_later(work.session, "holds", event_id=hold.event_id)
    elif _is_over(work, hold) and not is_answered(work, key):
        raise HoldOver(hold.reason)
    return reserve_seats(work, hold.event_id, seat_ids, customer_id=customer_id, how=how, key=key)


def _is_over(work: Work, hold: Hold) -> bool:
    """Whether it holds nothing any more, as it stands behind the locks."""
    work.session.refresh(hold, ["is_active"])
    return not hold.is_active


def return_to_hold(work: Work, booking_id: UUID, hold_id: UUID, *, key: UUID) -> ReturnedSeats:
    """Give a reservation's seats back and hold them as they were held: nobody comes between.

    A hold whose time is over takes none back, and seats that others bought meanwhile are left to
    them. Refuses as `release_reservation` does, and `NotFound` for the hold.
    """
    work.actor.require(Permission.HOLD_SEATS)
    hold = work.session.get(Hold, (work.actor.tenant_id, hold_id))
    if hold is None:
        raise NotFound("hold", hold_id)
    first = answered_before(work, key, "return_to_hold", booking=booking_id, hold=hold_id)
    if first is not None:
        return ReturnedSeats(one_booking(work.session, booking_id), _hold_of(work, booking_id))
    released = release_reservation(work, booking_id, key=uuid5(key, "release"))
    use = held(hold.hold_type, hold.reason, hold.hold_until)
    ranks = _free_ranks(work, booking_id)
    if ranks and not use.ended(work.now):
        size = plan_size(work.session, hold.event_id)
        change_seats(work, hold.event_id, bare(size).with_use(ranks, use), said_by="the hold")
    return ReturnedSeats(released, _hold_of(work, booking_id))


def _free_ranks(work: Work, booking_id: UUID) -> Sequence[int]:
    free = _seats_of(booking_id).where(EventSeat.status == SeatStatus.AVAILABLE)
    return work.session.scalars(free.with_only_columns(EventSeat.rank)).all()


def _hold_of(work: Work, booking_id: UUID) -> UUID | None:
    """The hold that has the booking's seats now, if one has."""
    holds = _seats_of(booking_id).where(EventSeat.hold_id.is_not(None))
    return work.session.scalars(holds.with_only_columns(EventSeat.hold_id).limit(1)).one_or_none()


def _seats_of(booking_id: UUID) -> Select[EventSeat]:
    mine = select(Ticket.event_seat_id).where(Ticket.booking_id == booking_id)
    return select(EventSeat).where(EventSeat.id.in_(mine))
