"""One operation under way: what it does, and how to stop it."""

from threading import Lock, Thread

import psycopg
from sqlalchemy.orm import Session

CANCEL_SECONDS = 5.0


class Running:
    """Handed to the progress line; lives on two threads, so its state is behind a lock."""

    def __init__(self, doing: str, *, cancellable: bool) -> None:
        self.doing = doing
        self.cancellable = cancellable
        self._lock = Lock()
        self._cancelled = False
        self._connection: psycopg.Connection | None = None

    @property
    def cancelled(self) -> bool:
        with self._lock:
            return self._cancelled

    def uses(self, session: Session) -> None:
        """Remember the connection whose statement ``cancel`` is to stop (worker thread)."""
        if not self.cancellable:
            return
        driver = session.connection().connection.driver_connection
        with self._lock:
            self._connection = driver if isinstance(driver, psycopg.Connection) else None
        if self.cancelled:
            self._cancel_statement()

    def cancel(self) -> None:
        """Ask the server to stop; the operation then fails and its transaction rolls back."""
        with self._lock:
            self._cancelled = True
        Thread(target=self._cancel_statement, name="cancel", daemon=True).start()

    def ended(self) -> None:
        """Forget the connection: it goes back to the pool and is somebody else's next."""
        with self._lock:
            self._connection = None

    def _cancel_statement(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.cancel_safe(timeout=CANCEL_SECONDS)
