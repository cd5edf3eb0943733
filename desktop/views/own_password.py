"""The page of the sign-in on which a person who has a first password chooses one of their own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.controls import Kind, Look, button, label, row
from desktop.feedback import Banner
from desktop.forms import Field, Form
from desktop.forms.passwords import NewPassword
from desktop.theme import space


class OwnPassword(QWidget):
    """Asks for a new password twice."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        self.new = NewPassword()
        self.first, self.again = self.new.first, self.new.again
        self.submit = button("Save and sign in", self.start, kind=Kind.PRIMARY)
        self.back = button("Back", self.given_up.emit)
        self._whose = label(look=Look.MUTED, wrap=True)
        self._save: Callable[[str], object] = lambda _: None
        self._form = Form()
        for field in self.new.fields:
            self._form.add_row(field)
        self.again.submitted.connect(self.start)
        self._lay_out()

    @property
    def fields(self) -> Sequence[Field]:
        """The two fields, each with what is wrong with it."""
        return self._form.fields

    def ask(self, login: str, save: Callable[[str], object]) -> None:
        """Ask this login's person, with empty fields; `save` takes what was typed alike twice."""
        self._save = save
        self._whose.setText(
            f"{login} has a password that somebody else gave. Choose one that only you know."
        )
        for field in self._form.fields:
            field.clear()
        for line in (self.first, self.again):
            line.setText("")
        self.banner.hide()
        self.first.setFocus()

    def start(self) -> None:
        """Save the password, if it is one and was typed alike twice."""
        if self._form.check():
            self._save(self.new.text())

    def show_busy(self, *, busy: bool) -> None:
        """Take no keys while it is being saved."""
        self.submit.setText("Saving …" if busy else "Save and sign in")
        for widget in (self.submit, self.back, self._form):
            widget.setEnabled(not busy)

    def say(self, problem: str) -> None:
        """Say what went wrong, above the fields."""
        self.banner.say(problem)
        self.first.setFocus()

    def _lay_out(self) -> None:
        side = QVBoxLayout(self)
        side.setContentsMargins(space(12), space(8), space(12), space(8))
        side.setSpacing(space(3))
        side.addStretch(1)
        side.addWidget(label("Choose your password", Look.TITLE))
        side.addWidget(self._whose)
        side.addWidget(self.banner)
        side.addWidget(self._form)
        buttons = row(self.submit, self.back)
        buttons.addStretch(1)
        side.addLayout(buttons)
        side.addStretch(1)
