"""What every seat of an event cost and how long it has been in stock, in rank order."""

from datetime import datetime
from uuid import UUID

import numpy as np
import numpy.typing as npt
from sqlalchemy import BigInteger, DateTime, bindparam, case, cast, func
from sqlalchemy.orm import Session

from core.domain.staff import Actor, Permission
from core.services.inventory.rank_order import numbers_by_rank, read_numbers
from db.models import EventSeat

DAY = 24 * 60 * 60
_now = bindparam("now", type_=DateTime(timezone=True))
_costs = numbers_by_rank(func.coalesce(cast(EventSeat.purchase_price * 100, BigInteger), -1))
_days = func.floor(func.extract("epoch", _now - EventSeat.received_at) / DAY)
_came = EventSeat.received_at.is_not(None)
_ages = numbers_by_rank(case((_came, func.greatest(cast(_days, BigInteger), 0)), else_=-1))


def seat_costs(session: Session, actor: Actor, event_id: UUID) -> npt.NDArray[np.int64]:
    """Purchase prices in hundredths by rank, -1 where none is known; one statement.

    Refuses `NotAllowed` without the permission to see profit.
    """
    actor.require(Permission.SEE_PROFIT)
    return read_numbers(session, _costs, event_id)


def seat_ages(
    session: Session, actor: Actor, event_id: UUID, *, now: datetime
) -> npt.NDArray[np.int64]:
    """Whole days since each seat was received by rank, -1 where it never was; one statement.

    Refuses `NotAllowed` without the permission to see profit.
    """
    actor.require(Permission.SEE_PROFIT)
    return read_numbers(session, _ages, event_id, now=now)
