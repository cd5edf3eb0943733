"""Take a lapsed booking's seats again, at the prices it was promised: all of them or none."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select, update

from core.domain.inventory.states import SeatStatus
from core.domain.numbers import RANDOM_BYTES, barcode, booking_number, ticket_number
from core.domain.payments.states import PaymentStatus, Provider
from core.domain.sales.states import BookingStatus
from core.domain.sales.terms import reserved_until
from core.domain.tickets.states import TicketStatus
from core.services.holds.lapsing import free_ended
from core.services.holds.writing import cancel_lapsed
from core.services.sales.statements.offered import (
    FREE,
    IN_PRESALE,
    ON_SALE,
    ON_THIS_CHANNEL,
    OURS,
    PRESOLD,
)
from core.services.sales.statements.parts import seats
from core.services.work import Work
from db.ids import new_id
from db.joins import on
from db.models import Booking, BookingItem, Event, EventSeat, Payment, Ticket

_BULK = {"synchronize_session": False}
#: Of its fields these are the lapsed booking's; its number and its clock are not.
_AGREED = (
    "event_id",
    "customer_id",
    "presale_id",
    "by_code",
    "channel",
    "delivery",
    "ticket_count",
    "total_amount",
    "currency",
    "service_fee",
    "delivery_fee",
    "tax_amount",
    "discount_amount",
    "sold_by",
)


@dataclass(frozen=True, slots=True)
class _Lost:
    """A ticket that died with its booking, and its seat as its item wrote it."""

    ticket: Ticket
    section: str | None
    row: str | None
    seat_number: str | None


def retake_seats(work: Work, lapsed: Booking) -> UUID | None:
    """Reserve a lapsed booking's seats for its late money; None where one of them is not free.

    The new booking has tickets of its own: a cancelled ticket's number is never used again. The
    caller holds the lapsed booking's lock, and settles the new one in the same transaction.
    """
    lost = _tickets(work, lapsed.id)
    if len(lost) != lapsed.ticket_count:
        return None
    seat_ids = [one.ticket.event_seat_id for one in lost]
    free_ended(work, seat_ids)
    if not _lock_free(work, seat_ids, lapsed) or not _may_retake(work, lapsed):
        return None
    cancel_lapsed(work.session, seat_ids, work.now)  # others' reservations that ran out on them
    made = _book(work, lapsed)
    _issue(work, made, lost)
    work.session.flush()  # the settlement reads what is written
    return made.id


def _tickets(work: Work, booking_id: UUID) -> Sequence[_Lost]:
    rows = work.session.execute(
        select(Ticket, BookingItem.section, BookingItem.row, BookingItem.seat_number)
        .join(BookingItem, on(BookingItem.ticket_id, Ticket.id))
        .where(Ticket.booking_id == booking_id)
        .order_by(Ticket.event_seat_id)
    )
    return [_Lost(*row) for row in rows]


def _may_retake(work: Work, lapsed: Booking) -> bool:
    """Whether it lapsed, its event still sells and is not over, and no money came for it before.

    A booking that was given back before its time was given up by its customer.
    """
    if lapsed.status is not BookingStatus.CANCELLED or lapsed.cancelled_at is None:
        return False
    mine = and_(Payment.booking_id == lapsed.id, Payment.payment_provider == Provider.BANK)
    sold_in = ON_SALE if lapsed.presale_id is None else PRESOLD
    sells = exists().where(
        Event.id == lapsed.event_id, Event.status.in_(sold_in), Event.end_datetime > work.now
    )
    paid = exists().where(mine, Payment.status.in_([PaymentStatus.SUCCESS, PaymentStatus.REFUNDED]))
    due = select(func.max(Payment.due_at)).where(mine).scalar_subquery()
    return bool(work.session.scalar(select(sells & ~paid & (due <= lapsed.cancelled_at))))


def _lock_free(work: Work, seat_ids: Sequence[UUID], lapsed: Booking) -> bool:
    """Lock the seats in id order, as every buyer does; say whether all of them are free to it."""
    free = work.session.execute(
        select(seats.c.id)
        .where(seats.c.id.in_(seat_ids), OURS, FREE, or_(ON_THIS_CHANNEL, IN_PRESALE))
        .order_by(seats.c.id)
        .with_for_update(),
        {
            "now": work.now,
            "by_channel": lapsed.channel.value,
            "in_presale": lapsed.presale_id,
            "presale_levels": [],
        },
    ).all()
    return len(free) == len(seat_ids)


def _book(work: Work, lapsed: Booking) -> Booking:
    made = Booking(
        id=new_id(),
        booking_number=booking_number(work.now.year, secrets.token_bytes(RANDOM_BYTES)),
        status=BookingStatus.RESERVED,
        reserved_until=reserved_until(work.now, 1),
        replaces_id=lapsed.id,
        created_at=work.now,
        **{name: getattr(lapsed, name) for name in _AGREED},
    )
    work.session.add(made)
    work.session.flush()  # its tickets point to it
    return made


def _issue(work: Work, made: Booking, lost: Sequence[_Lost]) -> None:
    work.session.execute(
        update(EventSeat)
        .where(EventSeat.id.in_([one.ticket.event_seat_id for one in lost]))
        .values(status=SeatStatus.RESERVED, reserved_until=made.reserved_until),
        execution_options=_BULK,
    )
    tickets = [_reissued(work, made, one.ticket) for one in lost]
    work.session.add_all(tickets)
    work.session.flush()  # the items point to them
    work.session.add_all(
        BookingItem(
            id=new_id(),
            booking_id=made.id,
            ticket_id=ticket.id,
            unit_price=ticket.price_paid,
            total_price=ticket.price_paid,
            section=one.section,
            row=one.row,
            seat_number=one.seat_number,
        )
        for ticket, one in zip(tickets, lost, strict=True)
    )


def _reissued(work: Work, made: Booking, old: Ticket) -> Ticket:
    return Ticket(
        id=new_id(),
        event_id=old.event_id,
        event_seat_id=old.event_seat_id,
        booking_id=made.id,
        ticket_number=ticket_number(secrets.token_bytes(RANDOM_BYTES)),
        barcode=barcode(secrets.token_bytes(RANDOM_BYTES)),
        status=TicketStatus.RESERVED,
        price_paid=old.price_paid,
        currency=old.currency,
        reserved_at=work.now,
        reserved_until=made.reserved_until,
    )
