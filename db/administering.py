"""The administrator's transactions: in a database, or alone at the logins of the whole server."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.pool import NullPool

from db.security.apply import lock_role_work

MAINTENANCE = "postgres"


@contextmanager
def as_superuser(super_url: str, database: str | None = None) -> Iterator[Connection]:
    """A transaction in the URL's database, or in another one; committed at the block's end."""
    url = make_url(super_url)
    engine = create_engine(url.set(database=database or url.database), poolclass=NullPool)
    with engine.begin() as connection:
        yield connection


@contextmanager
def at_logins(super_url: str) -> Iterator[Connection]:
    """The same, while nobody else works on logins: databases of one server share them."""
    with as_superuser(super_url, MAINTENANCE) as maintenance:
        lock_role_work(maintenance)
        with as_superuser(super_url) as connection:
            yield connection
