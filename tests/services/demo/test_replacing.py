"""One database takes another's place, whoever is stopped when."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.pool import NullPool

from core.services.demo.databases import DemoPlace, NotADemo, database_exists
from core.services.demo.replacing import FORMER, FRESH, clear_up, made_beside, remove
from db.embedded import EmbeddedServer
from db.setup import create_database
from tests.databases import TestDatabase, run_as_super
from tests.db.embedded.processes import connect

#: At each line puts a new database in place, each time killed before one statement later, and says
#: how it ended.
KILLED = """
import os, signal, sys
from itertools import count
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url
from core.services.demo.databases import DemoPlace
from core.services.demo.replacing import made_beside
from db.setup import create_database

url, name = make_url(sys.argv[1]), sys.argv[2]

def at(database, *_):
    return url.set(database=database).render_as_string(hide_password=False)

def put_in_place(moment):
    steps = count()

    def step(*_):
        if next(steps) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    with made_beside(DemoPlace(at, at), name) as fresh:
        create_database(at(fresh), fresh)
        event.listen(Engine, "before_cursor_execute", step)
        event.listen(Engine, "commit", step)

for moment, _ in enumerate(sys.stdin):
    child = os.fork()
    if not child:
        put_in_place(moment)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture
def place(server: EmbeddedServer) -> DemoPlace:
    return DemoPlace(server.url, server.url)


@pytest.fixture
def name(server: EmbeddedServer, place: DemoPlace) -> Iterator[str]:
    """A database, which is empty."""
    made = f"parterre_{uuid4().hex[:12]}"
    create_database(server.url(made), made)
    yield made
    for one in (made, f"{made}{FRESH}", f"{made}{FORMER}"):
        remove(place, one)


def key(server: EmbeddedServer, database: str) -> object:
    """Which database has the name: a name can be given on."""
    with connect(server) as connection:
        asked = "SELECT oid FROM pg_database WHERE datname = %s"
        found = connection.execute(asked, [database]).fetchone()
    return found and found[0]


def names(server: EmbeddedServer, name: str) -> list[str]:
    with connect(server) as connection:
        asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1"
        return [row[0] for row in connection.execute(asked, [name]).fetchall()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_whoever_is_killed_leaves_one_of_both_in_place(
    server: EmbeddedServer, place: DemoPlace, name: str
) -> None:
    seen, ended = set(), -signal.SIGKILL
    child = [sys.executable, "-c", KILLED, server.url("postgres"), name]
    with subprocess.Popen(
        child, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        while ended == -signal.SIGKILL:
            before = key(server, name)
            process.stdin.write("\n")
            process.stdin.flush()
            ended = int(process.stdout.readline())
            after = key(server, name)
            assert after is not None
            left = tuple(one.removeprefix(name) for one in names(server, name))
            seen.add((after == before, left))
            clear_up(place, name)
            assert names(server, name) == [name]

    assert ended == 0
    assert seen == {(True, ("", FRESH)), (False, ("", FORMER)), (False, ("",))}


def test_a_database_takes_a_free_place(server: EmbeddedServer, place: DemoPlace, name: str) -> None:
    remove(place, name)

    with made_beside(place, name) as fresh:
        create_database(server.url(fresh), fresh)

    assert names(server, name) == [name]


def test_whoever_is_inside_is_sent_out(server: EmbeddedServer, place: DemoPlace, name: str) -> None:
    with connect(server, name) as inside, made_beside(place, name) as fresh:
        create_database(server.url(fresh), fresh)
        before = key(server, name)

    with pytest.raises(psycopg.OperationalError):
        inside.execute("SELECT 1")
    assert key(server, name) != before


def test_what_fails_leaves_everything_as_it_was(
    server: EmbeddedServer, place: DemoPlace, name: str
) -> None:
    before = key(server, name)

    with pytest.raises(ProgrammingError, match="already exists"), made_beside(place, name) as fresh:
        run_as_super(server, *[f"CREATE DATABASE {fresh}"] * 2)

    assert (key(server, name), names(server, name)) == (before, [name])


@pytest.mark.parametrize("end", [FRESH, FORMER])
def test_books_that_bear_such_a_name_are_left_alone(
    server: EmbeddedServer, place: DemoPlace, fresh_database: TestDatabase, end: str
) -> None:
    """Somebody may have called a database so."""
    theirs = f"{fresh_database.name[:-4]}{end}"
    run_as_super(server, f"ALTER DATABASE {fresh_database.name} RENAME TO {theirs}")
    try:
        with pytest.raises(NotADemo) as refused, made_beside(place, theirs.removesuffix(end)):
            raise AssertionError("nothing is made")
    finally:
        run_as_super(server, f"ALTER DATABASE {theirs} RENAME TO {fresh_database.name}")

    assert refused.value.database == theirs


def test_what_a_server_has_half_dropped_is_cleared_up(
    server: EmbeddedServer, place: DemoPlace, name: str
) -> None:
    half = f"{name}{FORMER}"
    create_database(server.url(half), half)
    invalid = f"UPDATE pg_database SET datconnlimit = -2 WHERE datname = '{half}'"
    run_as_super(server, invalid)
    engine = create_engine(server.url(half), poolclass=NullPool)
    with pytest.raises(OperationalError, match="invalid database"):
        engine.connect()

    clear_up(place, name)

    assert not database_exists(place, half)
