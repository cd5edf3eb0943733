"""Number seats or name rows by a scheme, with every new label beside the old one."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.errors import Refusal
from core.domain.venues.editing.numbering import (
    Renamed,
    RowScheme,
    Scheme,
    number_rows,
    number_seats,
    preview_rows,
    preview_seats,
)
from core.domain.venues.editing.places import Edited
from core.domain.venues.editing.sections import free_to_edit
from core.domain.venues.quality import stage_point
from desktop.controls import Kind, Look, column, label
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.editor.dialogs.numbering_preview import NumberingPreview
from desktop.editor.dialogs.scheme_form import SchemeForm
from desktop.editor.document import PlanDocument
from desktop.theme import Tone, space
from desktop.words import count

WIDTH, HEIGHT, FORM_WIDTH = 760, 620, 290
SETTLE_MS = 150
WRITE_NAMES = "Write the names with commas between them."
FILLS = 1_000  # against the one of the room that other dialogs leave above their buttons


class NumberingDialog(Dialog):
    """Works on what was selected when it was opened; refuses names that would be given twice."""

    def __init__(
        self, desk: Desk, document: PlanDocument, *, parent: QWidget | None = None
    ) -> None:
        super().__init__("Number rows and seats", parent=parent)
        self.setMinimumSize(WIDTH, HEIGHT)
        self._desk, self._document = desk, document
        self._plan = document.plan
        self._selection = free_to_edit(document.plan, document.selection)
        self._asked = 0
        self.form = SchemeForm(stage_point(document.plan))
        self.form.setFixedWidth(FORM_WIDTH)
        self.preview = NumberingPreview()
        self.summary = label("", Look.MUTED, wrap=True)
        right = column(gap=2)
        right.addWidget(self.preview, 1)
        right.addWidget(self.summary)
        across = QHBoxLayout()
        across.setSpacing(space(5))
        across.addWidget(self.form)
        across.addLayout(right, 1)
        self.content.addLayout(across, 1)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.setStretchFactor(self.content, FILLS)  # the list takes what the form leaves
        self.add_button("Keep the old ones", self.reject)
        self.submit = self.add_button("Number", self.number, kind=Kind.PRIMARY)
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self.look)
        self.form.changed.connect(self._wait)
        self.form.what.setFocus()
        self.look()

    def look(self) -> None:
        """Work out what everything would be called."""
        self._rest.stop()
        self._asked += 1
        if self.form.waits_for_names:
            self.banner.hide()
            self._show_nothing(WRITE_NAMES)
            return
        try:
            scheme = self.form.scheme()
        except Refusal as refused:
            self.show_refusal(refused)
            return
        plan, selection = self._plan, self._selection
        work = (
            partial(preview_seats, plan, selection, scheme)
            if isinstance(scheme, Scheme)
            else partial(preview_rows, plan, selection, scheme)
        )
        self._desk.compute(self, work, partial(self._show, self._asked))

    def number(self) -> None:
        """Do it, as one edit."""
        self.look_if_changed()
        try:
            edited = self._numbered(self.form.scheme())
        except Refusal as refused:
            self._refuse(refused)
            return
        name = "Number seats" if self.form.numbers_seats else "Name rows"
        kept = Edited(edited.plan, self._document.selection, edited.notes)
        self._document.apply(name, kept)
        self.accept()

    def look_if_changed(self) -> None:
        """Take on the plan as it is now, should something else have changed it meanwhile."""
        if self._plan is not self._document.plan:
            self._plan = self._document.plan
            self._selection = free_to_edit(self._plan, self._document.selection)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why this scheme can't be (the desk finds this method)."""
        self._show_nothing("")
        self._refuse(refusal)

    def _wait(self) -> None:
        self.submit.setEnabled(False)
        self._rest.start()

    def _numbered(self, scheme: Scheme | RowScheme) -> Edited:
        if isinstance(scheme, Scheme):
            return number_seats(self._plan, self._selection, scheme)
        return number_rows(self._plan, self._selection, scheme)

    def _show(self, asked: int, renamed: tuple[Renamed, ...]) -> None:
        """The answer to the last question; earlier ones are out of date."""
        if asked != self._asked:
            return
        self.banner.hide()
        self.preview.show_renamed(self._plan, renamed)
        doubled = sum(one.doubled for one in renamed)
        changed = sum(one.was != one.now for one in renamed)
        self.submit.setEnabled(bool(changed) and not doubled)
        thing = "seat" if self.form.numbers_seats else "row"
        self.submit.setText(f"Number {count(changed, thing)}" if changed else "Number")
        self.summary.setText(_summary(len(renamed), changed, doubled, thing))

    def _show_nothing(self, why: str) -> None:
        self.submit.setEnabled(False)
        self.preview.show_renamed(self._plan, ())
        self.summary.setText(why)

    def _refuse(self, refused: Refusal) -> None:
        self.submit.setEnabled(False)
        self.banner.say(str(refused), Tone.BAD)


def _summary(all_of_them: int, changed: int, doubled: int, thing: str) -> str:
    if not all_of_them:
        return f"There are no {thing}s among what is selected, or their section is locked."
    if doubled:
        verb = "would have a name" if doubled == 1 else "would have names"
        return f"{count(doubled, thing)} {verb} that another one has. Choose differently."
    same = all_of_them - changed
    if not changed:
        return f"Everything is called like this already: {count(same, thing)}."
    told = f"{count(changed, thing)} will be called something else"
    return f"{told}, {same:,} stay as they are." if same else f"{told}."
