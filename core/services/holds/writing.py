"""The statements that put uses and price levels onto seats, each for any number of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    DateTime,
    Integer,
    Numeric,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    func,
    literal_column,
    null,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from core.domain.inventory.states import SeatStatus
from core.domain.tickets.states import TicketStatus
from db.arrays import table_of_arrays
from db.models import BookingItem, EventSeat, Hold, Ticket

_event = bindparam("of_event", type_=Uuid())
_moment = bindparam("moment", type_=DateTime(timezone=True))

_seats = table_of_arrays("changed", seat=Uuid(), use_number=Integer(), level_number=Integer())
# A join, whatever the statistics: comparing each seat with each key would take minutes.
_keys = table_of_arrays("these", this=Uuid())
_these = select(_keys.c.this)
_uses = table_of_arrays(
    "painted",
    new_status=Text(),
    new_hold=Uuid(),
    new_reason=Text(),
    new_until=DateTime(timezone=True),
    new_allotment=Text(),
    new_allotted_until=DateTime(timezone=True),
    new_presale=Uuid(),
)
_levels = table_of_arrays("priced", new_level=Uuid(), new_base=Numeric(12, 2))
_both = (
    select(
        _seats.c.seat,
        _uses.c.n.label("use_n"),
        *(column for column in _uses.c if column.name != "n"),
        _levels.c.n.label("level_n"),
        _levels.c.new_level,
        _levels.c.new_base,
    )
    .select_from(_seats)
    .outerjoin(_uses, _uses.c.n == _seats.c.use_number)
    .outerjoin(_levels, _levels.c.n == _seats.c.level_number)
    .subquery("painted_seats")
)


def _if_used(column: str, new: str) -> Any:
    return case((_both.c.use_n.is_not(None), _both.c[new]), else_=EventSeat.__table__.c[column])


_write = (
    update(EventSeat)
    .values(
        status=func.coalesce(_both.c.new_status, EventSeat.status),
        hold_id=_if_used("hold_id", "new_hold"),
        hold_reason=_if_used("hold_reason", "new_reason"),
        hold_until=_if_used("hold_until", "new_until"),
        allotted_to=_if_used("allotted_to", "new_allotment"),
        allotted_until=_if_used("allotted_until", "new_allotted_until"),
        presale_id=_if_used("presale_id", "new_presale"),
        price_level_id=case(
            (_both.c.level_n.is_not(None), _both.c.new_level), else_=EventSeat.price_level_id
        ),
        base_price=func.coalesce(_both.c.new_base, EventSeat.base_price),
    )
    .where(EventSeat.event_id == _event, EventSeat.id == _both.c.seat)
    .execution_options(synchronize_session=False)
)
_let_go = (
    update(EventSeat)
    .values(status=SeatStatus.AVAILABLE)
    .where(EventSeat.event_id == _event, EventSeat.id.in_(_these))
    .execution_options(synchronize_session=False)
)
_freed = _let_go.values(reserved_until=null())
_dead = (
    update(Ticket)
    .values(status=TicketStatus.CANCELLED, cancelled_at=_moment, reserved_until=null())
    .where(Ticket.live_seat_id.in_(_these), Ticket.status == TicketStatus.RESERVED)
    .returning(Ticket.id)
    .execution_options(synchronize_session=False)
)
_unlisted = (
    update(BookingItem)
    .values(is_cancelled=literal_column("true"), cancelled_at=_moment)
    .where(BookingItem.ticket_id.in_(_these), ~BookingItem.is_cancelled)
    .execution_options(synchronize_session=False)
)
_is_empty = and_(
    Hold.event_id == any_(bindparam("of_events", type_=ARRAY(Uuid()))),
    Hold.is_active,
    ~select(EventSeat.id)
    .where(and_(EventSeat.event_id == Hold.event_id, EventSeat.hold_id == Hold.id))
    .exists(),
)
# A hold that somebody is putting seats into, or is ending, is theirs; nobody waits in a circle.
_lock_empty = select(Hold.id).where(_is_empty).with_for_update(skip_locked=True)
_close_empty = (
    update(Hold)
    .values(is_active=literal_column("false"), released_at=_moment, updated_at=_moment)
    .where(_is_empty, Hold.id == any_(bindparam("locked", type_=ARRAY(Uuid()))))
    .execution_options(synchronize_session=False)
)


def write_seats(
    session: Session,
    event_id: UUID,
    seats: Mapping[str, Sequence[Any]],
    uses: Mapping[str, Sequence[Any]],
    levels: Mapping[str, Sequence[Any]],
) -> int:
    """Put uses and levels onto seats by their numbers in those lists, from 1; 0 leaves as it is."""
    values = {"of_event": event_id, **seats, **uses, **levels}
    return session.connection().execute(_write, values).rowcount


def let_go(session: Session, event_id: UUID, seat_ids: Sequence[UUID]) -> None:
    """Make held and blocked seats available; the database forgets their holds."""
    if seat_ids:
        session.connection().execute(_let_go, {"of_event": event_id, "this": seat_ids})


def cancel_lapsed(session: Session, seat_ids: Sequence[UUID], now: datetime) -> None:
    """Cancel the tickets of reservations that ran out on these seats; their bookings are the job's.

    The caller has the seats locked.
    """
    connection = session.connection()
    dead = connection.scalars(_dead, {"this": seat_ids, "moment": now}).all()
    if dead:
        connection.execute(_unlisted, {"this": dead, "moment": now})


def free_lapsed(session: Session, event_id: UUID, seat_ids: Sequence[UUID], now: datetime) -> None:
    """Free seats whose reservation ran out, and cancel its tickets."""
    if seat_ids:
        cancel_lapsed(session, seat_ids, now)
        session.connection().execute(_freed, {"of_event": event_id, "this": seat_ids})


def close_empty_holds(session: Session, event_ids: Sequence[UUID], now: datetime) -> None:
    """End the events' holds that hold no seat any more."""
    connection, asked = session.connection(), {"of_events": event_ids}
    locked = connection.scalars(_lock_empty, asked).all()
    if locked:  # asked again behind the lock: seats may have come into it before
        connection.execute(_close_empty, {**asked, "moment": now, "locked": locked})
