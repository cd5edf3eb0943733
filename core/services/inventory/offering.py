"""Which seats are free and which an offer reaches: conditions on event seats with bound values."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    DateTime,
    Uuid,
    and_,
    any_,
    bindparam,
    false,
    func,
    or_,
)

from core.domain.inventory.offers import Offer
from core.domain.inventory.states import SeatStatus
from db.models import EventSeat

NOW = bindparam("now", type_=DateTime(timezone=True))
#: A hold whose time is over, whether or not it was tidied up.
ENDED: ColumnElement[bool] = and_(EventSeat.status == SeatStatus.HELD, EventSeat.hold_until <= NOW)
#: Nobody has it, and there is no reservation to be cancelled first.
UNTOUCHED: ColumnElement[bool] = or_(EventSeat.status == SeatStatus.AVAILABLE, ENDED)
#: Nobody has it: a hold or a reservation whose time is over is none.
FREE: ColumnElement[bool] = or_(
    UNTOUCHED, and_(EventSeat.status == SeatStatus.RESERVED, EventSeat.reserved_until <= NOW)
)

_levels = bindparam("offered_levels", type_=ARRAY(Uuid()))
#: Kept for the presale of the offer, in one of its price levels; never unknown.
IN_PRESALE: ColumnElement[bool] = func.coalesce(
    and_(
        EventSeat.presale_id == bindparam("offered_presale", type_=Uuid()),
        or_(func.cardinality(_levels) == 0, EventSeat.price_level_id == any_(_levels)),
    ),
    false(),
)
#: Held by the hold of the offer.
IN_HOLD: ColumnElement[bool] = and_(
    EventSeat.status == SeatStatus.HELD,
    EventSeat.hold_id == bindparam("offered_hold", type_=Uuid()),
)
#: Kept for somebody else, still; unknown for a seat that is kept for nobody.
KEPT_ELSEWHERE: ColumnElement[bool] = and_(
    EventSeat.allotted_to != bindparam("offered_channel", type_=EventSeat.allotted_to.type),
    ~IN_PRESALE,
    or_(EventSeat.allotted_until.is_(None), EventSeat.allotted_until > NOW),
)
#: On sale to whom the offer is made to: generally, or in its presale before that.
ON_SALE_YET: ColumnElement[bool] = or_(
    bindparam("offered_generally", type_=Boolean()),
    and_(IN_PRESALE, EventSeat.allotted_until > NOW),
)


def offered(offer: Offer) -> dict[str, Any]:
    """The values that the conditions are bound to, but for the moment: `now`."""
    return {
        "offered_channel": offer.channel,
        "offered_presale": offer.presale_id,
        "offered_levels": list(offer.level_ids),
        "offered_hold": offer.hold_id,
        "offered_generally": offer.generally,
    }
