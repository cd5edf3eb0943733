"""The desktop put together: sign-in, the window, signing out, jumps between screens."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from core.domain.staff import Role
from core.services.colleagues import change_job, rename_colleague
from core.services.staff import WrongPassword, reset_password, set_active
from core.services.tickets.keys import KeyFileDamaged
from core.services.work import Work, begin_work
from desktop.app import (
    OTHER_JOB,
    Desktop,
    Doorway,
    Folders,
    UnreadableServer,
    arrive,
    url_on,
)
from desktop.main_window import MainWindow
from desktop.screens import PLACES
from desktop.tasks import TaskRunner
from desktop.views.sign_in import SignIn
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


ComeIn = Callable[[str], MainWindow]


def _manage(database: TestDatabase, act: Callable[[Work], object]) -> None:
    manager = database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        act(work)


@pytest.fixture
def come_in(desktop: Desktop, fresh_database: TestDatabase, qtbot: QtBot) -> ComeIn:
    """Open somebody's window, and wait until it hears of changes."""

    def come(login: str) -> MainWindow:
        window = desktop.open_for(arrive(fresh_database.url_for, login, PASSWORD))
        hears = text(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = :login AND query LIKE 'LISTEN%'"
        )
        engine = create_engine(
            fresh_database.super_url, poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as above:
            qtbot.waitUntil(lambda: above.scalar(hears, {"login": login}) == 1)
        return window

    return come


def test_whoever_gets_another_job_signs_in_again_for_its_screens(
    desktop: Desktop,
    come_in: ComeIn,
    fresh_database: TestDatabase,
    new_login: str,
    qtbot: QtBot,
) -> None:
    add_newcomer(fresh_database, new_login)
    come_in(new_login)
    _manage(fresh_database, lambda work: change_job(work, new_login, Role.DOOR))
    qtbot.waitUntil(lambda: desktop.window is None)
    dialog = desktop._dialog
    assert dialog is not None
    told = dialog.banner.text
    dialog.password.setText(PASSWORD)
    dialog.start()
    qtbot.waitUntil(lambda: desktop.window is not None)

    assert told == OTHER_JOB
    assert desktop.window is not None
    assert [screen.title for screen in desktop.window.screens] == TITLES[Role.DOOR]


@pytest.mark.parametrize(
    "put_out",
    [
        lambda work, login: set_active(work, login, active=False),
        lambda work, login: reset_password(work, login, FIRST),
    ],
    ids=["switched off", "another password"],
)
def test_whoever_is_put_out_is_told_so(
    come_in: ComeIn,
    fresh_database: TestDatabase,
    new_login: str,
    qtbot: QtBot,
    put_out: Callable[[Work, str], object],
) -> None:
    add_newcomer(fresh_database, new_login)
    window = come_in(new_login)
    _manage(fresh_database, lambda work: put_out(work, new_login))
    qtbot.waitUntil(lambda: window.banner.text.startswith("Your login was switched off, or has"))

    assert window.banner.isVisibleTo(window)


def test_a_colleague_who_is_renamed_disturbs_nobody(
    desktop: Desktop, come_in: ComeIn, fresh_database: TestDatabase, qtbot: QtBot
) -> None:
    window = come_in(LOGINS[Role.DOOR])
    heard: list[object] = []
    window.hear = heard.append  # type: ignore[method-assign, assignment]
    _manage(fresh_database, lambda work: rename_colleague(work, "u_buyer", "Somebody else"))
    qtbot.waitUntil(lambda: heard != [])

    assert desktop.window is window


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


def test_a_damaged_signing_key_is_told_of_and_keeps_no_manager_out(
    desktop: Desktop, fresh_database: TestDatabase, tmp_path: Path
) -> None:
    arrive(fresh_database.url_for, LOGINS[Role.MANAGER], PASSWORD).signed_in.sign_out()
    [file] = (tmp_path / "keys").iterdir()
    file.write_bytes(b"no key")

    window = desktop.open_for(arrive(fresh_database.url_for, LOGINS[Role.MANAGER], PASSWORD))

    assert window.banner.text == str(KeyFileDamaged(file))
    assert file.read_bytes() == b"no key"


def test_a_job_that_changed_is_asked_about_once(
    desktop: Desktop, fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SignIn] = []
    ask_who = desktop.ask_who

    def ask() -> SignIn:
        asked.append(ask_who())
        return asked[-1]

    monkeypatch.setattr(desktop, "ask_who", ask)
    window = desktop.open_for(arrive(fresh_database.url_for, LOGINS[Role.DOOR], PASSWORD))

    window.job_changed.emit()
    window.job_changed.emit()  # of another change of staff

    assert len(asked) == 1
    asked[0].deleteLater()
