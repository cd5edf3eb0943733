"""Pieces that the statements share: tables, literal words, the key's claim, index probes."""

from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    CTE,
    Alias,
    ColumnElement,
    DateTime,
    LargeBinary,
    Select,
    Table,
    TableValuedAlias,
    Uuid,
    any_,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.types import TypeEngine

from core.domain.inventory.states import SeatStatus
from core.domain.tickets.states import TicketStatus
from db.base import Base
from db.models import (
    Booking,
    BookingItem,
    Customer,
    Event,
    EventSeat,
    JournalEntry,
    Payment,
    Request,
    Seat,
    Tenant,
    Ticket,
    TillShift,
)


def table_of(model: type[Base]) -> Table:
    """Return the table behind a model: statements over tables are cached faster."""
    return cast("Table", model.__table__)


def short(table: Table, name: str) -> Alias[Any]:
    """Name a table by a letter."""
    return cast("Alias[Any]", table.alias(name))


# Letters for the tables: the driver reads through the whole statement each time it is sent.
bookings = table_of(Booking)
booking = short(bookings, "b")
customers = short(table_of(Customer), "c")
events = short(table_of(Event), "e")
items = table_of(BookingItem)
item = short(items, "i")
journal = table_of(JournalEntry)
payments = table_of(Payment)
payment = short(payments, "p")
requests = table_of(Request)
seats = short(table_of(EventSeat), "s")
shifts = short(table_of(TillShift), "d")
tenants = short(table_of(Tenant), "a")
tickets = table_of(Ticket)
ticket = short(tickets, "t")
venue_seats = short(table_of(Seat), "v")

NOW: ColumnElement[Any] = bindparam("now", type_=DateTime(timezone=True))


def word(value: StrEnum) -> ColumnElement[Any]:
    """Write a state as a literal: a bound one keeps partial indexes from being used."""
    return literal_column(f"'{value.value}'")


def words(*values: StrEnum) -> list[ColumnElement[Any]]:
    """Write states as literals."""
    return [word(value) for value in values]


def identifier(name: str) -> ColumnElement[Any]:
    """Bind a UUID by this name; never a column's, or every UPDATE in the statement would set it."""
    return bindparam(name, type_=Uuid())


def setting(name: str) -> ColumnElement[Any]:
    """An event's own terms, or else its agency's."""
    return func.coalesce(events.c[name], tenants.c[name]).label(name)


def claim_of(use_case: str, subject: str) -> CTE:
    """Claim `:key`; no row when it was claimed before. Whatever locks must depend on it.

    A second try waits here for the first, and holds no seats while it does.
    """
    row: dict[str, Any] = {
        "id": identifier("key"),
        "use_case": literal_column(f"'{use_case}'"),
        "body_hash": bindparam("hashed", type_=LargeBinary()),
        "subject_id": identifier(subject),
    }
    claimed = insert(requests).values(**row)
    return claimed.on_conflict_do_nothing().returning(requests.c.id).cte("claim")


def own_claim() -> CTE:
    """The claim that a statement before has made in this transaction."""
    return select(requests.c.id).where(requests.c.id == identifier("key")).cte("claim")


def won(claim: CTE) -> ColumnElement[bool]:
    """Whether this statement is the first with its key."""
    return exists(select(claim.c.id))


def reserved_seats(claim: CTE) -> CTE:
    """The booking's reserved tickets with their seats, both locked, in seat order.

    Both, because a buyer who took a lapsed seat over has left it RESERVED: only the ticket tells.
    """
    return (
        select(
            seats.c.id, ticket.c.id.label("ticket_id"), ticket.c.booking_id, seats.c.purchase_price
        )
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


def among(column_of_table: ColumnElement[Any], ids: Select[Any]) -> ColumnElement[bool]:
    """Compare with the collected ids of a CTE: index probes, whatever the statistics said.

    A join planned while its table was small reads the whole of it, and stays in the session's
    prepared statement while the table grows.
    """
    return column_of_table == any_(func.array(ids.scalar_subquery()))


def few_rows(name: str, **columns: TypeEngine[Any]) -> TableValuedAlias:
    """A table of the arrays that are bound by their column's name: a party's rows, not a stadium's.

    Plain arrays, where `db.arrays.table_of_arrays` packs tens of thousands into text: it costs
    three more bound values a column, which a small statement feels.
    """
    arrays = (bindparam(key, type_=ARRAY(kind)) for key, kind in columns.items())
    typed = (column(key, kind) for key, kind in columns.items())
    return func.unnest(*arrays).table_valued(*typed, name=name).render_derived(name=name)
