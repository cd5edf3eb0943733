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
    bookings,
    claim_of,
    identifier,
    items,
    payments,
    seats,
    tickets,
    won,
    word,
    words,
)

OPEN = (BookingStatus.RESERVED, BookingStatus.PENDING)


def _release(locked: CTE, whole: CTE) -> tuple[CTE, tuple[CTE, ...]]:
    """Cancel the bookings in `whole` and free their seats; the first CTE returns the bookings."""
    cancelled = (
        update(bookings)
        .where(among(bookings.c.id, select(whole.c.id)), bookings.c.status.in_(words(*OPEN)))
        .values(
            status=word(BookingStatus.CANCELLED),
            reserved_until=None,
            cancelled_at=NOW,
            cancellation_reason=bindparam("why", type_=Text()),
        )
        .returning(bookings)
        .cte("cancelled")
    )
    over = select(cancelled.c.id)
    mine = locked.c.booking_id.in_(over)
    dead = (
        update(tickets)
        .where(among(tickets.c.id, select(locked.c.ticket_id).where(mine)))
        .values(status=word(TicketStatus.CANCELLED), cancelled_at=NOW, reserved_until=None)
        .cte("dead")
    )
    listed = (
        update(items)
        .where(among(items.c.booking_id, over), items.c.is_cancelled == false())
        .values(is_cancelled=literal_column("true"), cancelled_at=NOW)
        .cte("listed")
    )
    freed = (
        update(seats)
        .where(among(seats.c.id, select(locked.c.id).where(mine)))
        .values(status=word(SeatStatus.AVAILABLE), reserved_until=None)
        .cte("freed")
    )
    given_up = (
        update(payments)
        .where(
            among(payments.c.booking_id, over),
            payments.c.status == word(PaymentStatus.PENDING),
        )
        .values(status=word(PaymentStatus.FAILED), failure_reason=bindparam("why", type_=Text()))
        .cte("given_up")
    )
    return cancelled, (dead, listed, freed, given_up)


def _release_one() -> Select[Any]:
    claim = claim_of("release_reservation", "the_booking")
    locked = (
        select(seats.c.id, tickets.c.id.label("ticket_id"), tickets.c.booking_id)
        .select_from(tickets)
        .join(seats, seats.c.id == tickets.c.live_seat_id)
        .where(
            won(claim),
            tickets.c.booking_id == identifier("the_booking"),
            tickets.c.status == word(TicketStatus.RESERVED),
        )
        .order_by(seats.c.id)
        .with_for_update(of=[seats, tickets])
        .cte("locked")
    )
    # Counting makes the seats locked before the booking: the order that everybody keeps.
    waited = select(func.count().label("n")).select_from(locked).subquery("waited")
    whole = (
        select(bookings.c.id)
        .join(waited, waited.c.n >= literal_column("0"))
        .where(won(claim), bookings.c.id == identifier("the_booking"))
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
        select(bookings.c.id)
        .where(bookings.c.status.in_(words(*OPEN)), bookings.c.reserved_until <= NOW)
        .order_by(bookings.c.reserved_until)
        .limit(bindparam("most", type_=Integer()))
        .cte("lapsed")
    )
    reserved = and_(
        tickets.c.booking_id == lapsed.c.id,
        among(tickets.c.booking_id, select(lapsed.c.id)),
        tickets.c.status == word(TicketStatus.RESERVED),
    )
    locked = (
        select(seats.c.id, tickets.c.id.label("ticket_id"), tickets.c.booking_id)
        .select_from(lapsed)
        .join(tickets, reserved)
        .join(seats, seats.c.id == tickets.c.live_seat_id)
        .where(seats.c.status == word(SeatStatus.RESERVED), seats.c.reserved_until <= NOW)
        .order_by(seats.c.id)
        .with_for_update(of=[seats, tickets], skip_locked=True)
        .cte("locked")
    )
    standing = (
        select(lapsed.c.id, func.count(tickets.c.id).label("n"))
        .select_from(lapsed)
        .outerjoin(tickets, reserved)
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
    cancelled, writes = _release(locked, whole)
    return (
        select(cancelled.c.event_id, func.count().label("bookings"))
        .group_by(cancelled.c.event_id)
        .add_cte(*writes)
    )


#: One row: `claimed`, and the booking or NULL.
RELEASE_ONE = _release_one()
#: One row per event with the number of bookings released.
RELEASE_LAPSED = _release_lapsed()
