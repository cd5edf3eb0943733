"""One's own password, changed at the name in the status bar while work goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from core.domain.staff import Role
from core.services.staff import WrongPassword, sign_in
from desktop.forms.passwords import DIFFERENT
from desktop.views.change_password import CHANGED, NOT_YOURS, ChangePassword
from tests.databases import PASSWORD, TestDatabase
from tests.desktop.counters import AtScreen, seated
from tests.newcomers import add_newcomer

NEW = "a password of my own"
K = Qt.Key


@dataclass
class Anybody(AtScreen):
    """Somebody of the door staff, whom nobody else is."""

    login: str

    def ask(self) -> ChangePassword:
        self.seating.window.status.person.click()
        return self.dialog(ChangePassword)

    def fill(self, *words: str) -> None:
        """Type into field after field, and Enter."""
        for word in words[:-1]:
            self.seating.type(word)
            self.press(K.Key_Tab)
        self.seating.type(words[-1])
        self.press(K.Key_Return)


@pytest.fixture
def anybody(
    fresh_database: TestDatabase,
    new_login: str,
    tmp_path: Path,
    dressed: QApplication,
    qtbot: QtBot,
) -> Iterator[Anybody]:
    assert dressed
    add_newcomer(fresh_database, new_login, Role.DOOR)
    with seated(fresh_database, Role.DOOR, tmp_path, qtbot, login=new_login) as seating:
        yield Anybody(seating, new_login)


def test_the_new_password_counts_and_work_goes_on(anybody: Anybody) -> None:
    said: list[str] = []
    anybody.seating.workplace.desk.succeeded.connect(lambda words, _undo: said.append(words))
    anybody.ask()
    anybody.fill(PASSWORD, NEW, NEW)
    anybody.wait(lambda: said == [CHANGED])
    person, url_for = anybody.seating.person, anybody.seating.database.url_for
    person.engine.pool.dispose()
    with person.engine.connect() as connection:  # a new one
        found = connection.scalar(text("SELECT SESSION_USER"))
    anybody.seating.arrival.connect().close()  # the listener's

    with pytest.raises(WrongPassword):
        sign_in(url_for, anybody.login, PASSWORD)
    sign_in(url_for, anybody.login, NEW).sign_out()
    assert found == anybody.login


def test_whoever_does_not_know_the_password_changes_none(anybody: Anybody) -> None:
    dialog = anybody.ask()
    anybody.fill("somebody else's", NEW, NEW)
    anybody.wait(lambda: dialog.present_field.problem != "")
    problem = dialog.present_field.problem
    focus = QApplication.focusWidget()
    dialog.reject()

    assert problem == NOT_YOURS
    assert focus is dialog.present.line
    sign_in(anybody.seating.database.url_for, anybody.login, PASSWORD).sign_out()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("", NEW, NEW), ["Your current password is needed."]),
        ((PASSWORD, "short", "short"), ["A password has 10 characters or more."]),
        ((PASSWORD, NEW, "another one"), [DIFFERENT]),
    ],
)
def test_what_is_no_password_is_said_at_its_field(
    anybody: Anybody, typed: tuple[str, str, str], told: list[str]
) -> None:
    dialog = anybody.ask()
    for edit, word in zip((dialog.present, dialog.new.first, dialog.new.again), typed, strict=True):
        edit.setText(word)
    dialog.start()

    assert [field.problem for field in dialog.form.fields if field.problem] == told
    dialog.reject()


def test_the_finder_leads_there_too(anybody: Anybody) -> None:
    finder = anybody.seating.window.open_finder()
    finder.field.setText("password")
    assert finder.titles() == ["Change your password"]
    finder.field.setFocus()
    anybody.press(K.Key_Return)

    assert anybody.dialog(ChangePassword).isVisible()
    anybody.dialog(ChangePassword).reject()
