"""Give reservations back: by hand, or because their clock has run out."""

from uuid import UUID

from core.domain.errors import IllegalMove
from core.domain.moves import require_move
from core.domain.sales.refusals import ChangedMeanwhile
from core.domain.sales.states import BOOKING_MOVES, BookingStatus
from core.domain.staff import Permission
from core.services.requests import body_hash, first_answer
from core.services.sales.queries import one_booking
from core.services.sales.rows import BookingRow
from core.services.sales.statements.release import OPEN, RELEASE_LAPSED, RELEASE_ONE
from core.services.work import Work
from db.changes import announce_later

GIVEN_BACK = "Given back at the counter"
LAPSED = "The reservation ran out"
_CHANGED = ("bookings", "event_seats", "payments", "tickets")
_USE_CASE = "release_reservation"


def release_reservation(
    work: Work, booking_id: UUID, *, reason: str = GIVEN_BACK, key: UUID
) -> BookingRow:
    """Give the seats of a reserved or promised booking back to sale.

    Refuses `IllegalMove` for a booking that is paid or over, and `NotFound`.
    """
    work.actor.require(Permission.SELL_SEATS)
    hashed = body_hash(_USE_CASE, booking=booking_id, reason=reason)
    params = {
        "key": key,
        "hashed": hashed,
        "the_booking": booking_id,
        "now": work.now,
        "why": reason,
    }
    row = work.session.connection().execute(RELEASE_ONE, params).one()
    if not row.claimed:
        first_answer(work, key, _USE_CASE, hashed)
    booking = one_booking(work.session, booking_id)
    announce_later(work.session, *_CHANGED, event_id=booking.event_id)
    if row.claimed and row.id is None:
        require_move(booking.number, BOOKING_MOVES, booking.status, BookingStatus.CANCELLED)
        if booking.status not in OPEN:
            raise IllegalMove(booking.number, booking.status, "given back")
        raise ChangedMeanwhile(booking.number)
    return booking


def release_expired(work: Work, *, limit: int = 500) -> int:
    """Release up to `limit` bookings whose time is over, the longest over first; say how many.

    Seats that somebody is buying or paying for at this moment are left to them. Nothing waits for
    this: a seat whose reservation ran out is sold to the next buyer at once.
    """
    work.actor.require(Permission.RELEASE_EXPIRED)
    params = {"now": work.now, "most": limit, "why": LAPSED}
    rows = work.session.connection().execute(RELEASE_LAPSED, params).all()
    for row in rows:
        announce_later(work.session, *_CHANGED, event_id=row.event_id)
    return sum(row.bookings for row in rows)
