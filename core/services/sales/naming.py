"""Say who buys after the seats are reserved: a walk-up becomes a customer."""

from uuid import UUID

from sqlalchemy import select, update

from core.domain.errors import NotFound
from core.domain.sales.refusals import BuyerFixed
from core.domain.sales.states import BookingStatus
from core.domain.staff import Permission
from core.services.requests import answered_before
from core.services.sales.customers import one_customer
from core.services.sales.queries import one_booking
from core.services.sales.rows import BookingRow
from core.services.work import Work
from db.models import Booking


def name_buyer(work: Work, booking_id: UUID, customer_id: UUID, *, key: UUID) -> BookingRow:
    """Give a walk-up's reservation its customer.

    Refuses `BuyerFixed` for a booking that has one, that is no reservation any more, or that was
    let into its presale as a walk-up's, whose tickets count for nobody; and `NotFound`.
    """
    work.actor.require(Permission.SELL_SEATS)
    who = {"booking": booking_id, "customer": customer_id}
    if answered_before(work, key, "name_buyer", **who) is None:
        asked = select(Booking).where(Booking.id == booking_id).with_for_update()
        booking = work.session.scalars(asked).one_or_none()
        if booking is None:
            raise NotFound("booking", booking_id)
        if why := _why_fixed(booking):
            raise BuyerFixed(booking.booking_number, why)
        one_customer(work.session, customer_id)  # refuses who is unknown
        # A statement, not the object: the promise that follows is one that sees no pending changes.
        work.session.execute(
            update(Booking).where(Booking.id == booking_id).values(customer_id=customer_id)
        )
    return one_booking(work.session, booking_id)


def _why_fixed(booking: Booking) -> str:
    if booking.customer_id is not None:
        return "it has a customer"
    if booking.status is not BookingStatus.RESERVED:
        return f"it is {booking.status.value.lower()}"
    if booking.presale_id is not None:
        return "it was let into its presale without a name; reserve again for the customer"
    return ""
