"""Which seats a sale may take: conditions on event seats, with bound values."""

from sqlalchemy import ColumnElement, Text, Uuid, and_, any_, bindparam, func, literal_column, or_
from sqlalchemy.dialects.postgresql import ARRAY

from core.domain.events import EventStatus
from core.domain.inventory.states import Ownership, SeatStatus
from core.services.sales.statements.parts import NOW, identifier, seats, word

#: A sold-out event sells the seat that came back, whether or not the clean-up job has seen it.
ON_SALE = (EventStatus.ON_SALE, EventStatus.SOLD_OUT)
#: A presale sells its seats before the general sale is open.
PRESOLD = (*ON_SALE, EventStatus.PUBLISHED)

FREE = or_(
    seats.c.status == word(SeatStatus.AVAILABLE),
    and_(seats.c.status == word(SeatStatus.RESERVED), seats.c.reserved_until <= NOW),
)
#: Kept for no channel, for this one, or no longer.
ON_THIS_CHANNEL = or_(
    seats.c.allotted_to.is_(None),
    seats.c.allotted_to == bindparam("by_channel", type_=Text()),
    seats.c.allotted_until <= NOW,
)
_LEVELS = bindparam("presale_levels", type_=ARRAY(Uuid()))
#: Kept for the presale that is bought in, in one of its price levels if it is limited to some.
IN_PRESALE = and_(
    seats.c.presale_id == identifier("in_presale"),
    or_(func.cardinality(_LEVELS) == literal_column("0"), seats.c.price_level_id == any_(_LEVELS)),
)
OURS = seats.c.ownership_status == word(Ownership.OWNED)


def takeable(
    *, in_presale: bool, generally: ColumnElement[bool] | None = None
) -> ColumnElement[bool]:
    """Ours, priced, free and on sale this way; `generally`: whether the general sale is open."""
    offered = ON_THIS_CHANNEL if generally is None else and_(ON_THIS_CHANNEL, generally)
    if in_presale:
        offered = or_(offered, IN_PRESALE)
    return and_(OURS, seats.c.retail_price.is_not(None), FREE, offered)
