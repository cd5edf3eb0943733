"""Seats that are kept for a channel: what nobody sells past them, whichever way they write it."""

import pytest
from sqlalchemy.orm import Session

from core.domain.inventory.states import Allotment, SeatStatus
from core.domain.payments.states import BookingPayment
from core.domain.sales.states import BookingStatus, SalesChannel
from core.domain.staff import Role
from core.domain.tickets.states import TicketStatus
from core.services.work import Work
from db.models import Booking, BookingItem, EventSeat, Ticket, TillShift
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.db.security.asking import DENIED
from tests.db.security.breaking import at_commit
from tests.factories import open_till, pay_cash, reserve, stocked_event
from tests.factories.numbers import unique

KEPT = "PT012"


@pytest.fixture
def seat(work: Work) -> EventSeat:
    """A seat that only the web shop sells."""
    (seat,) = stocked_event(work.session, rows=1, seats=1).seats
    seat.allotted_to = Allotment.WEB
    work.session.commit()
    return seat


def sell_at_once(session: Session, seat: EventSeat, till: TillShift, channel: SalesChannel) -> None:
    """A sale without a reservation, as sales from paper are entered."""
    price = seat.retail_price
    assert price is not None
    booking = Booking(
        event_id=seat.event_id,
        booking_number=unique("B"),
        status=BookingStatus.PAID,
        payment_status=BookingPayment.COMPLETED,
        channel=channel,
        ticket_count=1,
        total_amount=price,
        currency="EUR",
        confirmed_at=NOW,
    )
    session.add(booking)
    session.flush()
    ticket = Ticket(
        event_id=seat.event_id,
        event_seat_id=seat.id,
        booking_id=booking.id,
        ticket_number=unique("T"),
        barcode=unique("1"),
        status=TicketStatus.CONFIRMED,
        price_paid=price,
        currency="EUR",
        issued_at=NOW,
    )
    session.add(ticket)
    session.flush()
    session.add(
        BookingItem(booking_id=booking.id, ticket_id=ticket.id, unit_price=price, total_price=price)
    )
    pay_cash(session, booking, till)
    seat.status, seat.reserved_until = SeatStatus.RESERVED, NOW
    session.flush()
    seat.status, seat.reserved_until = SeatStatus.SOLD, None


@pytest.mark.parametrize(
    ("channel", "answer"), [(SalesChannel.COUNTER, KEPT), (SalesChannel.WEB, "")]
)
def test_a_kept_seat_is_not_sold_elsewhere_without_a_reservation_either(
    work: Work, seat: EventSeat, channel: SalesChannel, answer: str
) -> None:
    till = open_till(work.session, work.actor.staff_id)

    found = at_commit(work.session, also=lambda: sell_at_once(work.session, seat, till, channel))

    assert found == answer


@pytest.mark.parametrize(
    ("role", "channel", "answer"),
    [
        (Role.BOX_OFFICE, SalesChannel.WEB, DENIED),
        (Role.BOX_OFFICE, SalesChannel.PHONE, ""),
        (Role.WEB, SalesChannel.COUNTER, DENIED),
        (Role.WEB, SalesChannel.WEB, ""),
    ],
)
def test_the_web_shop_alone_sells_on_the_web(
    work: Work, work_as: WorkAs, role: Role, channel: SalesChannel, answer: str
) -> None:
    seat_id = stocked_event(work.session, rows=1, seats=1).seat_ids[0]
    work.session.commit()
    with work_as(role) as seller:
        free = seller.session.get_one(EventSeat, (seller.actor.tenant_id, seat_id))
        found = at_commit(
            seller.session, also=lambda: reserve(seller.session, [free], channel=channel)
        )

    assert found == answer
