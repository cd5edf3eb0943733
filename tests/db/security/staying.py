"""Connections that many tests share."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from core.domain.staff import Role
from tests.databases import TestDatabase


@contextmanager
def staying(
    database: TestDatabase, role: Role, *, login: str | None = None
) -> Iterator[Connection]:
    """Be this role for many tests, however long one of them takes in between."""
    person = database.sign_in(role, login=login, pool_size=1)
    with person.engine.connect() as connection:
        connection.execute(text("SET idle_in_transaction_session_timeout = 0"))
        connection.commit()
        yield connection
