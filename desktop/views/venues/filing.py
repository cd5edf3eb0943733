"""What events are filed under and who puts them on: one list each, one form each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLineEdit, QWidget

from core.services.events.categories import CategoryRow, list_categories
from core.services.events.organizers import OrganizerDraft, OrganizerRow, list_organizers
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, button, label, row
from desktop.desk import Desk, Query
from desktop.dialogs import Dialog
from desktop.forms import Field, Form
from desktop.operations.events import file_under, write_organizer
from desktop.table import Column, RecordTable, number_column
from desktop.theme import space
from desktop.words import with_key

WIDTH, HEIGHT, FORM_WIDTH = 160, 220, 440
NEW_KEY, CHANGE_KEY = "F3", "F4"


class _Listed(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...


R = TypeVar("R", bound=_Listed)


class _RecordForm(Dialog, Generic[R]):
    """One record of a kind, new or changed; `saved` carries its id."""

    saved = Signal(object)

    def __init__(self, desk: Desk, kind: str, changes: R | None, parent: QWidget | None) -> None:
        super().__init__(f"Change {changes.name}" if changes else f"New {kind}", parent=parent)
        self.setMinimumWidth(FORM_WIDTH)
        self._kind, self._desk, self._changes, self._attempts = kind, desk, changes, Attempts()
        self.name = QLineEdit(changes.name if changes else "")
        self.form = Form()
        self.form.add_row(Field("Name", self.name, required=True))
        self.content.addWidget(self.form)

    def add_buttons(self, start: Callable[[], None]) -> None:
        """Below all that the kind has added."""
        self.add_button("Cancel", self.reject)
        words = "Save the changes" if self._changes else f"Add the {self._kind}"
        self.submit = self.add_button(words, start, kind=Kind.PRIMARY)
        self.name.setFocus()

    def is_ready(self) -> bool:
        """Whether it has a name; otherwise the field says so."""
        self.banner.hide()
        return self.form.check()

    def done_with(self, record_id: UUID) -> None:
        """It was kept."""
        self.saved.emit(record_id)
        self.accept()


class CategoryForm(_RecordForm[CategoryRow]):
    """One category, new or changed."""

    def __init__(
        self, desk: Desk, changes: CategoryRow | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "category", changes, parent)
        self.description = QLineEdit(changes.description or "" if changes else "")
        self.form.add_row(Field("Description", self.description))
        self.add_buttons(self.start)

    def start(self) -> None:
        """Keep it, if it has a name."""
        if not self.is_ready():
            return
        name, told = self.name.text().strip(), self.description.text().strip() or None
        key = self._attempts.key_for(name, told)
        wanted = file_under(name, told, key=key, changes=self._changes)
        self._desk.start(self, wanted, self.done_with)


class OrganizerForm(_RecordForm[OrganizerRow]):
    """One organizer, new, changed or put aside."""

    def __init__(
        self, desk: Desk, changes: OrganizerRow | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "organizer", changes, parent)
        self.email = QLineEdit(changes.email or "" if changes else "")
        self.phone = QLineEdit(changes.phone or "" if changes else "")
        self.notes = QLineEdit(changes.notes or "" if changes else "")
        self.active = QCheckBox("Offered for new events")
        self.active.setChecked(changes is None or changes.is_active)
        self.form.add_row(Field("E-mail", self.email), Field("Phone", self.phone))
        self.form.add_row(Field("Notes", self.notes))
        self.content.addWidget(self.active)
        self.active.setVisible(changes is not None)
        self.add_buttons(self.start)

    def start(self) -> None:
        """Keep it, if it has a name."""
        if not self.is_ready():
            return
        edits = (self.name, self.email, self.phone, self.notes)
        name, *rest = (edit.text().strip() for edit in edits)
        draft = OrganizerDraft(name, *(one or None for one in rest))
        wanted = write_organizer(
            draft,
            is_active=self.active.isChecked(),
            key=self._attempts.key_for(draft),
            changes=self._changes,
        )
        self._desk.start(self, wanted, lambda kept: self.done_with(kept.id))


@dataclass(frozen=True)
class Filing(Generic[R]):
    """A list: its title, what stands there while it is empty, its columns, query and form."""

    title: str
    new: str
    empty: str
    columns: Sequence[Column[R]]
    query: Query[list[R]]
    form: Callable[[Desk, R | None, QWidget], CategoryForm | OrganizerForm]


class FilingDialog(Dialog, Generic[R]):
    """The list; Enter changes the marked one."""

    def __init__(self, desk: Desk, filing: Filing[R], *, parent: QWidget | None = None) -> None:
        super().__init__(filing.title, parent=parent)
        self.setMinimumWidth(space(WIDTH))
        self._desk, self._filing = desk, filing
        self.table: RecordTable[R] = RecordTable(filing.columns, key=lambda one: one.id)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(HEIGHT)
        self.none = label(filing.empty, Look.MUTED, wrap=True)
        self.change = button(with_key("Change…", CHANGE_KEY), self.ask_change)
        below = row(self.change)
        below.addStretch(1)
        self.content.addWidget(self.none)
        self.content.addWidget(self.table)
        self.content.addLayout(below)
        self.add_button("Close", self.accept)
        self.new = self.add_button(with_key(filing.new, NEW_KEY), self.ask_new, kind=Kind.PRIMARY)
        self.table.opened.connect(lambda _one: self.ask_change())
        self.table.selected.connect(lambda one: self.change.setEnabled(one is not None))
        for key, act in ((NEW_KEY, self.ask_new), (CHANGE_KEY, self.ask_change)):
            QShortcut(QKeySequence(key), self, act)
        self._show([])
        self.read()

    def read(self, mark: UUID | None = None) -> None:
        """Read the list, and mark this one."""

        def show(found: list[R]) -> None:
            self._show(found)
            if mark is not None:
                self.table.select_key(mark)

        self._desk.ask(self, self._filing.query, show)

    def ask_new(self) -> None:
        """Ask for a new one (F3)."""
        self._ask(None)

    def ask_change(self) -> None:
        """Ask how the marked one is changed (F4, or Enter)."""
        marked = self.table.current_row()
        if marked is not None:
            self._ask(marked)

    def _ask(self, changes: R | None) -> None:
        form = self._filing.form(self._desk, changes, self)
        form.saved.connect(self.read)
        form.open()

    def _show(self, found: Sequence[R]) -> None:
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        self.change.setVisible(bool(found))
        if found and self.table.current_row() is None:
            self.table.select_key(found[0].id)
        (self.table if found else self.new).setFocus()


CATEGORIES: Filing[CategoryRow] = Filing(
    "Categories of events",
    "New category",
    "None yet. Events are filed under them, such as opera, musical or football.",
    (
        Column("Name", lambda one: one.name, stretch=True, strong=True),
        Column("Description", lambda one: one.description, muted=True),
        number_column("Events", lambda one: one.events),
    ),
    list_categories,
    lambda desk, changes, parent: CategoryForm(desk, changes, parent=parent),
)
ORGANIZERS: Filing[OrganizerRow] = Filing(
    "Organizers",
    "New organizer",
    "None yet. An organizer puts events on: a theatre, a promoter, a club.",
    (
        Column("Name", lambda one: one.name, stretch=True, strong=True),
        Column("E-mail", lambda one: one.email, muted=True),
        Column("Phone", lambda one: one.phone, muted=True),
        Column("Offered", lambda one: "" if one.is_active else "Put aside", muted=True),
        number_column("Events", lambda one: one.events),
    ),
    list_organizers,
    lambda desk, changes, parent: OrganizerForm(desk, changes, parent=parent),
)
