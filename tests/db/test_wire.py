"""Values as PostgreSQL reads them; several requests in one trip."""

import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, OperationalError

from core.domain.staff import Role
from db.session import make_engine
from db.wire import as_text, check, driver_of, in_one_call, in_one_trip, preparation, statement
from tests.databases import LOGINS, TestDatabase


class _Word(StrEnum):
    SAID = "said"


_KEY = UUID("01981234-0000-7000-8000-0000000000ff")


@pytest.fixture
def engine(database: TestDatabase) -> Iterator[Engine]:
    made = make_engine(database.url_for(LOGINS[Role.DOOR]), pool_size=1)
    yield made
    made.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (_KEY, "uuid"),
        ('O\'Neill \\ "42" {x,y} \u20ac', "text"),
        ("", "text"),
        (-17, "integer"),
        (Decimal("1234567890.05"), "numeric"),
        (True, "boolean"),
        (False, "boolean"),
        (b"\x00\xff'", "bytea"),
        (datetime(2027, 6, 1, 19, 0, 0, 123456, UTC), "timestamptz"),
        (datetime(2027, 6, 1, 19, tzinfo=timezone(timedelta(hours=-3.5))), "timestamptz"),
        ([_KEY, _KEY], "uuid[]"),
        (["O'Neill", 'a "quoted" \\ one', "{,}", "", "NULL", None], "text[]"),
        ([], "text[]"),
        (None, "text"),
    ],
)
def test_value_arrives_as_it_was(connection: Connection, value: Any, kind: str) -> None:
    sent = as_text(value)
    (answer,) = in_one_trip(connection, statement(f"SELECT $1::{kind}".encode(), sent))
    came_back = connection.exec_driver_sql(
        f"SELECT CAST(%s AS text)::{kind}", (None if sent is None else sent.decode(),)
    ).scalar_one()

    assert came_back == value
    assert answer.get_value(0, 0) is not None or value is None


def test_member_of_an_enum_is_its_word() -> None:
    assert as_text(_Word.SAID) == b"said"


@pytest.mark.parametrize(
    ("value", "why"), [(object(), "object"), ([["a"], ["b"]], "list of lists")]
)
def test_unknown_kind_is_not_guessed(value: object, why: str) -> None:
    with pytest.raises(TypeError, match=why):
        as_text(value)


@pytest.mark.parametrize("words", ["ABC\0DEF", "ABC\ud800"])
def test_text_that_is_none_is_not_cut_short(words: str) -> None:
    for value in (words, [words]):
        with pytest.raises(DataError):
            as_text(value)


def test_nothing_is_carried_out_after_a_failure(connection: Connection) -> None:
    begun, failed, skipped = in_one_trip(
        connection,
        statement(b"BEGIN"),
        statement(b"SELECT 1 / $1::integer", b"0"),
        statement(b"SELECT set_config('app.picked', 'never', false)"),
    )

    check(begun)
    with pytest.raises(DataError, match="division by zero"):
        check(begun, failed, skipped)
    driver_of(connection).rollback()
    setting = "SELECT current_setting('app.picked', true)"
    assert connection.exec_driver_sql(setting).scalar() is None


def called(connection: Connection, sql: bytes, *values: bytes) -> PGresult:
    """Prepare a statement and run it in one call."""
    check(*in_one_trip(connection, preparation(b"called", sql)))
    return in_one_call(connection, b"called", values)


def test_call_is_answered(connection: Connection) -> None:
    answer = called(connection, b"SELECT $1::integer + 1", b"41")

    check(answer)
    assert answer.get_value(0, 0) == b"42"


def test_call_that_fails_leaves_the_connection(connection: Connection) -> None:
    with pytest.raises(DataError, match="division by zero"):
        check(called(connection, b"SELECT 1 / $1::integer", b"0"))

    check(in_one_call(connection, b"called", [b"1"]))


def test_call_keeps_what_others_told_meanwhile(connection: Connection) -> None:
    told: list[str | None] = []
    driver = driver_of(connection)
    driver.add_notice_handler(lambda notice: told.append(notice.message_primary))
    driver.add_notify_handler(lambda notice: told.append(notice.payload))
    check(*in_one_trip(connection, statement(b"LISTEN doors")))

    check(called(connection, b"SELECT pg_notify('doors', 'open')"))
    check(*in_one_trip(connection, statement(b"DEALLOCATE called")))
    check(called(connection, b"DO $$ BEGIN RAISE NOTICE 'mind the step'; END $$"))
    connection.exec_driver_sql("SELECT 1")

    assert sorted(filter(None, told)) == ["mind the step", "open"]


def test_call_ends_with_the_time_of_a_statement(connection: Connection) -> None:
    check(*in_one_trip(connection, statement(b"SET statement_timeout TO '20ms'")))
    with pytest.raises(OperationalError, match="statement timeout"):
        check(called(connection, b"SELECT pg_sleep($1::integer)", b"60"))


def test_call_can_be_stopped_from_another_thread(engine: Engine) -> None:
    with engine.connect() as connection, ThreadPoolExecutor(1) as threads:
        check(*in_one_trip(connection, preparation(b"called", b"SELECT pg_sleep(25)")))
        call = threads.submit(in_one_call, connection, b"called", [])
        while not call.done():
            driver_of(connection).cancel_safe()

        with pytest.raises(OperationalError, match="user request"):
            check(call.result())


def _hang_up(connection: Connection) -> None:
    line = socket.socket(fileno=os.dup(driver_of(connection).pgconn.socket))
    line.shutdown(socket.SHUT_RDWR)
    line.close()


@pytest.mark.parametrize(
    "lose",
    [
        pytest.param(_hang_up, id="cut off"),
        pytest.param(lambda connection: driver_of(connection).close(), id="closed before"),
    ],
)
def test_call_over_a_dead_line_is_an_outage(
    engine: Engine, lose: Callable[[Connection], None]
) -> None:
    with engine.connect() as lost:
        check(*in_one_trip(lost, preparation(b"called", b"SELECT 1")))
        lose(lost)
        with pytest.raises(OperationalError):
            in_one_call(lost, b"called", [])
        assert lost.invalidated

    with engine.connect() as connected:
        check(called(connected, b"SELECT 1"))


def test_call_that_the_server_hangs_up_on_is_an_outage(engine: Engine) -> None:
    with engine.connect() as lost, pytest.raises(OperationalError):
        called(lost, b"SELECT pg_terminate_backend(pg_backend_pid(), 0)")

    with engine.connect() as connected:
        check(called(connected, b"SELECT 1"))


def test_interruption_is_told_as_it_is(engine: Engine) -> None:
    def interrupt(_pgconn: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), engine.begin() as connection:
        in_one_trip(connection, statement(b"BEGIN"), interrupt)

    with engine.connect() as connected:
        check(*in_one_trip(connected, statement(b"SELECT 1")))


def test_lost_connection_is_replaced(engine: Engine) -> None:
    with engine.connect() as lost, pytest.raises(OperationalError):
        check(*in_one_trip(lost, statement(b"SELECT pg_terminate_backend(pg_backend_pid(), 0)")))

    with engine.connect() as connected:
        check(*in_one_trip(connected, statement(b"SELECT 1")))
