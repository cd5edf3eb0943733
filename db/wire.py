"""What goes to the server in one round trip, past the driver's cursors.

A sale at the counter is little work on the server; the way there and back is much of it: each trip
wakes a process on either side, and a cursor runs more Python than the rest of the sale.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import READY_R, WAIT_R, WAIT_RW
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

Driver = psycopg.Connection[Any]
Request = Callable[[PGconn], None]
_FINE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


def statement(sql: bytes, *values: bytes | None) -> Request:
    """A statement with its values for `$1` …."""
    return lambda pgconn: pgconn.send_query_params(sql, values or None)


def preparation(name: bytes, sql: bytes) -> Request:
    """The preparation of a statement under a name."""
    return lambda pgconn: pgconn.send_prepare(name, sql)


def prepared(name: bytes, values: Sequence[bytes | None]) -> Request:
    """A prepared statement with its values."""
    return lambda pgconn: pgconn.send_query_prepared(name, values)


def driver_of(connection: Connection) -> Driver:
    """The psycopg connection below the library's; raises TypeError for another driver."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(f"A psycopg connection is needed, not {type(driver)}.")
    return driver


def in_one_trip(connection: Connection, *requests: Request) -> list[PGresult]:
    """Send all of them, then wait for all answers; after one that fails none is carried out.

    Raises the library's error if the connection is lost. It is of no more use then, nor after an
    interruption: answers may still be on their way.
    """
    driver = driver_of(connection)
    pgconn = driver.pgconn
    with _whole_or_lost(connection, pgconn):
        pgconn.enter_pipeline_mode()
        for send in requests:
            send(pgconn)
        pgconn.pipeline_sync()
        answers = driver.wait(_answers(pgconn))
        pgconn.exit_pipeline_mode()
    return answers


def in_one_call(connection: Connection, name: bytes, values: Sequence[bytes | None]) -> PGresult:
    """Send a prepared statement alone and wait for its answer; raises as `in_one_trip`.

    The interpreter's lock is given away once and not at each step: in a crowd of threads each step
    queues for it again. An interruption waits for the answer.
    """
    pgconn = driver_of(connection).pgconn
    with _whole_or_lost(connection, pgconn):
        answer = pgconn.exec_prepared(name, values)  # type: ignore[arg-type]  # or NULL
        if answer.status == ExecStatus.FATAL_ERROR and _is_goodbye(answer, pgconn):
            raise psycopg.OperationalError(answer.get_error_message())
    return answer


def check(*answers: PGresult) -> None:
    """Raise the library's error for the first request that failed."""
    for answer in answers:
        if answer.status not in _FINE:
            error = error_from_result(answer)
            raise library_error(error) from error


def as_text(value: Any) -> bytes | None:
    """Write a value, or a list of them, as PostgreSQL reads it.

    Raises TypeError for an unknown kind and the library's DataError for words that are none.
    """
    if value is None:
        return None
    for kind in type(value).__mro__:
        if kind in _WRITERS:
            return _WRITERS[kind](value)
    raise TypeError(f"{type(value).__name__} is not written for a hot statement")


@contextmanager
def _whole_or_lost(connection: Connection, pgconn: PGconn) -> Iterator[None]:
    """An exchange that fails halfway leaves a connection of no more use."""
    try:
        yield
    except psycopg.Error as error:
        pgconn.finish()
        connection.invalidate(error)
        raise library_error(error) from error
    except BaseException:
        pgconn.finish()
        connection.invalidate()  # or the rollback's own failure would be told instead
        raise


def _is_goodbye(answer: PGresult, pgconn: PGconn) -> bool:
    """Whether the line is dead: the server has hung up, or the error is not the server's."""
    ours = answer.error_field(DiagnosticField.SQLSTATE) is None
    return ours or pgconn.status == ConnStatus.BAD


def _answers(pgconn: PGconn) -> PQGen[list[PGresult]]:
    while pgconn.flush():
        if (yield WAIT_RW) & READY_R:
            pgconn.consume_input()
    answers: list[PGresult] = []
    while True:
        while pgconn.is_busy():
            if (yield WAIT_R):
                pgconn.consume_input()
        answer = pgconn.get_result()
        if answer is None:  # there will never be another one
            raise psycopg.OperationalError("the connection was lost between two answers")
        if answer.status == ExecStatus.PIPELINE_SYNC:
            return answers
        answers.append(answer)
        pgconn.get_result()  # nothing: that was all about one request


def library_error(error: psycopg.Error) -> DBAPIError:
    """The same class that the library would have raised."""
    told: DBAPIError = DBAPIError.instance(  # type: ignore[assignment]
        None, None, error, psycopg.Error, hide_parameters=True
    )
    return told


def _text(value: str) -> bytes:
    try:
        written = value.encode()
    except UnicodeEncodeError as error:
        raise library_error(psycopg.DataError("the text holds half a character")) from error
    if b"\0" in written:  # to the driver's library it ends there: another word would be sent
        raise library_error(psycopg.DataError("PostgreSQL text can't hold NUL (0x00) bytes"))
    return written


def _list(values: Sequence[Any]) -> bytes:
    return b"{" + b",".join(map(_element, values)) + b"}"


def _element(value: Any) -> bytes:
    written = as_text(value)
    if written is None:
        return b"NULL"
    if type(value) is UUID:
        return written
    if isinstance(value, list | tuple):
        raise TypeError("a list of lists is not written for a hot statement")
    return b'"' + written.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


_WRITERS: dict[type, Callable[[Any], bytes]] = {
    UUID: lambda value: b"%032x" % value.int,  # its text takes five times as long
    str: _text,
    int: lambda value: str(value).encode(),
    bool: lambda value: b"t" if value else b"f",
    Decimal: lambda value: str(value).encode(),
    datetime: lambda value: value.isoformat().encode(),
    bytes: lambda value: b"\\x" + value.hex().encode(),
    list: _list,
    tuple: _list,
}
