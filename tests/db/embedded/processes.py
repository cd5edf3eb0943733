"""Client processes that share a server, and the connections that tests make to it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from db.embedded import EmbeddedServer
from db.embedded.accounts import ServerAccount, am_root
from db.embedded.postmaster import answers

SOURCES = Path(__file__).resolve().parents[3]
CLIENT = """
import os, sys
from pathlib import Path
import psycopg
from sqlalchemy.engine import make_url
from db.embedded import EmbeddedServer
if account := sys.argv[2:]:
    # Changed after the imports: Python itself may lie where the account can't read.
    os.setgroups([]), os.setgid(int(account[1])), os.setuid(int(account[0]))
server = EmbeddedServer.open(Path(sys.argv[1]))
print(server.url("postgres"), flush=True)
host = make_url(server.url("postgres")).query["host"]
with psycopg.connect(host=host, user="parterre_super", dbname="postgres") as connection:
    print(*connection.execute("SELECT session_user").fetchone(), flush=True)
sys.stdin.readline()
server.close()
"""
VISITOR = """
import os, sys
import psycopg
host, uid, gid = sys.argv[1:]
os.setgroups([]), os.setgid(int(gid)), os.setuid(int(uid))
try:
    psycopg.connect(host=host, user="parterre_super", dbname="postgres").close()
except psycopg.OperationalError as refused:
    print(refused)
    raise SystemExit(1)
"""
NOBODY = ServerAccount("nobody", 65534, 65534)

as_root = pytest.mark.skipif(not am_root(), reason="only root can change accounts")


class Client:
    """A process of its own that opens the server of a data folder and stays until told to leave."""

    def __init__(self, data_folder: Path, account: ServerAccount | None = None) -> None:
        numbers = [] if account is None else [str(account.uid), str(account.gid)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", CLIENT, str(data_folder), *numbers],
            cwd=SOURCES,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()
        self.login = self.process.stdout.readline().strip()
        assert self.login, "the client process did not get its server"

    def leave(self) -> None:
        self.process.communicate("leave\n", timeout=60)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)


def superuser_as(account: ServerAccount, socket: Path) -> tuple[int, str]:
    """Ask for the superuser's session as another account: the exit code, and what was said."""
    ended = subprocess.run(
        [sys.executable, "-c", VISITOR, str(socket), str(account.uid), str(account.gid)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


@contextmanager
def fresh_folder() -> Iterator[Path]:
    """A data folder outside pytest's own, which root keeps from all other accounts."""
    folder = Path(tempfile.mkdtemp(prefix="parterre-"))
    yield folder
    shutil.rmtree(folder)


def connect(server: EmbeddedServer, database: str = "postgres") -> psycopg.Connection:
    """A connection as the superuser, every statement its own transaction."""
    return connect_to(server.url(database))


def connect_to(url: str) -> psycopg.Connection:
    address = make_url(url)
    return psycopg.connect(
        host=str(address.query["host"]),
        port=str(address.query["port"]),
        user=address.username,
        password=address.password,
        dbname=address.database,
        autocommit=True,
    )


def serves(data_folder: Path) -> bool:
    return answers(data_folder / "cluster")


def postmaster_pid(data_folder: Path) -> int:
    return int((data_folder / "cluster" / "postmaster.pid").read_text().splitlines()[0])


def stop_at_once(data_folder: Path) -> int:
    """Stop the server as `pg_ctl stop -m immediate` does, wait until it is gone; its number."""
    number = postmaster_pid(data_folder)
    os.kill(number, signal.SIGQUIT)
    while (data_folder / "cluster" / "postmaster.pid").exists():
        pass
    return number
