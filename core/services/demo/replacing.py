"""One database in another's place: made beside it, put there in one step, the former then dropped.

Whoever is stopped at any moment, also by kill -9, leaves the one or the other in place and whole;
what else is left goes with the next time.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from psycopg.errors import ObjectInUse
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from core.services.demo.databases import (
    DemoPlace,
    NotADemo,
    database_exists,
    is_replaceable,
    maintenance,
)
from db.administering import MAINTENANCE, as_superuser
from db.setup import quoted

#: End the names of what is made beside a database, and of what had its place.
FRESH, FORMER = "_new", "_old"
# Windows come back at once when their connections end: each try has to find the moment between.
_TRIES = 20


@contextmanager
def made_beside(place: DemoPlace, database: str) -> Iterator[str]:
    """The name of a database to make, which takes the place of `database` when the block ends.

    A block that fails or is stopped leaves everything as it was. Refuses `NotADemo` where the name
    is somebody's.
    """
    fresh = f"{database}{FRESH}"
    clear_up(place, database)
    try:
        yield fresh
        _take_the_place(place, fresh, database)
    except BaseException:
        with suppress(DBAPIError):  # a full disk may have ended the server; the next time drops it
            drop(place, fresh)
        raise
    with suppress(DBAPIError, KeyboardInterrupt):  # it is done, and what is left is the next one's
        drop(place, f"{database}{FORMER}")


def clear_up(place: DemoPlace, database: str) -> None:
    """Drop what was left beside a database by somebody who was stopped.

    Refuses `NotADemo` where such a name is somebody's.
    """
    for left in (f"{database}{FRESH}", f"{database}{FORMER}"):
        if not is_replaceable(place, left):
            raise NotADemo(left)
        drop(place, left)


def drop(place: DemoPlace, database: str) -> None:
    """Remove a database and end its connections."""
    with maintenance(place) as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {quoted(database)} WITH (FORCE)"))


def _take_the_place(place: DemoPlace, fresh: str, database: str) -> None:
    """Give a finished database its name; what had it is the former one from then on."""
    there = database_exists(place, database)
    for tries_left in reversed(range(_TRIES)):
        try:
            with as_superuser(place.admin_url(MAINTENANCE)) as connection:
                if there:
                    _rename(connection, database, f"{database}{FORMER}")
                connection.execute(text(f"ALTER DATABASE {quoted(fresh)} RESET ALL"))
                _rename(connection, fresh, database)
                return
        except OperationalError as error:
            if not tries_left or not isinstance(error.orig, ObjectInUse):
                raise


def _rename(connection: Connection, database: str, name: str) -> None:
    connection.execute(_END_SESSIONS, {"database": database})
    connection.execute(text(f"ALTER DATABASE {quoted(database)} RENAME TO {quoted(name)}"))


_END_SESSIONS = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :database"
)
