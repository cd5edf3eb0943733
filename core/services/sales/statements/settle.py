"""Settle a booking: one statement from reserved seats to sold ones, with the money and the journal.

claim the key → own open till → lock the booking's seats and tickets in seat order → the booking, if
all its seats are still its own → tickets, seats, payment, journal.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    DateTime,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from core.domain.events import EventStatus
from core.domain.inventory.states import SeatStatus
from core.domain.payments.states import (
    TillStatus,
)
from core.domain.tickets.states import TicketStatus
from core.services.sales.statements.money import (
    TENDERED,
    Settlement,
    payment_row,
    promise_given_up,
    promised_payment,
    sale_entries,
)
from core.services.sales.statements.parts import (
    NOW,
    among,
    booking,
    claim_of,
    events,
    identifier,
    own_claim,
    reserved_seats,
    seats,
    shifts,
    ticket,
    won,
    word,
)

BOOKING_COLUMNS = (
    "id",
    "booking_number",
    "event_id",
    "customer_id",
    "status",
    "channel",
    "delivery",
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


def whole_booking(how: Settlement, locked: CTE, till: CTE | None, changes: dict[str, Any]) -> CTE:
    """Change the booking if each of its tickets is still reserved for it; one row or none."""
    cost = func.coalesce(func.sum(locked.c.purchase_price), _ZERO)
    tallied = (
        select(func.count().label("n"), cost.label("cost")).select_from(locked).subquery("tally")
    )
    payable = bindparam("payable", [*how.before], type_=ARRAY(Text()))
    statement = (
        update(booking)
        .where(
            booking.c.id == identifier("the_booking"),
            # Not as literals: the index of running clocks would do, and in a rush it is long.
            booking.c.status == any_(payable),
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
            booking.c.total_amount <= TENDERED,
            booking.c.currency == bindparam("cash_currency", type_=Text()),
        )
        statement = statement.where(
            till.c.currency == booking.c.currency, or_(TENDERED.is_(None), enough)
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
    claim = own_claim() if how.instead else claim_of(how.use_case, "the_payment")
    till = own_till(claim) if how.on_till else None
    locked = reserved_seats(claim)
    changes = {
        "payment_status": word(how.paid),
        "payment_method": word(how.method),
        "reserved_until": null(),
        "confirmed_at": NOW,
        "updated_at": NOW,
    }
    paid = whole_booking(how, locked, till, changes)
    made = promised_payment(how, paid) if how.promised else payment_row(how, paid)
    return answer(
        claim,
        paid,
        made,
        *sell(locked, paid),
        sale_entries(how, paid, made),
        *([promise_given_up(paid)] if how.instead else []),
        afterwards=[func.parterre_api.defer_issue(paid.c.id).label("deferred")],
    )


def promise(how: Settlement) -> Select[Any]:
    """Build the statement of a promised payment: the clock is moved, nothing is sold yet."""
    claim = claim_of(how.use_case, "the_payment")
    locked = reserved_seats(claim)
    due = bindparam("due", type_=DateTime(timezone=True))
    changes = {
        "payment_status": word(how.paid),
        "payment_method": word(how.method),
        "reserved_until": due,
        "updated_at": NOW,
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
