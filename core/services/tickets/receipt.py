"""The customer's receipt: every ticket, fees, tax and total, how it was paid, and the change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.money import Money
from core.domain.payments.states import PaymentMethod, PaymentStatus
from core.domain.sales.states import CHANNEL_WORDS
from core.domain.tickets.states import LIVE_TICKETS
from core.services.events.queries import one_event
from core.services.sales.queries import BookingInFull, booking_in_full
from core.services.sales.rows import BookingRow, PaymentRow, TicketRow
from core.services.tickets.letter import Letter
from core.services.tickets.paper import Type, local_day, local_time
from core.services.tickets.queries import AgencyFace, EventFace, agency_face
from db.models import Tenant

WALK_UP = "Walk-up"
METHODS = {
    PaymentMethod.CASH: "Cash",
    PaymentMethod.CREDIT_CARD: "Card",
    PaymentMethod.DEBIT_CARD: "Card",
    PaymentMethod.PAYPAL: "PayPal",
    PaymentMethod.BANK_TRANSFER: "Bank transfer",
}
PAID = (PaymentStatus.SUCCESS, PaymentStatus.REFUNDED)

_TOTAL = Type(11.5, 8, bold=True)


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """What a receipt shows; `timezone` is the agency's, as it is its counter's clock."""

    agency: AgencyFace
    timezone: str
    event: EventFace
    sale: BookingInFull
    printed_at: datetime


def receipt_to_print(session: Session, booking_id: UUID, *, now: datetime) -> ReceiptSheet:
    """Everything that a booking's receipt shows; refuse `NotFound`."""
    sale = booking_in_full(session, booking_id)
    event = one_event(session, sale.booking.event_id)
    return ReceiptSheet(
        agency=agency_face(session),
        timezone=session.scalars(select(Tenant.timezone)).one(),
        event=EventFace(event.title, event.venue, None, event.start, event.timezone),
        sale=sale,
        printed_at=now,
    )


def receipt_pdf(sheet: ReceiptSheet) -> bytes:
    """Draw the receipt, on as many A5 pages as its tickets need."""
    zone = sheet.timezone
    printed = f"Printed {local_day(sheet.printed_at, zone)}, {local_time(sheet.printed_at, zone)}"
    booking = sheet.sale.booking
    letter = Letter("Receipt", booking.number, sheet.agency, printed)
    letter.head(sheet.event, sheet.sale.customer or WALK_UP)
    for ticket in _live(sheet.sale):
        letter.amount(_seat(ticket), ticket.price, note=ticket.number)
    letter.rule()
    for words, amount in _sums(booking):
        letter.amount(words, amount)
    letter.amount("Total", booking.total, _TOTAL)
    letter.rule()
    for payment in sheet.sale.payments:
        for words, paid in _payment_lines(payment, zone):
            letter.amount(words, paid)
    letter.fact("Sold", _sold(sheet.sale))
    return letter.finish()


def _live(sale: BookingInFull) -> list[TicketRow]:
    return [ticket for ticket in sale.tickets if ticket.status in LIVE_TICKETS]


def _seat(ticket: TicketRow) -> str:
    return f"{ticket.section} · Row {ticket.row} · Seat {ticket.seat}"


def _sold(sale: BookingInFull) -> str:
    """Through which channel, and in which presale if it was in one."""
    channel = CHANNEL_WORDS[sale.booking.channel]
    return channel if sale.presale is None else f"{channel}, in the presale {sale.presale}"


def _sums(booking: BookingRow) -> Iterator[tuple[str, Money]]:
    """What stands between the tickets and the total; lines that are zero are left out."""
    lines = (
        ("Discount", -booking.discount),
        ("Service fee", booking.service_fee),
        ("Delivery", booking.delivery_fee),
        ("Tax", booking.tax),
    )
    return ((words, amount) for words, amount in lines if amount)


def _payment_lines(payment: PaymentRow, timezone: str) -> Iterator[tuple[str, Money]]:
    method = METHODS[payment.method]
    if payment.status in PAID:
        yield f"Paid · {method}", payment.tendered or payment.amount
        if payment.change is not None:
            yield "Change", payment.change
    elif payment.status is PaymentStatus.PENDING and payment.due_at is not None:
        yield f"{method}, due {local_day(payment.due_at, timezone)}", payment.amount
