"""What a booking for an event costs beside its tickets."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.sales.totals import FeeRules
from db.models import Event, Tenant


def event_fees(session: Session, event_id: UUID) -> FeeRules:
    """The event's own fees and tax, else the agency's. Refuses `NotFound`."""
    row = session.execute(
        select(
            func.coalesce(Event.service_fee_rate, Tenant.service_fee_rate) * 100,
            func.coalesce(Event.service_fee_per_ticket, Tenant.service_fee_per_ticket),
            func.coalesce(Event.delivery_fee, Tenant.delivery_fee),
            func.coalesce(Event.tax_rate, Tenant.tax_rate) * 100,
        )
        .join(Tenant, Tenant.tenant_id == Event.tenant_id)
        .where(Event.id == event_id)
    ).one_or_none()
    if row is None:
        raise NotFound("event", event_id)
    return FeeRules(*row)
