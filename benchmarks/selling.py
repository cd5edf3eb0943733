"""A house to sell in: a stocked event, clerks with open tills, and clean tables between runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import create_engine, make_url, select, text

from benchmarks import limits
from benchmarks.agency import PASSWORD, Agency, agency, grid_venue
from core.domain.money import Money
from core.domain.purchasing.states import SupplierType
from core.domain.staff import Role
from core.services.events.creating import EventDraft, create_event
from core.services.events.life import open_sale, publish_event
from core.services.payments.till import open_till
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.queries import one_order
from core.services.purchasing.receiving import DeliveredSeat, LineDelivery, receive_delivery
from core.services.purchasing.suppliers import SupplierDraft, add_supplier
from core.services.purchasing.ticket_types import TicketTypeDraft, add_ticket_type
from core.services.staff import SignedIn, sign_in
from core.services.venues.maps import VenueMap, venue_map
from core.services.work import Work, begin_work, new_key
from db.logins import NewLogin, create_login
from db.models import EventSeat

PRICE = Decimal("50.00")
CLERKS = 4
PARTY = 4
_START = datetime(2027, 6, 1, 19, tzinfo=UTC)
HISTORY = 20_000
"""Seats sold before: the planner must not think that the sales' tables are empty."""

_OF_EVENT = "(SELECT id FROM parterre.bookings WHERE event_id = :event)"
_CLEAR = (
    "SET session_replication_role = replica",
    "TRUNCATE parterre.requests, parterre.audit_log",
    "DELETE FROM parterre.journal_entries WHERE event_id = :event",
    f"DELETE FROM parterre.payments WHERE booking_id IN {_OF_EVENT}",
    f"DELETE FROM parterre.booking_items WHERE booking_id IN {_OF_EVENT}",
    "DELETE FROM parterre.tickets WHERE event_id = :event",
    "DELETE FROM parterre.bookings WHERE event_id = :event",
    (
        "UPDATE parterre.event_seats SET status = 'AVAILABLE', reserved_until = NULL"
        " WHERE event_id = :event AND status <> 'AVAILABLE'"
    ),
)
_TABLES = ("bookings", "booking_items", "event_seats", "tickets", "payments", "journal_entries")
_TIDY = (*(f"VACUUM (ANALYZE) parterre.{table}" for table in _TABLES), "CHECKPOINT")


@dataclass(frozen=True)
class Clerk:
    """One clerk's login with their open shift."""

    login: str
    url: str
    staff_id: UUID
    shift_id: UUID

    def sign_in(self) -> SignedIn:
        """Sign in as at a workstation: an engine of one's own, ready for the first customer."""
        person = sign_in(lambda _login, _password: self.url, self.login, PASSWORD)
        person.get_ready()
        return person

    def connect(self) -> psycopg.Connection:
        """Connect with nothing but the driver, statements prepared at once."""
        url = make_url(self.url)
        where = {name: str(value) for name, value in url.query.items()}
        parts = {"dbname": url.database, "user": url.username, "password": url.password, **where}
        conninfo = make_conninfo("", **parts)
        connection = psycopg.connect(conninfo, autocommit=True)
        connection.prepare_threshold = 0
        return connection


@dataclass(frozen=True)
class SellingHouse:
    """An agency with an event on sale and an old one; `seat_ids` in the order of the map."""

    agency: Agency
    event_id: UUID
    old_event_id: UUID
    seat_ids: tuple[UUID, ...]
    clerks: tuple[Clerk, ...]

    def clear(self) -> None:
        """Forget every sale of the event: its seats free, the tables tidy, statistics fresh."""
        run(self.agency.super_url, *_CLEAR, *_TIDY, event=self.event_id)

    def reserve_in_bulk(self, bookings: int, *, until: str) -> list[UUID]:
        """Put reservations of four seats straight into the tables and return their ids."""
        fill(self.agency, self.event_id, bookings, until=until)
        run(self.agency.super_url, *_TIDY)
        engine = create_engine(self.agency.super_url)
        with engine.connect() as connection:
            mine = text("SELECT id FROM parterre.bookings WHERE event_id = :event ORDER BY id")
            ids = list(connection.scalars(mine, {"event": self.event_id}))
        engine.dispose()
        return ids


@contextmanager
def selling_house(seats: int, *, history: int = HISTORY) -> Iterator[SellingHouse]:
    """Start an agency, buy and price `seats` seats of one event, open the sale and the tills."""
    with agency() as made:
        manager = made.sign_in(Role.MANAGER)
        with begin_work(manager.sessions, manager.actor) as work:
            event_id = _stocked(work, seats, "Final")
            old_event_id = _stocked(work, history, "Last season")
            ids = tuple(
                work.session.scalars(
                    select(EventSeat.id)
                    .where(EventSeat.event_id == event_id)
                    .order_by(EventSeat.rank)
                )
            )
        clerks = tuple(_clerk(made, number) for number in range(CLERKS))
        fill(made, old_event_id, history // PARTY, until="now()")
        run(made.super_url, *_SOLD, shift=clerks[0].shift_id)
        limits.prepare(made.super_url)
        house = SellingHouse(made, event_id, old_event_id, ids, clerks)
        house.clear()
        yield house


def fill(made: Agency, event_id: UUID, bookings: int, *, until: str) -> None:
    """Reserve the first seats of an event in bulk, four a booking, past every rule."""
    values = {"event": event_id, "agency": made.tenant_id, "bookings": bookings, "seats": PARTY}
    statements = (file_part.format(until=until) for file_part in _RESERVED)
    run(made.super_url, "SET session_replication_role = replica", *statements, **values)


def run(super_url: str, *statements: str, **values: object) -> None:
    """Run statements as the superuser, outside of any transaction, on one connection."""
    engine = create_engine(super_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement), values)
    engine.dispose()


_RESERVED = (
    (
        "INSERT INTO parterre.bookings (tenant_id, id, event_id, booking_number, status,"
        " ticket_count, total_amount, currency, reserved_until)"
        " SELECT :agency, uuidv7(), :event, :event || '-' || n, 'RESERVED', :seats,"
        " :seats * 50.00, 'EUR', {until} FROM generate_series(1, :bookings) AS n"
    ),
    (
        "WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n"
        " FROM parterre.bookings WHERE event_id = :event)"
        " INSERT INTO parterre.tickets (tenant_id, id, event_id, event_seat_id, booking_id,"
        " ticket_number, barcode, status, price_paid, currency, reserved_at, reserved_until)"
        " SELECT :agency, uuidv7(), :event, seat.id, numbered.id, seat.id::text, seat.id::text,"
        " 'RESERVED', 50.00, 'EUR', now(), {until}"
        " FROM parterre.event_seats AS seat JOIN numbered ON numbered.n = seat.rank / :seats"
        " WHERE seat.event_id = :event"
    ),
    (
        "INSERT INTO parterre.booking_items (tenant_id, id, booking_id, ticket_id, unit_price,"
        " total_price) SELECT tenant_id, uuidv7(), booking_id, id, 50.00, 50.00"
        " FROM parterre.tickets WHERE event_id = :event"
    ),
    (
        "UPDATE parterre.event_seats SET status = 'RESERVED', reserved_until = {until}"
        " WHERE event_id = :event AND rank < CAST(:bookings AS integer) * :seats"
    ),
)
_SOLD = (
    "SET session_replication_role = replica",
    (
        "UPDATE parterre.bookings SET status = 'PAID', payment_status = 'COMPLETED',"
        " reserved_until = NULL, confirmed_at = now()"
    ),
    "UPDATE parterre.tickets SET status = 'CONFIRMED', issued_at = now(), reserved_until = NULL",
    (
        "UPDATE parterre.event_seats SET status = 'SOLD', reserved_until = NULL"
        " WHERE status = 'RESERVED'"
    ),
    (
        "INSERT INTO parterre.payments (tenant_id, id, booking_id, amount, currency,"
        " payment_method, payment_provider, status, processed_at, till_shift_id, tendered,"
        " change_given) SELECT tenant_id, uuidv7(), id, total_amount, 'EUR', 'CASH', 'cash',"
        " 'SUCCESS', now(), :shift, total_amount, 0 FROM parterre.bookings"
    ),
    (
        "INSERT INTO parterre.journal_entries (tenant_id, id, posted_at, debit_account,"
        " credit_account, amount, currency, memo, booking_id, payment_id, event_id,"
        " till_shift_id) SELECT b.tenant_id, uuidv7(), now(), 'cash_drawer', 'ticket_revenue',"
        " b.total_amount, 'EUR', 'Sale', b.id, p.id, b.event_id, :shift FROM parterre.bookings b"
        " JOIN parterre.payments p ON p.booking_id = b.id"
    ),
)


def confirmed_order(work: Work, event_id: UUID, seats: int, promoter: str) -> tuple[UUID, UUID]:
    """Order any `seats` seats of an event and have them confirmed: the order and its line."""
    supplier = add_supplier(work, SupplierDraft(promoter, SupplierType.PROMOTER), key=new_key())
    kind = add_ticket_type(work, TicketTypeDraft(event_id, "ANY", "Any seat"), key=new_key())
    line = LineDraft(kind.id, seats, Decimal("30.00"))
    order_id = draft_order(work, OrderDraft(supplier.id, (line,)), key=new_key())
    submit_order(work, order_id)
    confirm_order(work, order_id)
    work.session.flush()  # the line is read back
    return order_id, one_order(work.session, order_id).lines[0].id


def every_seat(plan: VenueMap) -> tuple[DeliveredSeat, ...]:
    """All seats of a venue as a delivery lists them, priced."""
    return tuple(
        DeliveredSeat(section, row, number, PRICE)
        for section, row, number in zip(plan.sections, plan.rows, plan.numbers, strict=True)
    )


def _stocked(work: Work, seats: int, title: str) -> UUID:
    venue_id = grid_venue(work, seats, f"Arena of the {title}")
    plan = venue_map(work.session, venue_id)
    draft = EventDraft(title, venue_id, _START, _START + timedelta(hours=3), "Europe/Berlin")
    event_id = create_event(work, draft, key=new_key()).id
    order_id, line_id = confirmed_order(work, event_id, seats, f"{title} Promotions")
    receive_delivery(work, order_id, [LineDelivery(line_id, every_seat(plan))], key=new_key())
    publish_event(work, event_id)
    open_sale(work, event_id)
    return event_id


def _clerk(made: Agency, number: int) -> Clerk:
    login = f"u_bench_clerk_{number}"
    create_login(
        made.super_url,
        made.tenant_id,
        NewLogin(
            login=login,
            display_name=f"Clerk {number}",
            role=Role.BOX_OFFICE,
            password=PASSWORD,
        ),
    )
    person = sign_in(made.url_for, login, PASSWORD)
    with begin_work(person.sessions, person.actor) as work:
        shift = open_till(work, f"Till {number}", Money.zero("EUR"), key=new_key())
    person.sign_out()
    return Clerk(login, made.url_for(login, PASSWORD), person.actor.staff_id, shift.id)
