"""Create an event on a venue: the event and one event seat for every active seat."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Insert, Uuid, bindparam, func, insert, select
from sqlalchemy.sql.elements import ColumnElement

from core.domain.currencies import require_currency
from core.domain.errors import Nameless, NotFound, Refusal
from core.domain.events import EventType, check_terms
from core.domain.money import Money
from core.domain.staff import Permission
from core.services.requests import answered_before
from core.services.venues.queries import current_plan
from core.services.venues.timezones import require_timezone
from core.services.work import Work
from db.arrays import table_of_arrays
from db.changes import announce
from db.ids import new_id, new_id_texts
from db.models import Event, EventCategory, EventSeat, Organizer, Seat, Tenant
from db.statistics import refresh_statistics

_TERMS = (
    "service_fee_rate",
    "service_fee_per_ticket",
    "delivery_fee",
    "tax_rate",
    "reservation_minutes",
    "transfer_due_days",
)


class EventEndsBeforeItStarts(Refusal):
    def __init__(self, start: datetime, end: datetime) -> None:
        self.start, self.end = start, end
        super().__init__("The event ends before it starts. Correct one of the two times.")


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What an event needs, its times aware; None leaves the agency's setting in force."""

    title: str
    venue_id: UUID
    start_datetime: datetime
    end_datetime: datetime
    timezone: str
    event_type: EventType = EventType.OTHER
    currency: str | None = None
    description: str | None = None
    category_id: UUID | None = None
    organizer_id: UUID | None = None
    is_featured: bool = False
    service_fee_rate: Decimal | None = None
    service_fee_per_ticket: Decimal | None = None
    delivery_fee: Decimal | None = None
    tax_rate: Decimal | None = None
    reservation_minutes: int | None = None
    transfer_due_days: int | None = None


@dataclass(frozen=True, slots=True)
class NewEvent:
    id: UUID
    title: str
    seats: int


_ids = table_of_arrays("made", seat_key=Uuid())


def event_seats_statement(*only: ColumnElement[bool]) -> Insert:
    """Insert the active seats of the plan `on_plan`, or only these of them, for `event_id`.

    `seat_key` is a key for each of the plan's seats, in rank order.
    """
    return insert(EventSeat).from_select(
        ["id", "event_id", "seat_id", "rank", "tenant_id"],
        select(
            _ids.c.seat_key,
            bindparam("event_id", type_=Uuid()),
            Seat.id,
            Seat.rank,
            Seat.tenant_id,
        )
        .select_from(Seat)
        .join(_ids, _ids.c.n == Seat.rank + 1)
        .where(Seat.plan_id == bindparam("on_plan", type_=Uuid()), Seat.is_active, *only)
        .order_by(Seat.rank),
    )


_insert_seats = event_seats_statement()


def create_event(work: Work, draft: EventDraft, *, key: UUID) -> NewEvent:
    """Create a draft event on its venue's current plan, with all seats, none of them owned yet.

    Refuses `Nameless`, `EventEndsBeforeItStarts`, `UnknownTimezone`, `UnknownCurrency`,
    `CurrencyTooFine`, `TooManyDigits`, `OutOfRange` and, for an unknown venue, category or
    organizer, `NotFound`; times without a zone are a mistake of the caller (ValueError).
    """
    work.actor.require(Permission.MANAGE_EVENTS)
    draft = replace(draft, title=Nameless.check("event", draft.title))
    _check_times(draft)
    check_terms(**{term: getattr(draft, term) for term in _TERMS})
    event_id = new_id()
    first = answered_before(work, key, "create_event", subject_id=event_id, draft=asdict(draft))
    if first is not None and first.subject_id is not None:
        return _counted(work, first.subject_id, draft.title)
    plan = work.session.execute(current_plan, {"of_venue": draft.venue_id}).one_or_none()
    if plan is None:
        raise NotFound("venue", draft.venue_id)
    _check_filed(work, draft)
    fields = {**asdict(draft), **_money_terms(work, draft), "plan_id": plan.id}
    work.session.add(Event(id=event_id, **fields))
    work.session.flush()  # the event seats point to the event
    work.session.connection().execute(
        _insert_seats,
        {
            "event_id": event_id,
            "on_plan": plan.id,
            "seat_key": new_id_texts(plan.seat_count),
        },
    )
    announce(work.session, "event_seats", event_id=event_id)
    refresh_statistics(work.session, "event_seats", plan.seat_count)
    return _counted(work, event_id, draft.title)


def _check_times(draft: EventDraft) -> None:
    if draft.start_datetime.tzinfo is None or draft.end_datetime.tzinfo is None:
        raise ValueError("an event's times need their zone")
    if draft.end_datetime <= draft.start_datetime:
        raise EventEndsBeforeItStarts(draft.start_datetime, draft.end_datetime)
    require_timezone(draft.timezone)


def _check_filed(work: Work, draft: EventDraft) -> None:
    if draft.category_id is not None:
        known = select(EventCategory.id).where(EventCategory.id == draft.category_id)
        if work.session.scalar(known) is None:
            raise NotFound("event category", draft.category_id)
    if draft.organizer_id is not None:
        known = select(Organizer.id).where(Organizer.id == draft.organizer_id)
        if work.session.scalar(known) is None:
            raise NotFound("organizer", draft.organizer_id)


def _money_terms(work: Work, draft: EventDraft) -> dict[str, Any]:
    """The event's currency, and its fees in it: the agency's are amounts of its own only."""
    agency = work.session.scalars(select(Tenant.currency)).one()
    currency = draft.currency or agency
    require_currency(currency)
    none = None if currency == agency else Decimal(0)
    fees = {
        "service_fee_per_ticket": draft.service_fee_per_ticket,
        "delivery_fee": draft.delivery_fee,
    }
    payable = {
        name: none if fee is None else Money(fee, currency).amount for name, fee in fees.items()
    }
    return {"currency": currency, **payable}


def _counted(work: Work, event_id: UUID, title: str) -> NewEvent:
    count = work.session.scalar(
        select(func.count()).select_from(EventSeat).where(EventSeat.event_id == event_id)
    )
    return NewEvent(event_id, title, count or 0)
