"""What somebody should look at, worst first: each query is one statement, and small for its job."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.events import EventStatus
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.money import Money
from core.domain.payments.states import TillStatus
from core.domain.purchasing.states import OrderStatus, PayableStatus
from core.domain.sales.states import BookingStatus
from core.domain.staff import Actor, Permission
from db.joins import on
from db.models import (
    Booking,
    Event,
    EventSeat,
    Party,
    Payable,
    PurchaseOrder,
    Staff,
    Supplier,
    TillShift,
)

SOON = timedelta(minutes=5)
PRICE_SOON = timedelta(days=14)
MOST = 20


class Kind(StrEnum):
    """Why something needs attention; the order is the order on the screen."""

    PAYABLE_OVERDUE = "PAYABLE_OVERDUE"
    TRANSFER_OVERDUE = "TRANSFER_OVERDUE"
    TILL_LEFT_OPEN = "TILL_LEFT_OPEN"
    ORDER_LATE = "ORDER_LATE"
    SEATS_UNPRICED = "SEATS_UNPRICED"
    RESERVATION_LAPSING = "RESERVATION_LAPSING"
    SOLD_OUT = "SOLD_OUT"


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing: what it is about, since or until when, how many or how much.

    `record_id` is the record behind it: payable, booking, shift, order or event.
    """

    kind: Kind
    subject: str
    record_id: UUID
    at: datetime | date | None = None
    count: int | None = None
    amount: Money | None = None


Look = Callable[[Session, datetime, ZoneInfo], list[Attention]]


def needs_attention(
    session: Session, actor: Actor, *, now: datetime, timezone: str
) -> tuple[Attention, ...]:
    """What this person can do something about, by kind, at most 20 of each."""
    zone = ZoneInfo(timezone)
    looks = (look for permission, look in _LOOKS if actor.may(permission))
    return tuple(found for look in looks for found in look(session, now, zone))


def _overdue_payables(session: Session, now: datetime, zone: ZoneInfo) -> list[Attention]:
    rows = session.execute(
        select(Payable, Party.name)
        .join(Supplier, on(Supplier.id, Payable.supplier_id))
        .join(Party, on(Party.id, Supplier.party_id))
        .where(
            Payable.status == PayableStatus.PENDING, Payable.due_date < now.astimezone(zone).date()
        )
        .order_by(Payable.due_date, Payable.id)
        .limit(MOST)
    )
    return [
        Attention(
            Kind.PAYABLE_OVERDUE,
            supplier,
            owed.id,
            at=owed.due_date,
            amount=Money(owed.amount - owed.paid_amount, owed.currency),
        )
        for owed, supplier in rows
    ]


def _late_orders(session: Session, now: datetime, zone: ZoneInfo) -> list[Attention]:
    rows = session.execute(
        select(PurchaseOrder.id, PurchaseOrder.po_number, PurchaseOrder.expected_date, Party.name)
        .join(Supplier, on(Supplier.id, PurchaseOrder.supplier_id))
        .join(Party, on(Party.id, Supplier.party_id))
        .where(
            PurchaseOrder.status.in_([OrderStatus.CONFIRMED, OrderStatus.PARTIALLY_RECEIVED]),
            PurchaseOrder.expected_date < now.astimezone(zone).date(),
        )
        .order_by(PurchaseOrder.expected_date, PurchaseOrder.id)
        .limit(MOST)
    )
    return [
        Attention(Kind.ORDER_LATE, f"{row.po_number} · {row.name}", row.id, at=row.expected_date)
        for row in rows
    ]


def _tills_left_open(session: Session, now: datetime, zone: ZoneInfo) -> list[Attention]:
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    rows = session.execute(
        select(TillShift.id, TillShift.drawer, TillShift.opened_at, Staff.display_name)
        .join(Staff, on(Staff.id, TillShift.staff_id))
        .where(TillShift.status == TillStatus.OPEN, TillShift.opened_at < midnight)
        .order_by(TillShift.opened_at)
        .limit(MOST)
    )
    return [
        Attention(
            Kind.TILL_LEFT_OPEN, f"{row.drawer} · {row.display_name}", row.id, at=row.opened_at
        )
        for row in rows
    ]


def _overdue_transfers(session: Session, now: datetime, _zone: ZoneInfo) -> list[Attention]:
    return _bookings(session, Kind.TRANSFER_OVERDUE, BookingStatus.PENDING, until=now)


def _lapsing(session: Session, now: datetime, _zone: ZoneInfo) -> list[Attention]:
    return _bookings(session, Kind.RESERVATION_LAPSING, BookingStatus.RESERVED, until=now + SOON)


def _bookings(
    session: Session, kind: Kind, status: BookingStatus, *, until: datetime
) -> list[Attention]:
    rows = session.execute(
        select(Booking, Event.title)
        .join(Event, on(Event.id, Booking.event_id))
        .where(Booking.status == status, Booking.reserved_until < until)
        .order_by(Booking.reserved_until)
        .limit(MOST)
    )
    return [
        Attention(
            kind,
            f"{booking.booking_number} · {title}",
            booking.id,
            at=booking.reserved_until,
            count=booking.ticket_count,
            amount=Money(booking.total_amount, booking.currency),
        )
        for booking, title in rows
    ]


def _unpriced_seats(session: Session, now: datetime, _zone: ZoneInfo) -> list[Attention]:
    """Seats of ours that nobody can buy, of events that are near."""
    without_price = (
        select(func.count().label("seats"))
        .where(
            on(EventSeat.event_id, Event.id),
            EventSeat.ownership_status == Ownership.OWNED,
            EventSeat.status == SeatStatus.AVAILABLE,
            EventSeat.retail_price.is_(None),
        )
        .lateral("without_price")
    )
    rows = session.execute(
        select(Event.id, Event.title, Event.start_datetime, without_price.c.seats)
        .join(without_price, without_price.c.seats > 0)
        .where(
            Event.status.in_([EventStatus.PUBLISHED, EventStatus.ON_SALE]),
            Event.start_datetime.between(now, now + PRICE_SOON),
        )
        .order_by(Event.start_datetime)
        .limit(MOST)
    )
    return [
        Attention(Kind.SEATS_UNPRICED, row.title, row.id, at=row.start_datetime, count=row.seats)
        for row in rows
    ]


def _sold_out(session: Session, now: datetime, _zone: ZoneInfo) -> list[Attention]:
    rows = session.execute(
        select(Event.id, Event.title, Event.start_datetime)
        .where(Event.status == EventStatus.SOLD_OUT, Event.start_datetime >= now)
        .order_by(Event.start_datetime)
        .limit(MOST)
    )
    return [Attention(Kind.SOLD_OUT, row.title, row.id, at=row.start_datetime) for row in rows]


_LOOKS: tuple[tuple[Permission, Look], ...] = (
    (Permission.ORDER_SEATS, _overdue_payables),
    (Permission.SELL_SEATS, _overdue_transfers),
    (Permission.RUN_A_TILL, _tills_left_open),
    (Permission.ORDER_SEATS, _late_orders),
    (Permission.PRICE_SEATS, _unpriced_seats),
    (Permission.SELL_SEATS, _lapsing),
    (Permission.ORDER_SEATS, _sold_out),
)
