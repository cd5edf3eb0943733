"""The customer's receipt: every ticket, fees, tax and total, how it was paid, and the change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from reportlab.lib.units import mm
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.money import Money
from core.domain.payments.states import PaymentMethod, PaymentStatus
from core.domain.tickets.states import LIVE_TICKETS
from core.services.events.queries import one_event
from core.services.sales.queries import BookingInFull, booking_in_full
from core.services.sales.rows import BookingRow, PaymentRow, TicketRow
from core.services.tickets.paper import (
    ACCENT,
    MUTED,
    Draft,
    Paper,
    Type,
    local_day,
    local_time,
)
from core.services.tickets.queries import AgencyFace, EventFace, agency_face
from db.models import Tenant

PAGE = (148 * mm, 210 * mm)  # A5
WALK_UP = "Walk-up"
METHODS = {
    PaymentMethod.CASH: "Cash",
    PaymentMethod.CREDIT_CARD: "Card",
    PaymentMethod.DEBIT_CARD: "Card",
    PaymentMethod.PAYPAL: "PayPal",
    PaymentMethod.BANK_TRANSFER: "Bank transfer",
}
PAID = (PaymentStatus.SUCCESS, PaymentStatus.REFUNDED)

_LEFT, _RIGHT = 14 * mm, 134 * mm
_WIDE = _RIGHT - _LEFT
_TOP = 184 * mm
_BOTTOM = 20 * mm
_AGENCY = Type(12, 8, bold=True, color=ACCENT)
_HEAD = Type(17, bold=True)
_TEXT = Type(9.5, 7)
_STRONG = Type(11.5, 8, bold=True)
_MUTED = Type(8, 6, color=MUTED)
_SMALL = Type(6.6, 5, color=MUTED)
_LINE = 5.4 * mm


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
    page = _Pages(sheet)
    page.head()
    for ticket in _live(sheet.sale):
        page.amount(_seat(ticket), ticket.price, _TEXT, note=ticket.number)
    page.rule()
    for words, amount in _sums(sheet.sale.booking):
        page.amount(words, amount, _TEXT)
    page.amount("Total", sheet.sale.booking.total, _STRONG)
    page.rule()
    for payment in sheet.sale.payments:
        for words, paid in _payment_lines(payment, sheet.timezone):
            page.amount(words, paid, _TEXT)
    return page.finish()


@dataclass(slots=True)
class _Pages:
    """The receipt as it grows: a line at a time, a new page where one is full."""

    sheet: ReceiptSheet
    y: float = _TOP
    number: int = 1
    draft: Draft = field(init=False)

    def __post_init__(self) -> None:
        number = self.sheet.sale.booking.number
        self.draft = Draft(PAGE, f"Receipt {number}", self.sheet.agency.name)

    @property
    def paper(self) -> Paper:
        return Paper(self.draft.canvas)

    def head(self) -> None:
        sheet, booking = self.sheet, self.sheet.sale.booking
        self.paper.text(_LEFT, 194 * mm, sheet.agency.name, _AGENCY, width=_WIDE * 0.6)
        self.paper.right(_RIGHT, 194 * mm, "Receipt", _HEAD)
        self._pair(sheet.event.title, booking.number, _STRONG)
        event = sheet.event
        day, time = local_day(event.start, event.timezone), local_time(event.start, event.timezone)
        self._pair(f"{event.venue} · {day}, {time}", sheet.sale.customer or WALK_UP, _MUTED)
        self.rule()

    def _pair(self, left: str, right: str, how: Type) -> None:
        self.paper.text(_LEFT, self.y, left, how, width=_WIDE * 0.68)
        self.paper.right(
            _RIGHT, self.y, right, how.at(min(how.size, _TEXT.size)), width=_WIDE * 0.3
        )
        self.y -= _LINE

    def amount(self, words: str, amount: Money, how: Type, *, note: str = "") -> None:
        """One line: what it is for on the left, how much on the right, a note between them."""
        self._make_room()
        self.paper.text(_LEFT, self.y, words, how, width=_WIDE * 0.5)
        self.paper.text(_LEFT + _WIDE * 0.52, self.y, note, _MUTED)
        self.paper.right(_RIGHT, self.y, amount.text(), how)
        self.y -= _LINE

    def rule(self) -> None:
        self._make_room()
        self.paper.rule(_LEFT, self.y + _LINE * 0.45, _WIDE)
        self.y -= _LINE * 0.7

    def _make_room(self) -> None:
        if self.y < _BOTTOM:
            self._end_page()
            self.y, self.number = 194 * mm, self.number + 1

    def _end_page(self) -> None:
        printed = self.sheet.printed_at
        zone = self.sheet.timezone
        when = f"Printed {local_day(printed, zone)}, {local_time(printed, zone)}"
        small = " · ".join(self.sheet.agency.small_print)
        self.paper.text(_LEFT, 11.5 * mm, small, _SMALL, width=_WIDE)
        self.paper.text(_LEFT, 8 * mm, when, _SMALL)
        self.paper.right(_RIGHT, 8 * mm, f"Page {self.number}", _SMALL)
        self.draft.canvas.showPage()

    def finish(self) -> bytes:
        self._end_page()
        return self.draft.finish()


def _live(sale: BookingInFull) -> list[TicketRow]:
    return [ticket for ticket in sale.tickets if ticket.status in LIVE_TICKETS]


def _seat(ticket: TicketRow) -> str:
    return f"{ticket.section} · Row {ticket.row} · Seat {ticket.seat}"


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
