"""Whose account the server runs under: our own, or, when we are root, one without privileges."""

import getpass
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.embedded.errors import EmbeddedServerUnavailable

UNPRIVILEGED = ("postgres", "nobody")

# The server inherits nothing that could change how it behaves: no PG* variables, no library
# paths of a packaged program.
CLEAN_ENVIRONMENT: Mapping[str, str] = (
    {name: value for name, value in os.environ.items() if not name.upper().startswith("PG")}
    if sys.platform == "win32"
    else {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
)


@dataclass(frozen=True, slots=True)
class Finished:
    """A command that has ended: its exit code, and what it wrote on both its outputs."""

    code: int
    said: str


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """An operating system account; without `uid` and `gid` the one that we run under."""

    name: str
    uid: int | None = None
    gid: int | None = None

    def run(self, command: Sequence[str | Path], *, timeout: float) -> Finished:
        """Run a command as this account; raises OSError if it can't be run.

        Raises EmbeddedServerUnavailable if it takes longer than `timeout` seconds.
        """
        switch: dict[str, Any] = {}
        if self.uid is not None:
            switch = {"user": self.uid, "group": self.gid, "extra_groups": []}
        if sys.platform == "win32":
            switch = {"creationflags": subprocess.CREATE_NO_WINDOW}
        # Into a file: on Windows the server inherits pg_ctl's pipes and would never let them end.
        with tempfile.TemporaryFile() as said:
            try:
                ended = subprocess.run(
                    [str(part) for part in command],
                    cwd=Path(command[0]).anchor or os.sep,
                    env=CLEAN_ENVIRONMENT,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    timeout=timeout,
                    check=False,
                    **switch,
                )
            except subprocess.TimeoutExpired as slow:
                raise EmbeddedServerUnavailable(
                    f"{command[0]} did not finish within {timeout:.0f} seconds. "
                    "If the disk is merely slow, start Parterre again."
                ) from slow
            said.seek(0)
            return Finished(ended.returncode, said.read().decode("utf-8", errors="replace"))

    def reaches(self, folder: Path) -> bool:
        """Whether this account can enter the folder; tried, as access lists and mounts count."""
        if self.uid is None:
            return os.access(folder, os.X_OK)
        entered = self.run(["/bin/sh", "-c", 'cd -- "$0"', folder], timeout=10)
        return entered.code == 0

    def take_over(self, path: Path) -> None:
        """Make this account the owner of a file or folder that we made."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def am_root() -> bool:
    """Whether this process runs as root, under which PostgreSQL refuses to serve."""
    return sys.platform != "win32" and os.geteuid() == 0


def own_account() -> ServerAccount:
    """The account of this process; raises EmbeddedServerUnavailable if its number has no name."""
    if sys.platform == "win32":
        return ServerAccount(getpass.getuser())
    return ServerAccount(_named(os.geteuid())[0])


def server_account(cluster: Path) -> ServerAccount:
    """Ourselves; for root the owner of the existing cluster, else an unprivileged account."""
    if sys.platform == "win32" or not am_root():
        return own_account()
    import pwd  # noqa: PLC0415 - does not exist on Windows

    if cluster.exists() and (owner := cluster.stat().st_uid) != 0:
        name, gid = _named(owner)
        return ServerAccount(name, owner, gid)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerAccount(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedServerUnavailable(
        f"PostgreSQL does not run as root, and no account {' or '.join(UNPRIVILEGED)} exists. "
        "Start Parterre as an ordinary user."
    )


def account_name(uid: int) -> str:
    """The name of an account; raises EmbeddedServerUnavailable if its number has none."""
    return _named(uid)[0]


def _named(uid: int) -> tuple[str, int]:
    import pwd  # noqa: PLC0415 - does not exist on Windows

    try:
        entry = pwd.getpwuid(uid)
    except KeyError as unknown:
        raise EmbeddedServerUnavailable(
            f"The account with number {uid} has no name on this system, and PostgreSQL needs one. "
            "Add it to the password file, or start Parterre as another user."
        ) from unknown
    return entry.pw_name, entry.pw_gid
