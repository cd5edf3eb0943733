"""The doctor finds nothing in a healthy database, and each tampering in a sick one."""

from decimal import Decimal

import pytest
from sqlalchemy import Connection, text

from core.domain.money import Money
from core.domain.staff import Role
from core.services.payments.till import close_till, open_till
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.work import begin_work, new_key
from db.doctor import compare_catalogue, examine, questions
from tests.databases import TestDatabase
from tests.factories import stocked_event


def test_a_full_house_is_healthy(full_house: TestDatabase) -> None:
    assert [str(finding) for finding in examine(full_house.super_url)] == []


def test_every_question_has_a_query() -> None:
    for examination, least in (("lints", 13), ("reconciliations", 8)):
        asked = questions(examination)
        assert len(asked) >= least
        assert all("SELECT" in query for query in asked.values())


@pytest.mark.parametrize(
    "tampering",
    [
        "DROP POLICY own_agency ON parterre.tickets",
        "ALTER TABLE parterre.tickets DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE parterre.tickets NO FORCE ROW LEVEL SECURITY",
        "GRANT ALL ON parterre.payments TO PUBLIC",
        "GRANT UPDATE (amount) ON parterre.payments TO parterre_box_office",
        "DROP TRIGGER append_only ON parterre.journal_entries",
        "ALTER TABLE parterre.tickets DISABLE TRIGGER legal_status",
        "ALTER FUNCTION parterre_sec.ask_again() SECURITY INVOKER",
        "ALTER FUNCTION parterre_api.notify_change(text) RESET search_path",
        "GRANT EXECUTE ON FUNCTION parterre_api.notify_change(text) TO PUBLIC",
        "CREATE VIEW parterre_api.leak AS SELECT * FROM parterre.customers",
        "GRANT USAGE ON SCHEMA parterre_sec TO PUBLIC",
    ],
)
def test_tampering_is_found(above: Connection, tampering: str) -> None:
    above.execute(text(tampering))

    assert any(compare_catalogue(above))


def test_the_books_agree_after_a_day_at_the_till(fresh_database: TestDatabase) -> None:
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        stock = stocked_event(work.session, rows=1, seats=4)
    clerk = fresh_database.sign_in(Role.BOX_OFFICE)
    with begin_work(clerk.sessions, clerk.actor) as work:
        till = open_till(work, "Till 1", Money(Decimal(100), "EUR"), key=new_key())
        booking = reserve_seats(work, stock.event.id, stock.seat_ids[:2], key=new_key())
        pay_cash(work, booking.id, Money(Decimal(200), "EUR"), key=new_key())
    with begin_work(clerk.sessions, clerk.actor) as work:
        close_till(work, till.id, Money(Decimal(195), "EUR"), note="Five short", key=new_key())

    assert [str(finding) for finding in examine(fresh_database.super_url)] == []
