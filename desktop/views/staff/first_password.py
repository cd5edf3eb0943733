"""First passwords at the desk: proposed or typed, and shown once to be handed over."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from core.services.first_passwords import first_password
from desktop.controls import Kind, Look, frame, icon_button, label, rename, row, wear_icon
from desktop.dialogs import Dialog
from desktop.forms import Field
from desktop.forms.passwords import password_problem
from desktop.theme import space

HINT = "Easily read out. It has to be changed at the first sign-in."
COPY_KEY = "Ctrl+C"


class FirstPasswordEdit(QWidget):
    """A password that is meant to be read: some words, until somebody types another."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(first_password())
        self.another = icon_button("refresh", "Other words", self.renew)
        self.setLayout(row(self.line, self.another, gap=1))
        self.setFocusProxy(self.line)

    def field(self, name: str) -> Field:
        """The field of a form that it stands in."""
        made = Field(name, self, check=lambda: password_problem(self.text()), hint=HINT)
        self.line.setAccessibleName(name)
        self.line.textEdited.connect(made.clear)
        return made

    def text(self) -> str:
        """The password as it stands there."""
        return self.line.text()

    def renew(self) -> None:
        """Propose other words."""
        self.line.setText(first_password())


class Handover(Dialog):
    """Shows a login and its first password, once."""

    def __init__(
        self, name: str, login: str, password: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Tell {name}", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = f"Login: {login}\nFirst password: {password}"
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(space(4),) * 4)
        inside.addLayout(_lines(("Login", login), ("First password", password)))
        self.content.addWidget(card)
        note = (
            "The password isn't shown again, and nobody can look it up. "
            "It is good for one sign-in, at which a password of their own is chosen."
        )
        self.content.addWidget(label(note, Look.MUTED, wrap=True))
        self.copy_button = self.add_button("Copy both", self.copy)
        wear_icon(self.copy_button, "copy", "text")
        self.copy_button.setShortcut(COPY_KEY)
        self.copy_button.setToolTip(COPY_KEY)
        self.add_button("Done", self.accept, kind=Kind.PRIMARY).setFocus()

    def copy(self) -> None:
        """Put both on the clipboard."""
        QGuiApplication.clipboard().setText(self.told)
        rename(self.copy_button, "Copied")


def _lines(*pairs: tuple[str, str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(4))
    grid.setVerticalSpacing(space(2))
    grid.setColumnStretch(1, 1)
    for at, (what, value) in enumerate(pairs):
        said = label(value, Look.STRONG, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label(what, Look.MUTED), at, 0)
        grid.addWidget(said, at, 1)
    return grid
