"""Let a buyer into a presale: the window, the code or the customer, and how much they may buy."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Text, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.sales.presale_entry import (
    AccessCodeNotSaid,
    PresaleRules,
    TooManyGuesses,
    check_entry,
    check_quantity,
)
from core.domain.sales.states import PresaleEntry
from core.domain.staff import Permission
from core.domain.tickets.states import TicketStatus
from core.services.requests import is_answered
from core.services.work import Work
from db.joins import on
from db.models import Booking, Customer, Presale, Ticket

_presale, _code = bindparam("the_presale", type_=Uuid()), bindparam("the_code", type_=Text())
_say = select(func.parterre_api.say_code(_presale, _code))
_code_right = select(func.parterre_api.opens_presale(_presale, _code))
_left_by_code = select(
    func.parterre_api.left_by_code(_presale, bindparam("now", type_=DateTime(timezone=True)))
)
_SOLD = (TicketStatus.CONFIRMED, TicketStatus.USED)


@dataclass(frozen=True, slots=True)
class Entry:
    """Let in: `by_code` or as who they are; `levels` are the price levels, none for all."""

    levels: tuple[UUID, ...]
    by_code: bool


def say_code(work: Work, entry: PresaleEntry) -> None:
    """Take down that a customer says this code, before `is_access_code` and `let_in` know of it.

    They answer in a later transaction, so that no guess is left uncounted. Refuses
    `TooManyGuesses` after so many wrong ones of this login for the event (settings of the agency).
    """
    work.actor.require(Permission.SELL_SEATS)
    again = work.session.scalar(_say, _asked(entry))
    if again is not None:
        raise TooManyGuesses(again)


def is_access_code(session: Session, entry: PresaleEntry) -> bool:
    """Whether the code opens the presale, so that it can be said while the customer is there.

    A code that was not said before (`say_code`) opens nothing.
    """
    return bool(session.scalar(_code_right, _asked(entry)))


def let_in(
    work: Work, event_id: UUID, entry: PresaleEntry, customer_id: UUID | None, seats: int, key: UUID
) -> Entry:
    """Check that so many seats may be bought in the presale.

    Locks the customer, and the presale whose code has a limit, so that two clerks don't sell them
    twice as much as they may buy. Refuses `NotFound`, `AccessCodeNotSaid` and as `check_entry` and
    `check_quantity` do; a request that was answered passes.
    """
    tier = _locked_tier(work, customer_id)
    rules, levels = _rules(work.session, event_id, entry)
    if is_answered(work, key):
        return Entry(levels, by_code=False)
    right = _said_right(work.session, rules, entry) if entry.code.strip() else None
    by_code = check_entry(rules, code_right=right, tier=tier, now=work.now)
    bought = _bought(work.session, entry.presale_id, customer_id, work.now)
    left = _left(work, entry) if by_code else None
    check_quantity(rules, bought=bought, left_by_code=left, asked=seats)
    return Entry(levels, by_code)


def _asked(entry: PresaleEntry) -> dict[str, object]:
    return {"the_presale": entry.presale_id, "the_code": entry.code.strip()}


def _rules(
    session: Session, event_id: UUID, entry: PresaleEntry
) -> tuple[PresaleRules, tuple[UUID, ...]]:
    found = session.execute(
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
    name, start, end, is_active, by_code, tiers, most, levels = found
    rules = PresaleRules(name, start, end, is_active, by_code, tuple(tiers), most)
    return rules, tuple(levels)


def _said_right(session: Session, rules: PresaleRules, entry: PresaleEntry) -> bool:
    """Whether the code is right; where there is no code, every one is wrong."""
    right = session.scalar(_code_right, _asked(entry))
    if right is None and rules.by_code:
        raise AccessCodeNotSaid(rules.name)
    return bool(right)


def _left(work: Work, entry: PresaleEntry) -> int | None:
    """What the code may still buy, true until this transaction ends; None for any number."""
    return work.session.scalar(_left_by_code, {**_asked(entry), "now": work.now})


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
        .join(Ticket, on(Ticket.booking_id, Booking.id))
        .where(Booking.customer_id == customer_id, Booking.presale_id == presale_id, live)
    )
    return session.scalar(mine) or 0
