"""What a person is told when a transaction could not be carried out."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from core.domain.errors import NotStorable, Outage
from core.domain.staff import Role
from core.services.events.categories import add_category
from core.services.numbering import with_next_number
from core.services.sales.customers import find_customers
from core.services.staff import SignedIn
from core.services.work import begin_reading, begin_work, new_key
from db.logins import NewLogin, create_login
from db.models import PurchaseOrder, SigningKey
from tests.databases import PASSWORD, TestDatabase

_LOCK = text("SELECT name FROM parterre.tenants FOR UPDATE NOWAIT")
_TOO_MUCH = text("SELECT CAST(:amount AS numeric(12, 2)), CAST(:login AS text)")
_NO_ROOM_ON_DISK = text("DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$")
_HANG_UP = text("SELECT pg_terminate_backend(pg_backend_pid())")
_SLOW = text("SELECT pg_catalog.pg_sleep(1)")


def test_who_finds_a_lock_taken_is_told_so(manager: SignedIn) -> None:
    with begin_work(manager.sessions, manager.actor) as first:
        first.session.execute(_LOCK)
        with (
            pytest.raises(Outage, match="Somebody else is changing the same just now"),
            begin_work(manager.sessions, manager.actor) as second,
        ):
            second.session.execute(_LOCK)


def test_who_finds_the_disk_full_is_told_so(manager: SignedIn) -> None:
    with (
        pytest.raises(Outage, match="The database's disk is full"),
        begin_work(manager.sessions, manager.actor) as work,
    ):
        work.session.execute(_NO_ROOM_ON_DISK)


def test_who_finds_no_room_for_a_connection_is_told_so(fresh_database: TestDatabase) -> None:
    tenant_id = fresh_database.sign_in(Role.MANAGER).actor.tenant_id
    create_login(
        fresh_database.super_url,
        tenant_id,
        NewLogin(
            login="u_one_window",
            display_name="One window",
            role=Role.BOX_OFFICE,
            password=PASSWORD,
            connections=1,
        ),
    )
    clerk = fresh_database.sign_in(Role.BOX_OFFICE, login="u_one_window")
    with begin_work(clerk.sessions, clerk.actor) as first:
        first.session.connection()
        with (
            pytest.raises(Outage, match="too many connections open"),
            begin_work(clerk.sessions, clerk.actor) as second,
        ):
            second.session.connection()


@pytest.mark.parametrize(
    ("amount", "login"), [(10**12, "u_door"), (1, "with a zero \x00 in it")], ids=["large", "NUL"]
)
def test_a_value_that_fits_no_column_is_refused(manager: SignedIn, amount: int, login: str) -> None:
    asked = {"amount": amount, "login": login}

    with (
        pytest.raises(NotStorable, match="Nothing was changed") as refused,
        begin_work(manager.sessions, manager.actor) as work,
    ):
        work.session.execute(_TOO_MUCH, asked)

    assert refused.value.reason


NO_NAMES = {
    "half a sign": ("\ud800", "half a sign"),
    "10,000 letters": ("".join(map(chr, range(0x4E00, 0x4E00 + 10_000))), "too long"),
}


@pytest.mark.parametrize(("name", "reason"), NO_NAMES.values(), ids=NO_NAMES)
def test_a_name_that_can_not_be_kept_is_refused(manager: SignedIn, name: str, reason: str) -> None:
    with (
        pytest.raises(NotStorable, match="Nothing was changed") as refused,
        begin_work(manager.sessions, manager.actor) as work,
    ):
        add_category(work, name, key=new_key())

    assert reason in refused.value.reason


def test_a_day_past_all_days_is_refused(manager: SignedIn) -> None:
    with (
        pytest.raises(NotStorable) as refused,
        begin_work(manager.sessions, manager.actor) as work,
    ):
        work.session.add(SigningKey(public_key=b"k", valid_from=datetime.max.replace(tzinfo=UTC)))

    assert refused.value.reason == "a time is before 1900 or after 8999"


def test_looking_for_what_no_column_can_hold_is_refused(manager: SignedIn) -> None:
    with (
        pytest.raises(NotStorable),
        begin_reading(manager.sessions) as session,
    ):
        find_customers(session, "a zero \x00 in it")


def test_a_statement_over_its_time_is_told_as_slow(manager: SignedIn) -> None:
    def read() -> None:
        with begin_reading(manager.sessions) as session:
            session.execute(text("SET LOCAL statement_timeout = '10ms'"))
            session.execute(_SLOW)

    with pytest.raises(Outage, match="The database took too long"):
        read()


def test_a_connection_lost_while_a_number_is_taken_is_told(fresh_database: TestDatabase) -> None:
    """An order's number is tried behind a savepoint, which ends in another error."""
    manager = fresh_database.sign_in(Role.MANAGER)

    def draft() -> None:
        with begin_work(manager.sessions, manager.actor) as work:

            def lose(_number: str) -> None:
                work.session.execute(_HANG_UP)

            with_next_number(work, PurchaseOrder.po_number, "PO", lose)

    with pytest.raises(Outage, match="The database can't be reached"):
        draft()


def test_what_one_reading_asks_fits_together(manager: SignedIn) -> None:
    """A change between two of its queries is seen by the next reading."""
    names = text("SELECT legal_name FROM parterre.tenants")
    with begin_reading(manager.sessions) as session:
        before = session.scalar(names)
        with begin_work(manager.sessions, manager.actor) as work:
            work.session.execute(text("UPDATE parterre.tenants SET legal_name = 'Changed'"))
        assert session.scalar(names) == before

    with begin_reading(manager.sessions) as session:
        assert session.scalar(names) == "Changed"
    with begin_work(manager.sessions, manager.actor) as work:
        work.session.execute(
            text("UPDATE parterre.tenants SET legal_name = :name").bindparams(name=before)
        )
