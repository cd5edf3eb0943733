"""Demo databases: where they are made, what is in them, and how they are loaded fast."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from core.domain.errors import Refusal
from db.administering import MAINTENANCE
from db.agencies import AgencyLine, read_agencies
from db.setup import quoted

#: The agency's setting that tells a demo from somebody's books.
DEMO_MARK = "demo"
_ALONE = 7_205_701_002


class NotADemo(Refusal):
    def __init__(self, database: str) -> None:
        self.database = database
        super().__init__(
            f"The database {database} holds an agency's own books, so the demo leaves it alone."
        )


class DemoLoadedAlready(Refusal):
    def __init__(self, database: str) -> None:
        self.database = database
        super().__init__(
            f"The demo is in {database} already. “parterre demo reset” begins it anew."
        )


class AdminUrl(Protocol):
    def __call__(self, database: str, /) -> str: ...


class UrlOf(Protocol):
    def __call__(self, database: str, login: str, password: str, /) -> str: ...


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A server, and its administrator's and people's URLs to a database on it."""

    admin_url: AdminUrl
    url_of: UrlOf

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Keep every other process of ours from making or removing databases meanwhile.

        The connection may be asked about the server's databases.
        """
        with maintenance(self) as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ALONE})
            yield connection


@contextmanager
def maintenance(place: DemoPlace, database: str = MAINTENANCE) -> Iterator[Connection]:
    """A connection of the administrator's without a transaction around its statements."""
    engine = create_engine(
        make_url(place.admin_url(database)), poolclass=NullPool, isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        yield connection


def existing(connection: Connection, *names: str) -> Sequence[str]:
    """Those of the names that databases of the server have."""
    found = text("SELECT datname FROM pg_database WHERE datname = ANY (:names)")
    return connection.scalars(found, {"names": list(names)}).all()


def database_exists(place: DemoPlace, database: str) -> bool:
    """Whether the server has a database of this name."""
    with maintenance(place) as connection:
        return bool(existing(connection, database))


@dataclass(frozen=True, slots=True)
class Contents:
    """What a server has by the name of a database; `foreign` are tables that are not ours."""

    agencies: Sequence[AgencyLine] = ()
    foreign: bool = False

    @property
    def demo(self) -> bool:
        """Whether it is a demo and nothing else."""
        return bool(self.agencies) and all(DEMO_MARK in one.settings for one in self.agencies)

    @property
    def replaceable(self) -> bool:
        """Whether nothing is there, nothing in it, or nothing but a demo."""
        return self.demo or not (self.agencies or self.foreign)


def look_into(place: DemoPlace, database: str) -> Contents:
    """What is there now; without `DemoPlace.alone` it may be something else a moment later."""
    with maintenance(place) as connection:
        if connection.scalar(text(_CAN_BE_ENTERED), {"name": database}) is None:
            return Contents()
    with maintenance(place, database) as connection:
        agencies = read_agencies(connection)
        return Contents(agencies, connection.scalar(text(_FOREIGN)) is True)


# A server that was stopped while it dropped a database has marked it so.
_CAN_BE_ENTERED = "SELECT true FROM pg_database WHERE datname = :name AND datconnlimit <> -2"
_FOREIGN = """
SELECT to_regclass('parterre.tenants') IS NULL
   AND EXISTS (SELECT FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
                WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname NOT LIKE 'pg\\_%'
                  AND nspname <> 'information_schema')
"""


def hurry(place: DemoPlace, database: str) -> None:
    """Let what signs in from now on load fast; taking its place ends that.

    Nobody needs what is half loaded, so no commit waits for the disk: the log is written in order,
    and the renaming waits for all of it. A rough picture of the tables is enough for the planner.
    """
    with maintenance(place) as connection:
        for setting in ("synchronous_commit = off", "default_statistics_target = 20"):
            connection.execute(text(f"ALTER DATABASE {quoted(database)} SET {setting}"))


def analyze(place: DemoPlace, database: str, *tables: str) -> None:
    """Let the planner see what was loaded, in these tables of ours or in all."""
    names = ", ".join(f"parterre.{table}" for table in tables)
    with maintenance(place, database) as connection:
        connection.execute(text(f"ANALYZE {names}"))


def forget_jobs(place: DemoPlace, database: str) -> None:
    """Empty the queue: each sale asked for its tickets' signatures, and all are signed already."""
    with maintenance(place, database) as connection:
        connection.execute(text(_NO_JOBS))


# The queue's own triggers look for its tables by bare name.
_NO_JOBS = "SET search_path = parterre_jobs; DELETE FROM procrastinate_jobs"
