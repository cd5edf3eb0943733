"""Signing in, by keyboard and by the demo's logins; what goes wrong is said in place."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from core.domain.errors import Outage, Refusal
from desktop.views.sign_in import UNEXPECTED, Credentials, DemoLogin, SignIn
from tests.desktop.inline import InlineTasks

pytestmark = pytest.mark.usefixtures("dressed")
DEMO = [DemoLogin("mara", "opening night", "Mara Ebel", "Manager")]


def name(credentials: Credentials) -> str:
    return credentials.login


@pytest.fixture
def open_dialog(tasks: InlineTasks, qtbot: QtBot) -> Callable[..., SignIn]:
    def made(
        sign_in: Callable[[Credentials], object] = name,
        login: str = "",
        change_password: Callable[[Credentials, str], object] = lambda _given, _password: None,
    ) -> SignIn:
        dialog = SignIn(tasks, sign_in, change_password, demo=DEMO, login=login)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def failing(error: Exception) -> Callable[[Credentials], object]:
    def sign_in(_: Credentials) -> object:
        raise error

    return sign_in


def test_login_password_enter_signs_in(open_dialog: Callable[..., SignIn], qtbot: QtBot) -> None:
    seen: list[Credentials] = []

    def sign_in(credentials: Credentials) -> str:
        seen.append(credentials)
        return "Mara"

    dialog = open_dialog(sign_in)
    with qtbot.waitSignal(dialog.signed_in) as signed_in:
        qtbot.keyClicks(dialog.login, "mara")
        qtbot.keyClicks(dialog.password.line, "secret")
        qtbot.keyClick(dialog.password.line, Qt.Key.Key_Return)

    assert seen == [Credentials("mara", "secret", "")]
    assert signed_in.args == ["Mara"]
    assert not dialog.isVisible()


def test_demo_login_signs_in_with_one_click(
    open_dialog: Callable[..., SignIn], qtbot: QtBot
) -> None:
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.signed_in) as signed_in:
        qtbot.mouseClick(dialog.demo_buttons[0], Qt.MouseButton.LeftButton)

    assert signed_in.args == ["mara"]


def test_server_address_counts_only_when_a_server_is_chosen(
    open_dialog: Callable[..., SignIn],
) -> None:
    seen: list[Credentials] = []
    dialog = open_dialog(seen.append, login="mara")
    dialog.server.setText("db.rialto.example")
    dialog.start()
    dialog.there.setChecked(True)
    dialog.start()

    assert [credentials.server for credentials in seen] == ["", "db.rialto.example"]


def test_missing_login_is_said_at_its_field(open_dialog: Callable[..., SignIn]) -> None:
    seen: list[Credentials] = []
    dialog = open_dialog(seen.append)

    dialog.start()

    assert seen == []
    assert [field.problem for field in dialog._form.fields if field.problem] == ["Login is needed."]


@pytest.mark.parametrize(
    "error", [Refusal("Login and password don't match."), Outage("The server can't be reached.")]
)
def test_failure_is_said_in_place(open_dialog: Callable[..., SignIn], error: Exception) -> None:
    dialog = open_dialog(failing(error), login="mara")

    dialog.start()

    assert dialog.banner.text == str(error)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.password.line


def test_keys_go_to_the_address_of_a_server_that_is_away(
    open_dialog: Callable[..., SignIn],
) -> None:
    dialog = open_dialog(failing(Outage("The server can't be reached.")), login="mara")
    dialog.there.setChecked(True)
    dialog.server.setText("nosuch.invalid")

    dialog.start()

    assert dialog.focusWidget() is dialog.server
    assert dialog.submit.isEnabled()


def test_bug_is_said_without_its_traceback(open_dialog: Callable[..., SignIn]) -> None:
    dialog = open_dialog(failing(ZeroDivisionError()), login="mara")

    with pytest.raises(ZeroDivisionError), capture_exceptions():
        dialog.start()

    assert dialog.banner.text == UNEXPECTED


def test_password_never_shows_in_a_representation() -> None:
    assert "secret" not in repr(Credentials("mara", "secret")) + repr(DemoLogin("m", "secret"))
