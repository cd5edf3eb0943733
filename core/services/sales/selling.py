"""Which events the counter sells for."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.services.events.queries import EventRow, upcoming_events
from core.services.sales.statements.offered import ON_SALE, PRESOLD
from db.models import Presale


def events_to_sell(session: Session, *, now: datetime) -> list[EventRow]:
    """Events on sale, and published ones with a presale that is not over; the next one first."""
    presold = set(
        session.scalars(
            select(Presale.event_id).where(Presale.is_active, Presale.end_datetime > now)
        )
    )
    return [
        event
        for event in upcoming_events(session, now=now)
        if event.status in (PRESOLD if event.id in presold else ON_SALE)
    ]
