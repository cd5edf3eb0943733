"""The dialogs of the staff screen: a new colleague, another name or job, another password."""

from collections.abc import Callable, Collection
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.errors import Refusal
from core.domain.staff import Role, login_for
from core.services.colleagues import ColleagueRow, TillStillOpen
from core.services.staff import LoginTaken, NotALogin
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, label
from desktop.desk import Desk, Operation
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, Pick
from desktop.operations import staff
from desktop.operations.staff import NewColleague
from desktop.views.staff.first_password import FirstPasswordEdit
from desktop.views.staff.wording import DUTIES, JOB_CHOICES

T = TypeVar("T")
WIDTH = 520
SESSION_ENDS = "An open session ends with the old job."
OWN_JOB = "Your own job is changed by another manager."


class StaffDialog(Dialog):
    """A form about an account, and the one button that sends it."""

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(title, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._desk = desk
        self.form = Form()

    def add_buttons(self, words: str) -> None:
        """Below the form, and after it as one goes by Tab."""
        self.content.addWidget(self.form)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button(words, self.start, kind=Kind.PRIMARY)
        self.form.fields[0].setFocus()

    def start(self) -> None:
        """Send it, if what is needed is there; dialogs override this."""

    def run(self, operation: Operation[T], done: Callable[[T], None]) -> None:
        """Start the operation, once, and close when it is done."""

        def finished(result: T) -> None:
            done(result)
            self.accept()

        self.banner.hide()
        self._desk.start(self, operation, finished, pressed=self.submit)


class JobField(Field):
    """One of the jobs, with what it is for below it."""

    def __init__(self, role: Role) -> None:
        self.pick: Pick[Role] = Pick(JOB_CHOICES)
        self.pick.set_value(role)
        super().__init__("Job", self.pick, hint=DUTIES[role])
        self.pick.currentIndexChanged.connect(lambda _at: self.explain(DUTIES[self.role()]))

    def role(self) -> Role:
        """The job that is picked."""
        return self.pick.value() or Role.DOOR


class AddColleague(StaffDialog):
    """Makes an account: the login is proposed by the name until another one is typed."""

    added = Signal(object)
    """The `NewColleague` that can sign in by now."""

    def __init__(self, desk: Desk, taken: Collection[str], *, parent: QWidget) -> None:
        super().__init__(desk, "New colleague", parent)
        self._taken, self._attempts = taken, Attempts()
        self._own_login = False
        self.name, self.login = QLineEdit(), QLineEdit()
        self.login.setPlaceholderText("u_ and small letters")
        self.job, self.password = JobField(Role.BOX_OFFICE), FirstPasswordEdit()
        self.login_field = Field("Login", self.login, required=True)
        self.form.add_row(Field("Name", self.name, required=True), self.login_field)
        self.form.add_row(self.job)
        self.form.add_row(self.password.field("First password"))
        self.name.textEdited.connect(self._propose)
        self.login.textEdited.connect(self._typed)
        self.add_buttons("Add the colleague")

    def start(self) -> None:
        if not self.form.check():
            return
        wanted = NewColleague(
            self.name.text().strip(),
            self.login.text().strip(),
            self.job.role(),
            self.password.text(),
        )

        def done(_id: UUID) -> None:
            self.added.emit(wanted)

        self.run(staff.add(wanted, key=self._attempts.key_for(wanted)), done)

    def show_refusal(self, refusal: Refusal) -> None:
        if isinstance(refusal, LoginTaken | NotALogin):
            self.login_field.say(str(refusal))
            self.login.setFocus()
        else:
            super().show_refusal(refusal)

    def _propose(self, name: str) -> None:
        if not self._own_login:
            self.login.setText(login_for(name, self._taken))
            self.login_field.clear()

    def _typed(self, login: str) -> None:
        self._own_login = bool(login)


class ChangeColleague(StaffDialog):
    """Another name, or another job."""

    changed = Signal()

    def __init__(self, desk: Desk, person: ColleagueRow, *, own: bool, parent: QWidget) -> None:
        super().__init__(desk, f"Change {person.name}", parent)
        self._person = person
        self.name, self.job = QLineEdit(person.name), JobField(person.role)
        self.form.add_row(Field("Name", self.name, required=True))
        self.form.add_row(self.job)
        self.job.pick.setEnabled(not own)
        if own:
            self.job.explain(OWN_JOB)
        else:
            self.job.pick.currentIndexChanged.connect(lambda _at: self._explain())
        self.add_buttons("Save the changes")

    def start(self) -> None:
        if self.form.check():
            operation = staff.change(self._person, self.name.text().strip(), self.job.role())
            self.run(operation, lambda _nothing: self.changed.emit())

    def show_refusal(self, refusal: Refusal) -> None:
        if isinstance(refusal, TillStillOpen):
            self.job.say(str(refusal))
            self.job.setFocus()
        else:
            super().show_refusal(refusal)

    def _explain(self) -> None:
        ends = f" {SESSION_ENDS}" if self.job.role() is not self._person.role else ""
        self.job.explain(f"{DUTIES[self.job.role()]}{ends}")
        self.adjustSize()  # it may be a line more, or less


class GivePassword(StaffDialog):
    """Another first password, for whoever has forgotten theirs."""

    given = Signal(str)

    def __init__(self, desk: Desk, person: ColleagueRow, *, parent: QWidget) -> None:
        super().__init__(desk, f"New password for {person.name}", parent)
        self._person = person
        self.password = FirstPasswordEdit()
        told = "The password until now is worth nothing any more, and an open session ends."
        self.content.addWidget(label(told, Look.MUTED, wrap=True))
        self.form.add_row(self.password.field("First password"))
        self.add_buttons("Set the password")

    def start(self) -> None:
        if self.form.check():
            password = self.password.text()
            operation = staff.give_password(self._person, password)
            self.run(operation, lambda _nothing: self.given.emit(password))
