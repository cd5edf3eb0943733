"""What moving an event to its venue's newest plan would change, told before it is done."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from core.services.events.moving import EventPlan, event_plan
from db.joins import on
from db.models import Event, EventSeat, Seat, VenuePlan


@dataclass(frozen=True, slots=True)
class MovingOutlook:
    """The versions, and how many seats stay the same place, come without a price level, and go."""

    plan: EventPlan
    kept: int
    added: int
    removed: int


_event = bindparam("of_event", type_=Uuid())
_then, _now = aliased(Seat), aliased(Seat)
_newest = (
    select(VenuePlan.id)
    .join(Event, on(Event.venue_id, VenuePlan.venue_id))
    .where(Event.id == _event)
    .order_by(VenuePlan.version.desc())
    .limit(1)
    .scalar_subquery()
)
_same_place = and_(
    _now.venue_id == _then.venue_id,
    _now.guid == _then.guid,
    _now.plan_id == _newest,
    _now.is_active,
)
_now_and_then = (
    select(func.count(), func.count(_now.id))
    .select_from(EventSeat)
    .join(_then, on(_then.id, EventSeat.seat_id))
    .outerjoin(_now, _same_place)
    .where(EventSeat.event_id == _event)
)
_then_in_all = select(func.count()).select_from(Seat).where(Seat.plan_id == _newest, Seat.is_active)


def moving_outlook(session: Session, event_id: UUID) -> MovingOutlook:
    """Compare the event's seats with those of the newest plan by their guids; refuse `NotFound`."""
    plan = event_plan(session, event_id)
    has, kept = session.execute(_now_and_then, {"of_event": event_id}).one()
    will_have = session.execute(_then_in_all, {"of_event": event_id}).scalar_one()
    return MovingOutlook(plan, kept=kept, added=will_have - kept, removed=has - kept)
