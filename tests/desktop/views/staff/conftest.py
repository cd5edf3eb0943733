"""A manager at the staff screen, with a clerk that was made for the test."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from core.services.colleagues import ColleagueRow
from desktop.views.staff import StaffScreen
from tests import newcomers
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, seated


@dataclass
class Managing(AtScreen):
    """The staff screen of a manager; `login` is a clerk's, who has a password of their own."""

    screen: StaffScreen
    login: str

    @property
    def database(self) -> TestDatabase:
        return self.seating.database

    def listed(self, login: str) -> ColleagueRow | None:
        """How the table shows somebody; None while it doesn't."""
        shown = self.screen.table.shown_rows()
        return next((person for person in shown if person.login == login), None)

    def select(self, login: str) -> ColleagueRow:
        """Wait for somebody to be listed, and select them."""
        self.wait(lambda: self.listed(login) is not None)
        self.screen.table.select_key(login)
        self.screen.table.setFocus()
        found = self.listed(login)
        assert found is not None
        return found


@pytest.fixture
def managing(
    fresh_database: TestDatabase,
    new_login: str,
    tmp_path: Path,
    dressed: QApplication,
    qtbot: QtBot,
) -> Iterator[Managing]:
    assert dressed
    newcomers.add_newcomer(fresh_database, new_login)
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Staff")
        assert isinstance(screen, StaffScreen)
        yield Managing(seating, screen, new_login)
