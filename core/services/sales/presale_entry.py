"""Let a buyer into a presale: the window, the code or the customer, and how much they may buy."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Text, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.sales.presale_entry import PresaleRules, check_entry, check_quantity
from core.domain.sales.states import PresaleEntry
from core.domain.tickets.states import TicketStatus
from core.services.requests import is_answered
from core.services.work import Work
from db.models import Booking, Customer, Presale, Ticket

_code_right = select(
    func.parterre_api.opens_presale(
        bindparam("the_presale", type_=Uuid()), bindparam("the_code", type_=Text())
    )
)
_SOLD = (TicketStatus.CONFIRMED, TicketStatus.USED)


def let_in(
    work: Work, event_id: UUID, entry: PresaleEntry, customer_id: UUID | None, seats: int, key: UUID
) -> tuple[UUID, ...]:
    """Check that so many seats may be bought in the presale; the price levels it is limited to.

    Locks the customer, so that two clerks don't sell them twice as much as they may buy. Refuses
    `NotFound` and as `check_entry` and `check_quantity` do; a request that was answered passes.
    """
    tier = _locked_tier(work, customer_id)
    found = work.session.execute(
        select(
            Presale.name,
            Presale.start_datetime,
            Presale.end_datetime,
            Presale.is_active,
            Presale.by_code,
            Presale.customer_tiers,
            Presale.max_tickets_per_customer,
            Presale.price_level_ids,
        ).where(Presale.id == entry.presale_id, Presale.event_id == event_id)
    ).one_or_none()
    if found is None:
        raise NotFound("presale", entry.presale_id)
    rules = PresaleRules(
        found.name,
        found.start_datetime,
        found.end_datetime,
        found.is_active,
        found.by_code,
        tuple(found.customer_tiers),
        found.max_tickets_per_customer,
    )
    if not is_answered(work, key):
        right = is_access_code(work.session, entry) if entry.code.strip() else None
        check_entry(rules, code_right=right, tier=tier, now=work.now)
        bought = _bought(work.session, entry.presale_id, customer_id, work.now)
        check_quantity(rules, bought=bought, asked=seats)
    return tuple(found.price_level_ids)


def is_access_code(session: Session, entry: PresaleEntry) -> bool:
    """Whether the code opens the presale, so that it can be said while the customer is there."""
    asked = {"the_presale": entry.presale_id, "the_code": entry.code.strip()}
    return bool(session.scalar(_code_right, asked))


def _locked_tier(work: Work, customer_id: UUID | None) -> str | None:
    """The customer's tier; None for a walk-up, and for a customer that is not there."""
    mine = select(Customer.customer_tier).where(Customer.id == customer_id)
    tier = (
        None if customer_id is None else work.session.scalar(mine.with_for_update(key_share=True))
    )
    return None if tier is None else tier.value


def _bought(session: Session, presale_id: UUID, customer_id: UUID | None, now: datetime) -> int:
    """Tickets that the customer has in this presale; a walk-up is somebody else each time."""
    if customer_id is None:
        return 0
    live: ColumnElement[bool] = or_(
        Ticket.status.in_(_SOLD),
        and_(Ticket.status == TicketStatus.RESERVED, Ticket.reserved_until > now),
    )
    mine = (
        select(func.count())
        .select_from(Booking)
        .join(Ticket, and_(Ticket.tenant_id == Booking.tenant_id, Ticket.booking_id == Booking.id))
        .where(Booking.customer_id == customer_id, Booking.presale_id == presale_id, live)
    )
    return session.scalar(mine) or 0
