"""A new venue: drawn from nothing, or begun from a plan's file; either way it opens as a draft."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.errors import Refusal
from core.domain.venues.editing.house import new_plan, rename_plan
from core.domain.venues.plan import Plan
from core.services.venues.draft_queries import OpenDraft, open_draft
from core.services.venues.drafts import start_draft
from core.services.venues.plan_files import read_plan_file
from core.services.work import Work
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, button, label, row
from desktop.desk import Desk, Operation
from desktop.dialogs import Dialog, ask_for_file
from desktop.forms import Field, Form

WIDTH = 560
KINDS = "Plans (*.json *.csv *.xlsx *.svg)"
HELP = (
    "A plan (JSON), a seat list (CSV, XLSX) or a drawing (SVG). It opens in the editor as a draft; "
    "nothing is published yet."
)


class NewVenueDialog(Dialog):
    """Asks for a name, and for a file where there is one; `begun` carries the open draft."""

    begun = Signal(object)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("New venue", parent=parent)
        self.setMinimumWidth(WIDTH)
        self._desk = desk
        self._attempts = Attempts()
        self.name = QLineEdit()
        self.file = QLineEdit()
        self.file.setPlaceholderText("Draw from nothing")
        self.labels = QLineEdit()
        self.labels.setPlaceholderText("{section}-{row}-{seat}")
        self._labels_field = Field("How the drawing labels its seats", self.labels)
        self._labels_field.hide()
        choose = QWidget()
        choose.setLayout(row(self.file, button("Choose…", self._choose), gap=2))
        self._form = Form()
        self._form.add_row(Field("Name", self.name, required=True))
        self._form.add_row(Field("From a file", choose))
        self._form.add_row(self._labels_field)
        self.content.addWidget(self._form)
        self.content.addWidget(label(HELP, Look.SMALL, wrap=True))
        self.file.textChanged.connect(self._file_named)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("Start drawing", self.start, kind=Kind.PRIMARY)
        self.name.setFocus()

    def start(self) -> None:
        """Read the file, if one is named, and open the draft."""
        if not self._form.check():
            return
        self.banner.hide()
        name, labels = self.name.text().strip(), self.labels.text().strip()
        file = Path(self.file.text().strip()) if self.file.text().strip() else None
        key = self._attempts.key_for(name, str(file), labels)

        def begin(work: Work) -> OpenDraft:
            made = start_draft(work, key=key, plan=_plan(name, file, labels or None), title=name)
            work.session.flush()  # the draft is read back with its plan
            return open_draft(work.session, made.id)

        self._desk.start(
            self,
            Operation(begin, said=lambda _opened: "", doing="Reading the plan"),
            self._done,
            pressed=self.submit,
        )

    def show_refusal(self, refusal: Refusal) -> None:
        super().show_refusal(refusal)
        self.adjustSize()

    def _choose(self) -> None:
        ask_for_file(self, "Choose a plan", KINDS, lambda file: self.file.setText(str(file)))

    def _file_named(self, text: str) -> None:
        """Drawings need to be told how their labels read; a file suggests a name."""
        file = Path(text.strip())
        self._labels_field.setVisible(file.suffix.lower() == ".svg")
        if text.strip() and not self.name.text().strip():
            self.name.setText(file.stem.replace("_", " ").strip())

    def _done(self, opened: OpenDraft) -> None:
        self.accept()
        self.begun.emit(opened)


def _plan(name: str, file: Path | None, labels: str | None) -> Plan:
    if file is None:
        return new_plan(name)
    return rename_plan(read_plan_file(file, name=name, pattern=labels), name).plan
