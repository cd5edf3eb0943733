"""SOLD_OUT, entered and left by the system: a reading of the seats, refreshed beside the sales.

No sale touches its event's row: one counter that every sale updates would make them wait for each
other. A sold-out event still sells the seat that came back, so nothing waits for this.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Exists, and_, case, exists, or_, update

from core.domain.events import EventStatus
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.staff import Permission
from core.services.sales.statements.parts import NOW, events, seats, word, words
from core.services.work import Work
from db.changes import announce
from db.joins import on


@dataclass(frozen=True, slots=True)
class SoldOutChange:
    """An event that entered or left SOLD_OUT."""

    event_id: UUID
    title: str
    status: EventStatus


def _some_seat(*statuses: SeatStatus) -> Exists:
    return exists().where(
        on(seats.c.event_id, events.c.id),
        seats.c.ownership_status == word(Ownership.OWNED),
        seats.c.status.in_(words(*statuses)),
    )


_left = _some_seat(SeatStatus.AVAILABLE, SeatStatus.RESERVED)
_refresh = (
    update(events)
    .where(
        or_(
            and_(
                events.c.status == word(EventStatus.ON_SALE),
                _some_seat(SeatStatus.SOLD),
                ~_left,
            ),
            and_(events.c.status == word(EventStatus.SOLD_OUT), _left),
        )
    )
    .values(
        status=case(
            (events.c.status == word(EventStatus.ON_SALE), word(EventStatus.SOLD_OUT)),
            else_=word(EventStatus.ON_SALE),
        ),
        updated_at=NOW,
    )
    .returning(events.c.id, events.c.title, events.c.status)
)


def refresh_sold_out(work: Work) -> list[SoldOutChange]:
    """Mark events whose last owned seat is sold, and unmark those that have one again."""
    work.actor.require(Permission.RELEASE_EXPIRED)
    rows = work.session.connection().execute(_refresh, {"now": work.now}).all()
    for row in rows:
        announce(work.session, "events", event_id=row.id)
    return [SoldOutChange(row.id, row.title, EventStatus(row.status)) for row in rows]
