"""The running server: is it there, where does it listen, start it, stop it."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from psycopg.pq import PGconn, Ping

from db.embedded.accounts import Finished, ServerAccount
from db.embedded.binaries import Binaries
from db.embedded.errors import NO_SPACE, DiskFull, EmbeddedServerUnavailable, is_full
from db.embedded.folders import ServerFolders

START_SECONDS = 180
PG_CTL_SECONDS = 60
PAUSE = 0.1
MOST_REFUSALS = 3
LARGEST_LOG = 10_000_000
LINES_WITH_ADDRESS = 6
PROCESSES = Path("/proc")

# What the log says while the processes of a server that was killed are still going away.
PASSING_REFUSALS = ("is still in use", "already exists", "is being used by another process")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens: a socket's folder or a host name, and the port."""

    host: str
    port: int


def address(cluster: Path) -> Address | None:
    """What a complete postmaster.pid says: line 4 port, 5 socket folder, 6 host; else None."""
    lines = _pid_file(cluster)
    if len(lines) < LINES_WITH_ADDRESS:
        return None
    return Address(host=lines[4] or lines[5], port=int(lines[3]))


def answers(cluster: Path) -> bool:
    """Whether the server accepts connections now."""
    place = address(cluster)
    if place is None:
        return False
    where = f"host='{_escaped(place.host)}' port={place.port} connect_timeout=5"
    return PGconn.ping(where.encode()) == Ping.OK


@dataclass(frozen=True, slots=True)
class Postmaster:
    """One cluster's server process, started and stopped as its account."""

    folders: ServerFolders
    binaries: Binaries
    account: ServerAccount

    def ensure_running(self) -> None:
        """Start the server, or wait for one that starts; raises EmbeddedServerUnavailable."""
        self._put_away_long_log()
        deadline = time.monotonic() + START_SECONDS
        refusal: str | None = None
        refusals = 0
        while not answers(self.folders.cluster):
            if not self._process_lives():
                refusal = self._try_to_start()
                if refusal is None:
                    return
                # A server killed while it starts leaves no reason: only a repeated refusal is one.
                refusals += not _passes(refusal)
                if refusals == MOST_REFUSALS:
                    raise self._unavailable("did not start", refusal)
            if time.monotonic() > deadline:
                raise self._unavailable(f"did not answer within {START_SECONDS} seconds", refusal)
            time.sleep(PAUSE)

    def stop(self) -> None:
        """Shut down cleanly: open transactions are rolled back, nothing committed is lost.

        A full disk has no room for a clean end, which would be waited for: the next start recovers.
        """
        for mode in ("immediate",) if is_full(self.folders.home) else ("fast", "immediate"):
            if not self._process_lives():
                return
            self._pg_ctl("stop", "-m", mode, "-w", "-t", str(PG_CTL_SECONDS))
        if self._process_lives():
            raise self._unavailable("did not stop", None)

    def _try_to_start(self) -> str | None:
        """What the server said if it did not start."""
        # Its number may be another program's or a zombie's by now, and PostgreSQL would not start.
        # What is left of a killed server it still finds, by the cluster's shared memory.
        (self.folders.cluster / "postmaster.pid").unlink(missing_ok=True)
        said_before = self._log_size()
        log = str(self.folders.log)
        started = self._pg_ctl("start", "-l", log, "-w", "-t", str(PG_CTL_SECONDS))
        if started.code == 0:
            return None
        return self._log_since(said_before) or started.said

    def _process_lives(self) -> bool:
        """Whether the process in postmaster.pid is this cluster's server, not another program."""
        command = _command(_pid(self.folders.cluster))
        if sys.platform == "win32":
            return "postgres" in command
        return "postgres" in command and str(self.folders.cluster) in command

    def _pg_ctl(self, verb: str, *rest: str) -> Finished:
        program = self.binaries.program("pg_ctl")
        return self.account.run(
            [program, verb, "-D", self.folders.cluster, *rest], timeout=2 * PG_CTL_SECONDS
        )

    def _put_away_long_log(self) -> None:
        if self._log_size() > LARGEST_LOG and not self._process_lives():
            self.folders.log.replace(self.folders.log.with_suffix(".1.log"))

    def _log_size(self) -> int:
        return self.folders.log.stat().st_size if self.folders.log.exists() else 0

    def _log_since(self, size: int) -> str:
        if not self.folders.log.exists():
            return ""
        with self.folders.log.open("rb") as log:
            log.seek(size)
            return log.read().decode("utf-8", errors="replace").strip()

    def _unavailable(self, what: str, said: str | None) -> EmbeddedServerUnavailable:
        if NO_SPACE in (said or ""):
            return DiskFull(self.folders.home)
        return EmbeddedServerUnavailable.with_log(
            f"The embedded PostgreSQL server {what}.", said=said or "", log=self.folders.log
        )


def _passes(refusal: str) -> bool:
    return any(passing in refusal for passing in PASSING_REFUSALS)


def _pid_file(cluster: Path) -> list[str]:
    try:
        return (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _pid(cluster: Path) -> int | None:
    lines = _pid_file(cluster)
    return abs(int(lines[0])) if lines and lines[0].lstrip("-").isdecimal() else None


def _command(pid: int | None) -> str:
    """The command line of a living process; empty if there is none, or only its zombie."""
    if pid is None:
        return ""
    if PROCESSES.exists():
        try:
            words = (PROCESSES / str(pid) / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return ""
        return words.replace(b"\0", b" ").decode("utf-8", errors="surrogateescape")
    ask = ["ps", "-ww", "-p", str(pid), "-o", "command="]
    if sys.platform == "win32":
        ask = ["tasklist", "/FI", f"PID eq {pid}", "/FO", "CSV", "/NH"]
    said = subprocess.run(ask, capture_output=True, text=True, timeout=30, check=False)
    return said.stdout.strip()


def _escaped(host: str) -> str:
    return host.replace("\\", "\\\\").replace("'", "\\'")
