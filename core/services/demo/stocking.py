"""Venues, events, suppliers and customers; orders and their deliveries, as people who do that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.purchasing.seat_labels import SeatLabel, VenueLabels
from core.domain.purchasing.states import OrderStatus
from core.domain.venues.plan_json import read_plan
from core.services.demo.season import EventCard, LineCard, OrderCard, VenueCard
from core.services.events.creating import EventDraft, create_event
from core.services.events.life import open_sale, publish_event
from core.services.events.price_levels import LevelDraft, set_price_levels
from core.services.purchasing.list_files import read_list_file
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.queries import one_order
from core.services.purchasing.receiving import DeliveredSeat, LineDelivery, receive_delivery
from core.services.purchasing.ticket_types import TicketTypeDraft, add_ticket_type
from core.services.venues.creating import create_venue
from core.services.venues.queries import plan_id_of
from core.services.work import Work, new_key
from db.models import Seat

_HOURS_AHEAD = 5
_MORNING = time(10, 0)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns the season's days into moments: `now` is when the demo is loaded."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The agency's local date."""
        return self.now.astimezone(self.zone).date()

    def at(self, day: int, local: time = _MORNING) -> datetime:
        """A local time on a day counted from today, in UTC."""
        then = datetime.combine(self.today + timedelta(days=day), local, self.zone)
        return then.astimezone(UTC)

    def day_of(self, moment: datetime) -> int:
        """The day of a moment, counted from today."""
        return (moment.astimezone(self.zone).date() - self.today).days

    def past(self, day: int, local: time = _MORNING) -> datetime:
        """Like `at`, but never later than now."""
        return min(self.at(day, local), self.now)

    def start_of(self, card: EventCard) -> datetime:
        """When an event starts; without a time, on the next full hour some hours ahead."""
        if card.at is not None:
            return self.at(card.day, time.fromisoformat(card.at))
        ahead = self.now + timedelta(hours=_HOURS_AHEAD)
        return ahead.replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class StockedEvent:
    """An event of the season as it stands in the books."""

    id: UUID
    card: EventCard
    start: datetime
    end: datetime


def make_venue(work: Work, card: VenueCard) -> UUID:
    """Create a venue from its plan's file."""
    source = card.plan.read_bytes()
    return create_venue(
        work,
        read_plan(source),
        key=new_key(),
        source=source.decode(),
        venue_type=card.venue_type,
    ).id


def make_event(
    work: Work, calendar: Calendar, card: EventCard, venue: VenueCard, venue_id: UUID
) -> StockedEvent:
    """Create an event with its price levels, published; on sale if it ever was."""
    start = calendar.start_of(card)
    end = start + timedelta(minutes=card.minutes)
    draft = EventDraft(
        title=card.title,
        venue_id=venue_id,
        start_datetime=start,
        end_datetime=end,
        timezone=calendar.zone.key,
        event_type=card.event_type,
        is_featured=card.featured,
    )
    event = create_event(work, draft, key=new_key())
    rows = rows_by_section(work.session, venue_id)
    levels = [
        LevelDraft(level.name, card.prices[level.name], level.places(rows), level.color)
        for level in venue.levels
    ]
    set_price_levels(work, event.id, levels, key=new_key())
    publish_event(work, event.id)
    if card.on_sale is not None:
        open_sale(work, event.id)
    return StockedEvent(event.id, card, start, end)


def rows_by_section(session: Session, venue_id: UUID) -> dict[str, list[str]]:
    """The venue's sections with the rows of each."""
    found: dict[str, list[str]] = {}
    plan_id = plan_id_of(session, venue_id)
    wanted = select(Seat.section, Seat.row).where(Seat.plan_id == plan_id).distinct()
    for section, row in session.execute(wanted):
        found.setdefault(section, []).append(row)
    return found


def buy(
    work: Work,
    calendar: Calendar,
    card: OrderCard,
    *,
    event_id: UUID,
    labels: VenueLabels,
    suppliers: Mapping[str, UUID],
) -> UUID:
    """Order what the card says and receive its lists, each on its day; `labels` are the house's."""
    lists = [read_list_file(each.file, labels).accepted() for each in card.deliveries]
    ordered = replace(work, now=calendar.past(card.day))
    draft = OrderDraft(
        supplier_id=suppliers[card.supplier],
        lines=tuple(_line(ordered, line, event_id, lists) for line in card.lines),
        expected_date=None
        if card.expected is None
        else calendar.today + timedelta(days=card.expected),
        reference=card.reference,
        notes=card.notes,
    )
    order_id = draft_order(ordered, draft, key=new_key())
    if card.status is OrderStatus.DRAFT:
        return order_id
    submit_order(ordered, order_id)
    if card.status is OrderStatus.PENDING:
        return order_id
    confirm_order(ordered, order_id)
    lines = one_order(work.session, order_id).lines
    for each, seats in zip(card.deliveries, lists, strict=True):
        arrived = replace(work, now=calendar.past(each.day))
        parts = [LineDelivery(line.id, _within(seats, line.sections)) for line in lines]
        receive_delivery(
            arrived,
            order_id,
            [part for part in parts if part.seats],
            key=new_key(),
            reference=each.file.name,
        )
    return order_id


def _line(
    work: Work, card: LineCard, event_id: UUID, lists: Sequence[Sequence[SeatLabel]]
) -> LineDraft:
    kind = TicketTypeDraft(event_id, card.code, card.name, card.sections)
    listed = sum(len(_within(seats, card.sections)) for seats in lists)
    return LineDraft(
        ticket_type_id=add_ticket_type(work, kind, key=new_key()).id,
        quantity=listed + card.missing,
        unit_price=card.price,
    )


def _within(seats: Sequence[SeatLabel], sections: Sequence[str]) -> tuple[DeliveredSeat, ...]:
    return tuple(
        DeliveredSeat(seat.section, seat.row, seat.number)
        for seat in seats
        if seat.section in sections
    )
