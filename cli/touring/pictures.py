"""Every screen of the window as a picture, from the same window that people sit at."""

import os
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSettings, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from cli.touring.day import Day
from cli.touring.place import login_of
from core.domain.staff import Role
from desktop.app import Folders, arrive, build_window, make_workplace
from desktop.feedback import Banner
from desktop.main_window import MainWindow
from desktop.paper.files import as_bytes
from desktop.preferences import Preferences
from desktop.theme import Scheme, theme
from desktop.workplace import OpensRecords

T = TypeVar("T")
SIZE = QSize(1440, 900)
_SETTLES_MS = 600
_OF_EVENTS = ("Box office", "Event", "Allocation", "Door")
"""Screens that show an event."""


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


def picture_screens(day: Day, event_id: UUID, *, booking_id: UUID) -> None:
    """Open the manager's window offscreen and save each of its screens.

    Raises RuntimeError for a screen that has something to complain of.
    """
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
        records = dict.fromkeys(_OF_EVENTS, event_id) | {"Bookings": booking_id}
        try:
            names = _each_screen(day, records, window)
        finally:
            _close(window)
            arrival.signed_in.sign_out()
        tell(", ".join(names) + ".")


def _each_screen(day: Day, records: Mapping[str, UUID], window: MainWindow) -> list[str]:
    window.resize(SIZE)
    window.show()
    names = []
    for screen in window.screens:
        shown: object = window.open_titled(screen.title)
        _settle()
        if isinstance(shown, OpensRecords) and screen.title in records:
            shown.open_record(records[screen.title])
            _settle()
        _refuse_complaints(screen.title, window)
        name = re.sub(r"\W+", "-", screen.title.lower()) + ".png"
        shot = window.grab()
        day.keep(name, as_bytes(partial(shot.save, format="PNG")))
        names.append(name)
    return names


def _refuse_complaints(title: str, window: MainWindow) -> None:
    for banner in window.findChildren(Banner):
        if banner.isVisible():
            raise RuntimeError(f"{title} says: {banner.text}")


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
