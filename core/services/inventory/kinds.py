"""From whom every seat of an event was bought, with which order, and why it is held."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from core.domain.inventory.states import Allotment, SeatStatus
from core.domain.staff import Actor, Permission
from core.services.inventory.rank_order import by_rank, of_event, packed, plan_seats
from db.joins import on
from db.models import EventSeat, Hold, Party, PurchaseOrder, Supplier


@dataclass(frozen=True, slots=True)
class SeatKinds:
    """Per seat of the plan, by rank: an index into `names`, which are sorted, or -1."""

    index: npt.NDArray[np.int32]
    names: tuple[str, ...]


def _kinds(seats: Select[int, Any]) -> Select[Any]:
    """The statement for each seat's kind; `seats` gives rank and name of the event's seats."""
    named = seats.where(EventSeat.event_id == of_event).cte("named")
    rank, name = named.c
    number = func.row_number().over(order_by=name) - 1
    names = select(name, number.label("n")).where(name.is_not(None)).group_by(name).cte("names")
    in_order = (
        select(func.coalesce(cast(names.c.n, Integer), -1).label("n"))
        .select_from(named.outerjoin(names, names.c[0] == name))
        .order_by(rank)
        .subquery()
    )
    all_names = select(func.array_agg(aggregate_order_by(names.c[0], names.c.n))).scalar_subquery()
    return select(packed(func.int4send(in_order.c.n)), all_names, plan_seats)


_suppliers = _kinds(
    select(EventSeat.rank, Party.name.label("name"))
    .select_from(EventSeat)
    .outerjoin(Supplier, on(Supplier.id, EventSeat.supplier_id))
    .outerjoin(Party, on(Party.id, Supplier.party_id))
)
_orders = _kinds(
    select(EventSeat.rank, PurchaseOrder.po_number.label("name"))
    .select_from(EventSeat)
    .outerjoin(PurchaseOrder, on(PurchaseOrder.id, EventSeat.purchase_order_id))
)


def _hold_name() -> ColumnElement[str | None]:
    """`Artist: the band's family`, `Press`, `Kept for web`; NULL where nobody said why.

    A channel's allotment that has lapsed still has its name here: its seats are free by status.
    """
    kind = func.initcap(cast(Hold.hold_type, Text))
    reason = func.nullif(func.trim(func.coalesce(EventSeat.hold_reason, "")), "")
    colon: ColumnElement[str] = literal_column("': '", Text())
    held = EventSeat.status.in_([SeatStatus.HELD, SeatStatus.BLOCKED])
    return case(
        (held, func.nullif(func.concat_ws(colon, kind, reason), "")),
        (
            EventSeat.allotted_to != Allotment.COUNTER,
            func.concat("Kept for ", func.lower(cast(EventSeat.allotted_to, Text))),
        ),
    )


_holds = _kinds(
    select(EventSeat.rank, _hold_name().label("name"))
    .select_from(EventSeat)
    .outerjoin(Hold, on(Hold.id, EventSeat.hold_id))
)


def seat_suppliers(session: Session, actor: Actor, event_id: UUID) -> SeatKinds:
    """Who sold each seat to us; one statement. Refuses `NotAllowed` as `seat_costs` does."""
    actor.require(Permission.SEE_PROFIT)
    return _read(session, _suppliers, event_id)


def seat_orders(session: Session, actor: Actor, event_id: UUID) -> SeatKinds:
    """The order that each seat came with; one statement. Refuses `NotAllowed` likewise."""
    actor.require(Permission.SEE_PROFIT)
    return _read(session, _orders, event_id)


def seat_holds(session: Session, event_id: UUID) -> SeatKinds:
    """Why or for whom each seat is kept from the counter, as far as is said; one statement."""
    return _read(session, _holds, event_id)


def _read(session: Session, statement: Select[Any], event_id: UUID) -> SeatKinds:
    found, names, size = session.execute(statement, {"event_id": event_id}).one()
    index = np.frombuffer(found or b"", ">i4").astype(np.int32)
    return SeatKinds(by_rank(session, event_id, index, size, -1), tuple(names or ()))
