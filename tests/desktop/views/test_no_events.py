"""A house that begins: screens about events say where events come from."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from desktop.feedback import EmptyState
from desktop.views.page import Page
from desktop.views.venues import VenuesScreen
from tests.databases import TestDatabase
from tests.desktop.counters import Seating, seated


def empty_state(seating: Seating, title: str, qtbot: QtBot) -> EmptyState:
    screen = seating.window.open_titled(title)
    assert isinstance(screen, Page)
    qtbot.waitUntil(lambda: screen.findChild(EmptyState) is not None)
    found = screen.findChild(EmptyState)
    assert found is not None
    return found


@pytest.mark.parametrize("title", ["Event", "Allocation"])
def test_who_makes_events_is_led_to_the_venues(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot, title: str
) -> None:
    assert dressed
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        empty = empty_state(seating, title, qtbot)
        [way] = empty.findChildren(QPushButton)
        assert way.text() == "Go to venues"
        qtbot.mouseClick(way, Qt.MouseButton.LeftButton)

        assert isinstance(seating.window.screen_shown, VenuesScreen)


def test_who_makes_none_only_hears_where_they_appear(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    assert dressed
    with seated(fresh_database, Role.BOX_OFFICE, tmp_path, qtbot) as seating:
        assert empty_state(seating, "Event", qtbot).findChildren(QPushButton) == []
