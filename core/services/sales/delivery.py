"""What it costs to have the tickets of an event posted."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.money import Money
from db.models import Event, Tenant


def delivery_fee(session: Session, event_id: UUID) -> Money:
    """The fee of a posted booking: the event's, else the agency's. Refuses `NotFound`."""
    row = session.execute(
        select(func.coalesce(Event.delivery_fee, Tenant.delivery_fee), Event.currency)
        .join(Tenant, Tenant.tenant_id == Event.tenant_id)
        .where(Event.id == event_id)
    ).one_or_none()
    if row is None:
        raise NotFound("event", event_id)
    return Money(row[0], row[1])
