"""Forms: labels above fields, one problem below, checked when a field is left."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.controls import Look, label, restyle
from desktop.forms.addresses import EmailEdit
from desktop.forms.edits import MoneyEdit
from desktop.forms.units import PercentEdit
from desktop.theme import space

Check = Callable[[], str]
"""Says what is wrong with a field, or nothing."""


class Field(QWidget):
    """A label, an editor, and below them a hint or what is wrong."""

    def __init__(
        self,
        name: str,
        editor: QWidget,
        *,
        required: bool = False,
        check: Check | None = None,
        hint: str = "",
    ) -> None:
        super().__init__()
        self.name, self.editor, self._hint = name, editor, hint
        self._checks = _checks(name, editor, required=required, check=check)
        self._below = label(hint, Look.SMALL, wrap=True)
        title = label(name, Look.FIELD)
        title.setBuddy(editor)
        editor.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(1))
        layout.addWidget(title)
        layout.addWidget(editor)
        layout.addWidget(self._below)
        layout.addStretch(1)
        self._below.setVisible(bool(hint))  # only in here: shown alone it would be a window
        editor.installEventFilter(self)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.clear)
        if isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(self.clear)
        self.setFocusProxy(editor)

    @property
    def problem(self) -> str:
        """What is wrong, as shown."""
        return self._below.text() if self._below.property("look") == Look.REFUSAL else ""

    @property
    def hint(self) -> str:
        """What stands below while nothing is wrong."""
        return self._hint

    def check(self) -> bool:
        """Check now, show what is wrong, and say whether all is well."""
        problem = next(filter(None, (check() for check in self._checks)), "")
        self._show(problem)
        return not problem

    def clear(self) -> None:
        """Forget what was wrong."""
        self._show("")

    def say(self, problem: str) -> None:
        """Show something that is wrong with this field, found out elsewhere."""
        self._show(problem)

    def explain(self, hint: str) -> None:
        """Show another hint below, as soon as nothing is wrong."""
        problem, self._hint = self.problem, hint
        if not problem:
            self._below.setText(hint)
            self._below.setVisible(bool(hint))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.check()
        return super().eventFilter(watched, event)

    def _show(self, problem: str) -> None:
        if problem == self.problem:
            return
        look = Look.REFUSAL if problem else Look.SMALL
        self._below.setText(problem or self._hint)
        self._below.setVisible(bool(problem or self._hint))
        self._below.setProperty("look", look.value)
        self.editor.setProperty("refused", "true" if problem else "false")
        restyle(self._below)
        restyle(self.editor)


class Form(QWidget):
    """Fields in rows; fields of one row share its width."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: list[Field] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space(4))
        self._grid.setVerticalSpacing(space(3))
        self._rows = 0

    def add_row(self, *fields: Field) -> None:
        """One row with these fields; a single field takes the whole width."""
        parts = 12 // len(fields)
        for number, field in enumerate(fields):
            self._grid.addWidget(field, self._rows, number * parts, 1, parts)
            self.fields.append(field)
        self._rows += 1

    def check(self) -> bool:
        """Check every field; the first that is wrong gets the focus."""
        wrong = [field for field in self.fields if field.isVisibleTo(self) and not field.check()]
        if wrong:
            wrong[0].editor.setFocus()
        return not wrong


def _checks(name: str, editor: QWidget, *, required: bool, check: Check | None) -> Sequence[Check]:
    checks: list[Check] = []
    if isinstance(editor, MoneyEdit | PercentEdit | EmailEdit):
        checks.append(editor.problem)
    if required and isinstance(editor, QLineEdit):
        line = editor
        checks.append(lambda: "" if line.text().strip() else f"{name} is needed.")
    if check is not None:
        checks.append(check)
    return checks
