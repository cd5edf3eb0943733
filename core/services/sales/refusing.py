"""Why a reservation got no seats: asked only after the statement said no."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound, Refusal
from core.domain.events import EventStatus, NotOnSale
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.sales.refusals import (
    SeatsNotOfEvent,
    SeatsNotOwned,
    SeatsOffSale,
    SeatsTaken,
    SeatsUnpriced,
)
from core.services.sales.statements.reserve import ON_SALE
from db.models import Customer, Event, EventSeat, Seat


@dataclass(frozen=True, slots=True)
class WantedSeat:
    """A seat that was asked for, as it stands now."""

    id: UUID
    label: str
    status: SeatStatus
    ownership: Ownership
    priced: bool
    reserved_until: datetime | None

    def is_free(self, now: datetime) -> bool:
        """Whether nobody has it: a reservation whose time is over counts as free."""
        lapsed = self.reserved_until is not None and self.reserved_until <= now
        return self.status is SeatStatus.AVAILABLE or lapsed


_wanted = (
    select(
        EventSeat.id,
        Seat.section,
        Seat.row,
        Seat.seat_number,
        EventSeat.status,
        EventSeat.ownership_status,
        EventSeat.retail_price.is_not(None),
        EventSeat.reserved_until,
    )
    .join(Seat, Seat.id == EventSeat.seat_id)
    .order_by(EventSeat.rank)
)

_OFF_SALE = (SeatStatus.HELD, SeatStatus.BLOCKED)


def why_not(
    session: Session,
    event_id: UUID,
    seat_ids: Sequence[UUID],
    *,
    customer_id: UUID | None,
    now: datetime,
) -> Refusal:
    """Name what stands in the way: the event first, then the customer, then the seats."""
    event = session.execute(
        select(Event.title, Event.status).where(Event.id == event_id)
    ).one_or_none()
    if event is None:
        return NotFound("event", event_id)
    title, status = event
    if status not in ON_SALE:
        return NotOnSale(title, EventStatus(status))
    if customer_id is not None and not session.scalar(
        select(Customer.id).where(Customer.id == customer_id)
    ):
        return NotFound("customer", customer_id)
    return _seats(session, event_id, title, seat_ids, now)


def _seats(
    session: Session, event_id: UUID, title: str, seat_ids: Sequence[UUID], now: datetime
) -> Refusal:
    rows = session.execute(
        _wanted.where(EventSeat.id.in_(seat_ids), EventSeat.event_id == event_id)
    ).all()
    wanted = [
        WantedSeat(id_, f"{section} {row}-{number}", status, ownership, priced, until)
        for id_, section, row, number, status, ownership, priced, until in rows
    ]
    if len(wanted) < len(seat_ids):
        known = {seat.id for seat in wanted}
        return SeatsNotOfEvent(title, [seat for seat in seat_ids if seat not in known])
    for refused, refusal in _REASONS:
        if labels := [seat.label for seat in wanted if refused(seat)]:
            return refusal(labels)
    taken = [seat.label for seat in wanted if not seat.is_free(now)]
    left = [seat.label for seat in wanted if seat.is_free(now)]
    # Whoever was faster may have given the seats back by now; they were gone when it counted.
    return SeatsTaken(taken, left) if taken else SeatsTaken(left)


_REASONS: tuple[tuple[Callable[[WantedSeat], bool], Callable[[list[str]], Refusal]], ...] = (
    (lambda seat: seat.ownership is not Ownership.OWNED, SeatsNotOwned),
    (lambda seat: seat.status in _OFF_SALE, SeatsOffSale),
    (lambda seat: not seat.priced, SeatsUnpriced),
)
