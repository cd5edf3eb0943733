"""The one statement that makes a delivery's seats ours, and why it did not, if it didn't."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    DateTime,
    Numeric,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from core.domain.inventory.states import Ownership
from core.domain.purchasing.refusals import SeatsNotDeliverable
from core.services.work import Work
from db.arrays import table_of_arrays
from db.models import (
    DeliveryReceiptSeat,
    Event,
    EventSeat,
    PurchaseOrderLine,
    Seat,
    TicketType,
)
from db.statistics import without_loops


class ReceivedSeat(NamedTuple):
    """A seat of a delivery: its label, the line that bought it, its cost and retail price.

    The line's id is a text: it is written into the statement once a seat.
    """

    line_id: str
    section: str
    row: str
    number: str
    unit_price: Decimal
    retail_price: Decimal | None

    @property
    def place(self) -> tuple[str, ...]:
        """Section, row and number."""
        return self[1:4]

    @property
    def label(self) -> str:
        """The seat as a clerk says it."""
        return f"{self.section} {self.row}-{self.number}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the statement needs to know besides the seats."""

    receipt_id: UUID
    order_id: UUID
    supplier_id: UUID
    event_id: UUID
    delivered_at: datetime


_given = table_of_arrays(
    "given",
    line=Uuid(),
    in_section=Text(),
    in_row=Text(),
    number=Text(),
    cost=Numeric(12, 2),
    asked=Numeric(12, 2),
)
# Never named like a column: SQLAlchemy would take such a parameter for a value to set.
_event_id = bindparam("of_event", type_=Uuid())
_order_id = bindparam("of_order", type_=Uuid())
_receipt_id = bindparam("on_receipt", type_=Uuid())

# An InitPlan, so that the seats are looked up by the whole of their key.
_plan_id = select(Event.plan_id).where(Event.id == _event_id).scalar_subquery()
_on_the_map = (
    select(_given, EventSeat.id.label("event_seat_id"), EventSeat.tenant_id)
    .select_from(_given)
    .join(
        Seat,
        and_(
            Seat.plan_id == _plan_id,
            Seat.section == _given.c.in_section,
            Seat.row == _given.c.in_row,
            Seat.seat_number == _given.c.number,
        ),
    )
    .join(EventSeat, and_(EventSeat.event_id == _event_id, EventSeat.seat_id == Seat.id))
)
_covered = and_(
    or_(
        func.cardinality(TicketType.sections) == 0,
        _given.c.in_section == func.any(TicketType.sections),
    ),
    or_(TicketType.price_level_id.is_(None), TicketType.price_level_id == EventSeat.price_level_id),
)
_bought_by = and_(
    PurchaseOrderLine.id == _given.c.line, PurchaseOrderLine.purchase_order_id == _order_id
)
_of_type = and_(TicketType.id == PurchaseOrderLine.item_id, TicketType.event_id == _event_id)

_target = (
    _on_the_map.join(PurchaseOrderLine, _bought_by)
    .join(TicketType, and_(_of_type, _covered))
    .where(EventSeat.ownership_status != Ownership.OWNED)
    .order_by(EventSeat.id)
    .with_for_update(of=EventSeat)
    .cte("target")
)
_asked_price = func.coalesce(_target.c.asked, func.nullif(EventSeat.base_price, 0))
_owned = (
    update(EventSeat)
    .values(
        ownership_status=Ownership.OWNED,
        supplier_id=bindparam("from_supplier", type_=Uuid()),
        purchase_order_id=_order_id,
        purchase_price=_target.c.cost,
        retail_price=_asked_price,
        received_at=bindparam("on_arrival", type_=DateTime(timezone=True)),
    )
    .where(EventSeat.id == _target.c.event_seat_id, EventSeat.event_id == _event_id)
    .returning(EventSeat.id)
    .cte("owned")
)
# The agency comes with the seat: the column's default would ask whose login it is for every row.
_listed = (
    insert(DeliveryReceiptSeat)
    .from_select(
        ["tenant_id", "receipt_id", "event_seat_id", "line_id", "unit_price", "retail_price"],
        select(
            _target.c.tenant_id,
            _receipt_id,
            _target.c.event_seat_id,
            _target.c.line,
            _target.c.cost,
            _target.c.asked,
        ),
    )
    .returning(DeliveryReceiptSeat.event_seat_id)
    .cte("listed")
)
_own_seats = select(func.count()).select_from(_owned).add_cte(_listed)
# The planner knows nothing of bound labels, expects one seat of any list, and would probe three
# indexes a seat. Of more than these, the house is read at once.
_A_HANDFUL = 500


def own_seats(work: Work, delivery: Delivery, seats: Sequence[ReceivedSeat]) -> None:
    """Make all seats ours, locked in id order; refuse `SeatsNotDeliverable` with every bad seat."""
    if len({seat.place for seat in seats}) < len(seats):
        times = Counter(seat.label for seat in seats)
        raise SeatsNotDeliverable(doubled=[label for label, n in times.items() if n > 1])
    values = {**_arrays(seats), **_facts(delivery)}
    with without_loops(work.session) if len(seats) > _A_HANDFUL else nullcontext():
        received = work.session.connection().execute(_own_seats, values)
    if received.scalar_one() != len(seats):
        raise _why_not(work, delivery, seats)


def _facts(delivery: Delivery) -> Mapping[str, object]:
    return {
        "on_receipt": delivery.receipt_id,
        "of_order": delivery.order_id,
        "from_supplier": delivery.supplier_id,
        "of_event": delivery.event_id,
        "on_arrival": delivery.delivered_at,
    }


def _arrays(seats: Sequence[ReceivedSeat]) -> Mapping[str, object]:
    return {
        "line": [seat.line_id for seat in seats],
        "in_section": [seat.section for seat in seats],
        "in_row": [seat.row for seat in seats],
        "number": [seat.number for seat in seats],
        "cost": [seat.unit_price for seat in seats],
        "asked": [seat.retail_price for seat in seats],
    }


_diagnosis = (
    _on_the_map.outerjoin(PurchaseOrderLine, _bought_by)
    .outerjoin(TicketType, _of_type)
    .with_only_columns(
        _given.c.n, EventSeat.ownership_status, func.coalesce(_covered, False).label("covered")
    )
)


def _why_not(work: Work, delivery: Delivery, seats: Sequence[ReceivedSeat]) -> SeatsNotDeliverable:
    """Name what stood in the way; asked after the fact, so a seat bought meanwhile is named too."""
    found = {
        n: (ownership, covered)
        for n, ownership, covered in work.session.connection().execute(
            _diagnosis,
            {**_arrays(seats), "of_event": delivery.event_id, "of_order": delivery.order_id},
        )
    }
    reasons: dict[str, list[str]] = {"unknown": [], "owned": [], "not_covered": []}
    for n, seat in enumerate(seats, start=1):
        ownership, covered = found.get(n, (None, False))
        if ownership is None:
            reasons["unknown"].append(seat.label)
        elif not covered:
            reasons["not_covered"].append(seat.label)
        elif ownership == Ownership.OWNED:
            reasons["owned"].append(seat.label)
    return SeatsNotDeliverable(**reasons)
