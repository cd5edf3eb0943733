"""The sign-in dialog: who, where, and what went wrong, in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.domain.errors import Outage, Refusal
from core.services.staff import PasswordDue
from desktop.controls import IconLabel, Kind, Look, button, label, row
from desktop.feedback import Banner
from desktop.forms import Field, Form, PasswordEdit
from desktop.tasks import Tasks
from desktop.theme import Tone, space
from desktop.views.own_password import OwnPassword
from desktop.widgets.house import House

WIDTH = 860
HEIGHT = 580
HOUSE = 340
UNEXPECTED = "Signing in did not work. Ask whoever looks after this computer."


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody signs in with; an empty server means the database on this computer."""

    login: str
    password: str = field(repr=False)
    server: str = ""


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A login of the demo season that the dialog offers."""

    login: str
    password: str = field(repr=False)
    name: str = ""
    job: str = ""


class SignIn(QDialog):
    """Asks for a login; ``signed_in`` carries what ``sign_in`` returned.

    ``sign_in`` and ``change_password``, for whom it is due, run on a worker thread; they refuse
    with a Refusal or fail with an Outage.
    """

    signed_in = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        sign_in: Callable[[Credentials], Any],
        change_password: Callable[[Credentials, str], object],
        *,
        demo: Sequence[DemoLogin] = (),
        login: str = "",
        server: str = "",
    ) -> None:
        super().__init__()
        self._tasks, self._sign_in, self._change_password = tasks, sign_in, change_password
        self.setWindowTitle("Sign in to Parterre")
        self.setFixedSize(WIDTH, HEIGHT)
        self.banner = Banner()
        self.login = QLineEdit(login)
        self.password = PasswordEdit()
        self.here = QRadioButton("This computer")
        self.there = QRadioButton("A server")
        self.server = QLineEdit(server)
        self.server.setPlaceholderText("parterre.example.org")
        self.submit = button("Sign in", self.start, kind=Kind.PRIMARY)
        self.demo_buttons = [self._demo_button(one) for one in demo]
        self._busy = QProgressBar()
        self.own_password = OwnPassword()
        self._lay_out()
        self._choose_place(elsewhere=bool(server))
        (self.password if login else self.login).setFocus()

    def start(self) -> None:
        """Sign in with what the fields say, if they are filled in."""
        if not self._form.check():
            return
        self._begin(self._credentials())

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why signing in was refused, above the fields."""
        self.banner.say(str(refusal))

    def _begin(self, credentials: Credentials) -> None:
        self.banner.hide()
        self._show_busy(busy=True)
        self._tasks.run(
            self,
            lambda: self._sign_in(credentials),
            done=self._done,
            failed=lambda error: self._failed(credentials, error),
        )

    def _done(self, session: object) -> None:
        self._show_busy(busy=False)
        self.signed_in.emit(session)
        self.accept()

    def _failed(self, given: Credentials, error: Exception) -> None:
        self._show_busy(busy=False)
        if isinstance(error, PasswordDue):
            self._ask_for_own(given)
            return
        away = isinstance(error, Outage) and self.there.isChecked()
        wrong = self.server if away else self.password.line
        wrong.setFocus()  # no field kept the keys while all of them were off
        wrong.selectAll()
        if isinstance(error, Refusal):
            self.show_refusal(error)
        elif isinstance(error, Outage):
            self.banner.say(str(error), Tone.WARNING, action="Try again", on_action=self.start)
        else:
            self.banner.say(UNEXPECTED)
            raise error

    def _ask_for_own(self, given: Credentials) -> None:
        """Have the person choose a password, and sign in with that."""
        page = self.own_password

        def save(password: str) -> None:
            page.show_busy(busy=True)
            self._tasks.run(
                self,
                lambda: self._change_password(given, password),
                done=lambda _: self._sign_in_with(replace(given, password=password)),
                failed=self._not_changed,
            )

        self._pages.setCurrentWidget(page)
        page.ask(given.login, save)

    def _sign_in_with(self, credentials: Credentials) -> None:
        self._ask_who()
        self.password.setText(credentials.password)
        self._begin(credentials)

    def _not_changed(self, error: Exception) -> None:
        self.own_password.show_busy(busy=False)
        known = isinstance(error, Refusal | Outage)
        self.own_password.say(str(error) if known else UNEXPECTED)
        if not known:
            raise error

    def _ask_who(self) -> None:
        self.own_password.show_busy(busy=False)
        self._pages.setCurrentIndex(0)
        self.password.setFocus()

    def _credentials(self) -> Credentials:
        server = self.server.text().strip() if self.there.isChecked() else ""
        return Credentials(self.login.text().strip(), self.password.text(), server)

    def _use(self, demo: DemoLogin) -> None:
        self.login.setText(demo.login)
        self.password.setText(demo.password)
        self.start()

    def _show_busy(self, *, busy: bool) -> None:
        self._busy.setVisible(busy)
        self.submit.setText("Signing in …" if busy else "Sign in")
        for widget in (self.submit, self._form, *self.demo_buttons):
            widget.setEnabled(not busy)

    def _choose_place(self, *, elsewhere: bool) -> None:
        self.there.setChecked(elsewhere)
        self.here.setChecked(not elsewhere)
        self._server_field.setVisible(elsewhere)

    def _demo_button(self, demo: DemoLogin) -> QPushButton:
        made = button(f"{demo.name or demo.login}, {demo.job.lower()}", lambda: self._use(demo))
        made.setAccessibleDescription(f"Sign in as {demo.login}")
        return made

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(_brand())
        self._pages = QStackedWidget()
        self._pages.addWidget(self._who_page())
        self._pages.addWidget(self.own_password)
        self.own_password.given_up.connect(self._ask_who)
        layout.addWidget(self._pages, 1)

    def _who_page(self) -> QWidget:
        self._form = self._make_form()
        self.submit.setDefault(True)
        self._busy.setRange(0, 0)
        self._busy.hide()
        page = QWidget()
        side = QVBoxLayout(page)
        side.setContentsMargins(space(12), space(8), space(12), space(8))
        side.setSpacing(space(3))
        side.addStretch(1)
        side.addWidget(label("Sign in", Look.TITLE))
        side.addWidget(self.banner)
        side.addWidget(self._form)
        side.addWidget(self.password.hint)
        side.addWidget(self.submit)
        side.addWidget(self._busy)
        side.addStretch(1)
        if self.demo_buttons:
            side.addWidget(_demo_card(self.demo_buttons))
        return page

    def _make_form(self) -> Form:
        group = QButtonGroup(self)
        for choice in (self.here, self.there):
            group.addButton(choice)
        places = QWidget()
        choices = row(self.here, self.there, gap=5)
        choices.addStretch(1)
        places.setLayout(choices)
        self._server_field = Field("Server address", self.server, required=True)
        self.there.toggled.connect(lambda on: self._choose_place(elsewhere=on))
        self.password.submitted.connect(self.start)
        form = Form()
        form.add_row(Field("Where the data is", places))
        form.add_row(self._server_field)
        form.add_row(Field("Login", self.login, required=True))
        form.add_row(Field("Password", self.password))
        return form


def _brand() -> QFrame:
    side = QFrame()
    side.setObjectName("rail")
    side.setFixedWidth(HOUSE)
    layout = QVBoxLayout(side)
    layout.setContentsMargins(0, space(8), 0, space(8))
    name = row(IconLabel("parterre", size=32, role="on_rail"), label("Parterre", Look.TITLE), gap=2)
    name.setContentsMargins(space(8), 0, space(8), 0)
    name.addStretch(1)
    line = label("Buy, price, sell and admit, and know what you earned.", wrap=True)
    line.setContentsMargins(space(8), 0, space(8), 0)
    layout.addLayout(name)
    layout.addWidget(House(), 1)
    layout.addWidget(line)
    return side


def _demo_card(buttons: Sequence[QPushButton]) -> QFrame:
    card = QFrame()
    card.setProperty("look", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(space(4), space(3), space(4), space(4))
    layout.setSpacing(space(2))
    layout.addWidget(label("Demo season: sign in as", Look.FIELD))
    for at in range(0, len(buttons), 2):
        pair = row(*buttons[at : at + 2])
        layout.addLayout(pair)
    return card
