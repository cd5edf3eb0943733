import pytest

from tests.cli.conftest import Parterre
from tests.databases import TestDatabase, run_as_super


@pytest.fixture
def as_administrator(fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> TestDatabase:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", fresh_database.super_url)
    return fresh_database


@pytest.mark.usefixtures("as_administrator")
def test_a_healthy_database_gets_one_line_of_good_news(parterre: Parterre) -> None:
    result = parterre("doctor")
    assert result.stdout.startswith("Healthy:")
    assert result.exit_code == 0


def test_a_hole_in_the_boundary_is_a_finding(
    parterre: Parterre, as_administrator: TestDatabase
) -> None:
    run_as_super(
        as_administrator.server,
        "ALTER TABLE parterre.bookings NO FORCE ROW LEVEL SECURITY",
        database=as_administrator.name,
    )
    result = parterre("doctor")
    assert result.exit_code == 1
    assert "bookings" in result.stdout
