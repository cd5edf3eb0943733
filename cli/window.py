"""The window of `parterre run`, ended by its user or by a signal."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cli.opening import Opened
from cli.working_here import WorkingHere, working_here
from core.services.demo.people import desk_people
from desktop.app import LAST_LOGIN, Doorway, run_desktop
from desktop.preferences import Preferences
from desktop.views.sign_in import DemoLogin
from desktop.worker import WorkerLogin, WorkerProcess

_LET_PYTHON_IN_MS = 200
# The worker's own start takes a core for a second: people wait for the window, not for it.
_WINDOW_FIRST_MS = 3000
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def show_window(opened: Opened) -> int:
    """Ask who is there, then show the window; the application's exit code.

    Refuses `NoAgencyYet` on a computer whose database has nobody to sign in.
    """
    here = None if opened.embedded is None else working_here(opened, opened.embedded)
    app = QApplication(sys.argv[:1])
    forget_demo_login(here)
    with _workers_beside(opened, here), _quitting_when_told(app):
        return run_desktop(doorway(opened, here))


def doorway(opened: Opened, here: WorkingHere | None) -> Doorway:
    """How people get in: with the demo's logins to choose from only where the demo is."""
    people = desk_people() if here is not None and here.demo else ()
    demo = [DemoLogin(one.login, one.password, one.name, one.job) for one in people]
    return Doorway(opened.url_for, opened.place_name, demo, opened.ensure_server)


def forget_demo_login(here: WorkingHere | None) -> None:
    """Don't propose the login that somebody tried the demo with, where it made room."""
    computers = Preferences("")
    demo = {one.login for one in desk_people()}
    if here is not None and not here.demo and computers.get(LAST_LOGIN) in demo:
        computers.keep(LAST_LOGIN, "")


@contextmanager
def _workers_beside(opened: Opened, here: WorkingHere | None) -> Iterator[None]:
    """On this computer's own database the window brings the workers; a server has its own."""
    logins = () if here is None else here.workers
    workers = [WorkerProcess(WorkerLogin(opened.url_for(*login))) for login in logins]
    for worker in workers:
        QTimer.singleShot(_WINDOW_FIRST_MS, worker.start)
    try:
        yield
    finally:
        for worker in workers:
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
