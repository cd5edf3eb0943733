"""Hearing what an agency is told, as a workstation does."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.databases import TestDatabase

Wait = Callable[[str], str]


@contextmanager
def listening(database: TestDatabase, agency: str = "Balcony Tickets") -> Iterator[Wait]:
    """A function that waits, 20 seconds at most, for a notice that begins so, and returns it."""
    engine = create_engine(database.super_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        suffix = connection.scalar(
            text("SELECT notice_suffix FROM parterre.tenants WHERE name = :agency"),
            {"agency": agency},
        )
        connection.execute(text(f'LISTEN "parterre_{suffix}"'))
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)

        def wait(beginning: str) -> str:
            with closing(driver.notifies(timeout=20)) as notices:
                heard = (one.payload for one in notices if one.payload.startswith(beginning))
                return next(heard, "")

        yield wait
