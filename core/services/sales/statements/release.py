"""Give reservations back: one statement for one booking, or for a batch whose time is over."""

from typing import Any

from sqlalchemy import (
    CTE,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    false,
    func,
    literal_column,
    null,
    select,
    update,
)

from core.domain.inventory.states import SeatStatus
from core.domain.payments.states import PaymentStatus
from core.domain.sales.states import BookingStatus
from core.domain.tickets.states import TicketStatus
from core.services.sales.statements.parts import (
    NOW,
    among,
    booking,
    claim_of,
    identifier,
    item,
    own_claim,
    payment,
    reserved_seats,
    seats,
    ticket,
    won,
    word,
    words,
)

OPEN = (BookingStatus.RESERVED, BookingStatus.PENDING)


def _release(locked: CTE, whole: CTE) -> tuple[CTE, tuple[CTE, ...]]:
    """Cancel the bookings in `whole` and free their seats; the first CTE returns the bookings."""
    cancelled = (
        update(booking)
        .where(among(booking.c.id, select(whole.c.id)), booking.c.status.in_(words(*OPEN)))
        .values(
            status=word(BookingStatus.CANCELLED),
            reserved_until=null(),
            cancelled_at=NOW,
            updated_at=NOW,
            cancellation_reason=bindparam("why", type_=Text()),
        )
        .returning(booking.c.id, booking.c.event_id)
        .cte("cancelled")
    )
    over = select(cancelled.c.id)
    mine = locked.c.booking_id.in_(over)
    the_tickets = select(locked.c.ticket_id).where(mine)
    dead = (
        update(ticket)
        .where(among(ticket.c.id, the_tickets))
        .values(status=word(TicketStatus.CANCELLED), cancelled_at=NOW, reserved_until=null())
        .cte("dead")
    )
    listed = (
        update(item)
        .where(among(item.c.ticket_id, the_tickets), item.c.is_cancelled == false())
        .values(is_cancelled=literal_column("true"), cancelled_at=NOW)
        .cte("listed")
    )
    freed = (
        update(seats)
        .where(among(seats.c.id, select(locked.c.id).where(mine)))
        .values(status=word(SeatStatus.AVAILABLE), reserved_until=null())
        .cte("freed")
    )
    given_up = (
        update(payment)
        .where(
            among(payment.c.booking_id, over),
            payment.c.status == word(PaymentStatus.PENDING),
        )
        .values(status=word(PaymentStatus.FAILED), failure_reason=bindparam("why", type_=Text()))
        .cte("given_up")
    )
    return cancelled, (dead, listed, freed, given_up)


def _release_one(claim: CTE) -> Select[Any]:
    locked = reserved_seats(claim)
    # Counting makes the seats locked before the booking: the order that everybody keeps.
    waited = select(func.count().label("n")).select_from(locked).subquery("waited")
    whole = (
        select(booking.c.id)
        .join(waited, waited.c.n >= literal_column("0"))
        .where(won(claim), booking.c.id == identifier("the_booking"))
        .cte("whole")
    )
    cancelled, writes = _release(locked, whole)
    first = select(won(claim).label("claimed")).subquery("first")
    told = select(cancelled).subquery("told")
    return (
        select(first.c.claimed, *told.c)
        .select_from(first)
        .outerjoin(told, literal_column("true"))
        .add_cte(*writes)
    )


def _release_lapsed() -> Select[Any]:
    """Seats that somebody is busy with are skipped; so are bookings that have such a seat."""
    lapsed = (
        select(booking.c.id)
        .where(booking.c.status.in_(words(*OPEN)), booking.c.reserved_until <= NOW)
        .order_by(booking.c.reserved_until)
        .limit(bindparam("most", type_=Integer()))
        .cte("lapsed")
    )
    reserved = and_(
        ticket.c.booking_id == lapsed.c.id,
        among(ticket.c.booking_id, select(lapsed.c.id)),
        ticket.c.status == word(TicketStatus.RESERVED),
    )
    locked = (
        select(seats.c.id, ticket.c.id.label("ticket_id"), ticket.c.booking_id)
        .select_from(lapsed)
        .join(ticket, reserved)
        .join(seats, seats.c.id == ticket.c.live_seat_id)
        .where(seats.c.status == word(SeatStatus.RESERVED), seats.c.reserved_until <= NOW)
        .order_by(seats.c.id)
        .with_for_update(of=[seats, ticket], skip_locked=True)
        .cte("locked")
    )
    standing = (
        select(lapsed.c.id, func.count(ticket.c.id).label("n"))
        .select_from(lapsed)
        .outerjoin(ticket, reserved)
        .group_by(lapsed.c.id)
        .subquery("standing")
    )
    had = (
        select(locked.c.booking_id, func.count().label("n"))
        .group_by(locked.c.booking_id)
        .subquery("had")
    )
    whole = (
        select(standing.c.id)
        .outerjoin(had, had.c.booking_id == standing.c.id)
        .where(standing.c.n == func.coalesce(had.c.n, literal_column("0")))
        .cte("whole")
    )
    return _by_event(locked, whole)


def _release_of_event() -> Select[Any]:
    """All of one event: whoever is paying at this moment is waited for, and then left alone."""
    open_ones = (
        select(booking.c.id)
        .where(booking.c.status.in_(words(*OPEN)), booking.c.event_id == identifier("of_event"))
        .cte("open_ones")
    )
    locked = (
        select(seats.c.id, ticket.c.id.label("ticket_id"), ticket.c.booking_id)
        .select_from(open_ones)
        .join(ticket, ticket.c.booking_id == open_ones.c.id)
        .join(seats, seats.c.id == ticket.c.live_seat_id)
        .where(
            ticket.c.status == word(TicketStatus.RESERVED),
            seats.c.status == word(SeatStatus.RESERVED),
        )
        .order_by(seats.c.id)
        .with_for_update(of=[seats, ticket])
        .cte("locked")
    )
    waited = select(func.count().label("n")).select_from(locked).subquery("waited")
    whole = select(open_ones.c.id).join(waited, waited.c.n >= literal_column("0")).cte("whole")
    return _by_event(locked, whole)


def _by_event(locked: CTE, whole: CTE) -> Select[Any]:
    cancelled, writes = _release(locked, whole)
    return (
        select(cancelled.c.event_id, func.count().label("bookings"))
        .group_by(cancelled.c.event_id)
        .add_cte(*writes)
    )


#: One row: `claimed`, and the booking or NULL.
RELEASE_ONE = _release_one(claim_of("release_reservation", "the_booking"))
#: The same inside another use case, which has claimed the key.
RELEASE_CLAIMED = _release_one(own_claim())
#: One row per event with the number of bookings released.
RELEASE_LAPSED = _release_lapsed()
#: The same for every open booking of one event.
RELEASE_OF_EVENT = _release_of_event()
