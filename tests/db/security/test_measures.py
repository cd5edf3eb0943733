"""Each measure is needed: take one away, and what it stopped goes through."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Connection, text

from core.domain.staff import Role
from core.services.work import Work
from tests.databases import LOGINS
from tests.db.security.asking import rows, said
from tests.factories import Sale, open_till, reserve, sell, stocked_event


@dataclass(frozen=True)
class Measure:
    """What takes the measure away, and what it stops; `:seat` and such are of a sale."""

    without: str
    attack: str
    role: Role = Role.MANAGER


SELL_WITHOUT_MONEY = (
    "UPDATE parterre.bookings SET status = 'PAID', reserved_until = NULL, total_amount = 0"
    " WHERE id = :booking"
)
MEASURES = {
    "moves": Measure(
        "DROP TRIGGER legal_status ON parterre.tickets",
        "UPDATE parterre.tickets SET status = 'RESERVED', reserved_until = now()"
        " WHERE id = :ticket",
    ),
    "agreed price": Measure(
        "DROP TRIGGER agreed_price ON parterre.event_seats",
        "UPDATE parterre.event_seats SET retail_price = 1 WHERE id = :seat",
    ),
    "discounts by grant": Measure(
        "GRANT UPDATE (discount_amount) ON parterre.bookings TO parterre_box_office",
        "UPDATE parterre.bookings SET discount_amount = 1 WHERE id = :booking",
        Role.BOX_OFFICE,
    ),
    "the door's rule": Measure(
        "DROP POLICY let_in ON parterre.tickets",
        "UPDATE parterre.tickets SET status = 'CANCELLED' WHERE id = :ticket",
        Role.DOOR,
    ),
    "the clerk's word": Measure(
        "DROP POLICY clerk_records ON parterre.payments",
        "INSERT INTO parterre.payments (id, booking_id, amount, currency, payment_method,"
        " payment_provider, status, processed_at) VALUES (gen_random_uuid(), :booking, 1, 'EUR',"
        " 'CREDIT_CARD', 'stripe', 'SUCCESS', now())",
        Role.BOX_OFFICE,
    ),
    "what a counter posts": Measure(
        "DROP POLICY counter_posts ON parterre.journal_entries",
        "INSERT INTO parterre.journal_entries (id, posted_at, debit_account, credit_account,"
        " amount, currency, memo, booking_id) VALUES (gen_random_uuid(), now(), 'refunds_due',"
        " 'cash_drawer', 1, 'EUR', 'mine', :booking)",
        Role.BOX_OFFICE,
    ),
    "a sale that stays": Measure(
        "DROP TRIGGER managers_return ON parterre.bookings",
        "UPDATE parterre.bookings SET status = 'CANCELLED', cancelled_at = now()"
        " WHERE id = :booking",
        Role.BOX_OFFICE,
    ),
    "amounts that are numbers": Measure(
        "ALTER TABLE parterre.bookings DROP CONSTRAINT ck_bookings_numbers",
        "UPDATE parterre.bookings SET total_amount = 'NaN' WHERE id = :booking",
    ),
    "tiers by grant": Measure(
        "GRANT UPDATE (customer_tier) ON parterre.customers TO parterre_box_office",
        "UPDATE parterre.customers SET customer_tier = 'GOLD'",
        Role.BOX_OFFICE,
    ),
    "the sold-out rule": Measure(
        "DROP POLICY sold_out ON parterre.events",
        "UPDATE parterre.events SET status = 'CANCELLED' WHERE id = :event",
        Role.BOX_OFFICE,
    ),
    "temporary tables": Measure(
        "DO $$ BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO PUBLIC', current_database());"
        " END $$",
        "CREATE TEMP TABLE mine (n integer)",
        Role.BOX_OFFICE,
    ),
    "large objects": Measure(
        "GRANT EXECUTE ON FUNCTION lo_from_bytea(oid, bytea) TO PUBLIC",
        "SELECT lo_from_bytea(0, 'x')",
        Role.BOX_OFFICE,
    ),
    "functions": Measure(
        "GRANT EXECUTE ON FUNCTION parterre_sec.assert_verifier(text) TO PUBLIC",
        "SELECT parterre_sec.assert_verifier('SCRAM-SHA-256$4096:' || repeat('A', 22) || '==$'"
        " || repeat('A', 43) || '=:' || repeat('A', 43) || '=')",
        Role.BOX_OFFICE,
    ),
}

CHECKS = {
    "money for a sale": (
        "DROP TRIGGER check_bookings_update ON parterre.bookings",
        SELL_WITHOUT_MONEY,
    ),
    "a ticket under a sold seat": (
        "DROP TRIGGER check_event_seats_update ON parterre.event_seats",
        (
            "UPDATE parterre.event_seats SET status = 'AVAILABLE', reserved_until = NULL"
            " WHERE id = :seat"
        ),
    ),
    "a seat under a ticket": (
        "DROP TRIGGER check_tickets_update ON parterre.tickets",
        (
            "UPDATE parterre.tickets SET status = 'CANCELLED', reserved_until = NULL,"
            " cancelled_at = now() WHERE id = :ticket"
        ),
    ),
    "the deferred question": (
        "DROP TRIGGER ask_again ON parterre_sec.unsettled",
        SELL_WITHOUT_MONEY,
    ),
}


def of(sale: Sale, statement: str) -> dict[str, object]:
    every = {
        "seat": sale.seats[0].id,
        "ticket": sale.tickets[0].id,
        "booking": sale.booking.id,
        "event": sale.booking.event_id,
    }
    return {name: value for name, value in every.items() if f":{name}" in statement}


def act_as(connection: Connection, role: Role | None) -> None:
    who = f"SET SESSION AUTHORIZATION {LOGINS[role]}" if role else "RESET SESSION AUTHORIZATION"
    connection.execute(text(who))


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_a_measure_stops_its_attack(work: Work, measure: Measure) -> None:
    stock = stocked_event(work.session, rows=1, seats=2)
    sale = sell(work.session, stock.seats, open_till(work.session, work.actor.staff_id))
    connection = work.session.connection()
    values = of(sale, measure.attack)

    act_as(connection, measure.role)
    assert said(connection, measure.attack, **values) != ""
    act_as(connection, None)
    connection.execute(text(measure.without))
    act_as(connection, measure.role)
    assert said(connection, measure.attack, **values) == ""
    work.session.rollback()


@pytest.mark.parametrize(("without", "change"), CHECKS.values(), ids=list(CHECKS))
def test_a_check_stops_what_it_checks(work: Work, without: str, change: str) -> None:
    stock = stocked_event(work.session, rows=1, seats=2)
    sale = reserve(work.session, stock.seats)
    connection = work.session.connection()
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    values = of(sale, change)

    act_as(connection, None)
    assert said(connection, change, **values) != ""
    connection.execute(text(without))
    assert said(connection, change, **values) == ""
    work.session.rollback()


def test_row_security_is_what_hides_the_other_agency(work: Work) -> None:
    stocked_event(work.session, rows=1, seats=2)
    connection = work.session.connection()
    connection.execute(text("SET SESSION AUTHORIZATION u_manager_b"))
    assert rows(connection, "SELECT 1 FROM parterre.events") == 0

    act_as(connection, None)
    connection.execute(text("ALTER TABLE parterre.events DISABLE ROW LEVEL SECURITY"))
    connection.execute(text("SET SESSION AUTHORIZATION u_manager_b"))
    assert rows(connection, "SELECT 1 FROM parterre.events") == 1
    work.session.rollback()


def test_a_view_of_the_superuser_would_show_everything(work: Work) -> None:
    stocked_event(work.session, rows=1, seats=2)
    connection = work.session.connection()
    act_as(connection, None)
    for options, seen in (("", 1), ("WITH (security_invoker = true)", 0)):
        connection.execute(
            text(
                f"CREATE OR REPLACE VIEW parterre_api.all_events {options} AS"
                " SELECT * FROM parterre.events"
            )
        )
        connection.execute(text("GRANT SELECT ON parterre_api.all_events TO parterre_staff"))
        connection.execute(text("SET SESSION AUTHORIZATION u_manager_b"))
        assert rows(connection, "SELECT 1 FROM parterre_api.all_events") == seen
        act_as(connection, None)
    work.session.rollback()
