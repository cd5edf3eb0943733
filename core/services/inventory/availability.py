"""How every seat of an event stands, as one byte a seat in rank order, and what changed since."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import TypeVar
from uuid import UUID

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Integer,
    LargeBinary,
    String,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.orm import Session

from core.domain.inventory.states import Ownership, SeatStatus
from db.models import Event, EventSeat, PriceLevel, VenuePlan

Number = TypeVar("Number", bound=np.generic)


class SeatCode(IntEnum):
    """How a seat stands on the map."""

    NOT_OWNED = 0
    AVAILABLE = 1
    HELD = 2
    RESERVED = 3
    SOLD = 4
    BLOCKED = 5
    RETURNED = 6


@dataclass(frozen=True, slots=True)
class SeatStates:
    """`codes`: a `SeatCode` a seat of the venue, by rank; a seat that the event hasn't is not ours.

    `since`: hand it to `changed_seats`.
    """

    codes: npt.NDArray[np.uint8]
    since: int


@dataclass(frozen=True, slots=True)
class ChangedSeats:
    """Seats that may have changed: ranks, codes and prices (as in `SeatPrices`), in rank order."""

    ranks: npt.NDArray[np.int32]
    codes: npt.NDArray[np.uint8]
    cents: npt.NDArray[np.int64]
    since: int


@dataclass(frozen=True, slots=True)
class SeatPrices:
    """Per seat of the venue, by rank: retail price in hundredths and index of its level, or -1."""

    cents: npt.NDArray[np.int64]
    level: npt.NDArray[np.int32]
    levels: tuple[str, ...]


_ASCII_ZERO = ord("0")
_EMPTY: ColumnElement[str] = literal_column("''", Text())
_NO_RANKS = cast(literal("{}", Text()), ARRAY(Integer()))
_NO_CENTS = cast(literal("{}", Text()), ARRAY(BigInteger()))
_now = bindparam("now", type_=DateTime(timezone=True))
_event = bindparam("event_id", type_=Uuid())
_CODE_OF = {
    SeatStatus.AVAILABLE: SeatCode.AVAILABLE,
    SeatStatus.HELD: SeatCode.HELD,
    SeatStatus.SOLD: SeatCode.SOLD,
    SeatStatus.BLOCKED: SeatCode.BLOCKED,
}


def _code() -> ColumnElement[str]:
    """A digit a seat; a reservation that has lapsed counts as free."""
    return case(
        (EventSeat.ownership_status == Ownership.NOT_OWNED, _digit(SeatCode.NOT_OWNED)),
        (EventSeat.ownership_status == Ownership.RETURNED_TO_SUPPLIER, _digit(SeatCode.RETURNED)),
        *((EventSeat.status == status, _digit(code)) for status, code in _CODE_OF.items()),
        (EventSeat.reserved_until <= _now, _digit(SeatCode.AVAILABLE)),
        else_=_digit(SeatCode.RESERVED),
    )


def _digit(code: SeatCode) -> ColumnElement[str]:
    return literal_column(f"'{code.value}'", Text())


_in_order = (
    select(
        EventSeat.rank,
        _code().label("code"),
        EventSeat.retail_price,
        EventSeat.price_level_id,
    )
    .where(EventSeat.event_id == _event)
    .order_by(EventSeat.rank)
    .subquery()
)
_xmin = cast(cast(func.pg_snapshot_xmin(func.pg_current_snapshot()), String), BigInteger)
# Seats that were out of use when the event was made are gaps in its ranks.
_venue_seats = (
    select(VenuePlan.seat_count)
    .join(Event, and_(Event.tenant_id == VenuePlan.tenant_id, Event.plan_id == VenuePlan.id))
    .where(Event.id == _event)
    .scalar_subquery()
)
_states = select(func.string_agg(_in_order.c.code, ""), _xmin, _venue_seats)
_ranks = select(func.array_agg(aggregate_order_by(EventSeat.rank, EventSeat.rank))).where(
    EventSeat.event_id == _event
)


def seat_states(session: Session, event_id: UUID, *, now: datetime) -> SeatStates:
    """Read how all seats of an event stand, in one statement."""
    codes, since, size = session.execute(_states, {"event_id": event_id, "now": now}).one()
    digits = np.frombuffer((codes or "").encode("ascii"), np.uint8) - np.uint8(_ASCII_ZERO)
    return SeatStates(_by_rank(session, event_id, digits, size, SeatCode.NOT_OWNED), since)


def _by_rank(
    session: Session, event_id: UUID, found: npt.NDArray[Number], size: int, missing: int
) -> npt.NDArray[Number]:
    """The event's seats at their places among all of its plan; few events have gaps."""
    if len(found) >= size:
        return found
    placed = np.full(size, missing, found.dtype)
    ranks = session.scalars(_ranks, {"event_id": event_id}).one()
    placed[np.array(ranks or [], np.intp)] = found
    return placed


_changed_ids = select(
    func.parterre_api.changed_seat_ids(_event, bindparam("since", type_=BigInteger()))
    .table_valued(column("id", Uuid()))
    .render_derived(name="changed")
    .c.id
)
_cents = func.coalesce(cast(EventSeat.retail_price * 100, BigInteger), -1)
_changes = select(
    func.coalesce(func.array_agg(aggregate_order_by(EventSeat.rank, EventSeat.rank)), _NO_RANKS),
    func.coalesce(func.string_agg(_code(), aggregate_order_by(_EMPTY, EventSeat.rank)), ""),
    func.coalesce(func.array_agg(aggregate_order_by(_cents, EventSeat.rank)), _NO_CENTS),
    _xmin,
).where(EventSeat.event_id == _event, EventSeat.id.in_(_changed_ids))


def changed_seats(session: Session, event_id: UUID, since: int, *, now: datetime) -> ChangedSeats:
    """Read the seats that changed after an earlier reading; some may be told twice, none missed."""
    ranks, codes, cents, newest = session.execute(
        _changes, {"event_id": event_id, "since": since, "now": now}
    ).one()
    digits = np.frombuffer(codes.encode("ascii"), np.uint8)
    return ChangedSeats(
        np.array(ranks, np.int32),
        digits - np.uint8(_ASCII_ZERO),
        np.array(cents, np.int64),
        newest,
    )


_level_index = (
    select(
        PriceLevel.id.label("id"),
        (func.row_number().over(order_by=(PriceLevel.sort_order, PriceLevel.name)) - 1).label("n"),
        PriceLevel.name.label("name"),
    )
    .where(PriceLevel.event_id == _event)
    .subquery()
)
_priced = (
    select(
        _cents.label("cents"),
        func.coalesce(cast(_level_index.c.n, Integer), -1).label("level"),
    )
    .outerjoin(_level_index, _level_index.c.id == EventSeat.price_level_id)
    .where(EventSeat.event_id == _event)
    .order_by(EventSeat.rank)
    .subquery()
)
_no_bytes = cast(literal(""), LargeBinary)
_prices = select(
    func.string_agg(func.int8send(_priced.c.cents), _no_bytes, type_=LargeBinary()),
    func.string_agg(func.int4send(_priced.c.level), _no_bytes, type_=LargeBinary()),
    _venue_seats,
)


def seat_prices(session: Session, event_id: UUID) -> SeatPrices:
    """Read retail prices and price levels of all seats of an event, for labels and legends."""
    cents, level, size = session.execute(_prices, {"event_id": event_id}).one()
    names = session.execute(
        select(_level_index.c.name).order_by(_level_index.c.n), {"event_id": event_id}
    )
    return SeatPrices(
        _by_rank(session, event_id, np.frombuffer(cents or b"", ">i8").astype(np.int64), size, -1),
        _by_rank(session, event_id, np.frombuffer(level or b"", ">i4").astype(np.int32), size, -1),
        tuple(names.scalars()),
    )
