"""TaskRunner: work off the GUI thread, answers back on it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
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
class _Task:
    owner: QObject
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class TaskRunner(QObject):
    """Owned by the application; replies arrive on its (the GUI) thread.

    A reply to a widget that was closed in the meantime is dropped.
    """

    # One signal on one long-lived object: a signal object per task would be deleted
    # on the wrong thread by the pool. It carries a number only, and so does the pool: who lets go
    # of a widget last destroys it, and that must be the GUI thread.
    _finished = Signal(int)

    def __init__(self, *, threads: int = 4, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._closed = False
        self._numbers = count()
        self._tasks: dict[int, _Task] = {}
        self._outcomes: dict[int, tuple[Any, BaseException | None]] = {}
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
        number = next(self._numbers)
        self._tasks[number] = _Task(owner, work, done, failed)
        self._pool.submit(self._work, number)

    def close(self) -> None:
        """Finish what is running, forget what is waiting; answers are not given any more."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._tasks.clear()
        self._outcomes.clear()

    def _work(self, number: int) -> None:
        self._outcomes[number] = _outcome(self._tasks[number].work)
        self._finished.emit(number)

    def _reply(self, number: int) -> None:
        if self._closed:
            return
        task, (result, error) = self._tasks.pop(number), self._outcomes.pop(number)
        if not shiboken6.isValid(task.owner):
            return
        if error is None:
            task.done(result)
        elif isinstance(error, Exception):
            task.failed(error)
        else:
            raise error


def _outcome(work: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    try:
        return work(), None
    except BaseException as error:  # noqa: BLE001 - answered, or raised, on the GUI thread
        return None, error
