"""Where the embedded server keeps what: cluster, log, socket, locks and copied programs."""

import hashlib
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import platformdirs

from db.embedded.accounts import ServerAccount, account_name, am_root
from db.embedded.errors import EmbeddedServerUnavailable

# Unix keeps a socket's path in 104 (macOS) or 108 bytes, with ".s.PGSQL.5432.lock" in it.
LONGEST_SOCKET_FOLDER = 80
ROOTS_DATA = Path("/var/lib/parterre")
SHELL_CHARACTERS = set('"$`\\\n')
MOVED_NOTE = "server-home.txt"
OWN_NAMES = {
    *("start.lock", "cluster", "log", "binaries", "clients", "run", MOVED_NOTE),
    *("cluster.new", "postgresql.conf.new", "pg_hba.conf.new", "pg_ident.conf.new"),
}


def default_data_folder() -> Path:
    """`PARTERRE_DATA_DIR`, else the user's data folder; for root one that others can enter."""
    if chosen := os.environ.get("PARTERRE_DATA_DIR"):
        return Path(chosen).expanduser().absolute()
    if not am_root():
        return Path(platformdirs.user_data_dir("parterre", appauthor=False))
    if ROOTS_DATA.parent.is_dir():
        return ROOTS_DATA
    return Path(platformdirs.site_data_dir("parterre", appauthor=False))


@dataclass(frozen=True, slots=True)
class ServerFolders:
    """The places inside `home`: the data folder, unless `settle_home` had to move."""

    home: Path

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "log" / "server.log"

    @property
    def binaries(self) -> Path:
        return self.home / "binaries"

    @property
    def clients(self) -> Path:
        return self.home / "clients"

    @property
    def superuser_password(self) -> Path:
        return self.home / "superuser-password"

    @property
    def socket(self) -> Path:
        """The socket's folder: in the home, or a short path where that one would be too long."""
        inside = self.home / "run"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        mark = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path(tempfile.gettempdir(), f"parterre-{mark}")


def known_home(data_folder: Path) -> ServerFolders:
    """The folders that an earlier start settled on, without touching anything."""
    try:
        moved_to = (data_folder / MOVED_NOTE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ServerFolders(data_folder)
    return ServerFolders(Path(moved_to))


def settle_home(data_folder: Path, account: ServerAccount) -> ServerFolders:
    """Make the folders so that the server's account can use them; raises EmbeddedServerUnavailable.

    Where root chose a data folder below one that only root may enter, the server's files go to
    `/var/lib/parterre/homes` (those of a temporary folder to another temporary one), and a note in
    the data folder says where: the modes of folders that are not ours stay as they are.
    """
    folders = known_home(data_folder)
    if not account.reaches(folders.home):
        _let_through(account, folders.home)
    if not account.reaches(folders.home):
        folders = _move_home(data_folder, account)
    for place in (folders.log.parent, folders.socket):
        _private_folder(place, account)
    return folders


def refuse_shell_characters(data_folder: Path) -> None:
    """On Unix pg_ctl starts the server through a shell, with the folder between double quotes."""
    if sys.platform != "win32" and SHELL_CHARACTERS & set(str(data_folder)):
        raise EmbeddedServerUnavailable(
            f"The data folder's name {str(data_folder)!r} holds a character that PostgreSQL's "
            "start program misreads. Set PARTERRE_DATA_DIR to a folder with a plain name."
        )


def refuse_other_peoples(data_folder: Path) -> None:
    """Root, too, keeps out of another account's server: its locks would shut that account out."""
    clients = known_home(data_folder).clients
    if sys.platform == "win32" or not clients.exists():
        return
    owner = clients.stat().st_uid
    if owner != os.geteuid():
        raise EmbeddedServerUnavailable(
            f"The data folder {data_folder} is in use by the account {account_name(owner)}. "
            "Start Parterre under that account, or set PARTERRE_DATA_DIR to another folder."
        )


def make_data_folder(folder: Path) -> None:
    """Make the data folder, private; folders made above it by root can be passed through."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
        if am_root() and place != folder:
            place.chmod(0o755)


def _let_through(account: ServerAccount, home: Path) -> None:
    """Let the account's group pass through a folder that holds nothing but what we made in it."""
    if account.gid is None or any(entry.name not in OWN_NAMES for entry in home.iterdir()):
        return
    os.chown(home, -1, account.gid)
    home.chmod(0o710)


def _move_home(data_folder: Path, account: ServerAccount) -> ServerFolders:
    temporary = Path(tempfile.gettempdir()).resolve()
    shelter = temporary if data_folder.is_relative_to(temporary) else ROOTS_DATA / "homes"
    folders = ServerFolders(shelter / f"parterre-{uuid4().hex[:12]}")
    make_data_folder(folders.home)
    _let_through(account, folders.home)
    if not account.reaches(folders.home):
        raise EmbeddedServerUnavailable(
            f"The account {account.name}, which serves for root, can enter neither {data_folder} "
            f"nor {folders.home}. Set PARTERRE_DATA_DIR to a folder that it can enter."
        )
    (data_folder / MOVED_NOTE).write_text(f"{folders.home}\n", encoding="utf-8")
    return folders


def _private_folder(folder: Path, account: ServerAccount) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        _refuse_foreign(folder, account)
    else:
        account.take_over(folder)


def _refuse_foreign(folder: Path, account: ServerAccount) -> None:
    """In a shared temporary folder somebody else may have made the name first."""
    if sys.platform == "win32":
        return
    found = folder.lstat()
    ours = account.uid if account.uid is not None else os.geteuid()
    if folder.is_symlink() or found.st_uid != ours or found.st_mode & 0o077:
        raise EmbeddedServerUnavailable(
            f"The folder {folder} should belong to {account.name} alone, and does not. "
            "Remove it, or set PARTERRE_DATA_DIR to another place."
        )
