"""The supplier's delivery receipt as PDF: what one delivery brought, and what it cost."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.money import Money
from core.services.events.queries import one_event
from core.services.tickets.letter import Letter
from core.services.tickets.paper import Type, local_day, local_time
from core.services.tickets.queries import AgencyFace, EventFace, agency_face
from db.joins import on
from db.models import (
    DeliveryReceipt,
    DeliveryReceiptSeat,
    EventSeat,
    Party,
    PurchaseOrder,
    Seat,
    Supplier,
    Tenant,
)

_TOTAL = Type(11.5, 8, bold=True)


@dataclass(frozen=True, slots=True)
class DeliveredRow:
    """Neighbours in one row at one price, in the order of the map."""

    section: str
    row: str
    seats: tuple[str, ...]
    each: Money

    @property
    def total(self) -> Money:
        """What the seats cost together."""
        return self.each * len(self.seats)


@dataclass(frozen=True, slots=True)
class DeliverySheet:
    """What a delivery receipt shows; `timezone` is the agency's."""

    agency: AgencyFace
    timezone: str
    event: EventFace
    supplier: str
    order: str
    number: str
    reference: str | None
    delivered_at: datetime
    received_by: str
    total: Money
    rows: tuple[DeliveredRow, ...]

    @property
    def quantity(self) -> int:
        """How many seats were delivered."""
        return sum(len(row.seats) for row in self.rows)


_receipt = (
    select(DeliveryReceipt, PurchaseOrder.po_number, PurchaseOrder.currency, Party.name)
    .join(PurchaseOrder, on(PurchaseOrder.id, DeliveryReceipt.purchase_order_id))
    .join(Supplier, on(Supplier.id, DeliveryReceipt.supplier_id))
    .join(Party, on(Party.id, Supplier.party_id))
)
_delivered = (
    select(Seat.section, Seat.row, DeliveryReceiptSeat.unit_price, Seat.seat_number)
    .join(EventSeat, on(EventSeat.id, DeliveryReceiptSeat.event_seat_id))
    .join(Seat, on(Seat.id, EventSeat.seat_id))
    .order_by(Seat.rank)
)


def delivery_to_print(session: Session, receipt_id: UUID) -> DeliverySheet:
    """Everything that the receipt of one delivery shows; refuse `NotFound`."""
    found = session.execute(_receipt.where(DeliveryReceipt.id == receipt_id)).one_or_none()
    if found is None:
        raise NotFound("delivery receipt", receipt_id)
    receipt, order, currency, supplier = found
    event = one_event(session, receipt.event_id)
    return DeliverySheet(
        agency=agency_face(session),
        timezone=session.scalars(select(Tenant.timezone)).one(),
        event=EventFace(event.title, event.venue, None, event.start, event.timezone),
        supplier=supplier,
        order=order,
        number=receipt.receipt_number,
        reference=receipt.delivery_reference,
        delivered_at=receipt.delivered_at,
        received_by=receipt.received_by,
        total=Money(receipt.total_cost, currency),
        rows=_rows(session, receipt_id, currency),
    )


def delivery_pdf(sheet: DeliverySheet) -> bytes:
    """Draw the receipt, on as many A5 pages as its rows need."""
    when = f"{local_day(sheet.delivered_at, sheet.timezone)}"
    clock = local_time(sheet.delivered_at, sheet.timezone)
    letter = Letter("Delivery receipt", sheet.number, sheet.agency, f"Delivered {when}, {clock}")
    letter.head(sheet.event, sheet.supplier)
    for row in sheet.rows:
        seats = f"{row.section} · Row {row.row} · {_spans(row.seats)}"
        letter.amount(seats, row.total, note=f"{len(row.seats)} × {row.each.text()}")
    letter.rule()
    letter.amount(
        "1 seat" if sheet.quantity == 1 else f"{sheet.quantity} seats", sheet.total, _TOTAL
    )
    letter.rule()
    for label, words in (
        ("Order", sheet.order),
        ("Supplier's reference", sheet.reference),
        ("Received by", sheet.received_by),
    ):
        if words:
            letter.fact(label, words)
    return letter.finish()


def _rows(session: Session, receipt_id: UUID, currency: str) -> tuple[DeliveredRow, ...]:
    seats = session.execute(_delivered.where(DeliveryReceiptSeat.receipt_id == receipt_id)).all()
    return tuple(
        DeliveredRow(section, row, tuple(seat.seat_number for seat in some), Money(price, currency))
        for (section, row, price), some in groupby(seats, key=_place)
    )


def _place(seat: Any) -> tuple[str, str, Decimal]:
    return seat.section, seat.row, seat.unit_price


def _spans(numbers: tuple[str, ...]) -> str:
    """Seats as people write them: `Seats 1–12, 14, 15A`; neighbours in number make a span."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    words = (run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return ("Seat " if len(numbers) == 1 else "Seats ") + ", ".join(words)


def _follows(before: str, after: str) -> bool:
    return before.isdecimal() and after.isdecimal() and abs(int(after) - int(before)) == 1
