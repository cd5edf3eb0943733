import os
import subprocess
import sys

import pytest

from cli.questions import NoTerminal
from cli.saying import REFUSED
from db.doctor import examine
from tests.cli.conftest import Parterre
from tests.databases import LOGINS, TestDatabase, run_as_super

VARIABLE = "PARTERRE_BACKUP_PASSWORD"


@pytest.fixture
def as_administrator(fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> TestDatabase:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", fresh_database.super_url)
    monkeypatch.setenv(VARIABLE, "a long and dull secret")
    return fresh_database


def test_the_login_comes_with_the_line_to_run(
    parterre: Parterre, as_administrator: TestDatabase
) -> None:
    result = parterre("backup-login", "u_backup_cli")

    assert result.exit_code == 0
    assert "--username=u_backup_cli" in result.stdout
    assert as_administrator.name in result.stdout


@pytest.mark.usefixtures("as_administrator")
def test_a_colleagues_login_is_refused(parterre: Parterre) -> None:
    result = parterre("backup-login", next(iter(LOGINS.values())))

    assert result.exit_code == 1
    assert "somebody's login already" in result.stderr


def test_a_restored_database_gets_its_security_anew(
    parterre: Parterre, as_administrator: TestDatabase
) -> None:
    run_as_super(
        as_administrator.server,
        "DROP POLICY clerk_records ON parterre.payments",
        database=as_administrator.name,
    )

    assert parterre("migrate", "--restored").exit_code == 0

    assert examine(as_administrator.super_url) == []


def test_a_password_without_a_terminal_is_to_be_put_into_the_environment() -> None:
    unset = {name: value for name, value in os.environ.items() if name != VARIABLE}

    ended = subprocess.run(
        [sys.executable, "-m", "cli.start", "backup-login"],
        env=unset,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )

    told = f"Password:\n{NoTerminal(VARIABLE)}\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (REFUSED, "", told)


def test_a_password_is_asked_for_twice(
    parterre: Parterre, as_administrator: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    secret = "a long and dull secret"

    made = parterre("backup-login", "u_backup_cli", typed=f"{secret}\n{secret}\n")

    assert made.exit_code == 0
    assert as_administrator.name in made.stdout
    assert secret not in made.output
