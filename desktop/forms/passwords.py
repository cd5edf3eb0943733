"""A new password, typed twice so that nobody locks themselves out by a slip of the finger."""

from core.services.staff import SHORTEST_PASSWORD, WeakPassword
from desktop.forms.edits import PasswordEdit
from desktop.forms.form import Check, Field

DIFFERENT = "This is not the password above."


def password_problem(password: str) -> str:
    """Why this can't be a password; nothing if it can."""
    short = len(password) < SHORTEST_PASSWORD
    return str(WeakPassword(SHORTEST_PASSWORD)) if short else ""


def password_field(name: str, edit: PasswordEdit, check: Check) -> Field:
    """A password in a form; what was wrong is forgotten as one types."""
    field = Field(name, edit, check=check)
    edit.line.setAccessibleName(name)
    edit.line.textEdited.connect(field.clear)
    return field


class NewPassword:
    """The two fields of a new password; Enter in the first one goes to the second."""

    def __init__(self) -> None:
        self.first, self.again = PasswordEdit(), PasswordEdit()
        self.fields = (
            password_field("New password", self.first, lambda: password_problem(self.text())),
            password_field("New password again", self.again, self._differs),
        )
        self.first.submitted.connect(self.again.setFocus)

    def text(self) -> str:
        """The password, as typed first."""
        return self.first.text()

    def _differs(self) -> str:
        return "" if self.again.text() == self.text() else DIFFERENT
