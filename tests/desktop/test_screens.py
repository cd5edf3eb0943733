"""The side bar's screens: each is loaded by its name when it is first opened, for each job."""

from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from core.domain.holds.uses import HoldType
from core.domain.loading import load
from core.domain.staff import Role
from core.services.holds.placing import HoldDraft, hold_seats
from core.services.venues.maps import plan_of_event
from core.services.work import begin_work, new_key
from desktop.screens import PLACES, ScreenPlace
from desktop.views.allocation import AllocationScreen
from desktop.views.event import EventScreen
from tests.databases import TestDatabase
from tests.desktop.counters import event_on_sale, seated

JOBS = (Role.MANAGER, Role.BUYER, Role.BOX_OFFICE, Role.DOOR)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.title)
def test_a_screen_is_named_by_a_view_that_there_is(place: ScreenPlace) -> None:
    made_by = getattr(load(place.module), place.made_by.partition(":")[2])

    assert issubclass(made_by, QWidget)
    assert made_by.__module__.startswith("desktop.views.")


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        (
            Role.MANAGER,
            [
                "Home",
                "Box office",
                "Bookings",
                "Event",
                "Allocation",
                "Venues",
                "Purchasing",
                "Door",
                "Staff",
                "Agency",
            ],
        ),
        (Role.BUYER, ["Home", "Event", "Venues", "Purchasing"]),
        (Role.BOX_OFFICE, ["Home", "Box office", "Bookings", "Event", "Door"]),
        (Role.DOOR, ["Door"]),
        (Role.WEB, []),
        (Role.WORKER, []),
    ],
)
def test_a_job_has_the_screens_of_what_it_may_do(role: Role, titles: list[str]) -> None:
    assert [place.title for place in PLACES if role in place.roles] == titles


@pytest.mark.parametrize("role", JOBS)
@pytest.mark.usefixtures("dressed")
def test_every_screen_of_a_job_opens(
    fresh_database: TestDatabase, tmp_path: Path, qtbot: QtBot, role: Role
) -> None:
    expected = [place.made_by.partition(":")[2] for place in PLACES if role in place.roles]
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        window = seating.window
        opened = [window.open_screen(number) for number in range(len(window.screens))]

        assert [type(screen).__name__ for screen in opened] == expected
        assert all(screen.isVisibleTo(window) is (screen is opened[-1]) for screen in opened)


class StrayWindows(QObject):
    """Hears of every widget that is shown as a window although it is a part of one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        a_part = isinstance(watched, QWidget) and not isinstance(watched, QMainWindow | QDialog)
        if a_part and event.type() is QEvent.Type.Show and cast("QWidget", watched).isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_a_screen_is_ever_a_window_of_its_own(
    fresh_database: TestDatabase, tmp_path: Path, qtbot: QtBot, dressed: QApplication
) -> None:
    """It would flash, and take the keys from whoever types."""
    hold_seats_of(fresh_database, event_on_sale(fresh_database))
    stray = StrayWindows()
    dressed.installEventFilter(stray)
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        for number in range(len(seating.window.screens)):
            seating.window.open_screen(number)
        event = seating.window.open_titled("Event")
        assert isinstance(event, EventScreen)
        qtbot.waitUntil(lambda: bool(event.kept.lines))
        event.open_paper()
        seating.window.findChildren(QDialog)[0].close()
        allocation = seating.window.open_titled("Allocation")
        assert isinstance(allocation, AllocationScreen)
        qtbot.waitUntil(lambda: any(paint.on_levels for paint in allocation.palette_shown.paints))
    dressed.removeEventFilter(stray)

    assert stray.seen == []


def hold_seats_of(database: TestDatabase, event_id: UUID) -> None:
    manager = database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        plan = plan_of_event(work.session, event_id)
        hold_seats(work, event_id, (0, 1), HoldDraft(HoldType.ARTIST), on_plan=plan, key=new_key())
