"""Take a protection away for a test: words of a statement, triggers of tables, a policy."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, text

from db import hot
from db.wire import Request, preparation
from tests.databases import TestDatabase, run_as_super

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND wait_event_type = 'Lock'"
)
_PATIENCE = 10_000


@contextmanager
def without(words: str, marker: str) -> Iterator[list[str]]:
    """Leave these words out of the statements with the marker; yields the ones that lost them.

    At the driver, and where the hot statements are prepared.
    """
    changed: list[str] = []
    given = psycopg.Cursor.execute

    def rest_of(query: Any) -> Any:
        statement = query.decode() if isinstance(query, bytes) else query
        if not isinstance(statement, str) or marker not in statement or words not in statement:
            return query
        changed.append(statement)
        return statement.replace(words, "").encode()

    def execute(cursor: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        return given(cursor, rest_of(query), *arguments, **options)

    def prepare(name: bytes, query: bytes) -> Request:
        return preparation(name, rest_of(query))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", execute)
        patched.setattr(hot, "preparation", prepare)
        yield changed


def drop_triggers(database: TestDatabase, *tables: str) -> None:
    """Switch the guards and invariants of these tables off."""
    statements = (f"ALTER TABLE parterre.{table} DISABLE TRIGGER USER" for table in tables)
    run_as_super(database.server, *statements, database=database.name)


def wait_until(holder: Connection, waiting: int, *, or_else: Callable[[], bool] = bool) -> None:
    """Return once so many wait for a lock, or something else has come true."""
    for _ in range(_PATIENCE):
        holder.execute(text("SELECT pg_stat_clear_snapshot()"))
        if or_else() or holder.execute(WAITING).scalar_one() >= waiting:
            return
    raise AssertionError(f"{waiting} never came to the lock")
