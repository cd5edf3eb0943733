"""The desktop put together: sign-in, the window, signing out, jumps between screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from core.services.staff import WrongPassword
from desktop.app import (
    Desktop,
    Doorway,
    Folders,
    UnreadableServer,
    arrive,
    url_on,
)
from desktop.screens import PLACES
from desktop.tasks import TaskRunner
from tests.databases import LOGINS, PASSWORD, TestDatabase
from tests.newcomers import FIRST, add_newcomer

TITLES = {
    role: titles
    for role in Role
    if (titles := [place.title for place in PLACES if role in place.roles])
}


@pytest.fixture
def desktop(
    fresh_database: TestDatabase,
    tmp_path: Path,
    dressed: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desktop]:
    monkeypatch.setenv("PARTERRE_KEYS_DIR", str(tmp_path / "keys"))
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings")
    )
    tasks = TaskRunner(parent=dressed)
    folders = Folders(tmp_path / "papers", tmp_path / "reports")
    made = Desktop(Doorway(fresh_database.url_for, "Test"), tasks, folders)
    yield made
    made.close()
    tasks.close()


@pytest.mark.parametrize("role", TITLES)
def test_signing_in_opens_the_screens_of_the_job(
    desktop: Desktop, qtbot: QtBot, role: Role
) -> None:
    dialog = desktop.ask_who()
    dialog.login.setText(LOGINS[role])
    dialog.password.setText(PASSWORD)
    dialog.start()
    qtbot.waitUntil(lambda: desktop.window is not None)

    assert desktop.window is not None
    assert [screen.title for screen in desktop.window.screens] == TITLES[role]
    assert not dialog.isVisible()


def test_a_newcomer_comes_in_with_a_password_of_their_own(
    desktop: Desktop, fresh_database: TestDatabase, new_login: str, qtbot: QtBot
) -> None:
    add_newcomer(fresh_database, new_login, Role.DOOR, password_due=True)
    dialog = desktop.ask_who()
    dialog.login.setText(new_login)
    dialog.password.setText(FIRST)
    dialog.start()
    qtbot.waitUntil(dialog.own_password.isVisible)
    for field in (dialog.own_password.first, dialog.own_password.again):
        field.setText(PASSWORD)
    dialog.own_password.start()
    qtbot.waitUntil(lambda: desktop.window is not None)

    assert desktop.window is not None
    assert [screen.title for screen in desktop.window.screens] == TITLES[Role.DOOR]


def test_signing_out_asks_who_is_next(desktop: Desktop, fresh_database: TestDatabase) -> None:
    window = desktop.open_for(arrive(fresh_database.url_for, LOGINS[Role.DOOR], PASSWORD))

    window.sign_out_wanted.emit()

    assert desktop.window is None
    assert desktop._dialog is not None
    assert desktop._dialog.isVisible()
    assert desktop._dialog.login.text() == LOGINS[Role.DOOR]
    desktop._dialog.close()


def test_wrong_password_is_refused(fresh_database: TestDatabase) -> None:
    with pytest.raises(WrongPassword):
        arrive(fresh_database.url_for, LOGINS[Role.DOOR], "wrong")


@pytest.mark.parametrize(
    ("server", "url"),
    [
        ("db.example.org", "postgresql+psycopg://u_a:p%40ss@db.example.org/parterre"),
        ("db.example.org:5433/other", "postgresql+psycopg://u_a:p%40ss@db.example.org:5433/other"),
    ],
)
def test_server_address_becomes_the_login_s_url(server: str, url: str) -> None:
    assert url_on(server)("u_a", "p@ss") == url


def test_unreadable_server_is_refused() -> None:
    with pytest.raises(UnreadableServer) as refused:
        url_on("db.example.org:port")

    assert refused.value.server == "db.example.org:port"
