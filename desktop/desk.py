"""The signed-in workplace: runs operations off the GUI thread and says what happened."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from core.domain.errors import Outage, Refusal
from core.services.work import Work
from desktop.latest import Still
from desktop.running import Running
from desktop.tasks import Tasks

T = TypeVar("T")

Query = Callable[[Session], T]
"""A read: gets a session, gives frozen rows."""
BeginWork = Callable[[], AbstractContextManager[Work]]
STOPPED = "Stopped. Nothing was changed."
BeginReading = Callable[[], AbstractContextManager[Session]]
SOON_MS = 300
"""Only what takes longer than this shows a progress line."""


def always() -> bool:
    """The answer is wanted however late it comes."""
    return True


@dataclass(frozen=True)
class Operation(Generic[T]):
    """One user action: what to do, what to say afterwards, and how to take it back.

    Work that nobody asked for, such as saving by itself, says "" and is not told of.
    """

    work: Callable[[Work], T]
    said: Callable[[T], str]
    undo: "Callable[[T], Operation[Any] | None] | None" = None
    doing: str = "Working"
    cancellable: bool = False


@runtime_checkable
class RefusalPlace(Protocol):
    """A widget that shows a refusal where the clerk is looking; found by its method."""

    def show_refusal(self, refusal: Refusal) -> None:
        """Show the sentence in place."""


class Desk(QObject):
    """Every write and every read of every screen goes through here.

    A refusal is shown by the nearest ``RefusalPlace`` around the owner; outages and bugs,
    and refusals without a place, go to the main window by signal.
    """

    succeeded = Signal(str, object)
    """What to say, and the Operation that takes it back (or None)."""
    refused = Signal(object)
    outage = Signal(object, object)
    """The Outage and a function that tries again."""
    broke = Signal(object)
    answered = Signal()
    """The database has answered: it can be reached."""
    busy = Signal(object)
    """The Running operation that has taken a while; None when nothing is running any more."""

    def __init__(
        self,
        tasks: Tasks,
        begin: BeginWork,
        read: BeginReading,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._begin = begin
        self._read = read
        self._running: list[Running] = []
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._say_busy)

    def start(
        self,
        owner: QObject,
        operation: Operation[T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        pressed: QWidget | None = None,
    ) -> Running:
        """Run an operation; ``done`` gets its result, ``failed`` hears of any failure first.

        ``pressed`` is what it was started with: it can't be pressed again unless it failed.
        """
        _enable(pressed, on=False)
        running = Running(operation.doing, cancellable=operation.cancellable)

        def work() -> T:
            with self._begin() as begun:
                running.uses(begun.session)
                try:
                    return operation.work(begun)
                finally:
                    running.ended()

        def finished(result: T) -> None:
            self.answered.emit()
            self._stop(running)
            if done is not None and shiboken6.isValid(owner):
                done(result)
            undo = operation.undo(result) if operation.undo is not None else None
            if words := operation.said(result):
                self.succeeded.emit(words, undo)

        def broke(error: Exception) -> None:
            self._stop(running)
            _enable(pressed, on=True)
            if failed is not None and shiboken6.isValid(owner):
                failed(error)
            if running.cancelled:
                self.succeeded.emit(STOPPED, None)
            else:
                again = partial(self.start, owner, operation, done, failed=failed, pressed=pressed)
                self.explain(owner, error, again)

        self._watch(running)
        # Owned by the desk, so that what happened is said even if the screen is closed by then.
        self._tasks.run(self, work, done=finished, failed=broke)
        return running

    def ask(
        self,
        owner: QObject,
        query: Query[T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        still: Still = always,
    ) -> None:
        """Read something; ``done`` gets the rows unless ``owner`` is closed by then.

        What is not wanted any more by then (``still``) is neither shown nor explained.
        """

        def work() -> T:
            with self._read() as session:
                return query(session)

        def answered(result: T) -> None:
            self.answered.emit()
            if still():
                done(result)

        def broke(error: Exception) -> None:
            again = partial(self.ask, owner, query, done, failed=failed, still=still)
            self._failed(owner, error, again, failed, still=still)

        self._tasks.run(owner, work, done=answered, failed=broke)

    def compute(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        pressed: QWidget | None = None,
        still: Still = always,
    ) -> None:
        """Work something out off the GUI thread, without the database.

        ``pressed`` is as with ``start``, all else as with ``ask``.
        """
        _enable(pressed, on=False)

        def answered(result: T) -> None:
            if still():
                done(result)

        def broke(error: Exception) -> None:
            _enable(pressed, on=True)
            again = partial(
                self.compute, owner, work, done, failed=failed, pressed=pressed, still=still
            )
            self._failed(owner, error, again, failed, still=still)

        self._tasks.run(owner, work, done=answered, failed=broke)

    def _failed(
        self,
        owner: QObject,
        error: Exception,
        again: Callable[[], object],
        failed: Callable[[Exception], None] | None,
        *,
        still: Still,
    ) -> None:
        """A bug is always told of; who asked later is told why that failed, if it did."""
        if not still() and isinstance(error, Refusal | Outage):
            return
        if failed is not None:
            failed(error)
        self.explain(owner, error, again)

    def explain(self, owner: QObject, error: Exception, retry: Callable[[], object]) -> None:
        """Show a failure where it belongs: in place, as an outage, or as a bug."""
        if isinstance(error, Refusal):
            place = refusal_place(owner)
            if place is None:
                self.refused.emit(error)
            else:
                place.show_refusal(error)
        elif isinstance(error, Outage):
            self.outage.emit(error, retry)
        else:
            self.broke.emit(error)

    def _watch(self, running: Running) -> None:
        self._running.append(running)
        self._soon.start()

    def _stop(self, running: Running) -> None:
        self._running.remove(running)
        if not self._running:
            self._soon.stop()
            self.busy.emit(None)

    def _say_busy(self) -> None:
        self.busy.emit(self._running[0] if self._running else None)


def _enable(pressed: QWidget | None, *, on: bool) -> None:
    if pressed is not None and shiboken6.isValid(pressed):
        pressed.setEnabled(on)


def refusal_place(owner: QObject) -> RefusalPlace | None:
    """The owner itself or the nearest widget around it that can show a refusal.

    A dialog that was closed meanwhile tells nobody anything: one that is seen goes before.
    """
    places: list[RefusalPlace] = []
    place: QObject | None = owner if shiboken6.isValid(owner) else None
    while place is not None:
        if isinstance(place, RefusalPlace):
            places.append(place)
        place = place.parentWidget() if isinstance(place, QWidget) else place.parent()
    return next((one for one in places if _is_seen(one)), places[0] if places else None)


def _is_seen(place: RefusalPlace) -> bool:
    return isinstance(place, QWidget) and place.isVisible()
