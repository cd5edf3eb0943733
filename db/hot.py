"""Hot statements: built from Core constructs once, then handed to the server as they are.

The library's way through context, cursor and result costs a sale and a scan more than all the rest
of their work at the client. A transaction that a hot statement opens goes with it in one trip.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
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
    in_one_call,
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
_ready_for: list[tuple[tuple[Permission, ...], "HotStatement"]] = []
# One plan for all values, made once: otherwise the server makes five anew in each connection, for
# the statement and for all that its triggers ask, before it trusts one.
_BEGINNING = (statement(b"BEGIN"), statement(b"SET LOCAL plan_cache_mode = force_generic_plan"))


class HotStatement:
    """One statement, compiled at import and prepared on first use in each connection.

    Values go to the server and come from it as they are: words are text, not members of their
    enum. Rows are named tuples, and give their columns by name in `_mapping` as others do.

    `ready_for`: who may do one of these has it prepared at sign-in, by `get_ready`. `only_reads`:
    one that comes first goes without a transaction: there is none to end if nothing follows.
    """

    def __init__(
        self,
        query: Select[Any],
        *,
        ready_for: tuple[Permission, ...] = (),
        only_reads: bool = False,
    ) -> None:
        compiled = query.compile(dialect=_DIALECT)
        self._fixed = {name: own for name, own in compiled.params.items() if own is not None}
        self.statement = query
        self._only_reads = only_reads
        self.sql = compiled.string.encode()
        self._order = tuple(compiled.positiontup or ())
        self._as_row: Callable[[Any], Any] = _row_type(query)._make
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
        driver = driver_of(connection)
        answers = self.after(connection, _beginning(driver, only_reads=self._only_reads), params)
        check(*answers)
        reader = Transformer(driver)
        reader.set_pgresult(answers[-1])
        return reader.load_rows(0, answers[-1].ntuples, self._as_row)

    def after(
        self, connection: Connection, before: Sequence[Request], params: Mapping[str, Any]
    ) -> list[PGresult]:
        """Run it after these requests in one trip; all answers, none of them checked."""
        given = {**self._fixed, **params} if self._fixed else params
        values = [as_text(given[name]) for name in self._order]
        names = _prepared_in(connection)
        name = names.get(self.sql)
        if name is None:
            name = _new_name()
            preparing = preparation(name, self.sql)
            answers = in_one_trip(connection, *before, preparing, prepared(name, values))
            if answers[len(before)].status == ExecStatus.COMMAND_OK:
                names[self.sql] = name
        elif before:
            answers = in_one_trip(connection, *before, prepared(name, values))
        else:
            answers = [in_one_call(connection, name, values)]
        if answers[-1].error_field(DiagnosticField.SQLSTATE) == _UNKNOWN_NAME:
            _forget(connection)
        return answers

    def plan(self, name: bytes) -> list[Request]:
        """The requests that prepare it and make its plan; without values nothing is done."""
        nothing = b", ".join(b"NULL" for _ in self._order)
        explained = statement(b"EXPLAIN EXECUTE %b (%b)" % (name, nothing))
        return [preparation(name, self.sql), explained]


def get_ready(engine: Engine, may: Callable[[Permission], bool]) -> None:
    """Prepare and plan what these permissions make hot, in the connection that is used next.

    Half of what the first sale or the first guest would wait for.
    """
    hot = [(one, _new_name()) for permissions, one in _ready_for if any(map(may, permissions))]
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
