"""What stands in the way of a reservation: seen before it is tried, or asked after its no."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound, Refusal
from core.domain.events import NotOnSale
from core.domain.inventory.states import Ownership
from core.domain.sales.refusals import (
    SeatsKept,
    SeatsNotOfEvent,
    SeatsNotOwned,
    SeatsNotYetOnSale,
    SeatsOffSale,
    SeatsTaken,
    SeatsUnpriced,
)
from core.services.sales.looking import Look, WantedSeat, Wish, look_at
from core.services.sales.statements.offered import ON_SALE, PRESOLD
from db.models import Customer


def why_not(session: Session, wish: Wish) -> Refusal:
    """Name what stands in the way after the statement said no."""
    look = look_at(session, wish)
    refusal = in_the_way(session, wish, look) or _unknown_customer(session, wish)
    # Whoever was faster may have given the seats back by now; they were gone when it counted.
    return refusal or SeatsTaken([seat.label for seat in look.seats])


def in_the_way(session: Session, wish: Wish, look: Look) -> Refusal | None:
    """Name what stands in the way: the event first, then the customer, then the seats.

    None if the look has seen nothing; whether there is such a customer is then still unknown.
    """
    if look.status is None:
        return NotFound("event", wish.event_id)
    if look.status not in (ON_SALE if wish.how.presale is None else PRESOLD):
        return NotOnSale(look.event, look.status)
    refusal = _seats(wish, look)
    return refusal and (_unknown_customer(session, wish) or refusal)


def _unknown_customer(session: Session, wish: Wish) -> NotFound | None:
    if wish.customer_id is None:
        return None
    known = session.scalar(select(Customer.id).where(Customer.id == wish.customer_id))
    return None if known is not None else NotFound("customer", wish.customer_id)


def _seats(wish: Wish, look: Look) -> Refusal | None:
    if len(look.seats) < len(wish.seat_ids):
        known = {seat.id for seat in look.seats}
        return SeatsNotOfEvent(look.event, [seat for seat in wish.seat_ids if seat not in known])
    if look.status not in ON_SALE:
        later = [seat.label for seat in look.seats if not seat.is_presold(wish.how)]
        return SeatsNotYetOnSale(later) if later else _each(wish, look)
    kept = [seat.label for seat in look.seats if seat.is_kept(wish)]
    return SeatsKept(kept, wish.how.channel) if kept else _each(wish, look)


def _each(wish: Wish, look: Look) -> Refusal | None:
    for refused, refusal in _REASONS:
        if labels := [seat.label for seat in look.seats if refused(seat, wish.now)]:
            return refusal(labels)
    taken: list[str] = []
    left: list[str] = []
    for seat in look.seats:
        (left if seat.is_free(wish.now) else taken).append(seat.label)
    return SeatsTaken(taken, left) if taken else None


_Refused = Callable[[WantedSeat, datetime], bool]
_REASONS: tuple[tuple[_Refused, Callable[[Sequence[str]], Refusal]], ...] = (
    (lambda seat, _now: seat.ownership is not Ownership.OWNED, SeatsNotOwned),
    (lambda seat, now: seat.is_off_sale(now), SeatsOffSale),
    (lambda seat, _now: not seat.priced, SeatsUnpriced),
)
