"""Databases for tests: a template with one agency and one login a role, and quick copies of it.

All on one embedded server a test run, with fsync off: crash tests start a server of their own.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import psutil
from filelock import FileLock
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from core.domain.staff import Role
from core.services.staff import SignedIn, sign_in
from db.agencies import create_agency
from db.embedded import EmbeddedServer, EmbeddedServerUnavailable
from db.logins import NewLogin, create_login
from db.migrate import upgrade
from db.setup import create_database, prepare_cluster

#: Folder of this run's server; the process that made it removes it.
RUN_FOLDER = "PARTERRE_TEST_RUN"
RUN_PREFIX = "parterre-tests-"
TEMPLATE = "parterre_template"
PASSWORD = "correct horse"
#: For one login: the logins are the server's, and workers and races use the same ones at once.
MANY_CONNECTIONS = 150
#: Role to login; the other agency's people have `_b` at the end.
LOGINS = {role: f"u_{role.value.lower()}" for role in Role}


@dataclass(frozen=True)
class TestDatabase:
    """One migrated database with an agency; every role has a login in it."""

    __test__ = False

    server: EmbeddedServer
    name: str
    _signed_in: list[SignedIn] = field(default_factory=list)

    @property
    def super_url(self) -> str:
        return self.server.url(self.name)

    def url_for(self, login: str, password: str = PASSWORD) -> str:
        return self.server.url(self.name, login, password)

    def sign_in(self, role: Role, *, login: str | None = None, pool_size: int = 5) -> SignedIn:
        """Sign in over the role's real login (or another one), until the database goes."""
        person = sign_in(self.url_for, login or LOGINS[role], PASSWORD, pool_size=pool_size)
        self._signed_in.append(person)
        return person

    def sign_everybody_out(self) -> None:
        for person in self._signed_in:
            person.sign_out()
        self._signed_in.clear()


def clear_killed_runs() -> None:
    """Stop the servers, and remove the folders, of runs that were killed before they could."""
    everywhere = Path(tempfile.gettempdir())
    with FileLock(everywhere / f"{RUN_PREFIX}clearing.lock"):  # two runs may begin at once
        for folder in everywhere.glob(f"{RUN_PREFIX}*-*"):
            number = folder.name.removeprefix(RUN_PREFIX).partition("-")[0]
            if number.isdecimal() and not psutil.pid_exists(int(number)):
                if (folder / "cluster" / "postmaster.pid").exists():
                    with suppress(EmbeddedServerUnavailable):  # killed while it removed this
                        EmbeddedServer.open(folder).close()  # the last to leave stops it
                shutil.rmtree(folder, ignore_errors=True)


def open_server() -> EmbeddedServer:
    """Join or start the run's server and make sure that the template stands."""
    folder = Path(os.environ[RUN_FOLDER])
    server = EmbeddedServer.open(folder)
    done = folder / "template-made"
    with FileLock(folder / "template.lock"):
        if not done.exists():
            _make_template(server)
            done.touch()
    return server


@contextmanager
def copy_of_template(server: EmbeddedServer) -> Iterator[TestDatabase]:
    """Make a database from the template and drop it at the end."""
    name = f"parterre_{uuid4().hex[:12]}"
    with FileLock(Path(os.environ[RUN_FOLDER]) / "template.lock"):
        create_database(server.url(name), name, template=TEMPLATE)
    database = TestDatabase(server, name)
    try:
        yield database
    finally:
        database.sign_everybody_out()
        run_as_super(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def database_on_own_server() -> Iterator[TestDatabase]:
    """A server for one test to kill, which writes to the disk as in daily life."""
    folder = Path(tempfile.mkdtemp(prefix="parterre-crash-"))
    folder.chmod(0o755)
    with EmbeddedServer.open(folder) as server:
        url = server.url("parterre")
        prepare_cluster(url)
        create_database(url, "parterre")
        upgrade(url)
        add_agency(url, name="Balcony Tickets")
        database = TestDatabase(server, "parterre")
        yield database
        database.sign_everybody_out()
    shutil.rmtree(folder, ignore_errors=True)


def run_as_super(server: EmbeddedServer, *statements: str, database: str = "postgres") -> None:
    """Run statements outside of any transaction."""
    engine = create_engine(server.url(database), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


def add_agency(super_url: str, *, name: str, suffix: str = "") -> UUID:
    """Add an agency in euros with one login a role."""
    tenant_id = create_agency(super_url, name, currency="EUR", timezone="Europe/Berlin")
    for role, login in LOGINS.items():
        create_login(
            super_url,
            tenant_id,
            NewLogin(
                login=f"{login}{suffix}",
                display_name=f"{role.value.replace('_', ' ').title()}{suffix}",
                role=role,
                password=PASSWORD,
                connections=MANY_CONNECTIONS,
            ),
        )
    return tenant_id


def _make_template(server: EmbeddedServer) -> None:
    run_as_super(
        server,
        "ALTER SYSTEM SET fsync = off",
        "ALTER SYSTEM SET full_page_writes = off",
        "SELECT pg_reload_conf()",
    )
    url = server.url(TEMPLATE)
    prepare_cluster(url)
    create_database(url, TEMPLATE)
    upgrade(url)
    add_agency(url, name="Balcony Tickets")
    add_agency(url, name="Other Agency", suffix="_b")
