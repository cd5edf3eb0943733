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
from core.services.venues.maps import venue_map
from core.services.work import Work, begin_work, new_key
from db.models import EventSeat
from db.setup import create_login

PRICE = Decimal("50.00")
CLERKS = 4
_START = datetime(2027, 6, 1, 19, tzinfo=UTC)
_CLEAR = (
    "SET session_replication_role = replica",
    "TRUNCATE parterre.bookings CASCADE",
    "TRUNCATE parterre.requests, parterre.audit_log",
    (
        "UPDATE parterre.event_seats SET status = 'AVAILABLE', reserved_until = NULL"
        " WHERE status <> 'AVAILABLE'"
    ),
    "VACUUM (ANALYZE) parterre.event_seats",
    "CHECKPOINT",
)


@dataclass(frozen=True)
class Clerk:
    """One clerk's login with their open shift."""

    login: str
    url: str
    staff_id: UUID
    shift_id: UUID

    def sign_in(self) -> SignedIn:
        """Sign in as at a workstation: an engine of one's own."""
        return sign_in(lambda _login, _password: self.url, self.login, PASSWORD)

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
    """An agency with one event on sale; `seat_ids` in the order of the map."""

    agency: Agency
    event_id: UUID
    seat_ids: tuple[UUID, ...]
    clerks: tuple[Clerk, ...]

    def clear(self) -> None:
        """Forget every sale: all seats free, the sales' tables empty, statistics fresh."""
        run(self.agency.super_url, *_CLEAR)

    def reserve_in_bulk(self, bookings: int, seats: int, *, until: str) -> list[UUID]:
        """Put reservations straight into the tables, `seats` seats each; return their ids."""
        values = {
            "event": self.event_id,
            "agency": self.agency.tenant_id,
            "bookings": bookings,
            "seats": seats,
        }
        engine = create_engine(self.agency.super_url)
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in _BULK:
                connection.execute(text(statement.format(until=until)), values)
        run(self.agency.super_url, *_ANALYZE)
        with engine.connect() as connection:
            ids = list(connection.scalars(text("SELECT id FROM parterre.bookings ORDER BY id")))
        engine.dispose()
        return ids


_BULK = (
    (
        "INSERT INTO parterre.bookings (tenant_id, id, event_id, booking_number, status,"
        " ticket_count, total_amount, currency, reserved_until)"
        " SELECT :agency, uuidv7(), :event, 'B-' || n, 'RESERVED', :seats, :seats * 50.00, 'EUR',"
        " {until} FROM generate_series(1, :bookings) AS n"
    ),
    (
        "WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n"
        " FROM parterre.bookings)"
        " INSERT INTO parterre.tickets (tenant_id, id, event_id, event_seat_id, booking_id,"
        " ticket_number, barcode, status, price_paid, currency, reserved_at, reserved_until)"
        " SELECT :agency, uuidv7(), :event, seat.id, numbered.id, 'T-' || seat.rank,"
        " 'T-' || seat.rank, 'RESERVED', 50.00, 'EUR', now(), {until}"
        " FROM parterre.event_seats AS seat JOIN numbered ON numbered.n = seat.rank / :seats"
        " WHERE seat.event_id = :event"
    ),
    (
        "INSERT INTO parterre.booking_items (tenant_id, id, booking_id, ticket_id, unit_price,"
        " total_price) SELECT tenant_id, uuidv7(), booking_id, id, 50.00, 50.00"
        " FROM parterre.tickets"
    ),
    (
        "UPDATE parterre.event_seats SET status = 'RESERVED', reserved_until = {until}"
        " WHERE event_id = :event AND rank < :bookings * :seats"
    ),
)
_ANALYZE = tuple(
    f"VACUUM (ANALYZE) parterre.{table}"
    for table in ("bookings", "booking_items", "event_seats", "tickets")
)


@contextmanager
def selling_house(seats: int) -> Iterator[SellingHouse]:
    """Start an agency, buy and price `seats` seats of one event, open the sale and the tills."""
    with agency() as made:
        manager = made.sign_in(Role.MANAGER)
        with begin_work(manager.sessions, manager.actor) as work:
            event_id = _stocked(work, seats)
            ids = tuple(
                work.session.scalars(
                    select(EventSeat.id)
                    .where(EventSeat.event_id == event_id)
                    .order_by(EventSeat.rank)
                )
            )
        clerks = tuple(_clerk(made, number) for number in range(CLERKS))
        limits.prepare(made.super_url)
        house = SellingHouse(made, event_id, ids, clerks)
        house.clear()
        yield house


def run(super_url: str, *statements: str) -> None:
    """Run statements as the superuser, outside of any transaction, on one connection."""
    engine = create_engine(super_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _stocked(work: Work, seats: int) -> UUID:
    venue_id = grid_venue(work, seats, "Arena")
    plan = venue_map(work.session, venue_id)
    draft = EventDraft("Final", venue_id, _START, _START + timedelta(hours=3), "Europe/Berlin")
    event_id = create_event(work, draft, key=new_key()).id
    supplier = add_supplier(
        work, SupplierDraft("Harbour Promotions", SupplierType.PROMOTER), key=new_key()
    )
    kind = add_ticket_type(work, TicketTypeDraft(event_id, "ANY", "Any seat"), key=new_key())
    line = LineDraft(kind.id, seats, Decimal("30.00"))
    order_id = draft_order(work, OrderDraft(supplier.id, (line,)), key=new_key())
    submit_order(work, order_id)
    confirm_order(work, order_id)
    work.session.flush()  # the line is read back
    line_id = one_order(work.session, order_id).lines[0].id
    delivered = tuple(
        DeliveredSeat(section, row, number, PRICE)
        for section, row, number in zip(plan.sections, plan.rows, plan.numbers, strict=True)
    )
    receive_delivery(work, order_id, [LineDelivery(line_id, delivered)], key=new_key())
    publish_event(work, event_id)
    open_sale(work, event_id)
    return event_id


def _clerk(made: Agency, number: int) -> Clerk:
    login = f"u_bench_clerk_{number}"
    create_login(
        made.super_url,
        made.tenant_id,
        login=login,
        display_name=f"Clerk {number}",
        role=Role.BOX_OFFICE,
        password=PASSWORD,
    )
    person = sign_in(made.url_for, login, PASSWORD)
    with begin_work(person.sessions, person.actor) as work:
        shift = open_till(work, f"Till {number}", Money.zero("EUR"), key=new_key())
    person.sign_out()
    return Clerk(login, made.url_for(login, PASSWORD), person.actor.staff_id, shift.id)
