"""The side bar's screens: each is loaded by its name when it is first opened, for each job."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.domain.loading import load
from core.domain.staff import Role
from desktop.screens import PLACES, ScreenPlace
from tests.databases import TestDatabase
from tests.desktop.counters import seated

JOBS = (Role.MANAGER, Role.BUYER, Role.BOX_OFFICE, Role.DOOR)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.title)
def test_a_screen_is_named_by_a_view_that_there_is(place: ScreenPlace) -> None:
    made_by = getattr(load(place.module), place.made_by.partition(":")[2])

    assert issubclass(made_by, QWidget)
    assert made_by.__module__.startswith("desktop.views.")


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
