"""EmbeddedServer: opening starts or joins the server, closing leaves it, the last one stops it."""

import atexit
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout
from sqlalchemy.engine import URL

from core.domain.errors import said_by_system
from db.embedded.accounts import server_account
from db.embedded.binaries import find_binaries, reachable_binaries
from db.embedded.clients import anybody_left, leave, register, start_lock
from db.embedded.cluster import SUPERUSER, make_cluster, write_settings
from db.embedded.errors import DiskFull, EmbeddedServerUnavailable
from db.embedded.folders import (
    ServerFolders,
    default_data_folder,
    known_home,
    make_data_folder,
    refuse_other_peoples,
    refuse_shell_characters,
    settle_home,
)
from db.embedded.postmaster import Address, Postmaster, address, answers

REST_SECONDS = 3.0
"""After a start that failed; until then whoever asks is told the same at once."""


class EmbeddedServer:
    """One process's hold on the server of a data folder."""

    def __init__(self, data_folder: Path, folders: ServerFolders, hold: FileLock) -> None:
        self.data_folder = data_folder
        self._folders = folders
        self._hold = hold
        self._holder = os.getpid()
        self._address = _address(folders)
        self._turn = Lock()
        self._said, self._rests_until = "", 0.0
        atexit.register(self.close)

    @classmethod
    def open(cls, data_folder: Path | None = None) -> Self:
        """Join this data folder's server, or start it; raises EmbeddedServerUnavailable."""
        place = (data_folder or default_data_folder()).resolve()
        with _told_in_words(place):
            refuse_shell_characters(place)
            make_data_folder(place)
            refuse_other_peoples(place)
            with start_lock(place):
                folders = _running(place)
                return cls(place, folders, register(folders.clients))

    @staticmethod
    def is_made(data_folder: Path | None = None) -> bool:
        """Whether this data folder's server was ever started; raises EmbeddedServerUnavailable."""
        place = data_folder or default_data_folder()
        with _told_in_words(place):
            return known_home(place).cluster.exists()

    @property
    def home(self) -> Path:
        """Where its files are: the data folder, unless the server's account can't get there."""
        return self._folders.home

    @property
    def version(self) -> str:
        """The server programs' version, such as "18.6"."""
        return find_binaries().version

    def url(self, database: str, login: str | None = None, password: str | None = None) -> str:
        """SQLAlchemy's URL for a database; without a login for the superuser."""
        if login is None and sys.platform == "win32":
            password = self._folders.superuser_password.read_text(encoding="ascii")
        return URL.create(
            "postgresql+psycopg",
            username=login or SUPERUSER,
            password=password,
            database=database,
            query={"host": self._address.host, "port": str(self._address.port)},
        ).render_as_string(hide_password=False)

    def ensure_running(self) -> None:
        """Start the server again if it died under us; raises EmbeddedServerUnavailable.

        For whoever is about to connect, on any thread.
        """
        if answers(self._folders.cluster):
            return
        with self._turn:
            if monotonic() < self._rests_until:
                raise EmbeddedServerUnavailable(self._said)
            try:
                self._start_again()
            except EmbeddedServerUnavailable as why:
                self._rests_until = monotonic() + REST_SECONDS
                self._said = (
                    "The database of this computer has stopped and can't be started again.\n"
                    f"{why}\nPut that right and try again: what was saved is kept."
                )
                raise EmbeddedServerUnavailable(self._said) from why

    def _start_again(self) -> None:
        if not self._folders.cluster.exists():  # never an empty one in its place
            raise EmbeddedServerUnavailable(
                f"Its files in {self._folders.home} are gone: is their disk still connected?"
            )
        with _told_in_words(self.data_folder), start_lock(self.data_folder):
            if not self._hold.is_locked:
                raise EmbeddedServerUnavailable("Parterre has been closed here.")
            self._folders = _running(self.data_folder)
            self._address = _address(self._folders)

    def close(self) -> None:
        """Leave; the last stops the server. A second call does nothing, nor in a forked child."""
        if os.getpid() != self._holder or not self._hold.is_locked:
            return
        atexit.unregister(self.close)
        with start_lock(self.data_folder):
            leave(self._hold)
            if not anybody_left(self._folders.clients):
                _postmaster(self._folders).stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@contextmanager
def _told_in_words(place: Path) -> Iterator[None]:
    try:
        yield
    except Timeout as busy:
        raise EmbeddedServerUnavailable(
            f"Another process has been starting or stopping the server in {place} for minutes. "
            "Close Parterre everywhere and start it again."
        ) from busy
    except OSError as refused:
        if refused.errno == ENOSPC:
            raise DiskFull(place) from refused
        raise EmbeddedServerUnavailable(
            f"The data folder {place} can't be used: {said_by_system(refused)}. Start Parterre "
            "under the account that it belongs to, make room, or set PARTERRE_DATA_DIR to another "
            "folder."
        ) from refused


def _running(data_folder: Path) -> ServerFolders:
    """The folders of the server that answers now; the start lock is held."""
    folders = known_home(data_folder)
    return folders if answers(folders.cluster) else _start(data_folder)


def _start(data_folder: Path) -> ServerFolders:
    account = server_account(known_home(data_folder).cluster)
    folders = settle_home(data_folder, account)
    binaries = reachable_binaries(find_binaries(), account, folders.binaries)
    make_cluster(folders, binaries, account)
    write_settings(folders, account)
    Postmaster(folders, binaries, account).ensure_running()
    return folders


def _postmaster(folders: ServerFolders) -> Postmaster:
    account = server_account(folders.cluster)
    return Postmaster(
        folders, reachable_binaries(find_binaries(), account, folders.binaries), account
    )


def _address(folders: ServerFolders) -> Address:
    place = address(folders.cluster)
    if place is None:
        raise EmbeddedServerUnavailable.with_log(
            "The embedded PostgreSQL server stopped while it was being joined.",
            said="",
            log=folders.log,
        )
    return place
