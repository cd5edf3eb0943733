"""What a selection on the map comes to: seats by status, face value, cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Integer, Uuid, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from core.domain.inventory.states import Ownership
from core.domain.staff import Actor, Permission
from core.services.inventory.pricing import PRICEABLE
from db.models import EventSeat


@dataclass(frozen=True, slots=True)
class SelectionSums:
    """Sums over owned seats; `cost` is None for those who may not see what seats cost.

    `face` is what their price levels say, `price` what customers pay. `priceable` seats may be
    priced now; `unpriced` ones have no retail price; `margin` compares the price of the seats that
    have both price and cost with that cost.
    """

    seats: int
    owned: int
    priceable: int
    unpriced: int
    face: Decimal
    price: Decimal
    cost: Decimal | None
    margin: Decimal | None


_owned = EventSeat.ownership_status == Ownership.OWNED
_both = EventSeat.retail_price - EventSeat.purchase_price
_sums = select(
    func.count(),
    func.count().filter(_owned),
    func.count().filter(_owned, EventSeat.status.in_(PRICEABLE)),
    func.count().filter(_owned, EventSeat.retail_price.is_(None)),
    func.coalesce(func.sum(EventSeat.base_price).filter(_owned), Decimal(0)),
    func.coalesce(func.sum(EventSeat.retail_price).filter(_owned), Decimal(0)),
    func.coalesce(func.sum(EventSeat.purchase_price).filter(_owned), Decimal(0)),
    func.coalesce(func.sum(_both).filter(_owned), Decimal(0)),
).where(
    EventSeat.event_id == bindparam("of_event", type_=Uuid()),
    EventSeat.rank == any_(bindparam("ranks", type_=ARRAY(Integer()))),
)


def selection_sums(
    session: Session, actor: Actor, event_id: UUID, ranks: Sequence[int]
) -> SelectionSums:
    """Add up the event's seats at these ranks, in one statement for any number of them."""
    row = session.execute(_sums, {"of_event": event_id, "ranks": list(ranks)}).one()
    seats, owned, priceable, unpriced, face, price, cost, margin = row
    may_see = actor.may(Permission.SEE_PROFIT)
    return SelectionSums(
        seats=seats,
        owned=owned,
        priceable=priceable,
        unpriced=unpriced,
        face=face or Decimal(0),
        price=price or Decimal(0),
        cost=cost if may_see else None,
        margin=margin if may_see else None,
    )
