"""Pooled connections: a rested one that died is replaced, a fresh one is not asked."""

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from core.domain.staff import Role
from db import session as sessions
from db.session import close_engine, make_engine
from db.wire import driver_of
from tests.databases import LOGINS, TestDatabase


def own_process(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT pg_backend_pid()")))


def end_process(database: TestDatabase, process: int) -> None:
    engine = create_engine(database.super_url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(:process, 5000)"), {"process": process}
        )


def test_connection_that_died_while_resting_is_replaced(
    database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_TRUSTED_SECONDS", 0.0)
    engine = make_engine(database.url_for(LOGINS[Role.MANAGER]), pool_size=1)
    first = own_process(engine)
    end_process(database, first)

    second = own_process(engine)

    engine.dispose()
    assert second != first


def test_connection_is_kept(database: TestDatabase) -> None:
    engine = make_engine(database.url_for(LOGINS[Role.MANAGER]), pool_size=1)
    connects: list[object] = []
    event.listen(engine, "connect", lambda *made: connects.append(made))

    processes = {own_process(engine) for _ in range(3)}

    engine.dispose()
    assert len(processes) == 1
    assert len(connects) == 1


def test_nobody_waits_for_a_dead_line(database: TestDatabase) -> None:
    engine = make_engine(database.url_for(LOGINS[Role.MANAGER]), pool_size=1)
    with engine.connect() as connection:
        asked = driver_of(connection).info.get_parameters()
        longest = connection.scalar(text("SHOW statement_timeout"))
    engine.dispose()

    seconds = [int(asked[f"keepalives_{part}"]) for part in ("idle", "interval", "count")]
    assert seconds[0] + seconds[1] * seconds[2] <= 60
    assert int(asked["tcp_user_timeout"]) <= 60_000
    assert longest == "30s"


def test_connection_at_work_closes_when_its_work_is_done(database: TestDatabase) -> None:
    engine = make_engine(database.url_for(LOGINS[Role.MANAGER]), pool_size=1)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        close_engine(engine)
        assert not driver.closed

    assert driver.closed


def test_work_begun_after_the_close_leaves_no_connection(database: TestDatabase) -> None:
    engine = make_engine(database.url_for(LOGINS[Role.MANAGER]), pool_size=1)
    close_engine(engine)

    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None

    assert driver.closed


def test_work_whose_connection_died_says_so_and_the_next_goes_on(database: TestDatabase) -> None:
    engine = make_engine(database.url_for(LOGINS[Role.MANAGER]), pool_size=1)
    with Session(engine) as session:
        process = session.scalars(text("SELECT pg_backend_pid()")).one()
        end_process(database, process)
        with pytest.raises(OperationalError):
            session.rollback()

    with Session(engine) as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != process
    engine.dispose()


def test_rolling_back_to_a_savepoint_and_after_it_leaves_nothing(database: TestDatabase) -> None:
    engine = make_engine(database.url_for(LOGINS[Role.MANAGER]), pool_size=1)
    picked = text("SELECT set_config('app.picked', :value, false)")
    now_picked = text("SELECT current_setting('app.picked', true)")
    with Session(engine) as session:
        session.execute(picked, {"value": "before"})
        session.commit()
        session.execute(picked, {"value": "outside"})
        with session.begin_nested() as savepoint:
            session.execute(picked, {"value": "inside"})
            savepoint.rollback()
        assert session.scalar(now_picked) == "outside"
        session.rollback()
        assert session.scalar(now_picked) == "before"
    engine.dispose()
