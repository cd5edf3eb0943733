"""What the allocation screen asks: a name, a template, and whether a plan is to be applied."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from core.services.holds.templates import TemplateRow
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, label
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, Pick
from desktop.widgets.facts import Facts
from desktop.words import count

LONGEST_NAME = 60


class NameDialog(Dialog):
    """Asks for a name; `start` gets the dialog, the name and the key of this attempt.

    Whoever starts the request closes the dialog when it is done; a refusal is shown in it.
    """

    def __init__(
        self,
        title: str,
        submit: str,
        start: Callable[["NameDialog", str, UUID], object],
        *,
        name: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self._start = start
        self._attempts = Attempts()
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.selectAll()
        self.form = Form()
        self.form.add_row(Field("Name", self.name, required=True, hint=hint))
        self.content.addWidget(self.form)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button(submit, self.start, kind=Kind.PRIMARY)
        self.name.setFocus()

    def start(self) -> None:
        """Go on with the name, if there is one."""
        if self.form.check():
            name = self.name.text().strip()
            self._start(self, name, self._attempts.key_for(name))


class TemplateDialog(NameDialog):
    """Which template a new plan is made of, and what it is called."""

    def __init__(
        self,
        templates: Sequence[TemplateRow],
        start: Callable[["NameDialog", str, UUID], object],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("New plan from a template", "Make the plan", start, parent=parent)
        self.template: Pick[TemplateRow] = Pick(
            [(f"{one.name}, {count(one.seats, 'seat')}", one) for one in templates]
        )
        self.form.add_row(Field("Template", self.template))
        self.name.setText(templates[0].name if templates else "")
        self.name.selectAll()
        self.template.picked.connect(lambda one: self.name.setText(one.name))


class ApplyDialog(Dialog):
    """Says what will happen to how many seats; Enter agrees."""

    def __init__(
        self,
        name: str,
        changes: Sequence[tuple[str, str]],
        seats: int,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Apply {name}?", parent=parent)
        self.facts = Facts()
        self.facts.show_groups(("What will change", changes))
        self.content.addWidget(self.facts)
        self.content.addWidget(
            label(
                "All of it happens at once, or nothing: a seat that is sold in the meantime"
                " keeps the whole plan from being applied. It can be taken back.",
                Look.MUTED,
                wrap=True,
            )
        )
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button(
            f"Change {count(seats, 'seat')}", self.accept, kind=Kind.PRIMARY
        )
        self.submit.setFocus()
