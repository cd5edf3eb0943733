"""A first password is changed where one signs in, twice typed, and one goes on signed in."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from core.domain.errors import Outage, Refusal
from core.services.staff import PasswordDue, WrongPassword
from desktop.forms.passwords import DIFFERENT
from desktop.views.sign_in import UNEXPECTED, Credentials, SignIn
from tests.desktop.inline import InlineTasks

pytestmark = pytest.mark.usefixtures("dressed")
FIRST, OWN = "first password", "my own password"


class Account:
    """An account as the server keeps it: one password, which is due to be changed."""

    def __init__(self) -> None:
        self.password, self.due = FIRST, True

    def sign_in(self, given: Credentials) -> str:
        if given.password != self.password:
            raise WrongPassword(given.login)
        if self.due:
            raise PasswordDue(given.login)
        return given.login

    def change(self, given: Credentials, password: str) -> None:
        assert given.password == self.password
        self.password, self.due = password, False


@pytest.fixture
def account() -> Account:
    return Account()


@pytest.fixture
def asked(account: Account, qtbot: QtBot) -> SignIn:
    """The dialog, after somebody signed in with a first password."""
    return at_own_password(account, qtbot)


def at_own_password(
    account: Account,
    qtbot: QtBot,
    change: Callable[[Credentials, str], object] | None = None,
) -> SignIn:
    dialog = SignIn(InlineTasks(), account.sign_in, change or account.change, login="u_bo")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.password.setText(FIRST)
    dialog.start()
    return dialog


def type_twice(dialog: SignIn, qtbot: QtBot, first: str = OWN, again: str = OWN) -> None:
    """By keyboard alone, Enter after each."""
    page = dialog.own_password
    qtbot.keyClicks(page.first.line, first)
    qtbot.keyClick(page.first.line, Qt.Key.Key_Return)
    qtbot.keyClicks(page.again.line, again)
    qtbot.keyClick(page.again.line, Qt.Key.Key_Return)


def test_a_first_password_is_changed_and_one_is_signed_in(
    asked: SignIn, account: Account, qtbot: QtBot
) -> None:
    assert asked.own_password.isVisible()
    with qtbot.waitSignal(asked.signed_in) as signed_in:
        type_twice(asked, qtbot)

    assert signed_in.args == ["u_bo"]
    assert (account.password, account.due) == (OWN, False)
    assert not asked.isVisible()


@pytest.mark.parametrize(
    ("first", "again", "told"),
    [
        ("short", "short", "A password has 10 characters or more."),
        (OWN, FIRST, DIFFERENT),
    ],
)
def test_what_is_no_password_is_said_at_its_field(
    asked: SignIn, account: Account, qtbot: QtBot, first: str, again: str, told: str
) -> None:
    type_twice(asked, qtbot, first, again)

    assert [field.problem for field in asked.own_password.fields if field.problem] == [told]
    assert account.password == FIRST


def test_enter_in_the_first_field_leads_to_the_second(asked: SignIn, qtbot: QtBot) -> None:
    page = asked.own_password
    qtbot.keyClicks(page.first.line, OWN)
    qtbot.keyClick(page.first.line, Qt.Key.Key_Return)

    assert asked.focusWidget() is page.again.line
    assert not any(field.problem for field in page.fields)


def test_the_way_back_leads_to_the_login(asked: SignIn, qtbot: QtBot) -> None:
    qtbot.mouseClick(asked.own_password.back, Qt.MouseButton.LeftButton)

    assert asked.login.isVisible()
    assert asked.focusWidget() is asked.password.line


@pytest.mark.parametrize("error", [Outage("The database can't be reached."), Refusal("No.")])
def test_what_went_wrong_is_said_in_place(account: Account, qtbot: QtBot, error: Exception) -> None:
    def fail(_given: Credentials, _password: str) -> object:
        raise error

    dialog = at_own_password(account, qtbot, fail)
    type_twice(dialog, qtbot)

    assert dialog.own_password.banner.text == str(error)
    assert dialog.own_password.submit.isEnabled()


def test_a_bug_is_said_without_its_traceback(account: Account, qtbot: QtBot) -> None:
    def fail(_given: Credentials, _password: str) -> object:
        raise ZeroDivisionError

    dialog = at_own_password(account, qtbot, fail)
    page = dialog.own_password
    page.first.setText(OWN)
    page.again.setText(OWN)

    with pytest.raises(ZeroDivisionError), capture_exceptions():
        page.start()

    assert page.banner.text == UNEXPECTED
