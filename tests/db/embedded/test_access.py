"""Who gets in, and with which settings the server runs."""

from collections.abc import Iterator

import psycopg
import pytest

from db.embedded import EmbeddedServer
from db.embedded.cluster import FIRST_WITH_OWN_LOCALE
from tests.db.embedded.processes import (
    NOBODY,
    as_root,
    connect,
    connect_to,
    fresh_folder,
    superuser_as,
)


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    with fresh_folder() as folder, EmbeddedServer.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def clerk(server: EmbeddedServer) -> str:
    with connect(server) as connection:
        connection.execute("CREATE ROLE u_clerk LOGIN PASSWORD 'row A, seat 12 @/:?'")
    return "u_clerk"


def test_settings_are_safe_and_chosen(server: EmbeddedServer) -> None:
    chosen = {
        "data_checksums": "on",
        "fsync": "on",
        "full_page_writes": "on",
        "jit": "off",
        "listen_addresses": "",
        "log_statement": "none",
        "max_connections": "200",
        "password_encryption": "scram-sha-256",
        "server_encoding": "UTF8",
        "synchronous_commit": "on",
        "TimeZone": "UTC",
    }
    with connect(server) as connection:
        found = connection.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(chosen)]
        ).fetchall()

    assert dict(found) == chosen


def test_text_sorts_and_folds_the_same_on_every_system(server: EmbeddedServer) -> None:
    with connect(server) as connection:
        found = connection.execute(
            "SELECT datlocprovider, upper('größe'), 'Z' < 'a' FROM pg_database "
            "WHERE datname = current_database()"
        ).fetchone()

    has_its_own = int(server.version.split(".")[0]) >= FIRST_WITH_OWN_LOCALE
    assert found == ("b" if has_its_own else "c", "GRÖßE", True)


def test_version_is_that_of_the_running_server(server: EmbeddedServer) -> None:
    with connect(server) as connection:
        row = connection.execute("SHOW server_version").fetchone()

    assert row == (server.version,)


def test_right_password_opens(server: EmbeddedServer, clerk: str) -> None:
    url = server.url("postgres", clerk, "row A, seat 12 @/:?")

    with connect_to(url) as connection:
        assert connection.execute("SELECT session_user").fetchone() == (clerk,)


@pytest.mark.parametrize("password", ["wrong", "", None], ids=["wrong", "empty", "none"])
def test_other_passwords_are_refused(
    server: EmbeddedServer, clerk: str, password: str | None
) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        connect_to(server.url("postgres", clerk, password))


def test_passwords_are_kept_as_scram_verifiers(server: EmbeddedServer, clerk: str) -> None:
    with connect(server) as connection:
        row = connection.execute(
            "SELECT rolpassword LIKE 'SCRAM-SHA-256$%%' FROM pg_authid WHERE rolname = %s", [clerk]
        ).fetchone()

    assert row == (True,)


def test_failed_statement_leaves_no_password_in_the_log(server: EmbeddedServer) -> None:
    with connect(server) as connection, pytest.raises(psycopg.errors.UndefinedObject):
        connection.execute("ALTER ROLE u_nobody PASSWORD 'balcony'")

    log = (server.data_folder / "log" / "server.log").read_text()
    assert "u_nobody" in log
    assert "balcony" not in log


@as_root
def test_other_accounts_can_not_reach_the_socket(server: EmbeddedServer) -> None:
    code, said = superuser_as(NOBODY, server.data_folder / "run")

    assert code != 0
    assert "Permission denied" in said


@as_root
def test_other_account_is_no_superuser_even_at_the_socket(server: EmbeddedServer) -> None:
    socket = server.data_folder / "run"
    opened = {server.data_folder: 0o710, socket: 0o700, socket / ".s.PGSQL.5432": 0o700}
    for path in opened:
        path.chmod(0o777)

    code, said = superuser_as(NOBODY, socket)

    for path, mode in opened.items():
        path.chmod(mode)
    assert code != 0
    assert 'Peer authentication failed for user "parterre_super"' in said
