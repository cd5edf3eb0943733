"""Numbers of all seats of an event as one array in rank order, in one statement."""

from typing import Any, TypeVar
from uuid import UUID

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    Uuid,
    bindparam,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from db.joins import on
from db.models import Event, EventSeat, VenuePlan

Number = TypeVar("Number", bound=np.generic)

of_event = bindparam("event_id", type_=Uuid())
# Seats that were out of use when the event was made are gaps in its ranks.
plan_seats = (
    select(VenuePlan.seat_count)
    .join(Event, on(Event.plan_id, VenuePlan.id))
    .where(Event.id == of_event)
    .scalar_subquery()
)
_no_bytes = cast(literal(""), LargeBinary)
_ranks = select(func.array_agg(aggregate_order_by(EventSeat.rank, EventSeat.rank))).where(
    EventSeat.event_id == of_event
)


def packed(value: ColumnElement[bytes]) -> ColumnElement[bytes]:
    """What `int4send` or `int8send` made of rows that stand in rank order, as one `bytea`."""
    return func.string_agg(value, _no_bytes, type_=LargeBinary())


def numbers_by_rank(value: ColumnElement[int]) -> Select[Any]:
    """The statement for an eight-byte number a seat of the event, and the size of its plan."""
    in_order = (
        select(value.label("value"))
        .select_from(EventSeat)
        .where(EventSeat.event_id == of_event)
        .order_by(EventSeat.rank)
        .subquery()
    )
    return select(packed(func.int8send(in_order.c.value)), plan_seats)


def read_numbers(
    session: Session, statement: Select[Any], event_id: UUID, **values: object
) -> npt.NDArray[np.int64]:
    """What a statement of `numbers_by_rank` says, by rank; -1 for seats that the event hasn't."""
    found, size = session.execute(statement, {"event_id": event_id, **values}).one()
    numbers = np.frombuffer(found or b"", ">i8").astype(np.int64)
    return by_rank(session, event_id, numbers, size, -1)


def by_rank(
    session: Session, event_id: UUID, found: npt.NDArray[Number], size: int, missing: int
) -> npt.NDArray[Number]:
    """The event's seats at their places among all of its plan; few events have gaps."""
    if len(found) >= size:
        return found
    placed = np.full(size, missing, found.dtype)
    ranks = session.scalars(_ranks, {"event_id": event_id}).one()
    placed[np.array(ranks or [], np.intp)] = found
    return placed
