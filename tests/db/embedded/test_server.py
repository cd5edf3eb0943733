"""Starting, joining and leaving the server of a data folder."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from db.embedded import EmbeddedServer, EmbeddedServerUnavailable, find_binaries
from tests.db.embedded.processes import (
    NOBODY,
    SOURCES,
    Client,
    as_root,
    connect,
    serves,
)


def test_rows_are_still_there_when_the_server_is_opened_again(data_folder: Path) -> None:
    with EmbeddedServer.open(data_folder) as server, connect(server) as connection:
        connection.execute("CREATE TABLE seat AS SELECT 'A-12' AS label")

    assert not serves(data_folder)
    with EmbeddedServer.open(data_folder) as server, connect(server) as connection:
        assert connection.execute("SELECT label FROM seat").fetchall() == [("A-12",)]


def test_server_is_shared_by_processes_and_stopped_by_the_last(
    made_folder: Path, start_client: Callable[[], Client]
) -> None:
    first, second = start_client(), start_client()
    assert first.url == second.url

    first.leave()
    assert serves(made_folder)

    second.leave()
    assert not serves(made_folder)


def test_server_outlives_whoever_started_it(
    made_folder: Path, start_client: Callable[[], Client]
) -> None:
    starter = start_client()
    with EmbeddedServer.open(made_folder) as server:
        starter.leave()

        with connect(server) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_two_openings_in_one_process_are_two_clients(made_folder: Path) -> None:
    first = EmbeddedServer.open(made_folder)
    second = EmbeddedServer.open(made_folder)

    first.close()
    first.close()
    assert serves(made_folder)

    second.close()
    assert not serves(made_folder)


def test_many_processes_opening_at_once_get_one_server(data_folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from db.embedded import EmbeddedServer\n"
        "with EmbeddedServer.open(Path(sys.argv[1])) as server: print(server.url('x'))"
    )
    command = [sys.executable, "-c", script, str(data_folder)]
    crowd = [
        subprocess.Popen(command, cwd=SOURCES, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]

    urls = {one.communicate(timeout=60)[0].strip() for one in crowd}

    assert [one.returncode for one in crowd] == [0] * 4
    assert len(urls) == 1
    assert not serves(data_folder)


def test_joining_a_running_server_is_fast(made_folder: Path) -> None:
    def seconds_to_join() -> float:
        began = time.perf_counter()
        joined = EmbeddedServer.open(made_folder)
        took = time.perf_counter() - began
        joined.close()
        return took

    with EmbeddedServer.open(made_folder):
        assert statistics.median(seconds_to_join() for _ in range(7)) < 0.05


def test_process_that_ends_without_closing_stops_the_server(made_folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from db.embedded import EmbeddedServer\n"
        "server = EmbeddedServer.open(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", script, str(made_folder)], cwd=SOURCES, check=True)

    assert not serves(made_folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_forked_child_leaves_its_parent_the_server(made_folder: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from db.embedded import EmbeddedServer\n"
        "from db.embedded.postmaster import answers\n"
        "server = EmbeddedServer.open(Path(sys.argv[1]))\n"
        "child = os.fork()\n"
        "if child == 0: sys.exit(0)\n"
        "os.waitpid(child, 0)\n"
        "EmbeddedServer.open(Path(sys.argv[1])).close()\n"
        "print(answers(Path(sys.argv[1], 'cluster')))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(made_folder)],
        cwd=SOURCES,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )

    assert said.stdout.split() == ["True"]
    assert not serves(made_folder)


@as_root
def test_root_starts_the_server_under_an_unprivileged_account(data_folder: Path) -> None:
    with EmbeddedServer.open(data_folder):
        pid = (data_folder / "cluster" / "postmaster.pid").read_text().split()[0]

        assert Path("/proc", pid).stat().st_uid != 0
        assert (data_folder / "cluster").stat().st_mode & 0o777 == 0o700


@as_root
def test_ordinary_user_runs_a_server_of_their_own(data_folder: Path) -> None:
    if not NOBODY.reaches(find_binaries().folder):
        pytest.skip("the server's programs lie where no ordinary user can reach them")
    os.chown(data_folder, NOBODY.uid or 0, NOBODY.gid or 0)

    client = Client(data_folder, NOBODY)

    with pytest.raises(EmbeddedServerUnavailable, match="in use by the account nobody"):
        EmbeddedServer.open(data_folder)
    client.leave()
    assert client.login == "parterre_super"
    assert (data_folder / "cluster").stat().st_uid == NOBODY.uid
    assert not serves(data_folder)
