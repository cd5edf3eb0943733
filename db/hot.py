"""Hot statements: built from Core constructs once, then handed to the driver as they are.

The library's way through context, cursor and result costs a sale and a scan more than all the rest
of their work at the client: half a millisecond of one and a half, measured.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from psycopg.pq import ExecStatus
from sqlalchemy import Engine, Select
from sqlalchemy.dialects.postgresql import psycopg as driver
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

_named: Callable[..., Any] = namedtuple  # noqa: PYI024 - the fields are known at run time only
# `$1` instead of `%(name)s`: the driver has nothing to read through and to replace.
_DIALECT = driver.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


class HotStatement:
    """One statement, compiled at import and prepared on first use in each connection.

    Parameters go to the driver and values come from it as they are: words are text, not members of
    their enum. Rows are named tuples, and give their columns by name in `_mapping` as others do.
    """

    def __init__(self, statement: Select[Any]) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        self._fixed = {name: own for name, own in compiled.params.items() if own is not None}
        self.statement = statement
        self._sql = compiled.string.encode()
        self._order = tuple(compiled.positiontup or ())
        self._as_row: Callable[[tuple[Any, ...]], Any] = _row_type(statement)._make

    def one_or_none(self, session: Session, params: Mapping[str, Any]) -> Any:
        """Run it in the session's transaction; its first row as a named tuple, or None.

        Errors are SQLAlchemy's, as everywhere else.
        """
        found = self._run(session, params).fetchone()
        return None if found is None else self._as_row(found)

    def all(self, session: Session, params: Mapping[str, Any]) -> list[Any]:
        """The same for all rows."""
        return [self._as_row(found) for found in self._run(session, params)]

    def _run(self, session: Session, params: Mapping[str, Any]) -> psycopg.Cursor[tuple[Any, ...]]:
        connection = session.connection()
        own: Any = connection.connection.driver_connection
        cursor: psycopg.RawCursor[tuple[Any, ...]] = psycopg.RawCursor(own)
        given = {**self._fixed, **params} if self._fixed else params
        try:
            return cursor.execute(self._sql, [given[name] for name in self._order], prepare=True)
        except psycopg.Error as error:
            if own.broken:
                connection.invalidate(error)
            raise DBAPIError.instance(  # the same class that the library would have raised
                self._sql.decode(), None, error, psycopg.Error, hide_parameters=True
            ) from error


def _row_type(statement: Select[Any]) -> Any:
    named = _named("HotRow", statement.selected_columns.keys())
    return type("HotRow", (named,), {"__slots__": (), "_mapping": property(named._asdict)})


def run_alone(engine: Engine, sql: bytes, *texts: str) -> None:
    """Run a small statement with `$1` … as texts: one round trip, a transaction of its own."""
    pooled = engine.raw_connection()
    try:
        own: Any = pooled.driver_connection
        done = own.pgconn.exec_params(sql, [value.encode() for value in texts])
        if done.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            raise OperationalError(sql.decode(), None, psycopg.OperationalError(done.error_message))
    except psycopg.OperationalError as error:
        pooled.invalidate(error)
        raise OperationalError(sql.decode(), None, error) from error
    finally:
        pooled.close()
