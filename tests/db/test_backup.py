"""The backup's login: its dump holds everything, a restore of it is healthy, it changes nothing."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.errors import InsufficientPrivilege, ReadOnlySqlTransaction
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from core.domain.staff import Role
from core.services.work import begin_work
from db.backup import BadBackupLogin, NotABackupLogin, create_backup_login
from db.doctor import examine
from db.embedded.binaries import find_binaries
from db.migrate import restore_security
from db.setup import create_database
from tests.clock import NOW
from tests.databases import LOGINS, TestDatabase, run_as_super
from tests.factories import stocked_event
from tests.services.sold import open_drawer, sell

LOGIN = "u_backup_test"
SECRET = "a long and dull secret"
COUNTED = ("tenants", "staff", "event_seats", "bookings", "tickets", "journal_entries", "audit_log")


@pytest.fixture
def sold(fresh_database: TestDatabase) -> TestDatabase:
    """Two agencies, and a sale in the first."""
    manager = fresh_database.sign_in(Role.MANAGER)
    clerk = fresh_database.sign_in(Role.BOX_OFFICE)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        stock = stocked_event(work.session)
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        open_drawer(work)
        sell(work, stock, 0, 1)
    create_backup_login(fresh_database.super_url, login=LOGIN, password=SECRET)
    return fresh_database


@pytest.fixture
def restored(sold: TestDatabase) -> Iterator[str]:
    """The name of an empty database beside it, dropped at the end."""
    name = f"{sold.name}_restored"
    create_database(sold.server.url(name), name)
    yield name
    run_as_super(sold.server, f"DROP DATABASE {name} WITH (FORCE)")


def run_program(name: str, url: str, *arguments: str, password: str = "") -> None:
    """Run one of PostgreSQL's own programs against this database."""
    binaries = find_binaries()
    if not (program := binaries.program(name)).exists():
        pytest.skip(
            f"PostgreSQL {binaries.version} was brought without {name}: no backup was tried"
        )
    at = make_url(url)
    where = [
        f"--host={at.query['host']}",
        f"--port={at.query['port']}",
        f"--username={at.username}",
        f"--dbname={at.database}",
    ]
    done = subprocess.run(
        [str(program), *where, "--no-password", *arguments],
        env={**os.environ, "PGPASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def counted(url: str) -> dict[str, int]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT count(*) FROM parterre.{table}")).scalar_one()
            for table in COUNTED
        }


def test_a_dump_holds_every_agency_and_a_restore_of_it_is_healthy(
    sold: TestDatabase, restored: str, tmp_path: Path
) -> None:
    dump = tmp_path / "parterre.dump"

    run_program(
        "pg_dump",
        sold.url_for(LOGIN, SECRET),
        "--format=custom",
        f"--file={dump}",
        password=SECRET,
    )
    run_program("pg_restore", sold.server.url(restored), "--exit-on-error", str(dump))
    restore_security(sold.server.url(restored))

    found = counted(sold.server.url(restored))
    assert found == counted(sold.super_url)
    assert (found["tenants"], found["tickets"]) == (2, 2)
    assert examine(sold.server.url(restored)) == []


@pytest.mark.parametrize(
    "verb",
    [
        "INSERT INTO parterre.event_categories (name) VALUES ('x')",
        "UPDATE parterre.tenants SET name = 'x'",
        "DELETE FROM parterre.tenants",
        "TRUNCATE parterre.scans",
        "CREATE TABLE parterre.mine (a int)",
        "SELECT pg_catalog.pg_read_file('/etc/passwd')",
    ],
)
@pytest.mark.parametrize("writing", [False, True], ids=["as it comes", "set to write"])
def test_it_reads_and_changes_nothing(sold: TestDatabase, verb: str, *, writing: bool) -> None:
    engine = create_engine(sold.url_for(LOGIN, SECRET), poolclass=NullPool)
    with engine.connect() as connection:
        if writing:
            connection.execute(text("SET TRANSACTION READ WRITE"))
        with pytest.raises(DBAPIError) as refused:
            connection.execute(text(verb))

    assert isinstance(refused.value.orig, InsufficientPrivilege | ReadOnlySqlTransaction)
    if writing:
        assert isinstance(refused.value.orig, InsufficientPrivilege)


def test_it_gets_a_new_password_when_made_again(sold: TestDatabase) -> None:
    create_backup_login(sold.super_url, login=LOGIN, password="another long secret")

    assert counted(sold.url_for(LOGIN, "another long secret"))["tenants"] == 2


def test_no_colleague_becomes_the_backup(sold: TestDatabase) -> None:
    with pytest.raises(NotABackupLogin) as refused:
        create_backup_login(sold.super_url, login=LOGINS[Role.BOX_OFFICE], password=SECRET)
    with pytest.raises(BadBackupLogin) as malformed:
        create_backup_login(sold.super_url, login="postgres", password=SECRET)

    assert refused.value.login == LOGINS[Role.BOX_OFFICE]
    assert malformed.value.login == "postgres"
