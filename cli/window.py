"""The window of `parterre run`, ended by its user or by a signal."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cli.opening import Opened
from core.domain.staff import Role
from core.services.demo.people import desk_people, person_of
from desktop.app import Doorway, run_desktop
from desktop.views.sign_in import DemoLogin
from desktop.worker import WorkerLogin, WorkerProcess

_LET_PYTHON_IN_MS = 200
# The worker's own start takes a core for a second: people wait for the window, not for it.
_WINDOW_FIRST_MS = 3000
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def show_window(opened: Opened) -> int:
    """Ask who is there, then show the window; the application's exit code."""
    app = QApplication(sys.argv[:1])
    with _worker_beside(opened), _quitting_when_told(app):
        return run_desktop(_doorway(opened))


def _doorway(opened: Opened) -> Doorway:
    if opened.embedded is None:
        return Doorway(opened.url_for, opened.place_name)
    demo = [DemoLogin(one.login, one.password, one.name, one.job) for one in desk_people()]
    return Doorway(opened.url_for, opened.place_name, demo, opened.ensure_server)


@contextmanager
def _worker_beside(opened: Opened) -> Iterator[None]:
    """On this computer's own database the window brings the worker; a server has one."""
    if opened.embedded is None:
        yield
        return
    person = person_of(Role.WORKER)
    worker = WorkerProcess(WorkerLogin(opened.url_for(person.login, person.password)))
    QTimer.singleShot(_WINDOW_FIRST_MS, worker.start)
    try:
        yield
    finally:
        worker.stop()


@contextmanager
def _quitting_when_told(app: QApplication) -> Iterator[None]:
    """Quit on a signal: Qt's loop lets Python's handlers run only when Python code runs."""
    for name in _SIGNALS:
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, lambda *_: app.quit())
    timer = QTimer()
    timer.timeout.connect(lambda: None)
    timer.start(_LET_PYTHON_IN_MS)
    try:
        yield
    finally:
        timer.stop()
