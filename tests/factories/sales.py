"""What a sale needs, and whole sales: an open till, reserved and sold seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from core.domain.inventory.states import SeatStatus
from core.domain.payments.states import (
    Account,
    BookingPayment,
    PaymentMethod,
    PaymentStatus,
    Provider,
)
from core.domain.sales.states import BookingStatus
from core.domain.tickets.states import TicketStatus
from core.services.sales import rows
from core.services.sales.customers import CustomerDraft, add_customer
from core.services.sales.naming import name_buyer
from core.services.sales.rows import BookingRow
from core.services.sales.transfers import promise_transfer
from core.services.work import Work, new_key
from db.models import Booking, BookingItem, EventSeat, JournalEntry, Payment, Ticket, TillShift
from tests.clock import NOW
from tests.factories.numbers import unique

UNTIL = NOW.replace(hour=23)


@dataclass(frozen=True)
class Sale:
    """A booking with its seats and tickets in one order, and the payment if it was paid."""

    booking: Booking
    seats: list[EventSeat]
    tickets: list[Ticket]
    payment: Payment | None = None


def open_till(session: Session, staff_id: UUID, **fields: Any) -> TillShift:
    """An open shift of this person with 100.00 in the drawer."""
    shift = TillShift(
        **{
            "staff_id": staff_id,
            "currency": "EUR",
            "opening_float": Decimal("100.00"),
            "opened_at": NOW,
            **fields,
        }
    )
    session.add(shift)
    session.flush()
    return shift


def named(work: Work, booking_id: UUID) -> BookingRow:
    """Ada buys what is reserved for nobody in particular."""
    ada = add_customer(work, CustomerDraft("Ada Byron", "ada@example.org"), key=new_key())
    return name_buyer(work, booking_id, ada.id, key=new_key())


def promised_by_ada(work: Work, booking_id: UUID) -> rows.Sale:
    """Ada buys what is reserved, and promises a transfer."""
    return promise_transfer(work, named(work, booking_id).id, key=new_key())


def reserve(session: Session, seats: Sequence[EventSeat], **fields: Any) -> Sale:
    """Reserve these seats at their retail prices, for an anonymous walk-up."""
    total = sum((seat.retail_price or Decimal(0) for seat in seats), Decimal(0))
    booking = Booking(
        **{
            "event_id": seats[0].event_id,
            "booking_number": unique("B"),
            "status": BookingStatus.RESERVED,
            "ticket_count": len(seats),
            "total_amount": total,
            "currency": "EUR",
            "reserved_until": UNTIL,
            **fields,
        }
    )
    session.add(booking)
    session.flush()
    tickets = [_ticket(session, booking, seat) for seat in seats]
    for seat in seats:
        seat.status, seat.reserved_until = SeatStatus.RESERVED, UNTIL
    session.flush()
    return Sale(booking, list(seats), tickets)


def sell(session: Session, seats: Sequence[EventSeat], till: TillShift, **fields: Any) -> Sale:
    """Sell these seats for cash into this till, with what they cost."""
    sale = reserve(session, seats, **fields)
    booking = sale.booking
    payment = pay_cash(session, booking, till)
    session.add(_cost(booking, seats))
    booking.status, booking.payment_status = BookingStatus.PAID, BookingPayment.COMPLETED
    booking.reserved_until, booking.confirmed_at = None, NOW
    for seat, ticket in zip(sale.seats, sale.tickets, strict=True):
        seat.status, seat.reserved_until = SeatStatus.SOLD, None
        ticket.status, ticket.reserved_until = TicketStatus.CONFIRMED, None
        ticket.issued_at = NOW
    session.flush()
    return Sale(booking, sale.seats, sale.tickets, payment)


def pay_cash(session: Session, booking: Booking, till: TillShift, **fields: Any) -> Payment:
    """A cash payment of the booking's total, with its journal entry."""
    payment = Payment(
        **{
            "booking_id": booking.id,
            "amount": booking.total_amount,
            "currency": "EUR",
            "payment_method": PaymentMethod.CASH,
            "payment_provider": Provider.CASH,
            "status": PaymentStatus.SUCCESS,
            "processed_at": NOW,
            "till_shift_id": till.id,
            "tendered": booking.total_amount,
            "change_given": Decimal(0),
            **fields,
        }
    )
    session.add(payment)
    session.flush()
    session.add(
        JournalEntry(
            posted_at=NOW,
            debit_account=Account.CASH_DRAWER,
            credit_account=Account.TICKET_REVENUE,
            amount=payment.amount,
            currency="EUR",
            memo="Sale",
            booking_id=booking.id,
            payment_id=payment.id,
            event_id=booking.event_id,
            till_shift_id=till.id,
        )
    )
    session.flush()
    return payment


def _cost(booking: Booking, seats: Sequence[EventSeat]) -> JournalEntry:
    return JournalEntry(
        posted_at=NOW,
        debit_account=Account.COST_OF_SALES,
        credit_account=Account.STOCK,
        amount=sum((seat.purchase_price or Decimal(0) for seat in seats), Decimal(0)),
        currency="EUR",
        memo="Cost",
        booking_id=booking.id,
        event_id=booking.event_id,
    )


def _ticket(session: Session, booking: Booking, seat: EventSeat) -> Ticket:
    price = seat.retail_price or Decimal(0)
    ticket = Ticket(
        event_id=seat.event_id,
        event_seat_id=seat.id,
        booking_id=booking.id,
        ticket_number=unique("T"),
        barcode=unique("C"),
        status=TicketStatus.RESERVED,
        price_paid=price,
        currency="EUR",
        reserved_at=NOW,
        reserved_until=UNTIL,
    )
    session.add(ticket)
    session.flush()
    session.add(
        BookingItem(booking_id=booking.id, ticket_id=ticket.id, unit_price=price, total_price=price)
    )
    session.flush()
    return ticket
