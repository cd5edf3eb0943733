"""Setting up is done whole or not at all: on a disk that is full, and when Ctrl+C ends it."""

import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from uuid import uuid4

import psycopg
import pytest

from cli.opening import URL_VARIABLE
from cli.saying import FAILED, STOPPED
from db.embedded import EmbeddedServer
from db.embedded.errors import DiskFull
from db.setup import create_database
from tests.databases import run_as_super
from tests.db.embedded.processes import connect, fresh_folder

if sys.platform == "win32":
    pytest.skip("mounts and signals of this kind are Unix's", allow_module_level=True)

#: Python itself, as a terminal starts it: in the background of a script Ctrl+C is for others.
PARTERRE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from cli.start import main
sys.argv[0] = "parterre"
main()
"""
KEPT = "Stopped. Nothing is half done, and what was there before is as it was.\n"
HALF_WAY = "SELECT EXISTS (SELECT FROM parterre.events)"
PATIENCE = 120


@pytest.fixture(autouse=True)
def _windowless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.delenv(URL_VARIABLE, raising=False)


@contextmanager
def disk_of(megabytes: int) -> Iterator[Path]:
    """A disk of its own; skips where none may be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="parterre-disk-"))
    try:
        mount(folder, "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs")
    except (OSError, subprocess.CalledProcessError):
        folder.rmdir()
        pytest.skip("A FULL DISK WAS NOT TRIED: mounting one is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
        folder.rmdir()


def mount(folder: Path, *how: str) -> None:
    subprocess.run(["mount", *how, folder], check=True, capture_output=True)


def begin(*command: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PARTERRE, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(*command: str) -> tuple[int, str]:
    """The exit code, and what was said on stderr."""
    with begin(*command) as process:
        said = process.communicate(timeout=PATIENCE)[1]
    return process.returncode, said.strip()


def stopped(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Press Ctrl+C; the exit code and all that was said on stderr."""
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=PATIENCE)[1]
    return process.returncode, said


def wait_until(ask: Callable[[], object]) -> None:
    """Return once the answer is yes; no answer yet is a no."""
    ends = monotonic() + PATIENCE
    while monotonic() < ends:
        try:
            if ask():
                return
        except psycopg.Error:
            continue
    raise AssertionError("it never came to that")


def answer(server: EmbeddedServer, database: str, question: str) -> object:
    with connect(server, database) as connection:
        found = connection.execute(question.encode()).fetchone()
    return found and found[0]


def databases(server: EmbeddedServer, like: str) -> object:
    return answer(
        server, "postgres", f"SELECT array_agg(datname) FROM pg_database WHERE datname ~ '^{like}'"
    )


def full_of(folder: Path, code: int, said: str) -> bool:
    """Whether that was told of the folder's disk; how much is free changes as the server ends."""
    before, after = re.split(r"\d+ MB are free", str(DiskFull(folder)))
    told = said.splitlines()[-1]
    return code == FAILED and told.startswith(before) and told.endswith(after)


def test_a_disk_without_room_for_the_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with disk_of(10) as disk:
        monkeypatch.setenv("PARTERRE_DATA_DIR", str(disk / "here"))

        assert full_of(disk / "here", *done("demo", "load"))


def test_a_disk_that_fills_while_the_demo_is_made_is_told_and_room_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with disk_of(60) as disk:
        monkeypatch.setenv("PARTERRE_DATA_DIR", str(disk / "here"))

        assert full_of(disk / "here", *done("run"))

        mount(disk, "-o", "remount,size=700m")
        assert done("migrate") == (0, "")


def test_a_full_disk_is_told_with_its_facts(tmp_path: Path) -> None:
    full = DiskFull(tmp_path)

    assert (full.folder, full.needed) == (tmp_path, 400)
    assert full.free == shutil.disk_usage(tmp_path).free // 1024**2


def test_a_first_start_that_is_stopped_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh_folder() as folder:
        monkeypatch.setenv("PARTERRE_DATA_DIR", str(folder))
        with begin("run") as process:
            assert process.stderr is not None
            assert process.stderr.readline().startswith("First start:")
            with EmbeddedServer.open(folder) as server:
                wait_until(lambda: answer(server, "parterre_new", HALF_WAY))
                code, said = stopped(process)
                assert (code, said.splitlines(keepends=True)[-1]) == (STOPPED, KEPT)
                assert "Traceback" not in said
                assert databases(server, "parterre") is None

        assert done("demo", "load") == (0, "")


def test_a_demo_that_is_stopped_leaves_nothing(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"parterre_{uuid4().hex[:12]}"
    monkeypatch.setenv(URL_VARIABLE, server.url(name))
    with begin("demo", "load") as process:
        wait_until(lambda: answer(server, f"{name}_new", HALF_WAY))
        code, said = stopped(process)

    assert (code, said.strip()) == (STOPPED, KEPT.strip())
    assert databases(server, name) is None


def test_a_migration_that_is_stopped_leaves_nothing_and_can_be_repeated(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"parterre_{uuid4().hex[:12]}"
    monkeypatch.setenv(URL_VARIABLE, server.url(name))
    create_database(server.url(name), name)
    waiting = (
        f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}' AND wait_event = "
        "'transactionid'"
    )
    with connect(server, name) as in_the_way, begin("migrate") as process:
        with in_the_way.transaction(force_rollback=True):
            in_the_way.execute("CREATE SCHEMA parterre")
            wait_until(lambda: answer(server, "postgres", waiting))
            assert stopped(process) == (STOPPED, KEPT)
        assert answer(server, name, "SELECT to_regnamespace('parterre_sec')") is None

    assert done("migrate") == (0, "")
    run_as_super(server, f"DROP DATABASE {name} WITH (FORCE)")


def test_the_program_can_be_stopped_before_it_has_begun() -> None:
    impatient = f"""
class Impatient:
    def find_spec(self, name, *_):
        if name == "typer":
            raise KeyboardInterrupt
import sys
sys.meta_path.insert(0, Impatient())
{PARTERRE}"""

    ended = subprocess.run(
        [sys.executable, "-c", impatient], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (STOPPED, "Stopped.\n")
