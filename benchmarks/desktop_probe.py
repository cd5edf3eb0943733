"""The desktop as `parterre run` starts it, watched from inside: it signs in and opens the stadium.

`benchmarks.start` starts it with two arguments: the seconds since 1970 at which the command was
given, and the id of the event to open. It prints what it saw as JSON and quits.
"""

import json
import sys
import time
from typing import Any, TypeVar
from unittest.mock import patch
from uuid import UUID

import psutil
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from cli import window
from cli.opening import Opened
from core.domain.staff import Role
from desktop.app import Doorway, run_desktop
from desktop.main_window import MainWindow
from desktop.screens import modules_for
from desktop.views.sign_in import SignIn

LOOK_MS = 5
GIVE_UP_SECONDS = 60
_MEGABYTE = 1024 * 1024

Shown = TypeVar("Shown", bound=QWidget)


class Probe(QObject):
    """Does what a person would, as soon as it can be done, and notes when that was."""

    def __init__(self, began: float, event_id: UUID) -> None:
        super().__init__()
        self._began, self._event_id = began, event_id
        self.seen: dict[str, float] = {}
        self._steps = iter(
            [self._sign_in, self._see_home, self._open_event, self._see_event, self._open_others]
        )
        self._step = next(self._steps)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if time.time() - self._began > GIVE_UP_SECONDS:
            self.seen["gave_up"] = 1.0
            QApplication.quit()
        elif self._step():
            following = next(self._steps, None)
            if following is None:
                self._timer.stop()
                QApplication.quit()
            else:
                self._step = following

    def _note(self, what: str) -> None:
        self.seen[what] = time.time() - self._began

    def _sign_in(self) -> bool:
        dialog = _visible(SignIn)
        if dialog is None:
            return False
        self._note("sign_in")
        dialog.demo_buttons[0].click()
        return True

    def _see_home(self) -> bool:
        home = _screen("Home")
        if home is None or not home.isVisible() or not home.tickets.figure.text():
            return False
        home.window().repaint()
        self._note("window")
        self.seen["window_rss"] = _rss()
        return True

    def _open_event(self) -> bool:
        shown = _visible(MainWindow)
        if shown is None:
            return False
        self._note("asked")
        screen: Any = shown.open_titled("Event")
        screen.open_record(self._event_id)
        return True

    def _see_event(self) -> bool:
        screen = _screen("EventScreen")
        if (
            screen is None
            or screen.event_id != self._event_id
            or not len(screen.map.view.states.status)
        ):
            return False
        screen.window().repaint()
        self._note("event")
        self.seen["seats"] = float(len(screen.map.view.states.status))
        self.seen["event_rss"] = _rss()
        return True

    def _open_others(self) -> bool:
        shown = _visible(MainWindow)
        if shown is None or not set(modules_for(Role.MANAGER)) <= set(sys.modules):
            return False
        self._note("loaded")
        taken = []
        for screen in shown.screens:
            began = time.perf_counter()
            shown.open_titled(screen.title)
            shown.repaint()
            taken.append(time.perf_counter() - began)
        self.seen["screen"] = max(taken)
        self.seen["all_rss"] = _rss()
        return True


def _rss() -> float:
    return psutil.Process().memory_info().rss / _MEGABYTE


def _visible(kind: type[Shown]) -> Shown | None:
    every = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    return next((widget for widget in every if isinstance(widget, kind)), None)


def _screen(kind: str) -> Any:
    """The open screen if its class has this name; to import the class here would load it early."""
    shown = _visible(MainWindow)
    screen = None if shown is None else shown.screen_shown
    return screen if type(screen).__name__ == kind else None


def show_window(opened: Opened) -> int:
    """Show the window with a probe in it and print what that saw; in place of `cli.window`'s."""
    began, event_id = float(sys.argv[1]), UUID(sys.argv[2])
    probes: list[Probe] = []

    def watched(doorway: Doorway) -> int:
        probes.append(Probe(began, event_id))
        return run_desktop(doorway)

    try:
        with patch.object(window, "run_desktop", watched):
            return window.show_window(opened)
    finally:
        sys.stdout.write(json.dumps(probes[0].seen if probes else {}))
