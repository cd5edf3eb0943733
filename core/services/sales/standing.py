"""How a booking stands: in full, what is still owed for it, what must go back, and its heirs."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.money import Money
from core.domain.payments.states import PaymentStatus
from core.domain.sales.states import BookingStatus
from core.services.sales.queries import BookingInFull, booking_in_full
from core.services.sales.rows import BookingRow
from db.models import Booking, Payment

UNPAID = frozenset({BookingStatus.RESERVED, BookingStatus.PENDING, BookingStatus.CONFIRMED})
_SOLD = (BookingStatus.CONFIRMED, BookingStatus.PAID)


@dataclass(frozen=True, slots=True)
class BookingStanding:
    """A booking in full; `owed` by the customer, `refund_due` to them, zero where nothing is.

    Money that came late may have taken a lapsed booking's seats again: `instead_of` is the number
    of the lapsed one, `replaced_by` that of the booking which has its seats now.
    """

    full: BookingInFull
    owed: Money
    refund_due: Money
    instead_of: str | None
    replaced_by: str | None


def booking_standing(session: Session, booking_id: UUID) -> BookingStanding:
    """How one booking stands; refuse `NotFound`."""
    full = booking_in_full(session, booking_id)
    lapsed = select(Booking.replaces_id).where(Booking.id == booking_id).scalar_subquery()
    number = select(Booking.booking_number)
    return BookingStanding(
        full=full,
        owed=owed_for(full.booking),
        refund_due=refund_due(session, full.booking),
        instead_of=session.scalar(number.where(Booking.id == lapsed)),
        replaced_by=session.scalar(number.where(Booking.replaces_id == booking_id)),
    )


def owed_for(booking: BookingRow) -> Money:
    """What is still to be paid for a booking: all of it or nothing, there are no part payments."""
    unpaid = booking.status in UNPAID
    return booking.total if unpaid else Money.zero(booking.total.currency)


def refund_due(session: Session, booking: BookingRow) -> Money:
    """What must go back to the customer: money that came for a booking that has not been sold.

    From the payments, as not everybody who sells may read the journal.
    """
    kept = select(func.sum(Payment.amount)).where(
        Payment.booking_id == booking.id, Payment.status == PaymentStatus.SUCCESS
    )
    came = None if booking.status in _SOLD else session.scalar(kept)
    return Money(came or Decimal(0), booking.total.currency)
