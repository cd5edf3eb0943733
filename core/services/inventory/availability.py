"""How every seat of an event stands, as one byte a seat in rank order, and what changed since."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from uuid import UUID

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
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
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.orm import Session

from core.domain.inventory.offers import COUNTER_SALE, Offer
from core.domain.inventory.states import Ownership, SeatStatus
from core.services.inventory.offering import FREE, IN_HOLD, KEPT_ELSEWHERE, ON_SALE_YET, offered
from core.services.inventory.rank_order import by_rank, of_event, packed, plan_seats
from db.models import EventSeat, PriceLevel


class SeatCode(IntEnum):
    """How a seat stands on the map."""

    NOT_OWNED = 0
    AVAILABLE = 1
    HELD = 2
    RESERVED = 3
    SOLD = 4
    BLOCKED = 5
    RETURNED = 6
    NOT_YET = 7


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


def _code() -> ColumnElement[str]:
    """A digit a seat; a reservation or a hold that has lapsed counts as free."""
    free = or_(FREE, IN_HOLD)
    return case(
        (EventSeat.ownership_status == Ownership.NOT_OWNED, _digit(SeatCode.NOT_OWNED)),
        (EventSeat.ownership_status == Ownership.RETURNED_TO_SUPPLIER, _digit(SeatCode.RETURNED)),
        (EventSeat.status == SeatStatus.SOLD, _digit(SeatCode.SOLD)),
        # The map is the seller's: what others sell is kept back here.
        (and_(FREE, KEPT_ELSEWHERE), _digit(SeatCode.HELD)),
        # Whether the general sale is open is seen first; mostly it is.
        (and_(~ON_SALE_YET, free), _digit(SeatCode.NOT_YET)),
        (free, _digit(SeatCode.AVAILABLE)),
        (EventSeat.status == SeatStatus.HELD, _digit(SeatCode.HELD)),
        (EventSeat.status == SeatStatus.BLOCKED, _digit(SeatCode.BLOCKED)),
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
    .where(EventSeat.event_id == of_event)
    .order_by(EventSeat.rank)
    .subquery()
)
_xmin = cast(cast(func.pg_snapshot_xmin(func.pg_current_snapshot()), String), BigInteger)
_states = select(func.string_agg(_in_order.c.code, ""), _xmin, plan_seats)


def seat_states(
    session: Session, event_id: UUID, *, now: datetime, offer: Offer = COUNTER_SALE
) -> SeatStates:
    """Read how all seats of an event stand, in one statement; what the offer reaches is free."""
    values = {"event_id": event_id, "now": now, **offered(offer)}
    codes, since, size = session.execute(_states, values).one()
    digits = np.frombuffer((codes or "").encode("ascii"), np.uint8) - np.uint8(_ASCII_ZERO)
    return SeatStates(by_rank(session, event_id, digits, size, SeatCode.NOT_OWNED), since)


_changed_ids = select(
    func.parterre_api.changed_seat_ids(of_event, bindparam("since", type_=BigInteger()))
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
).where(EventSeat.event_id == of_event, EventSeat.id.in_(_changed_ids))


def changed_seats(
    session: Session,
    event_id: UUID,
    since: int,
    *,
    now: datetime,
    offer: Offer = COUNTER_SALE,
) -> ChangedSeats:
    """Read the seats that changed after an earlier reading; some may be told twice, none missed."""
    values = {"event_id": event_id, "since": since, "now": now, **offered(offer)}
    ranks, codes, cents, newest = session.execute(_changes, values).one()
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
    .where(PriceLevel.event_id == of_event)
    .subquery()
)
_priced = (
    select(
        _cents.label("cents"),
        func.coalesce(cast(_level_index.c.n, Integer), -1).label("level"),
    )
    .outerjoin(_level_index, _level_index.c.id == EventSeat.price_level_id)
    .where(EventSeat.event_id == of_event)
    .order_by(EventSeat.rank)
    .subquery()
)
_prices = select(
    packed(func.int8send(_priced.c.cents)),
    packed(func.int4send(_priced.c.level)),
    plan_seats,
)


def seat_prices(session: Session, event_id: UUID) -> SeatPrices:
    """Read retail prices and price levels of all seats of an event, for labels and legends."""
    cents, level, size = session.execute(_prices, {"event_id": event_id}).one()
    names = session.execute(
        select(_level_index.c.name).order_by(_level_index.c.n), {"event_id": event_id}
    )
    return SeatPrices(
        by_rank(session, event_id, np.frombuffer(cents or b"", ">i8").astype(np.int64), size, -1),
        by_rank(session, event_id, np.frombuffer(level or b"", ">i4").astype(np.int32), size, -1),
        tuple(names.scalars()),
    )
