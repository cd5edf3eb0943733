"""Statements handed to the driver: prepared once, kept through refusals, the library's errors."""

from collections.abc import Iterator

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import (
    Engine,
    Integer,
    Select,
    Text,
    Uuid,
    bindparam,
    column,
    func,
    literal,
    select,
    text,
    values,
)
from sqlalchemy.exc import DataError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from core.domain.staff import Permission, Role
from core.services.door.scanning import scan_ticket
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.work import begin_reading
from db.hot import HotStatement, get_ready
from db.ids import new_id
from db.session import make_engine, make_sessions
from db.wire import driver_of
from tests.databases import LOGINS, TestDatabase

_THEIR_JOBS = (reserve_seats, pay_cash, scan_ticket)
"""As every workstation does, this imports them with their statements."""
_PREPARED = text("SELECT count(*) FROM pg_prepared_statements")
_PLANS = text("SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements")
_PICKED = text("SELECT current_setting('app.picked', true)")


def _numbers() -> Select[tuple[int, int]]:
    rows = values(column("n", Integer), name="rows").data([(1,), (2,), (3,)])
    limit = bindparam("least", type_=Integer())
    return select(rows.c.n, (rows.c.n / bindparam("by", type_=Integer())).label("part")).where(
        rows.c.n >= limit
    )


NUMBERS = HotStatement(_numbers())


@pytest.fixture
def engine(database: TestDatabase) -> Iterator[Engine]:
    made = make_engine(database.url_for(LOGINS[Role.MANAGER]), pool_size=1)
    yield made
    made.dispose()


def test_rows_are_named(engine: Engine) -> None:
    with Session(engine) as session:
        assert [(row.n, row.part) for row in NUMBERS.all(session, {"least": 2, "by": 1})] == [
            (2, 2),
            (3, 3),
        ]
        assert NUMBERS.one_or_none(session, {"least": 3, "by": 3}).part == 1
        assert NUMBERS.one_or_none(session, {"least": 4, "by": 1}) is None


def test_values_keep_their_types(engine: Engine) -> None:
    key = new_id()
    with Session(engine) as session:
        row = HotStatement(select(bindparam("asked", type_=Uuid()).label("same"))).one_or_none(
            session, {"asked": key}
        )

    assert row.same == key


def test_errors_are_those_of_the_library(engine: Engine) -> None:
    with Session(engine) as session, pytest.raises(DataError, match="division by zero"):
        NUMBERS.one_or_none(session, {"least": 1, "by": 0})


def test_connection_that_dies_in_a_statement_is_replaced(engine: Engine) -> None:
    ending = HotStatement(
        select(func.pg_terminate_backend(func.pg_backend_pid(), bindparam("wait", type_=Integer())))
    )
    with Session(engine) as session, pytest.raises(OperationalError):
        ending.one_or_none(session, {"wait": 0})

    with Session(engine) as session:
        assert NUMBERS.one_or_none(session, {"least": 1, "by": 1}).n == 1


def test_refusal_keeps_what_was_prepared(engine: Engine) -> None:
    with Session(engine) as session:
        NUMBERS.all(session, {"least": 1, "by": 1})
        session.rollback()

        assert session.scalar(_PREPARED) == 1


def test_statement_works_again_after_an_error(engine: Engine) -> None:
    with Session(engine) as session:
        with pytest.raises(DataError):
            NUMBERS.all(session, {"least": 1, "by": 0})
        session.rollback()

        assert NUMBERS.one_or_none(session, {"least": 3, "by": 1}).part == 3


def test_statement_opens_the_transaction_that_it_needs(engine: Engine) -> None:
    picked = HotStatement(
        select(func.set_config("app.picked", bindparam("value", type_=Text()), literal(value=True)))
    )
    with Session(engine) as session:
        picked.one_or_none(session, {"value": "inside"})
        assert session.scalar(_PICKED) == "inside"
        session.commit()
        assert not session.scalar(_PICKED)


def test_reading_first_leaves_no_transaction_to_end(engine: Engine) -> None:
    looking = HotStatement(_numbers(), only_reads=True)
    with Session(engine) as session:
        server = driver_of(session.connection()).pgconn
        looking.all(session, {"least": 1, "by": 1})
        assert server.transaction_status == TransactionStatus.IDLE
        NUMBERS.all(session, {"least": 1, "by": 1})
        looking.all(session, {"least": 1, "by": 1})
        assert server.transaction_status == TransactionStatus.INTRANS


def test_statement_begins_as_its_reader_asked(engine: Engine) -> None:
    sessions = make_sessions(engine)
    settings = HotStatement(
        select(
            func.current_setting("transaction_isolation").label("isolation"),
            func.current_setting("transaction_read_only").label("read_only"),
        )
    )
    with begin_reading(sessions) as session:
        assert settings.one_or_none(session, {}) == ("repeatable read", "on")


def test_one_plan_serves_all_values_at_once(engine: Engine) -> None:
    with Session(engine) as session:
        NUMBERS.all(session, {"least": 1, "by": 1})
        NUMBERS.all(session, {"least": 2, "by": 1})

        assert session.execute(_PLANS).one() == (2, 0)


def test_statement_outlives_a_savepoint(engine: Engine) -> None:
    with Session(engine) as session:
        NUMBERS.all(session, {"least": 1, "by": 1})
        driver_of(session.connection()).execute("SELECT 1", prepare=True)
        savepoint = session.begin_nested()
        session.execute(text("SELECT 1"))
        savepoint.rollback()
        assert session.scalar(_PREPARED) == 0  # the driver has made the server forget

        assert NUMBERS.one_or_none(session, {"least": 3, "by": 1}).n == 3


def test_what_is_prepared_at_sign_in_is_not_prepared_again(engine: Engine) -> None:
    halves = HotStatement(_numbers(), ready_for=(Permission.SEE_HISTORY,))
    get_ready(engine, lambda permission: permission is Permission.SEE_HISTORY)

    with Session(engine) as session:
        assert halves.one_or_none(session, {"least": 3, "by": 3}).part == 1
        assert session.scalar(_PREPARED) == 1
        assert session.execute(_PLANS).one() == (2, 0)  # the first was only explained


def test_sign_in_that_fails_leaves_no_names(engine: Engine) -> None:
    halves = HotStatement(_numbers(), ready_for=(Permission.SEE_HISTORY,))
    with Session(engine) as session:
        session.execute(text("SET statement_timeout TO '1ms'"))
        session.commit()

    with pytest.raises(OperationalError):
        get_ready(engine, lambda _permission: True)

    with Session(engine) as session:
        session.execute(text("SET statement_timeout TO 0"))
        assert halves.one_or_none(session, {"least": 3, "by": 3}).part == 1


def test_names_that_the_server_has_lost_are_given_anew(engine: Engine) -> None:
    with Session(engine) as session:
        NUMBERS.all(session, {"least": 1, "by": 1})
        session.execute(text("DEALLOCATE ALL"))
        with pytest.raises(ProgrammingError, match="does not exist"):
            NUMBERS.all(session, {"least": 1, "by": 1})
        session.rollback()

        assert NUMBERS.one_or_none(session, {"least": 3, "by": 1}).n == 3


@pytest.mark.parametrize(
    ("role", "hot"),
    [(Role.BOX_OFFICE, 7), (Role.DOOR, 3), (Role.BUYER, 0), (Role.WEB, 3)],
)
def test_every_job_gets_ready(database: TestDatabase, role: Role, hot: int) -> None:
    """The reservation with its no, cash and card, the ticket with its no; the notice of them."""
    person = database.sign_in(role, pool_size=1)
    person.get_ready()
    with person.sessions() as session:
        prepared = session.scalar(_PREPARED)
    person.sign_out()

    assert prepared == hot
