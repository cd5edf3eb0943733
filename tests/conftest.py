"""Fixtures: the run's server, a database a worker, signed-in people, and a rolled-back work."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import hypothesis
import psycopg
import pytest
from psycopg.pq import TransactionStatus
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from core.domain.staff import Actor, Role
from core.services.staff import SignedIn
from core.services.work import Work
from db.embedded import EmbeddedServer
from desktop.collecting import GuiCollector
from tests.clock import NOW
from tests.databases import (
    LOGINS,
    RUN_FOLDER,
    RUN_PREFIX,
    TestDatabase,
    clear_killed_runs,
    copy_of_template,
    open_server,
    run_as_super,
)

if sys.platform != "win32":
    import resource

WorkAs = Callable[[Role], AbstractContextManager[Work]]
_made_here = pytest.StashKey[Path]()


# How long one example takes says something about the machine, not about the rule.
hypothesis.settings.register_profile("parterre", deadline=None)
hypothesis.settings.load_profile("parterre")


def pytest_configure(config: pytest.Config) -> None:
    if RUN_FOLDER not in os.environ:  # xdist's workers inherit it
        clear_killed_runs()
        folder = Path(tempfile.mkdtemp(prefix=f"{RUN_PREFIX}{os.getpid()}-"))
        folder.chmod(0o755)
        os.environ[RUN_FOLDER] = str(folder)
        config.stash[_made_here] = folder


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash.get(_made_here, None)
    if folder is not None:
        del os.environ[RUN_FOLDER]
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """With what keeps threads from ending widgets, to the run's end: windows leave cycles."""
    collector = GuiCollector(qapp)
    yield qapp
    collector.close()


def pytest_runtest_logfinish() -> None:
    """Collect after each test: most have no event loop."""
    application = QCoreApplication.instance()
    for collector in application.findChildren(GuiCollector) if application else ():
        collector.collect()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    with open_server() as opened:
        yield opened


@pytest.fixture(scope="session")
def database(server: EmbeddedServer) -> Iterator[TestDatabase]:
    """This worker's database; what tests commit here, others of the same worker see."""
    with copy_of_template(server) as copied:
        yield copied


@pytest.fixture
def fresh_database(server: EmbeddedServer) -> Iterator[TestDatabase]:
    """A database of the test's own, for races and for everything that really commits."""
    with copy_of_template(server) as copied:
        yield copied


@pytest.fixture
def new_login(server: EmbeddedServer) -> Iterator[str]:
    """A login that nobody has; logins are the server's, so it goes when the test is over."""
    login = f"u_{uuid4().hex[:12]}"
    yield login
    run_as_super(server, f"DROP ROLE IF EXISTS {login}")


@pytest.fixture(scope="session")
def manager(database: TestDatabase) -> SignedIn:
    return database.sign_in(Role.MANAGER)


@pytest.fixture(scope="session")
def buyer(database: TestDatabase) -> SignedIn:
    return database.sign_in(Role.BUYER)


@pytest.fixture(scope="session")
def clerk(database: TestDatabase) -> SignedIn:
    return database.sign_in(Role.BOX_OFFICE)


@pytest.fixture(scope="session")
def door(database: TestDatabase) -> SignedIn:
    return database.sign_in(Role.DOOR)


@pytest.fixture(scope="session")
def worker(database: TestDatabase) -> SignedIn:
    return database.sign_in(Role.WORKER)


@pytest.fixture(scope="session")
def web(database: TestDatabase) -> SignedIn:
    return database.sign_in(Role.WEB)


@pytest.fixture(scope="session")
def actors(
    manager: SignedIn,
    buyer: SignedIn,
    clerk: SignedIn,
    door: SignedIn,
    worker: SignedIn,
    web: SignedIn,
) -> dict[Role, Actor]:
    """The actor of each role in the agency of the tests."""
    people = (manager, buyer, clerk, door, worker, web)
    return {person.actor.role: person.actor for person in people}


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file that this process writes may grow beyond a kilobyte."""
    if sys.platform == "win32":
        pytest.skip("such limits are Unix's")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def connection(database: TestDatabase) -> Iterator[Connection]:
    """One transaction that is rolled back, after its deferred invariants were checked.

    It is the superuser's, who may act as any login: `as_login` changes SESSION_USER, and row
    security and grants hold for that login exactly as over its own connection.
    """
    engine = create_engine(database.super_url, poolclass=NullPool)
    with engine.connect() as opened:
        yield opened
        if opened.in_transaction():
            opened.execute(text("RESET SESSION AUTHORIZATION"))
            opened.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        opened.rollback()


@pytest.fixture
def work_as(connection: Connection, actors: dict[Role, Actor]) -> WorkAs:
    """Act as another role inside the test's transaction: `with work_as(Role.DOOR) as work:`."""

    @contextmanager
    def begin(role: Role) -> Iterator[Work]:
        with (
            as_login(connection, LOGINS[role]),
            Session(
                connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            ) as session,
        ):
            yield Work(session, actors[role], NOW)
            if not session.is_active or _failed(connection):  # a refusal the test asked for
                session.rollback()
            session.commit()

    return begin


@pytest.fixture
def work(work_as: WorkAs) -> Iterator[Work]:
    """The manager's work in a transaction that is rolled back at the end."""
    with work_as(Role.MANAGER) as managers:
        yield managers


@contextmanager
def as_login(connection: Connection, login: str) -> Iterator[None]:
    """Be this login on a superuser's connection, then who we were before."""
    before = connection.scalar(text("SELECT session_user"))
    connection.execute(text(f"SET SESSION AUTHORIZATION {login}"))
    try:
        yield
    finally:
        if connection.in_transaction() and not connection.invalidated:
            connection.execute(text(f"SET SESSION AUTHORIZATION {before}"))


def _failed(connection: Connection) -> bool:
    driver = connection.connection.driver_connection
    return (
        isinstance(driver, psycopg.Connection)
        and driver.info.transaction_status == TransactionStatus.INERROR
    )
