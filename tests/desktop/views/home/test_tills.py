"""The manager's list of till shifts: whose, with how much, and what was missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.payments.states import TillStatus
from core.domain.staff import Role
from core.services.payments.till import close_till, open_till
from core.services.work import begin_work, new_key
from desktop.views.home import Home, tills
from desktop.views.home.tills import EARLIER, NONE_YET, NOTE, TillsDialog
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, euros, seated

K = Qt.Key


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


@pytest.fixture
def at_home(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot, role: Role
) -> Iterator[AtScreen]:
    assert dressed
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        assert isinstance(seating.window.open_titled("Home"), Home)
        yield AtScreen(seating)


def work_a_shift(database: TestDatabase, role: Role, counted: str | None) -> None:
    """Open a till with 100.00, and count it at the end unless it stays open."""
    clerk = database.sign_in(role)
    with begin_work(clerk.sessions, clerk.actor) as work:
        till = open_till(work, f"Till of {role.value}", euros("100.00"), key=new_key())
        if counted is not None:
            close_till(work, till.id, euros(counted), note="A coin fell", key=new_key())


def test_a_manager_sees_every_shift(at_home: AtScreen) -> None:
    work_a_shift(at_home.seating.database, Role.BOX_OFFICE, counted="98.50")
    work_a_shift(at_home.seating.database, Role.MANAGER, counted=None)

    at_home.press(K.Key_F8)
    asked = at_home.dialog(TillsDialog).shifts
    at_home.wait(asked.table.isVisible)

    still_open, counted = asked.table.shown_rows()
    assert (still_open.status, still_open.expected) == (TillStatus.OPEN, euros("100.00"))
    assert (still_open.counted, still_open.difference) == (None, None)
    assert (counted.drawer, counted.note) == ("Till of BOX_OFFICE", "A coin fell")
    assert (counted.counted, counted.difference) == (euros("98.50"), euros("-1.50"))
    assert asked.table.hasFocus()
    at_home.press(K.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_the_list_follows_other_workstations(at_home: AtScreen) -> None:
    at_home.press(K.Key_F8)
    asked = at_home.dialog(TillsDialog).shifts
    at_home.wait(lambda: asked.told.text() == NONE_YET)

    work_a_shift(at_home.seating.database, Role.BOX_OFFICE, counted="100.00")

    at_home.wait(lambda: [one.status for one in asked.table.shown_rows()] == [TillStatus.CLOSED])
    assert asked.told.text() == NOTE


def test_what_is_not_listed_is_told(at_home: AtScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tills, "MOST", 1)
    for role in (Role.BOX_OFFICE, Role.MANAGER):
        work_a_shift(at_home.seating.database, role, counted="100.00")

    at_home.press(K.Key_F8)
    asked = at_home.dialog(TillsDialog).shifts

    at_home.wait(lambda: asked.told.text().startswith(EARLIER))
    assert len(asked.table.shown_rows()) == 1


def test_without_a_shift_it_is_told(at_home: AtScreen) -> None:
    at_home.press(K.Key_F8)
    asked = at_home.dialog(TillsDialog).shifts

    at_home.wait(lambda: asked.told.text() == NONE_YET)
    assert not asked.table.isVisible()


class TestClerk:
    @pytest.fixture
    def role(self) -> Role:
        return Role.BOX_OFFICE

    def test_a_clerk_is_not_offered_the_others_drawers(self, at_home: AtScreen) -> None:
        at_home.press(K.Key_F8)

        assert QApplication.activeModalWidget() is None
