"""One database in another's place: made beside it, put there in one step, the former then dropped.

Whoever is stopped at any moment, also by kill -9, leaves the one or the other in place and whole;
what else is left goes with the next time.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from psycopg.errors import ObjectInUse
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from core.services.demo.databases import (
    DemoPlace,
    NotADemo,
    existing,
    look_into,
    maintenance,
)
from db.administering import MAINTENANCE, as_superuser
from db.logins import drop_logins, known_logins
from db.security.apply import lock_role_work
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
    fresh, former = beside(database)
    for theirs in clear_up(place, database):
        raise NotADemo(theirs)
    try:
        yield fresh
        _take_the_place(place, fresh, database)
    except BaseException:
        with suppress(DBAPIError):  # a full disk may have ended the server; the next time drops it
            remove(place, fresh)
        raise
    with suppress(DBAPIError, KeyboardInterrupt):  # it is done, and what is left is the next one's
        remove(place, former)


def beside(database: str) -> tuple[str, str]:
    """The names of what is made beside a database, and of what had its place."""
    return f"{database}{FRESH}", f"{database}{FORMER}"


def clear_up(place: DemoPlace, database: str) -> list[str]:
    """Remove what was left beside a database by somebody who was stopped.

    Returns the names of what stays, as it holds somebody's books.
    """
    with maintenance(place) as connection:
        left = existing(connection, *beside(database))
    going = [name for name in left if look_into(place, name).replaceable]
    for name in going:
        remove(place, name)
    return [name for name in left if name not in going]


def remove(place: DemoPlace, database: str) -> None:
    """Drop a database and end its connections; logins that no other one knows go with it."""
    with maintenance(place) as connection:
        there = connection.scalars(_ENTERABLE).all()
        if database in there:
            _drop_logins(place, database, [one for one in there if one != database])
        connection.execute(text(f"DROP DATABASE IF EXISTS {quoted(database)} WITH (FORCE)"))


def _drop_logins(place: DemoPlace, database: str, others: Sequence[str]) -> None:
    with as_superuser(place.admin_url(MAINTENANCE)) as connection:
        lock_role_work(connection)
        going = _known(place, database)
        for other in others if going else ():
            try:
                going -= _known(place, other)
            except OperationalError:  # not open to the administrator, or dropped at this moment
                return  # somebody there may need them
        drop_logins(connection, going)


def _known(place: DemoPlace, database: str) -> frozenset[str]:
    with as_superuser(place.admin_url(database)) as connection:
        return known_logins(connection)


def _take_the_place(place: DemoPlace, fresh: str, database: str) -> None:
    """Give a finished database its name; what had it is the former one from then on."""
    for tries_left in reversed(range(_TRIES)):
        try:
            with as_superuser(place.admin_url(MAINTENANCE)) as connection:
                if existing(connection, database):
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


_ENTERABLE = text(
    "SELECT datname FROM pg_database"
    " WHERE datallowconn AND datconnlimit <> -2 AND NOT datistemplate"
)
_END_SESSIONS = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :database"
)
