"""A look at the seats that somebody wants: nothing is locked, nothing written, nothing decided.

In a rush most people come too late. They hear so from the look alone, in one round trip.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, any_, case, cast, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session

from core.domain.events import EventStatus
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.sales.states import HowSold
from core.domain.staff import Permission
from core.services.sales.statements.parts import (
    events,
    identifier,
    requests,
    seats,
    short,
    table_of,
    venue_seats,
)
from core.services.sales.statements.reserve import WANTED
from db.hot import HotStatement
from db.models import Presale


@dataclass(frozen=True, slots=True)
class Wish:
    """The seats that somebody wants, and how they would buy them."""

    event_id: UUID
    seat_ids: Sequence[UUID]
    customer_id: UUID | None
    how: HowSold
    now: datetime


@dataclass(frozen=True, slots=True)
class WantedSeat:
    """A seat that was asked for, as it stands now."""

    id: UUID
    label: str
    status: SeatStatus
    ownership: Ownership
    priced: bool
    reserved_until: datetime | None
    hold_until: datetime | None
    allotted_to: str | None
    allotted_until: datetime | None
    presale_id: UUID | None
    in_levels: bool
    """Whether its presale is sold in its price level."""

    def is_kept(self, wish: Wish) -> bool:
        """Whether it is sold through another channel or in another presale only."""
        if self.allotted_to is None or self.allotted_to == wish.how.channel.value:
            return False
        return not _is_over(self.allotted_until, wish.now) and not self.is_presold(wish.how)

    def is_presold(self, how: HowSold) -> bool:
        """Whether it is sold in the presale that is bought in."""
        presale = how.presale and how.presale.presale_id
        return presale is not None and presale == self.presale_id and self.in_levels

    def is_off_sale(self, now: datetime) -> bool:
        """Whether it is held or blocked, and not by a hold whose time is over."""
        if self.status is SeatStatus.HELD:
            return not self.has_ended_hold(now)
        return self.status is SeatStatus.BLOCKED

    def has_ended_hold(self, now: datetime) -> bool:
        """Whether nobody has let go of it yet after its hold's end."""
        return self.status is SeatStatus.HELD and _is_over(self.hold_until, now)

    def is_free(self, now: datetime) -> bool:
        """Whether nobody has it: a reservation or a hold whose time is over counts as free."""
        if self.status is SeatStatus.RESERVED:
            return _is_over(self.reserved_until, now)
        return self.status is SeatStatus.AVAILABLE or self.has_ended_hold(now)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look has seen: the event, which of the seats it has, whether the key was answered.

    An unknown event has no status.
    """

    event: str = ""
    status: EventStatus | None = None
    seats: tuple[WantedSeat, ...] = ()
    answered: bool = False


_presales = short(table_of(Presale), "r")
# Not joined: nearly no seat has a presale.
_in_levels = (
    select(
        or_(
            func.cardinality(_presales.c.price_level_ids) == literal_column("0"),
            seats.c.price_level_id == any_(_presales.c.price_level_ids),
        )
    )
    .where(_presales.c.id == seats.c.presale_id)
    .correlate(seats)
    .scalar_subquery()
)
# Behind a subselect the planner can't see them. It would think better of a plan made for these very
# seats, and make one anew for every customer: three times the work of the look itself.
_THIS_EVENT = select(identifier("the_event")).scalar_subquery()
_THESE_SEATS = cast(select(WANTED).scalar_subquery(), WANTED.type)
_LOOK = HotStatement(
    select(
        events.c.title,
        events.c.status.label("event_status"),
        exists().where(requests.c.id == identifier("key")).label("answered"),
        seats.c.id,
        venue_seats.c.section,
        venue_seats.c.row,
        venue_seats.c.seat_number,
        seats.c.status,
        seats.c.ownership_status,
        seats.c.retail_price,
        seats.c.reserved_until,
        seats.c.hold_until,
        seats.c.allotted_to,
        seats.c.allotted_until,
        seats.c.presale_id,
        case((seats.c.presale_id.is_not(None), _in_levels)).label("in_levels"),
    )
    .select_from(events)
    .outerjoin(seats, and_(seats.c.event_id == events.c.id, seats.c.id == any_(_THESE_SEATS)))
    .outerjoin(venue_seats, venue_seats.c.id == seats.c.seat_id)
    .where(events.c.id == _THIS_EVENT)
    .order_by(seats.c.rank),
    ready_for=(Permission.SELL_SEATS,),
    only_reads=True,
)


def look_at(session: Session, wish: Wish, key: UUID | None = None) -> Look:
    """Look at the wanted seats, in the map's order."""
    asked = {"the_event": wish.event_id, "wanted_seats": list(wish.seat_ids), "key": key}
    rows = _LOOK.all(session, asked)
    if not rows:
        return Look()
    return Look(
        event=rows[0].title,
        status=EventStatus(rows[0].event_status),
        seats=tuple(_seat(row) for row in rows if row.id is not None),
        answered=rows[0].answered,
    )


def _seat(row: Any) -> WantedSeat:
    return WantedSeat(
        id=row.id,
        label=f"{row.section} {row.row}-{row.seat_number}",
        status=SeatStatus(row.status),
        ownership=Ownership(row.ownership_status),
        priced=row.retail_price is not None,
        reserved_until=row.reserved_until,
        hold_until=row.hold_until,
        allotted_to=row.allotted_to,
        allotted_until=row.allotted_until,
        presale_id=row.presale_id,
        in_levels=bool(row.in_levels),
    )


def _is_over(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now
