"""Every screen of the window as a picture, from the same window that people sit at."""

import os
import re
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSettings, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from cli.touring.day import Day
from cli.touring.place import login_of
from core.domain.staff import Role
from core.services.events.queries import EventRow
from desktop.app import Folders, arrive, build_window, make_workplace
from desktop.main_window import MainWindow
from desktop.preferences import Preferences
from desktop.theme import Scheme, theme
from desktop.workplace import OpensRecords

T = TypeVar("T")
SIZE = QSize(1440, 900)
_SETTLES_MS = 600


class AtOnce:
    """A task runner without threads: what a screen asks for is there when it goes on."""

    def run(
        self,
        owner: QObject,  # noqa: ARG002 - the protocol's
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run the work and answer before returning."""
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - the screen shows it, as it would from a thread
            failed(error)
        else:
            done(result)


def picture_screens(day: Day, event: EventRow) -> None:
    """Open the manager's window offscreen and save each of its screens."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication(["parterre"])
    if not isinstance(app, QApplication):
        raise TypeError("Pictures of windows need an application with widgets.")
    with day.step("Take pictures of the screens") as tell:
        theme().wear(app, Scheme.LIGHT)
        settings = QSettings(str(day.keys.parent / "tour.ini"), QSettings.Format.IniFormat)
        arrival = arrive(day.url_for, login_of(Role.MANAGER), day.password, day.keys)
        workplace = make_workplace(
            arrival,
            AtOnce(),
            folders=Folders(papers=day.out, reports=day.keys.parent),
            clock=lambda: day.now,
            place="The tour's own computer",
            preferences=Preferences(login_of(Role.MANAGER), settings),
        )
        window = build_window(workplace)
        try:
            names = _each_screen(day, event, window)
        finally:
            _close(window)
            arrival.signed_in.sign_out()
        tell(", ".join(names) + ".")


def _each_screen(day: Day, event: EventRow, window: MainWindow) -> list[str]:
    window.resize(SIZE)
    window.show()
    names = []
    for screen in window.screens:
        shown: object = window.open_titled(screen.title)
        _settle()
        if isinstance(shown, OpensRecords):
            shown.open_record(event.id)
            _settle()
        name = re.sub(r"\W+", "-", screen.title.lower()) + ".png"
        window.grab().save(str(day.out / name))
        names.append(name)
    return names


def _settle() -> None:
    """Let timers, animations and late layouts come to rest, and what was closed disappear."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLES_MS, loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _close(window: QWidget) -> None:
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
