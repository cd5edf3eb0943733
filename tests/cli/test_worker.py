import os
import signal
import subprocess
import sys

import psutil
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from cli.saying import REFUSED
from cli.service import NotAWorker, work_until_told
from core.domain.staff import Role
from tests.cli.conftest import Parterre
from tests.databases import LOGINS, TestDatabase

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
_AT_THE_QUEUE = text(
    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parterre worker'"
    " AND datname = current_database()"
)
#: Starts a worker that ends with it, says its process id, and waits.
_PARENT = """
import os, subprocess, sys
child = [sys.executable, "-m", "cli.main", "worker", "--parent", str(os.getpid())]
print(subprocess.Popen(child).pid, flush=True)
sys.stdin.read()
"""


@on_unix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_runs_until_it_is_told_to_stop(
    as_manager: TestDatabase, number: signal.Signals
) -> None:
    assert as_manager.name
    environment = {**os.environ, "PARTERRE_LOGIN": LOGINS[Role.WORKER]}
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "cli.main", "worker"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "The worker is running. Ctrl+C ends it.\n"
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, "")


@pytest.mark.usefixtures("as_manager")
def test_a_person_is_no_worker(parterre: Parterre) -> None:
    with pytest.raises(NotAWorker) as refused:
        work_until_told(None)
    said = parterre("worker")

    assert refused.value.login == LOGINS[Role.MANAGER]
    assert said.exit_code == REFUSED
    assert said.stderr.startswith(f"{LOGINS[Role.MANAGER]} is a person's login, and the worker")


@on_unix
def test_the_worker_ends_when_its_parent_was_killed(as_manager: TestDatabase) -> None:
    environment = {**os.environ, "PARTERRE_LOGIN": LOGINS[Role.WORKER]}
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        wait_until_connected(as_manager)
        parent.kill()

    _, alive = psutil.wait_procs([worker], timeout=30)
    assert alive == []


def wait_until_connected(database: TestDatabase) -> None:
    """Return once a worker is at the queue."""
    engine = create_engine(database.super_url, poolclass=NullPool)
    with engine.connect() as connection:
        for _ in range(100_000):
            connection.execute(text("SELECT pg_stat_clear_snapshot()"))
            if connection.execute(_AT_THE_QUEUE).scalar_one():
                return
    raise AssertionError("the worker never came to the queue")
