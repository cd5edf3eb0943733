import pytest

from core.services.demo.databases import DEMO_MARK
from tests.cli.conftest import Parterre
from tests.databases import TestDatabase, run_as_super


@pytest.mark.parametrize("command", ["load", "reset"])
def test_the_demo_leaves_an_agencys_books_alone(
    parterre: Parterre,
    fresh_database: TestDatabase,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", fresh_database.super_url)
    result = parterre("demo", command)
    assert result.exit_code == 1
    assert f"{fresh_database.name} holds an agency's own books" in result.stderr


def test_the_demo_is_loaded_once(
    parterre: Parterre, fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", fresh_database.super_url)
    marked = f"UPDATE parterre.tenants SET settings = settings || '{{\"{DEMO_MARK}\": true}}'"
    run_as_super(fresh_database.server, marked, database=fresh_database.name)

    result = parterre("demo", "load")

    said = "already. “parterre demo reset” begins it anew."
    assert (result.exit_code, result.stderr) == (
        1,
        f"The demo is in {fresh_database.name} {said}\n",
    )


@pytest.mark.usefixtures("as_manager")
@pytest.mark.parametrize("command", [("demo", "load"), ("demo", "reset"), ("migrate",)])
def test_looking_after_a_server_needs_its_administrator(
    parterre: Parterre, command: tuple[str, ...]
) -> None:
    result = parterre(*command)
    assert result.exit_code == 1
    assert "This needs the database's administrator." in result.stderr


def test_migrate_says_that_nothing_was_to_do(
    parterre: Parterre, fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", fresh_database.super_url)
    result = parterre("migrate")
    assert (result.exit_code, result.stdout) == (0, "It was up to date.\n")
