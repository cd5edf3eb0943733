"""TaskRunner: work off the GUI thread, answers back on it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Tasks(Protocol):
    """What screens need of a task runner; tests bring one that runs at once."""

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``work`` and answer on the GUI thread, unless ``owner`` is gone by then."""


@dataclass(frozen=True, slots=True)
class _Reply:
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class TaskRunner(QObject):
    """Owned by the application; replies arrive on its (the GUI) thread.

    A reply to a widget that was closed in the meantime is dropped.
    """

    # One signal on one long-lived object: a signal object per task would be deleted
    # on the wrong thread by the pool.
    _finished = Signal(object, object)

    def __init__(self, *, threads: int = 4, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._closed = False
        self._finished.connect(self._reply, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``work`` on a worker thread; ``done`` or ``failed`` follows on the GUI thread.

        After ``close`` nothing is begun any more: a timer of a screen may still fire.
        """
        if self._closed:
            return
        reply = _Reply(owner, done, failed)
        future = self._pool.submit(work)
        future.add_done_callback(lambda finished: self._finished.emit(finished, reply))

    def close(self) -> None:
        """Finish what is running, forget what is waiting; answers are not given any more."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _reply(self, future: Future[Any], reply: _Reply) -> None:
        if self._closed or future.cancelled() or not shiboken6.isValid(reply.owner):
            return
        error = future.exception()
        if error is None:
            reply.done(future.result())
        elif isinstance(error, Exception):
            reply.failed(error)
        else:
            raise error
