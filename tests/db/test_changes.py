"""Notices after the commit: sent with it, never for what was not committed."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, InternalError

from core.domain.staff import Role
from core.services.work import begin_work
from db.changes import announce_later
from db.ids import new_id
from tests.databases import TestDatabase, run_as_super
from tests.listening import listening
from tests.races.test_doors import sold_ticket

_EVENT = new_id()
_TOLD = text(
    "SELECT count(*), sum(generic_plans + custom_plans) FROM pg_prepared_statements"
    " WHERE statement LIKE '%notify_change%'"
)
_GIVE_BACK = text("UPDATE parterre.event_seats SET status = 'AVAILABLE' WHERE status = 'SOLD'")


def test_several_uses_are_told_at_once(fresh_database: TestDatabase) -> None:
    clerk = fresh_database.sign_in(Role.BOX_OFFICE)
    with listening(fresh_database) as wait_for:
        with begin_work(clerk.sessions, clerk.actor) as work:
            work.session.execute(text("SELECT 1"))
            announce_later(work.session, "tickets", event_id=_EVENT)
            announce_later(work.session, "bookings", event_id=_EVENT)

        assert wait_for("bookings") == f"bookings,tickets;{_EVENT}"


def test_notice_is_prepared_once(fresh_database: TestDatabase) -> None:
    clerk = fresh_database.sign_in(Role.BOX_OFFICE, pool_size=1)
    for _ in range(2):
        with begin_work(clerk.sessions, clerk.actor) as work:
            announce_later(work.session, "tickets", event_id=_EVENT)

    with clerk.sessions() as session:
        assert session.execute(_TOLD).one() == (1, 2)


def test_what_savepoints_held_is_told_with_the_rest(fresh_database: TestDatabase) -> None:
    clerk = fresh_database.sign_in(Role.BOX_OFFICE)
    with listening(fresh_database) as wait_for:
        with begin_work(clerk.sessions, clerk.actor) as work:
            with work.session.begin_nested():
                announce_later(work.session, "tickets", event_id=_EVENT)
            announce_later(work.session, "bookings", event_id=_EVENT)

        assert wait_for("") == f"bookings,tickets;{_EVENT}"


def test_what_was_rolled_back_is_not_told(fresh_database: TestDatabase) -> None:
    clerk = fresh_database.sign_in(Role.BOX_OFFICE)

    def change_her_mind() -> None:
        with begin_work(clerk.sessions, clerk.actor) as work:
            announce_later(work.session, "tickets", event_id=_EVENT)
            raise ZeroDivisionError

    with listening(fresh_database) as wait_for:
        with pytest.raises(ZeroDivisionError):
            change_her_mind()
        with begin_work(clerk.sessions, clerk.actor) as work:
            announce_later(work.session, "scans", event_id=_EVENT)

        assert wait_for("") == f"scans;{_EVENT}"


def test_sale_stands_when_its_notice_fails(
    fresh_database: TestDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    too_long = "x" * 8_000  # PostgreSQL takes less than that
    clerk = fresh_database.sign_in(Role.BOX_OFFICE)
    with (
        caplog.at_level(logging.WARNING, "db.changes"),
        begin_work(clerk.sessions, clerk.actor) as work,
    ):
        work.session.execute(text("SELECT set_config('app.picked', 'kept', false)"))
        announce_later(work.session, too_long, event_id=_EVENT)

    assert "could not be told" in caplog.text
    with clerk.sessions() as session:
        assert session.scalar(text("SELECT current_setting('app.picked')")) == "kept"


def test_what_is_refused_at_commit_is_not_told(
    fresh_database: TestDatabase, tmp_path: Path
) -> None:
    sold_ticket(fresh_database, tmp_path)
    manager = fresh_database.sign_in(Role.MANAGER)

    def sell_again() -> None:
        with begin_work(manager.sessions, manager.actor) as work:
            work.session.execute(_GIVE_BACK)
            announce_later(work.session, "tickets", event_id=_EVENT)

    with listening(fresh_database) as wait_for:
        with pytest.raises(DBAPIError, match="for sale with a live ticket"):
            sell_again()
        with begin_work(manager.sessions, manager.actor) as work:
            announce_later(work.session, "scans", event_id=_EVENT)

        assert wait_for("") == f"scans;{_EVENT}"


def test_sale_stands_when_its_notice_fails_at_its_end(
    fresh_database: TestDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    """As one does that waits in vain for another notice to be written."""
    clerk = fresh_database.sign_in(Role.BOX_OFFICE)
    run_as_super(
        fresh_database.server,
        "CREATE TABLE parterre.told (once int UNIQUE DEFERRABLE INITIALLY DEFERRED)",
        "INSERT INTO parterre.told VALUES (1)",
        "CREATE OR REPLACE FUNCTION parterre_api.notify_change(payload text) RETURNS void"
        " LANGUAGE sql SECURITY DEFINER AS 'INSERT INTO parterre.told VALUES (1)'",
        database=fresh_database.name,
    )
    with (
        caplog.at_level(logging.WARNING, "db.changes"),
        begin_work(clerk.sessions, clerk.actor) as work,
    ):
        work.session.execute(text("SELECT set_config('app.picked', 'kept', false)"))
        announce_later(work.session, "tickets", event_id=_EVENT)

    assert "could not be told" in caplog.text
    with begin_work(clerk.sessions, clerk.actor) as work:
        assert work.session.scalar(text("SELECT current_setting('app.picked')")) == "kept"


@pytest.mark.parametrize("told", [True, False])
def test_work_with_a_failed_statement_is_not_taken_for_done(
    fresh_database: TestDatabase, *, told: bool
) -> None:
    clerk = fresh_database.sign_in(Role.BOX_OFFICE)

    def go_on_all_the_same() -> None:
        with begin_work(clerk.sessions, clerk.actor) as work:
            if told:
                announce_later(work.session, "tickets", event_id=_EVENT)
            with pytest.raises(DataError):
                work.session.execute(text("SELECT 1 / 0"))

    with pytest.raises(InternalError, match="failed"):
        go_on_all_the_same()
