"""Changing one's own password, by anybody, at the name in the status bar."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.domain.errors import Refusal
from core.services.staff import WrongPassword
from desktop.controls import Kind, Look, label
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.forms import Form, PasswordEdit
from desktop.forms.passwords import NewPassword, password_field

CHANGED = "Your password is changed. It is the one for your next sign-in."
NOT_YOURS = "This is not your password."
Change = Callable[[str, str], object]
"""Takes the password until now and the new one, away from the GUI's thread."""


class ChangePassword(Dialog):
    """Asks for the password until now, and twice for the new one."""

    def __init__(self, desk: Desk, login: str, change: Change, *, parent: QWidget) -> None:
        super().__init__("Change your password", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._change = desk, change
        self.present, self.new = PasswordEdit(), NewPassword()
        self.present_field = password_field("Your current password", self.present, self._missing)
        self.form = Form()
        for field in (self.present_field, *self.new.fields):
            self.form.add_row(field)
        told = f"It is for {login}. Work that is open goes on."
        self.content.addWidget(label(told, Look.MUTED, wrap=True))
        self.content.addWidget(self.form)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("Change the password", self.start, kind=Kind.PRIMARY)
        self.present.setFocus()

    def start(self) -> None:
        """Change it, if the new one is a password and was typed alike twice."""
        if not self.form.check():
            return
        present, new = self.present.text(), self.new.text()
        self.banner.hide()
        self._desk.compute(
            self, lambda: self._change(present, new), self._changed, pressed=self.submit
        )

    def show_refusal(self, refusal: Refusal) -> None:
        if isinstance(refusal, WrongPassword):
            self.present_field.say(NOT_YOURS)
            self.present.setFocus()
        else:
            super().show_refusal(refusal)

    def _changed(self, _nothing: object) -> None:
        self.accept()
        self._desk.succeeded.emit(CHANGED, None)

    def _missing(self) -> str:
        return "" if self.present.text() else "Your current password is needed."
