"""What the counter gets back: frozen rows of bookings, tickets, payments and sales."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from core.domain.money import Money
from core.domain.payments.states import PaymentMethod, PaymentStatus
from core.domain.sales.states import BookingStatus, DeliveryMethod, SalesChannel
from core.domain.tickets.states import TicketStatus
from db.models import Ticket


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One booking; `event` is its title, no `customer_id` means an anonymous walk-up."""

    id: UUID
    number: str
    event_id: UUID
    event: str
    customer_id: UUID | None
    status: BookingStatus
    channel: SalesChannel
    delivery: DeliveryMethod
    ticket_count: int
    total: Money
    service_fee: Money
    delivery_fee: Money
    tax: Money
    discount: Money
    payment_method: PaymentMethod | None
    reserved_until: datetime | None
    confirmed_at: datetime | None
    cancelled_at: datetime | None
    cancellation_reason: str | None
    created_at: datetime

    @property
    def tickets_total(self) -> Money:
        """The tickets' prices after the discount: what is left without fees and tax."""
        return self.total - self.service_fee - self.delivery_fee - self.tax


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One ticket of a booking with its seat as the venue writes it."""

    id: UUID
    number: str
    barcode: str
    status: TicketStatus
    event_seat_id: UUID
    section: str
    row: str
    seat: str
    price: Money
    issued_at: datetime | None
    cancelled_at: datetime | None

    @property
    def label(self) -> str:
        """The seat as a clerk says it."""
        return f"{self.section} {self.row}-{self.seat}"


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment of a booking; `tendered` and `change` are cash over the counter."""

    id: UUID
    method: PaymentMethod
    status: PaymentStatus
    amount: Money
    tendered: Money | None
    change: Money | None
    reference: str | None
    due_at: datetime | None
    processed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sale:
    """A booking after its payment step; `payment` is None where nothing was to pay."""

    booking: BookingRow
    payment: PaymentRow | None

    @property
    def change(self) -> Money:
        """What goes back over the counter."""
        back = self.payment.change if self.payment is not None else None
        return Money.zero(self.booking.total.currency) if back is None else back


def booking_row(row: Row[Any], event: str) -> BookingRow:
    """Read a row that has the columns of `bookings`."""
    at = row._mapping  # noqa: SLF001 - SQLAlchemy's documented way to read columns by name
    currency: str = at["currency"]
    method: PaymentMethod | None = at["payment_method"]
    return BookingRow(
        id=at["id"],
        number=at["booking_number"],
        event_id=at["event_id"],
        event=event,
        customer_id=at["customer_id"],
        status=BookingStatus(at["status"]),
        channel=SalesChannel(at["channel"]),
        delivery=DeliveryMethod(at["delivery"]),
        ticket_count=at["ticket_count"],
        total=Money(at["total_amount"], currency),
        service_fee=Money(at["service_fee"], currency),
        delivery_fee=Money(at["delivery_fee"], currency),
        tax=Money(at["tax_amount"], currency),
        discount=Money(at["discount_amount"], currency),
        payment_method=None if method is None else PaymentMethod(method),
        reserved_until=at["reserved_until"],
        confirmed_at=at["confirmed_at"],
        cancelled_at=at["cancelled_at"],
        cancellation_reason=at["cancellation_reason"],
        created_at=at["created_at"],
    )


def money(amount: Decimal | None, currency: str) -> Money | None:
    """Read an amount that may be missing."""
    return None if amount is None else Money(amount, currency)


def ticket_row(
    ticket: Ticket, section: str | None, row: str | None, number: str | None
) -> TicketRow:
    """A ticket with the labels of its booking's item, empty where the item has none."""
    return TicketRow(
        id=ticket.id,
        number=ticket.ticket_number,
        barcode=ticket.barcode,
        status=ticket.status,
        event_seat_id=ticket.event_seat_id,
        section=section or "",
        row=row or "",
        seat=number or "",
        price=Money(ticket.price_paid, ticket.currency),
        issued_at=ticket.issued_at,
        cancelled_at=ticket.cancelled_at,
    )
