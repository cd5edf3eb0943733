"""ChangeListener: the database's change notices as one Qt signal."""

from collections.abc import Callable
from threading import Event

import psycopg
from psycopg import sql
from PySide6.QtCore import QObject, QThread, Signal

from core.domain.errors import Outage
from db.changes import EVERYTHING, Change, read_notice

POLL_SECONDS = 0.5
"""How long one wait for notices may block; also how fast the listener stops."""
FIRST_RETRY_MS = 250
LAST_RETRY_MS = 10_000

__all__ = ["EVERYTHING", "Change", "ChangeListener", "Connect"]

Connect = Callable[[], psycopg.Connection]


class ChangeListener(QThread):
    """Listens on its own autocommit connection and reconnects by itself.

    ``changed`` carries a ``Change``: tables and events, or ``EVERYTHING`` (no tables named)
    after a lost connection, when anything may have changed meanwhile.
    """

    changed = Signal(object)
    connected = Signal(bool)
    outage = Signal(object)
    """The `Outage` that says why there is no connection; each once until there is one again."""

    def __init__(self, connect: Connect, channel: str, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connect = connect
        self._channel = channel
        self._told = ""
        self._wanted = Event()

    def run(self) -> None:
        """Listen until asked to stop (Qt calls this on the listener's thread)."""
        pause = FIRST_RETRY_MS
        first = True
        while not self.isInterruptionRequested():
            try:
                with self._connect() as connection:
                    self._begin(connection, first=first)
                    first, pause = False, FIRST_RETRY_MS
                    self._listen(connection)
            except (psycopg.Error, Outage) as error:
                first = False  # what was read before there was a connection may be old
                self.connected.emit(False)
                self._tell(error)
                wanted = self._wanted.wait(pause / 1000)
                self._wanted.clear()
                pause = FIRST_RETRY_MS if wanted else min(pause * 2, LAST_RETRY_MS)

    def try_now(self) -> None:
        """Reconnect at once, from any thread: somebody knows that the server answers again."""
        self._wanted.set()

    def stop(self) -> None:
        """Stop listening and wait for the thread to end."""
        self.requestInterruption()
        self._wanted.set()
        self.wait()

    def _begin(self, connection: psycopg.Connection, *, first: bool) -> None:
        connection.autocommit = True
        connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._channel)))
        self._told = ""
        self.connected.emit(True)
        if not first:
            self.changed.emit(EVERYTHING)

    def _listen(self, connection: psycopg.Connection) -> None:
        while not self.isInterruptionRequested():
            for notice in connection.notifies(timeout=POLL_SECONDS):
                self.changed.emit(read_notice(notice.payload))

    def _tell(self, error: Exception) -> None:
        """Say what is known of the reason; that the network is away says the status bar."""
        if isinstance(error, Outage) and str(error) != self._told:
            self._told = str(error)
            self.outage.emit(error)
