"""A database in which the first agency has a row in every table."""

from decimal import Decimal

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from core.domain.staff import Role
from core.services.work import begin_work
from db.models import (
    Address,
    EventCategory,
    Organizer,
    PlanDraft,
    Request,
    Scan,
    SigningKey,
)
from db.security.apply import business_tables
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import (
    Stock,
    make_customer,
    make_party,
    make_payable,
    make_plan,
    make_presale,
    make_price_level,
    make_template,
    open_till,
    put_on_hold,
    sell,
    stocked_event,
)

TABLES = sorted(business_tables())


def fill(database: TestDatabase) -> None:
    """Commit a row in every table, over the manager's own login."""
    manager = database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        session = work.session
        stock = stocked_event(session, rows=1, seats=4)
        make_price_level(session, stock.event)
        make_customer(session)
        make_presale(session, stock.event)
        make_plan(session, stock.event)
        make_template(session, stock.event)
        put_on_hold(session, stock.event.id, stock.seat_ids[3:])
        till = open_till(session, work.actor.staff_id)
        sale = sell(session, stock.seats[:2], till)
        _add_the_small_ones(session, stock)
        session.add(
            Scan(
                event_id=stock.event.id,
                ticket_id=sale.tickets[0].id,
                verdict="WRONG_EVENT",
                scanned_at=NOW,
            )
        )


def empty_tables(connection: Connection) -> list[str]:
    return [
        name
        for name in TABLES
        if not connection.scalar(text(f"SELECT EXISTS (SELECT FROM parterre.{name})"))
    ]


def _add_the_small_ones(session: Session, stock: Stock) -> None:
    party = make_party(session)
    session.add_all(
        [
            EventCategory(name="Opera"),
            Organizer(party_id=party.id),
            Address(party_id=party.id, line_1="1 Main Street", city="Berlin", country="DE"),
            SigningKey(public_key=b"k" * 32),
            PlanDraft(
                title="Opera",
                plan=b"{}",
                seat_count=0,
                revision=1,
                saved_by="u_manager",
                saved_at=NOW,
            ),
            Request(use_case="test", body_hash=b"h"),
        ]
    )
    make_payable(session, stock.order, Decimal(600))
    session.flush()
