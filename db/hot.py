"""Hot statements: built from Core constructs once, then handed to the server as they are.

The library's way through context, cursor and result costs a sale and a scan more than all the rest
of their work at the client. A transaction that a hot statement opens goes with it in one trip.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from psycopg.adapt import Transformer
from psycopg.pq import DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection, Engine, Select, event
from sqlalchemy.dialects.postgresql import psycopg as dialect
from sqlalchemy.orm import Session

from core.domain.staff import Permission
from db.wire import (
    Driver,
    Request,
    as_text,
    check,
    driver_of,
    in_one_trip,
    preparation,
    prepared,
    statement,
)

_named: Callable[..., Any] = namedtuple  # noqa: PYI024 - the fields are known at run time only
# `$1` instead of `%(name)s`: what PostgreSQL reads.
_DIALECT = dialect.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
_PREPARED = "hot statements"
_UNKNOWN_NAME = b"26000"
_numbers = count()
_ready_for: list[tuple[Permission, "HotStatement"]] = []
# One plan for all values, made once: otherwise the server makes five anew in each connection, for
# the statement and for all that its triggers ask, before it trusts one.
_BEGINNING = (statement(b"BEGIN"), statement(b"SET LOCAL plan_cache_mode = force_generic_plan"))


class HotStatement:
    """One statement, compiled at import and prepared on first use in each connection.

    Values go to the server and come from it as they are: words are text, not members of their
    enum. Rows are named tuples, and give their columns by name in `_mapping` as others do.

    `ready_for`: who may do this has it prepared at sign-in, by `get_ready`. `only_reads`: one that
    comes first goes without a transaction, so that there is none to end if nothing follows.
    """

    def __init__(
        self, query: Select[Any], *, ready_for: Permission | None = None, only_reads: bool = False
    ) -> None:
        compiled = query.compile(dialect=_DIALECT)
        self._fixed = {name: own for name, own in compiled.params.items() if own is not None}
        self.statement = query
        self._only_reads = only_reads
        self.sql = compiled.string.encode()
        self._order = tuple(compiled.positiontup or ())
        self._as_row: Callable[[Any], Any] = _row_type(query)._make
        if ready_for is not None:
            _ready_for.append((ready_for, self))

    def one_or_none(self, session: Session, params: Mapping[str, Any]) -> Any:
        """Run it in the session's transaction; its first row as a named tuple, or None.

        Errors are SQLAlchemy's, as everywhere else.
        """
        found = self.all(session, params)
        return found[0] if found else None

    def all(self, session: Session, params: Mapping[str, Any]) -> list[Any]:
        """The same for all rows."""
        connection = session.connection()
        given = {**self._fixed, **params} if self._fixed else params
        answer = self._run(connection, [as_text(given[name]) for name in self._order])
        reader = Transformer(driver_of(connection))
        reader.set_pgresult(answer)
        return reader.load_rows(0, answer.ntuples, self._as_row)

    def plan(self, name: bytes) -> list[Request]:
        """The requests that prepare it and make its plan; without values nothing is done."""
        nothing = b", ".join(b"NULL" for _ in self._order)
        explained = statement(b"EXPLAIN EXECUTE %b (%b)" % (name, nothing))
        return [preparation(name, self.sql), explained]

    def _run(self, connection: Connection, values: list[bytes | None]) -> PGresult:
        requests = [*_beginning(driver_of(connection), only_reads=self._only_reads)]
        names = _prepared_in(connection)
        name = names.get(self.sql)
        if name is None:
            name = _new_name()
            requests.append(preparation(name, self.sql))
        answers = in_one_trip(connection, *requests, prepared(name, values))
        if len(answers) == 1 or answers[-2].status == ExecStatus.COMMAND_OK:
            names[self.sql] = name
        if answers[-1].error_field(DiagnosticField.SQLSTATE) == _UNKNOWN_NAME:
            _forget(connection)
        check(*answers)
        return answers[-1]


def get_ready(engine: Engine, may: Callable[[Permission], bool]) -> None:
    """Prepare and plan what these permissions make hot, in the connection that is used next.

    Half of what the first sale or the first guest would wait for.
    """
    hot = [(one, _new_name()) for permission, one in _ready_for if may(permission)]
    with engine.begin() as connection:
        requests = [request for one, name in hot for request in one.plan(name)]
        check(*in_one_trip(connection, *_BEGINNING, *requests))
        _prepared_in(connection).update((one.sql, name) for one, name in hot)


def _new_name() -> bytes:
    return b"hot_%d" % next(_numbers)


def _prepared_in(connection: Connection) -> dict[bytes, bytes]:
    """The names of the statements that this connection to the server has prepared."""
    names: dict[bytes, bytes] = connection.info.setdefault(_PREPARED, {})
    return names


def _beginning(driver: Driver, *, only_reads: bool) -> tuple[Request, ...]:
    """What opens the transaction that the driver would open with its first statement."""
    if driver.pgconn.transaction_status != TransactionStatus.IDLE or driver.autocommit:
        return ()
    if driver.isolation_level is None and driver.read_only is None:
        return () if only_reads else _BEGINNING
    driver.execute("SELECT")  # the driver knows how this one has to begin
    return ()


def _row_type(query: Select[Any]) -> Any:
    named = _named("HotRow", query.selected_columns.keys())
    return type("HotRow", (named,), {"__slots__": (), "_mapping": property(named._asdict)})


def _roll_back(connection: Connection) -> None:
    """Roll back without the driver's forgetting all statements that it has prepared.

    It forgets them in case a table made in the transaction was meant; nobody makes tables here. To
    prepare the large statements anew costs ten times the refusal.
    """
    if connection.closed or connection.invalidated:
        return
    pgconn = driver_of(connection).pgconn
    if pgconn.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
        pgconn.exec_(b"ROLLBACK")  # the driver then finds nothing left to roll back


def _forget(connection: Connection, *_savepoint: object) -> None:
    """Where the driver forgets, it takes our statements with its own."""
    connection.info.pop(_PREPARED, None)


def keep_prepared_statements() -> None:
    """Hook this into every engine; safe to call more than once."""
    for name, hook in (("rollback", _roll_back), ("rollback_savepoint", _forget)):
        if not event.contains(Engine, name, hook):
            event.listen(Engine, name, hook)
