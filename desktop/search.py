"""What the finder (Ctrl+K) finds beside screens: events, bookings, orders and venues."""

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.domain.staff import Permission, Role
from core.services.events.queries import EventRow, upcoming_events
from core.services.purchasing.queries import OrderRow, find_orders
from core.services.sales.queries import BookingLine, find_bookings
from core.services.venues.queries import list_venues
from desktop.desk import Query
from desktop.shell import Found, Search
from desktop.theme import chip_for
from desktop.words import count, when_text
from desktop.workplace import Workplace

MOST_OF_A_KIND = 8


def search_everything(workplace: Workplace) -> Search:
    """The finder's query by words: records by number and by name, bookings by ticket too.

    Only those who sell find bookings: nobody else may see whose they are. Orders and venues are
    found by those who have their screens.
    """
    needed = (Permission.SELL_SEATS, Permission.ORDER_SEATS, Permission.MANAGE_VENUES)
    sells, buys, draws = (workplace.may(permission) for permission in needed)

    def search(text: str) -> Query[Sequence[Found]]:
        def find(session: Session) -> Sequence[Found]:
            events = _events(session, workplace, text)
            bookings = find_bookings(session, text, limit=MOST_OF_A_KIND) if sells else []
            bought = find_orders(session, text, limit=MOST_OF_A_KIND) if buys else []
            return [
                *events,
                *(_booking(workplace, line) for line in bookings),
                *(_order(workplace, order) for order in bought),
                *(_venues(session, workplace, text) if draws else []),
            ]

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
    screen = "Door" if workplace.actor.role is Role.DOOR else "Event"
    return Found(
        event.title,
        partial(workplace.go, screen, event.id),
        f"{when}, {event.venue}",
        "calendar",
    )


def _order(workplace: Workplace, order: OrderRow) -> Found:
    status = chip_for(order.status).word.lower()
    return Found(
        order.number,
        partial(workplace.go, "Purchasing", order.id),
        f"{order.supplier}, {count(order.ordered, 'seat')}, {status}",
        "truck",
    )


def _venues(session: Session, workplace: Workplace, text: str) -> list[Found]:
    wanted = text.strip().casefold()
    found = [venue for venue in list_venues(session) if wanted in venue.name.casefold()]
    return [
        Found(
            venue.name,
            partial(workplace.go, "Venues", venue.id),
            f"Venue, {count(venue.capacity, 'place')}",
            "seat",
        )
        for venue in found[:MOST_OF_A_KIND]
    ]


def _booking(workplace: Workplace, line: BookingLine) -> Found:
    booking = line.booking
    status = chip_for(booking.status).word.lower()
    tickets = count(booking.ticket_count, "ticket")
    return Found(
        booking.number,
        partial(workplace.go, "Bookings", booking.id),
        f"{line.customer or 'Walk-up'}, {tickets} for {booking.event}, {status}",
        "receipt",
    )
