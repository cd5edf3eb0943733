"""Enter a list of sales: seats locked in id order, then one statement a table."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    Integer,
    Numeric,
    Table,
    TableValuedAlias,
    Text,
    Uuid,
    bindparam,
    func,
    insert,
    null,
    select,
    update,
)
from sqlalchemy.sql.dml import Insert

from core.domain.inventory.states import SeatStatus
from core.domain.payments.states import BookingPayment, PaymentStatus
from core.domain.sales.states import BookingStatus
from core.domain.tickets.states import TicketStatus
from core.services.sales.statements.offered import FREE, ON_SALE, ON_THIS_CHANNEL, OURS
from core.services.sales.statements.parts import (
    NOW,
    bookings,
    events,
    identifier,
    items,
    journal,
    payments,
    seats,
    setting,
    tenants,
    tickets,
    venue_seats,
    word,
)
from core.services.sales.statements.reserve import WANTED
from db.arrays import table_of_arrays

_AMOUNT = Numeric(12, 2)
_MOMENT = DateTime(timezone=True)


TERMS = (
    select(
        events.c.id,
        events.c.currency,
        setting("service_fee_rate"),
        setting("service_fee_per_ticket"),
        setting("tax_rate"),
    )
    .join(tenants, tenants.c.tenant_id == events.c.tenant_id)
    .where(
        events.c.id == func.any(bindparam("the_events", type_=ARRAY(Uuid()))),
        events.c.status.in_([word(status) for status in ON_SALE]),
    )
)
FREE_SEATS = (
    select(
        seats.c.id,
        seats.c.event_id,
        seats.c.status,
        seats.c.retail_price,
        seats.c.purchase_price,
        venue_seats.c.section,
        venue_seats.c.row,
        venue_seats.c.seat_number,
    )
    .join(venue_seats, venue_seats.c.id == seats.c.seat_id)
    .where(
        seats.c.id == func.any(WANTED),
        OURS,
        FREE,
        ON_THIS_CHANNEL,
        seats.c.retail_price.is_not(None),
    )
    .order_by(seats.c.id)
    .with_for_update(of=seats)
)


def _insert(table: Table, given: TableValuedAlias, **fixed: ColumnElement[Any]) -> Insert:
    """One row of the table for each of the given ones; a given column `of_x` is written to `x`.

    The agency is given once: the column's default would ask whose login it is for every row.
    """
    row: dict[str, ColumnElement[Any]] = {"tenant_id": identifier("agency"), **fixed}
    for name, column in given.c.items():
        if name != "n":
            row[name.removeprefix("of_")] = column
    return insert(table).from_select(list(row), select(*row.values()), include_defaults=False)


INSERT_BOOKINGS = _insert(
    bookings,
    table_of_arrays(
        "sale",
        of_id=Uuid(),
        of_booking_number=Text(),
        of_event_id=Uuid(),
        of_customer_id=Uuid(),
        of_ticket_count=Integer(),
        of_total_amount=_AMOUNT,
        of_service_fee=_AMOUNT,
        of_tax_amount=_AMOUNT,
        of_currency=Text(),
        of_payment_method=Text(),
        of_created_at=_MOMENT,
        of_confirmed_at=_MOMENT,
    ),
    status=word(BookingStatus.PAID),
    payment_status=word(BookingPayment.COMPLETED),
    sold_by=identifier("seller"),
)
INSERT_TICKETS = _insert(
    tickets,
    table_of_arrays(
        "sold",
        of_id=Uuid(),
        of_event_id=Uuid(),
        of_event_seat_id=Uuid(),
        of_booking_id=Uuid(),
        of_ticket_number=Text(),
        of_barcode=Text(),
        of_price_paid=_AMOUNT,
        of_currency=Text(),
        of_reserved_at=_MOMENT,
        of_issued_at=_MOMENT,
    ),
    status=word(TicketStatus.CONFIRMED),
)
INSERT_ITEMS = _insert(
    items,
    table_of_arrays(
        "line",
        of_id=Uuid(),
        of_booking_id=Uuid(),
        of_ticket_id=Uuid(),
        of_unit_price=_AMOUNT,
        of_total_price=_AMOUNT,
        of_section=Text(),
        of_row=Text(),
        of_seat_number=Text(),
    ),
)
INSERT_PAYMENTS = _insert(
    payments,
    table_of_arrays(
        "paid",
        of_id=Uuid(),
        of_booking_id=Uuid(),
        of_customer_id=Uuid(),
        of_amount=_AMOUNT,
        of_currency=Text(),
        of_payment_method=Text(),
        of_payment_provider=Text(),
        of_provider_transaction_id=Text(),
        of_tendered=_AMOUNT,
        of_change_given=_AMOUNT,
        of_processed_at=_MOMENT,
        of_created_at=_MOMENT,
    ),
    status=word(PaymentStatus.SUCCESS),
    till_shift_id=identifier("till"),
)
INSERT_ENTRIES = _insert(
    journal,
    table_of_arrays(
        "entry",
        of_id=Uuid(),
        of_posted_at=_MOMENT,
        of_debit_account=Text(),
        of_credit_account=Text(),
        of_amount=_AMOUNT,
        of_currency=Text(),
        of_memo=Text(),
        of_booking_id=Uuid(),
        of_payment_id=Uuid(),
        of_event_id=Uuid(),
        of_till_shift_id=Uuid(),
    ),
)
_own = update(seats).where(seats.c.id == func.any(WANTED))
#: Seats go the way of every sale, first reserved and then sold, in the same transaction.
TAKE_SEATS = (
    _own.values(status=word(SeatStatus.RESERVED), reserved_until=NOW),
    _own.values(status=word(SeatStatus.SOLD), reserved_until=null()),
)
