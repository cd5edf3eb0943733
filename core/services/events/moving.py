"""Move an event to its venue's current plan, as long as no seat of it was ever ours."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, delete, exists, func, not_, select, update
from sqlalchemy.orm import Session, aliased

from core.domain.errors import NotFound, Refusal
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.staff import Permission
from core.services.events.creating import event_seats_statement
from core.services.venues.queries import current_plan
from core.services.work import Work
from db.changes import announce
from db.ids import new_id_texts
from db.models import Event, EventSeat, Seat, VenuePlan
from db.statistics import refresh_statistics


class EventHasStock(Refusal):
    """Seats that the agency bought keep the plan that they were bought on."""

    def __init__(self, event: str, owned: int, sold: int) -> None:
        self.event, self.owned, self.sold = event, owned, sold
        super().__init__(
            f"{event} stays on its plan: {owned:,} of its seats were bought and {sold:,} are sold."
        )


@dataclass(frozen=True, slots=True)
class EventPlan:
    """The version that an event sells on, its venue's newest, and what stands against moving."""

    plan_id: UUID
    version: int
    newest: int
    owned: int
    sold: int

    @property
    def may_move(self) -> bool:
        """There is a newer plan, and no seat was ever ours."""
        return self.newest > self.version and not self.owned


@dataclass(frozen=True, slots=True)
class MovedEvent:
    """What moved: seats that stayed the same place, new ones without a price level, gone ones."""

    event_id: UUID
    version: int
    kept: int
    added: int
    removed: int


_event = bindparam("of_event", type_=Uuid())
_to = bindparam("on_plan", type_=Uuid())
_then, _now = aliased(Seat), aliased(Seat)
_free = and_(EventSeat.event_id == _event, EventSeat.ownership_status == Ownership.NOT_OWNED)

_keep = (
    update(EventSeat)
    .where(
        _free,
        _then.id == EventSeat.seat_id,
        _now.venue_id == _then.venue_id,
        _now.guid == _then.guid,
        _now.plan_id == _to,
        _now.is_active,
    )
    .values(seat_id=_now.id, rank=_now.rank)
)
_remove = delete(EventSeat).where(_free, _then.id == EventSeat.seat_id, _then.plan_id != _to)
_has = exists().where(EventSeat.event_id == _event, EventSeat.seat_id == Seat.id)
_add = event_seats_statement(not_(_has)).execution_options(preserve_rowcount=True)
_stock = select(
    func.count().filter(EventSeat.ownership_status != Ownership.NOT_OWNED),
    func.count().filter(EventSeat.status == SeatStatus.SOLD),
).where(EventSeat.event_id == _event)
_later = aliased(VenuePlan)


def event_plan(session: Session, event_id: UUID) -> EventPlan:
    """Read which version an event sells on; refuse `NotFound`."""
    newest = select(func.max(_later.version)).where(_later.venue_id == Event.venue_id)
    found = session.execute(
        select(VenuePlan.id, VenuePlan.version, newest.scalar_subquery())
        .join(Event, Event.plan_id == VenuePlan.id)
        .where(Event.id == event_id)
    ).one_or_none()
    if found is None:
        raise NotFound("event", event_id)
    plan_id, version, latest = found
    owned, sold = session.execute(_stock, {"of_event": event_id}).one()
    return EventPlan(plan_id, version, latest or version, owned, sold)


def move_to_current_plan(work: Work, event_id: UUID) -> MovedEvent:
    """Give the event the seats of its venue's current plan; doing it again changes nothing.

    Seats that both plans have keep their price level. Refuses `EventHasStock`, `NotFound`.
    """
    work.actor.require(Permission.MANAGE_EVENTS)
    event = work.session.get(Event, (work.actor.tenant_id, event_id), with_for_update=True)
    if event is None:
        raise NotFound("event", event_id)
    plan = work.session.execute(current_plan, {"of_venue": event.venue_id}).one()
    if plan.id != event.plan_id:
        _refuse_stock(work, event)  # a delivery points to its event, and waits for the lock
        event.plan_id = plan.id
        work.session.flush()  # a seat is checked against its event's plan
        return _move_seats(work, event, plan.seat_count)
    version = event_plan(work.session, event_id).version
    return MovedEvent(event_id, version, kept=plan.seat_count, added=0, removed=0)


def _move_seats(work: Work, event: Event, seats: int) -> MovedEvent:
    named: dict[str, Any] = {"of_event": event.id, "on_plan": event.plan_id}
    connection = work.session.connection()
    kept = connection.execute(_keep, named).rowcount
    removed = connection.execute(_remove, named).rowcount
    made = {**named, "event_id": event.id, "seat_key": new_id_texts(seats)}
    added = connection.execute(_add, made).rowcount
    announce(work.session, "seats", "event_seats", event_id=event.id)
    refresh_statistics(work.session, "event_seats", added)
    return MovedEvent(event.id, event_plan(work.session, event.id).version, kept, added, removed)


def _refuse_stock(work: Work, event: Event) -> None:
    owned, sold = work.session.execute(_stock, {"of_event": event.id}).one()
    if owned:
        raise EventHasStock(event.title, owned, sold)
