"""What the finder (Ctrl+K) finds beside screens: events and bookings."""

from collections.abc import Callable, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.domain.staff import Permission
from core.services.events.queries import EventRow, upcoming_events
from core.services.sales.queries import BookingLine, find_bookings
from core.services.sales.rows import BookingRow
from desktop.desk import Query
from desktop.shell import Found, Search
from desktop.theme import chip_for
from desktop.words import count, when_text
from desktop.workplace import Workplace

MOST_OF_A_KIND = 8


def search_everything(workplace: Workplace) -> Search:
    """The finder's query by words: events by name or venue, bookings by number or customer."""

    def search(text: str) -> Query[Sequence[Found]]:
        def find(session: Session) -> Sequence[Found]:
            events = _events(session, workplace, text)
            bookings = find_bookings(session, text, limit=MOST_OF_A_KIND)
            return [*events, *(_booking(workplace, line) for line in bookings)]

        return find

    return search


def _events(session: Session, workplace: Workplace, text: str) -> list[Found]:
    words = text.casefold().split()
    now = workplace.clock()
    found = [
        event
        for event in upcoming_events(session, now=now)
        if all(word in f"{event.title} {event.venue}".casefold() for word in words)
    ]
    return [_event(workplace, event) for event in found[:MOST_OF_A_KIND]]


def _event(workplace: Workplace, event: EventRow) -> Found:
    when = when_text(event.start, workplace.clock(), ZoneInfo(event.timezone))
    return Found(
        event.title,
        partial(workplace.go, "Event", event.id),
        f"{when}, {event.venue}",
        "calendar",
    )


def _way_to(workplace: Workplace, booking: BookingRow) -> Callable[[], object]:
    """To the booking, or to its event for those who sell nothing."""
    if workplace.may(Permission.SELL_SEATS):
        return partial(workplace.go, "Bookings", booking.id)
    return partial(workplace.go, "Event", booking.event_id)


def _booking(workplace: Workplace, line: BookingLine) -> Found:
    booking = line.booking
    status = chip_for(booking.status).word.lower()
    tickets = count(booking.ticket_count, "ticket")
    return Found(
        booking.number,
        _way_to(workplace, booking),
        f"{line.customer or 'Walk-up'}, {tickets} for {booking.event}, {status}",
        "receipt",
    )
