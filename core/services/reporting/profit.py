"""Profit: of a booking, of an event, and of the agency by day, week or month.

Bookings and events are read from their tickets, periods from the journal; a test holds them
together. Only what is sold counts: a reservation has earned nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    cast,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from core.domain.errors import NotFound
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.reporting import Profit
from core.domain.sales.states import BookingStatus
from core.domain.staff import Actor, Permission
from core.domain.tickets.states import TicketStatus
from db.joins import on
from db.models import Booking, Event, EventSeat, JournalEntry, Ticket

_SOLD = (BookingStatus.CONFIRMED, BookingStatus.PAID)
_EARNING = (TicketStatus.CONFIRMED, TicketStatus.USED)
_ZERO = literal(Decimal(0), Booking.total_amount.type)


class Step(StrEnum):
    """The periods that a report counts in; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class BookingProfit:
    """What one booking earned with `tickets` good tickets."""

    booking_id: UUID
    number: str
    tickets: int
    profit: Profit


@dataclass(frozen=True, slots=True)
class EventProfit:
    """What one event earned so far, and what is left: unsold seats at cost and at retail."""

    event_id: UUID
    title: str
    tickets: int
    profit: Profit
    owned: int
    unsold: int
    unsold_cost: Money
    unsold_retail: Money

    @property
    def bought(self) -> Money:
        """What all owned seats cost, sold or not."""
        return self.profit.cost + self.unsold_cost


@dataclass(frozen=True, slots=True)
class PeriodProfit:
    """What the agency earned in one currency from `begins` on, a period long."""

    begins: date
    profit: Profit


def profit_of_booking(session: Session, actor: Actor, booking_id: UUID) -> BookingProfit:
    """What a booking earned; nothing while it is not sold. Refuse `NotAllowed`, `NotFound`."""
    actor.require(Permission.SEE_PROFIT)
    booking = session.get(Booking, (actor.tenant_id, booking_id), populate_existing=True)
    if booking is None:
        raise NotFound("booking", booking_id)
    row = session.execute(_earned(Booking.id == booking_id)).one()
    return BookingProfit(
        booking_id, booking.booking_number, row.tickets, _profit(row, booking.currency)
    )


def profit_of_event(session: Session, actor: Actor, event_id: UUID) -> EventProfit:
    """What an event earned, and its unsold stock. Refuse `NotAllowed`, `NotFound`."""
    actor.require(Permission.SEE_PROFIT)
    event = session.get(Event, (actor.tenant_id, event_id))
    if event is None:
        raise NotFound("event", event_id)
    row = session.execute(_earned(Booking.event_id == event_id)).one()
    owned, unsold, cost, retail = session.execute(
        _stock.where(EventSeat.event_id == event_id)
    ).one()
    return EventProfit(
        event_id=event_id,
        title=event.title,
        tickets=row.tickets,
        profit=_profit(row, event.currency),
        owned=owned,
        unsold=unsold,
        unsold_cost=Money(cost or Decimal(0), event.currency),
        unsold_retail=Money(retail or Decimal(0), event.currency),
    )


def profit_by_period(
    session: Session,
    actor: Actor,
    *,
    begin: datetime,
    end: datetime,
    step: Step,
    timezone: str,
) -> list[PeriodProfit]:
    """Profit by day, week or month where the agency is, from `begin` up to, not including, `end`.

    A row for each period and currency in which money moved, the first period first.
    """
    actor.require(Permission.SEE_PROFIT)
    local = func.timezone(timezone, JournalEntry.posted_at)
    begins = cast(func.date_trunc(step.value, local), Date).label("begins")
    rows = session.execute(
        select(
            begins, JournalEntry.currency, _credited(_REVENUE), -_credited(_COST), _credited(_FEES)
        )
        .where(
            JournalEntry.posted_at >= begin,
            JournalEntry.posted_at < end,
            or_(*(side.in_((*_REVENUE, *_COST, *_FEES)) for side in (_DEBIT, _CREDIT))),
        )
        .group_by(begins, JournalEntry.currency)
        .order_by(begins, JournalEntry.currency)
    )
    return [_period(*row) for row in rows]


def _earned(which: Any) -> Select[Any]:
    """One row of sums over the sold bookings that `which` picks."""
    fees = (
        select(
            func.coalesce(func.sum(Booking.service_fee + Booking.delivery_fee), _ZERO).label(
                "fees"
            ),
            func.coalesce(func.sum(Booking.discount_amount), _ZERO).label("discount"),
        )
        .where(which, Booking.status.in_(_SOLD))
        .subquery("of_bookings")
    )
    seats = (
        select(
            func.count(Ticket.id).label("tickets"),
            func.coalesce(func.sum(Ticket.price_paid), _ZERO).label("paid"),
            func.coalesce(func.sum(EventSeat.purchase_price), _ZERO).label("cost"),
        )
        .select_from(Booking)
        .join(Ticket, on(Ticket.booking_id, Booking.id))
        .join(EventSeat, on(EventSeat.id, Ticket.event_seat_id))
        .where(which, Booking.status.in_(_SOLD), Ticket.status.in_(_EARNING))
        .subquery("of_tickets")
    )
    return select(fees, seats).select_from(fees).join(seats, true())


_unsold = EventSeat.status != SeatStatus.SOLD
_stock = select(
    func.count(),
    func.count().filter(_unsold),
    func.coalesce(func.sum(EventSeat.purchase_price).filter(_unsold), _ZERO),
    func.coalesce(func.sum(EventSeat.retail_price).filter(_unsold), _ZERO),
).where(EventSeat.ownership_status == Ownership.OWNED)

_REVENUE = (Account.TICKET_REVENUE,)
_COST = (Account.COST_OF_SALES,)
_FEES = (Account.SERVICE_FEES, Account.DELIVERY_FEES)
_DEBIT, _CREDIT = JournalEntry.debit_account, JournalEntry.credit_account


def _credited(accounts: Sequence[Account]) -> ColumnElement[Decimal]:
    """What these accounts were credited with, less what they were debited with."""
    sums = (
        func.coalesce(func.sum(JournalEntry.amount).filter(side.in_(accounts)), _ZERO)
        for side in (_CREDIT, _DEBIT)
    )
    credited, debited = sums
    return credited - debited


def _profit(row: Row[Any], currency: str) -> Profit:
    return Profit(
        revenue=Money(row.paid - row.discount, currency),
        cost=Money(row.cost, currency),
        fees=Money(row.fees, currency),
    )


def _period(
    begins: date, currency: str, revenue: Decimal, cost: Decimal, fees: Decimal
) -> PeriodProfit:
    earned = Profit(Money(revenue, currency), Money(cost, currency), Money(fees, currency))
    return PeriodProfit(begins, earned)
