"""The command line as people run it, on a database of the test's own."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from cli.opening import LOGIN_VARIABLE, PASSWORD_VARIABLE, URL_VARIABLE
from core.domain.staff import Role
from tests.databases import LOGINS, PASSWORD, TestDatabase

Parterre = Callable[..., Result]


@pytest.fixture
def parterre() -> Parterre:
    def run(*arguments: object, typed: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)

    return run


@pytest.fixture
def as_manager(fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> TestDatabase:
    """The environment of a manager whose agency is on a server."""
    address = fresh_database.super_url.replace("parterre_super@", "")
    monkeypatch.setenv(URL_VARIABLE, address)
    monkeypatch.setenv(LOGIN_VARIABLE, LOGINS[Role.MANAGER])
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    return fresh_database
