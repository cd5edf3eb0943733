"""Settle a booking: one statement from reserved seats to sold ones, with the money and the journal.

claim the key → own open till → lock the booking's seats and tickets in seat order → the booking, if
all its seats are still its own → tickets, seats, payment, journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    DateTime,
    Numeric,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    update,
)

from core.domain.events import EventStatus
from core.domain.inventory.states import SeatStatus
from core.domain.payments.states import (
    Account,
    BookingPayment,
    PaymentMethod,
    PaymentStatus,
    Provider,
    TillStatus,
)
from core.domain.sales.states import BookingStatus
from core.domain.tickets.states import TicketStatus
from core.services.sales.statements.parts import (
    NOW,
    among,
    booking,
    claim_of,
    events,
    few_rows,
    identifier,
    journal,
    payment,
    payments,
    seats,
    shifts,
    ticket,
    won,
    word,
    words,
)

BOOKING_COLUMNS = (
    "id",
    "booking_number",
    "event_id",
    "customer_id",
    "status",
    "channel",
    "ticket_count",
    "total_amount",
    "currency",
    "service_fee",
    "delivery_fee",
    "tax_amount",
    "discount_amount",
    "payment_method",
    "reserved_until",
    "confirmed_at",
    "cancelled_at",
    "cancellation_reason",
    "created_at",
)
_TRUE: ColumnElement[Any] = literal_column("true")
_ZERO: ColumnElement[Any] = literal_column("0")
_TENDERED = cast(bindparam("cash_tendered"), Numeric(12, 2))


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a payment step changes a booking, and where its money is then."""

    use_case: str
    before: tuple[BookingStatus, ...]
    after: BookingStatus
    paid: BookingPayment
    debit: Account
    method: PaymentMethod
    provider: Provider
    on_till: bool = False
    #: The payment was promised before and its row is waiting.
    promised: bool = False
    #: The money itself has arrived.
    received: bool = True


class Part(StrEnum):
    """A journal row of a sale: what the amount is and which account it credits."""

    TICKETS = "TICKETS"
    SERVICE_FEE = "SERVICE_FEE"
    DELIVERY_FEE = "DELIVERY_FEE"
    TAX = "TAX"
    COST = "COST"


CREDITS = {
    Part.TICKETS: Account.TICKET_REVENUE,
    Part.SERVICE_FEE: Account.SERVICE_FEES,
    Part.DELIVERY_FEE: Account.DELIVERY_FEES,
    Part.TAX: Account.TAX_DUE,
    Part.COST: Account.STOCK,
}


def own_till(claim: CTE) -> CTE:
    """The seller's open shift, locked so that it can't be closed with this payment half in it."""
    return (
        select(shifts.c.id, shifts.c.currency)
        .where(
            won(claim),
            shifts.c.staff_id == identifier("seller"),
            shifts.c.status == word(TillStatus.OPEN),
        )
        .with_for_update(read=True)
        .cte("till")
    )


def locked_seats(claim: CTE) -> CTE:
    """The booking's reserved tickets with their seats, both locked, in seat order.

    Both, because a buyer who took a lapsed seat over has left it RESERVED: only the ticket tells.
    """
    return (
        select(seats.c.id, ticket.c.id.label("ticket_id"), seats.c.purchase_price)
        .select_from(ticket)
        .join(seats, seats.c.id == ticket.c.live_seat_id)
        .where(
            won(claim),
            ticket.c.booking_id == identifier("the_booking"),
            ticket.c.status == word(TicketStatus.RESERVED),
            seats.c.status == word(SeatStatus.RESERVED),
        )
        .order_by(seats.c.id)
        .with_for_update(of=[seats, ticket])
        .cte("locked")
    )


def whole_booking(how: Settlement, locked: CTE, till: CTE | None, changes: dict[str, Any]) -> CTE:
    """Change the booking if each of its tickets is still reserved for it; one row or none."""
    cost = func.coalesce(func.sum(locked.c.purchase_price), _ZERO)
    tallied = (
        select(func.count().label("n"), cost.label("cost")).select_from(locked).subquery("tally")
    )
    statement = (
        update(booking)
        .where(
            booking.c.id == identifier("the_booking"),
            booking.c.status.in_(words(*how.before)),
            booking.c.ticket_count == tallied.c.n,
            exists().where(
                events.c.id == booking.c.event_id,
                events.c.status != word(EventStatus.CANCELLED),
            ),
        )
        .values(status=word(how.after), **changes)
    )
    if till is not None:
        enough = and_(
            booking.c.total_amount <= _TENDERED,
            booking.c.currency == bindparam("cash_currency", type_=Text()),
        )
        statement = statement.where(
            till.c.currency == booking.c.currency, or_(_TENDERED.is_(None), enough)
        )
    on_till = till.c.id if till is not None else null()
    return statement.returning(
        booking.c.tenant_id,
        *(booking.c[name] for name in BOOKING_COLUMNS),
        tallied.c.cost,
        on_till.cast(Uuid()).label("till_shift_id"),
    ).cte("paid")


def sell(locked: CTE, paid: CTE) -> tuple[CTE, CTE]:
    """Tickets confirmed, seats sold."""
    confirmed = (
        update(ticket)
        .where(among(ticket.c.id, select(locked.c.ticket_id)), exists(select(paid.c.id)))
        .values(status=word(TicketStatus.CONFIRMED), issued_at=NOW, reserved_until=null())
        .cte("confirmed")
    )
    sold = (
        update(seats)
        .where(among(seats.c.id, select(locked.c.id)), exists(select(paid.c.id)))
        .values(status=word(SeatStatus.SOLD), reserved_until=null())
        .cte("sold")
    )
    return confirmed, sold


def payment_row(how: Settlement, paid: CTE) -> CTE:
    """The payment of the whole booking; none where nothing is to pay."""
    done = how.received
    row: dict[str, Any] = {
        "tenant_id": paid.c.tenant_id,
        "id": identifier("the_payment"),
        "booking_id": paid.c.id,
        "customer_id": paid.c.customer_id,
        "amount": paid.c.total_amount,
        "currency": paid.c.currency,
        "payment_method": word(how.method),
        "payment_provider": word(how.provider),
        "provider_transaction_id": bindparam("their_reference", type_=Text()),
        "status": word(PaymentStatus.SUCCESS if done else PaymentStatus.PENDING),
        "processed_at": NOW if done else null(),
        "till_shift_id": paid.c.till_shift_id,
        "tendered": _TENDERED if how.on_till else null(),
        "change_given": (_TENDERED - paid.c.total_amount) if how.on_till else null(),
        "due_at": null() if done else paid.c.reserved_until,
        "created_at": NOW,
    }
    return (
        insert(payments)
        .from_select(
            list(row),
            select(*row.values()).where(paid.c.total_amount > _ZERO),
            include_defaults=False,
        )
        .returning(payments.c.id, payments.c.due_at)
        .cte("payment")
    )


def promised_payment(how: Settlement, paid: CTE) -> CTE:
    """The waiting payment of the booking: booked where the money has arrived, else only found."""
    waiting = and_(
        payment.c.booking_id == paid.c.id,
        payment.c.payment_provider == word(how.provider),
        payment.c.status == word(PaymentStatus.PENDING),
    )
    if not how.received:
        return select(payment.c.id, payment.c.due_at).where(waiting).cte("payment")
    return (
        update(payment)
        .where(waiting)
        .values(
            status=word(PaymentStatus.SUCCESS),
            processed_at=NOW,
            provider_transaction_id=bindparam("their_reference", type_=Text()),
        )
        .returning(payment.c.id, payment.c.due_at)
        .cte("payment")
    )


def sale_entries(how: Settlement, paid: CTE, made: CTE) -> CTE:
    """The journal of a sale: revenue, fees and tax against the money, cost against the stock."""
    entry = few_rows("entry", new_entry=Uuid(), part=Text())
    money = paid.c.total_amount - paid.c.service_fee - paid.c.delivery_fee - paid.c.tax_amount
    amounts = {
        Part.TICKETS: money,
        Part.SERVICE_FEE: paid.c.service_fee,
        Part.DELIVERY_FEE: paid.c.delivery_fee,
        Part.TAX: paid.c.tax_amount,
        Part.COST: paid.c.cost,
    }
    amount: ColumnElement[Any] = case(
        *((entry.c.part == word(part), value) for part, value in amounts.items())
    )
    row: dict[str, Any] = {
        "tenant_id": paid.c.tenant_id,
        "id": entry.c.new_entry,
        "posted_at": NOW,
        "debit_account": case(
            (entry.c.part == word(Part.COST), word(Account.COST_OF_SALES)), else_=word(how.debit)
        ),
        "credit_account": case(
            *((entry.c.part == word(part), word(account)) for part, account in CREDITS.items())
        ),
        "amount": amount,
        "currency": paid.c.currency,
        "memo": literal_column("'Sale '").concat(paid.c.booking_number),
        "booking_id": paid.c.id,
        "payment_id": made.c.id,
        "event_id": paid.c.event_id,
        "till_shift_id": case((entry.c.part != word(Part.COST), paid.c.till_shift_id)),
    }
    return (
        insert(journal)
        .from_select(
            list(row),
            select(*row.values())
            .select_from(paid)
            .join(entry, _TRUE)
            .outerjoin(made, _TRUE)
            .where(amount > _ZERO),
            include_defaults=False,
        )
        .cte("posted")
    )


def answer(
    claim: CTE, paid: CTE, made: CTE, *writes: CTE, afterwards: Sequence[ColumnElement[Any]] = ()
) -> Select[Any]:
    """One row: `claimed`, the booking's columns, its event's title, the payment's id and due date.

    `afterwards` are the jobs that are to be done once this has committed.
    """
    first = select(won(claim).label("claimed")).subquery("first")
    return (
        select(
            first.c.claimed,
            *(paid.c[name] for name in BOOKING_COLUMNS),
            events.c.title,
            made.c.id.label("made_payment"),
            made.c.due_at.label("made_due_at"),
            *(case((paid.c.id.is_not(None), job)).label("afterwards") for job in afterwards),
        )
        .select_from(first)
        .outerjoin(paid, _TRUE)
        .outerjoin(events, events.c.id == paid.c.event_id)
        .outerjoin(made, _TRUE)
        .add_cte(*writes)
    )


def settlement(how: Settlement) -> Select[Any]:
    """Build the statement of one way to pay."""
    claim = claim_of(how.use_case, "the_payment")
    till = own_till(claim) if how.on_till else None
    locked = locked_seats(claim)
    changes = {
        "payment_status": word(how.paid),
        "payment_method": word(how.method),
        "reserved_until": null(),
        "confirmed_at": NOW,
        "updated_at": func.now(),
    }
    paid = whole_booking(how, locked, till, changes)
    made = promised_payment(how, paid) if how.promised else payment_row(how, paid)
    return answer(
        claim,
        paid,
        made,
        *sell(locked, paid),
        sale_entries(how, paid, made),
        afterwards=[func.parterre_api.defer_issue(paid.c.id).label("deferred")],
    )


def promise(how: Settlement) -> Select[Any]:
    """Build the statement of a promised payment: the clock is moved, nothing is sold yet."""
    claim = claim_of(how.use_case, "the_payment")
    locked = locked_seats(claim)
    due = bindparam("due", type_=DateTime(timezone=True))
    changes = {
        "payment_status": word(how.paid),
        "payment_method": word(how.method),
        "reserved_until": due,
        "updated_at": func.now(),
    }
    paid = whole_booking(how, locked, None, changes)
    kept = [
        update(table)
        .where(among(table.c.id, select(own_id)), exists(select(paid.c.id)))
        .values(reserved_until=due)
        .cte(name)
        for table, own_id, name in (
            (ticket, locked.c.ticket_id, "kept_tickets"),
            (seats, locked.c.id, "kept_seats"),
        )
    ]
    return answer(claim, paid, payment_row(how, paid), *kept)
