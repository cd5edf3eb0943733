"""Why a reservation got no seats: asked only after the statement said no."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, and_, any_, func, literal_column, or_, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound, Refusal
from core.domain.events import EventStatus, NotOnSale
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.sales.refusals import (
    SeatsKept,
    SeatsNotOfEvent,
    SeatsNotOwned,
    SeatsNotYetOnSale,
    SeatsOffSale,
    SeatsTaken,
    SeatsUnpriced,
)
from core.domain.sales.states import HowSold
from core.domain.staff import Permission
from core.services.sales.statements.offered import ON_SALE, PRESOLD
from core.services.sales.statements.parts import (
    among,
    events,
    few_rows,
    identifier,
    seats,
    short,
    table_of,
    venue_seats,
)
from db.hot import HotStatement
from db.models import Customer, Presale


@dataclass(frozen=True, slots=True)
class WantedSeat:
    """A seat that was asked for, as it stands now."""

    id: UUID
    label: str
    status: SeatStatus
    ownership: Ownership
    priced: bool
    reserved_until: datetime | None
    allotted_to: str | None
    allotted_until: datetime | None
    presale_id: UUID | None
    in_levels: bool
    """Whether its presale is sold in its price level."""

    def is_kept(self, how: HowSold, now: datetime) -> bool:
        """Whether it is sold through another channel or in another presale only."""
        over = self.allotted_until is not None and self.allotted_until <= now
        mine = self.is_presold(how)
        return self.allotted_to not in (None, how.channel.value) and not over and not mine

    def is_presold(self, how: HowSold) -> bool:
        """Whether it is sold in the presale that is bought in."""
        presale = how.presale and how.presale.presale_id
        return presale is not None and presale == self.presale_id and self.in_levels

    def is_free(self, now: datetime) -> bool:
        """Whether nobody has it: a reservation whose time is over counts as free."""
        lapsed = self.reserved_until is not None and self.reserved_until <= now
        return self.status is SeatStatus.AVAILABLE or lapsed


_presales = short(table_of(Presale), "r")
_asked = few_rows("asked", asked_seat=Uuid())
# One question for the event and all its seats: in a rush most buyers ask it.
_WANTED = HotStatement(
    select(
        events.c.title,
        events.c.status.label("event_status"),
        seats.c.id,
        venue_seats.c.section,
        venue_seats.c.row,
        venue_seats.c.seat_number,
        seats.c.status,
        seats.c.ownership_status,
        seats.c.retail_price,
        seats.c.reserved_until,
        seats.c.allotted_to,
        seats.c.allotted_until,
        seats.c.presale_id,
        or_(
            func.cardinality(_presales.c.price_level_ids) == literal_column("0"),
            seats.c.price_level_id == any_(_presales.c.price_level_ids),
        ).label("in_levels"),
    )
    .select_from(events)
    .join(_asked, literal_column("true"))
    .outerjoin(
        seats,
        and_(
            seats.c.id == _asked.c.asked_seat,
            seats.c.event_id == events.c.id,
            among(seats.c.id, select(_asked.c.asked_seat)),
        ),
    )
    .outerjoin(venue_seats, venue_seats.c.id == seats.c.seat_id)
    .outerjoin(_presales, _presales.c.id == seats.c.presale_id)
    .where(events.c.id == identifier("the_event"))
    .order_by(seats.c.rank),
    ready_for=Permission.SELL_SEATS,
)

_OFF_SALE = (SeatStatus.HELD, SeatStatus.BLOCKED)


def why_not(
    session: Session,
    event_id: UUID,
    seat_ids: Sequence[UUID],
    *,
    customer_id: UUID | None,
    how: HowSold,
    now: datetime,
) -> Refusal:
    """Name what stands in the way: the event first, then the customer, then the seats."""
    rows = _WANTED.all(session, {"the_event": event_id, "asked_seat": list(seat_ids)})
    if not rows:
        return NotFound("event", event_id)
    title, status = rows[0].title, EventStatus(rows[0].event_status)
    if status not in (ON_SALE if how.presale is None else PRESOLD):
        return NotOnSale(title, status)
    if customer_id is not None and not session.scalar(
        select(Customer.id).where(Customer.id == customer_id)
    ):
        return NotFound("customer", customer_id)
    wanted = [_seat(row) for row in rows if row.id is not None]
    if len(wanted) < len(seat_ids):
        known = {seat.id for seat in wanted}
        return SeatsNotOfEvent(title, [seat for seat in seat_ids if seat not in known])
    if status not in ON_SALE:
        later = [seat.label for seat in wanted if not seat.is_presold(how)]
        return SeatsNotYetOnSale(later) if later else _seats(wanted, now)
    kept = [seat.label for seat in wanted if seat.is_kept(how, now)]
    return SeatsKept(kept, how.channel) if kept else _seats(wanted, now)


def _seat(row: Any) -> WantedSeat:
    return WantedSeat(
        id=row.id,
        label=f"{row.section} {row.row}-{row.seat_number}",
        status=SeatStatus(row.status),
        ownership=Ownership(row.ownership_status),
        priced=row.retail_price is not None,
        reserved_until=row.reserved_until,
        allotted_to=row.allotted_to,
        allotted_until=row.allotted_until,
        presale_id=row.presale_id,
        in_levels=bool(row.in_levels),
    )


def _seats(wanted: Sequence[WantedSeat], now: datetime) -> Refusal:
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
