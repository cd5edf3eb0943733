"""What events are filed under and who puts them on: one list each, one form each."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from core.services.events.categories import CategoryRow, list_categories
from core.services.events.organizers import OrganizerDraft, OrganizerRow, list_organizers
from desktop.desk import Desk
from desktop.forms import Field
from desktop.operations.events import file_under, write_organizer
from desktop.records import Listing, R, RecordForm, RecordsDialog
from desktop.table import Column, number_column

WIDTH = 160


class CategoryForm(RecordForm[CategoryRow]):
    """One category, new or changed."""

    def __init__(
        self, desk: Desk, changes: CategoryRow | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "category", changes, parent)
        self.description = QLineEdit(changes.description or "" if changes else "")
        self.form.add_row(Field("Name", self.name, required=True))
        self.form.add_row(Field("Description", self.description))
        self.add_buttons(self.start)

    def start(self) -> None:
        """Keep it, if it has a name."""
        if not self.is_ready():
            return
        name, told = self.name.text().strip(), self.description.text().strip() or None
        key = self._attempts.key_for(name, told)
        wanted = file_under(name, told, key=key, changes=self._changes)
        self.keep(wanted, self.done_with)


class OrganizerForm(RecordForm[OrganizerRow]):
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
        self.form.add_row(Field("Name", self.name, required=True))
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
        self.keep(wanted, lambda kept: self.done_with(kept.id))


@dataclass(frozen=True)
class Filing(Listing[R]):
    """A list, and the form of what stands in it."""

    form: Callable[[Desk, R | None, QWidget], RecordForm[R]] = field(kw_only=True)


class FilingDialog(RecordsDialog[R]):
    """The list; Enter changes the marked one."""

    def __init__(self, desk: Desk, filing: Filing[R], *, parent: QWidget | None = None) -> None:
        super().__init__(desk, filing, parent=parent)
        self._filing = filing
        self.begin()

    def ask(self, changes: R | None) -> None:
        """Open the form of this one, or of a new one."""
        form = self._filing.form(self._desk, changes, self)
        form.saved.connect(self.read)
        form.open()


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
    WIDTH,
    form=lambda desk, changes, parent: CategoryForm(desk, changes, parent=parent),
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
    WIDTH,
    form=lambda desk, changes, parent: OrganizerForm(desk, changes, parent=parent),
)
