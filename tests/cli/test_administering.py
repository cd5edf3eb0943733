"""What an administrator hears about a server that is not ready: the first minutes with one."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import make_url

from core.domain.staff import Role
from db.embedded import EmbeddedServer
from tests.cli.conftest import Parterre
from tests.databases import LOGINS, PASSWORD, TestDatabase, run_as_super


@pytest.fixture
def unmade(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a database that nobody has made yet."""
    name = f"parterre_{uuid4().hex[:12]}"
    monkeypatch.setenv("PARTERRE_DATABASE_URL", server.url(name))
    yield name
    run_as_super(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_migrating_makes_the_database(parterre: Parterre, unmade: str) -> None:
    before = parterre("doctor")
    migrated = [parterre("migrate").stdout for _ in range(2)]

    assert f"no database {unmade}" in before.stderr
    assert before.exit_code == 1
    assert migrated == ["The database is up to date now.\n", "It was up to date.\n"]
    assert parterre("doctor").stdout.startswith("Healthy")


def test_database_without_our_tables_is_told_as_such(
    parterre: Parterre, server: EmbeddedServer, unmade: str
) -> None:
    run_as_super(server, f"CREATE DATABASE {unmade}")

    result = parterre("doctor")

    assert "no tables of ours yet" in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("password", "told"),
    [
        (PASSWORD, "needs a superuser"),
        ("wrong", "don't match"),
    ],
)
def test_administrator_who_is_none_is_told_so(
    parterre: Parterre,
    fresh_database: TestDatabase,
    monkeypatch: pytest.MonkeyPatch,
    password: str,
    told: str,
) -> None:
    clerk = fresh_database.url_for(LOGINS[Role.BOX_OFFICE], password)
    monkeypatch.setenv("PARTERRE_DATABASE_URL", clerk)

    result = parterre("migrate")

    assert told in result.stderr
    assert result.exit_code == 1


def test_server_that_is_away_is_told_as_such(
    parterre: Parterre, monkeypatch: pytest.MonkeyPatch, server: EmbeddedServer
) -> None:
    elsewhere = make_url(server.url("parterre")).update_query_dict({"port": "1"})
    monkeypatch.setenv("PARTERRE_DATABASE_URL", elsewhere.render_as_string(hide_password=False))

    result = parterre("migrate")

    assert "can't be reached" in result.stderr
    assert result.exit_code == 2
