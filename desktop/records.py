"""Records of a kind in dialogs: the list of them, and the form of one."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton, QWidget

from desktop.attempts import Attempts
from desktop.controls import Kind, Look, button, label, row
from desktop.desk import Desk, Operation, Query
from desktop.dialogs import Dialog, may_open
from desktop.forms import Form
from desktop.latest import Latest
from desktop.table import Column, RecordTable
from desktop.theme import space
from desktop.words import with_key

FORM_WIDTH = 440
NEW_KEY, CHANGE_KEY = "F3", "F4"


class Record(Protocol):
    """What can be listed and marked."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...


R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True)
class Listing(Generic[R]):
    """A list: its title, its button, what stands there while it is empty, columns and query.

    `width` is in units of space, `height` of the table in pixels; both are the least.
    """

    title: str
    new: str
    empty: str
    columns: Sequence[Column[R]]
    query: Query[list[R]]
    width: int
    height: int = 220


class RecordsDialog(Dialog, Generic[R]):
    """Asks for a new record (F3), and how the marked one is changed (F4, or Enter)."""

    hides_steps = True
    """Of an empty list there is nothing to do anything to."""

    def __init__(self, desk: Desk, listing: Listing[R], *, parent: QWidget | None = None) -> None:
        super().__init__(listing.title, parent=parent)
        self.setMinimumWidth(space(listing.width))
        self._desk, self._listing, self._latest = desk, listing, Latest()
        self._mark: UUID | None = None
        self.records: Sequence[R] = ()
        self.table: RecordTable[R] = RecordTable(listing.columns, key=lambda one: one.id)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(listing.height)
        self.none = label(listing.empty, Look.MUTED, wrap=True)
        self._steps: list[QPushButton] = []
        self.change = self.step("Change…", CHANGE_KEY, self.ask_change)

    def step(
        self, words: str, key: str, act: Callable[[], object], *, kind: Kind = Kind.SECONDARY
    ) -> QPushButton:
        """A button below the table, with its key, for something that is done to the marked one."""
        made = button(with_key(words, key), act, kind=kind)
        QShortcut(QKeySequence(key), self, act)
        self._steps.append(made)
        return made

    def begin(self, note: str = "") -> None:
        """Lay out what there is by now, with a note below it, and read the list."""
        below = row(*self._steps)
        below.addStretch(1)
        self.content.addWidget(self.none)
        self.content.addWidget(self.table)
        self.content.addLayout(below)
        if note:
            self.content.addWidget(label(note, Look.SMALL, wrap=True))
        self.add_button("Close", self.accept)
        words = with_key(self._listing.new, NEW_KEY)
        self.new = self.add_button(words, self.ask_new, kind=Kind.PRIMARY)
        QShortcut(QKeySequence(NEW_KEY), self, self.ask_new)
        self.table.opened.connect(lambda _one: self.ask_change())
        self.table.selected.connect(self._offer)
        self._show([])
        self.read()

    def read(self, mark: UUID | None = None) -> None:
        """Read the list, and mark this one; what was to be marked is, if only one is read anew."""
        self._mark = mark or self._mark
        self._desk.ask(self, self._listing.query, self._show_read, still=self._latest.begin())

    def _show_read(self, found: list[R]) -> None:
        self._show(found)
        mark, self._mark = self._mark, None
        if mark is not None:
            self.table.select_key(mark)

    def read_to_open(self, query: Query[T], open_form: Callable[[T], object]) -> None:
        """Read what a form needs and open it, unless another one is open by then."""

        def show(found: T) -> None:
            if may_open(self):
                open_form(found)

        self._desk.ask(self, query, show, still=self._latest.begin("form"))

    def ask_new(self) -> None:
        """Ask for a new one (F3)."""
        self.ask(None)

    def ask_change(self) -> None:
        """Ask how the marked one is changed (F4, or Enter)."""
        marked = self.table.current_row()
        if marked is not None:
            self.ask(marked)

    @abstractmethod
    def ask(self, changes: R | None) -> None:
        """Open the form of this record, or of a new one."""

    def _show(self, found: Sequence[R]) -> None:
        self.records = found
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        for one in self._steps:
            one.setVisible(bool(found) or not self.hides_steps)
        if found and self.table.current_row() is None:
            self.table.select_key(found[0].id)
        self._offer(self.table.current_row() if found else None)
        (self.table if found else self.new).setFocus()

    def _offer(self, marked: R | None) -> None:
        for one in self._steps:
            one.setEnabled(marked is not None)


class RecordForm(Dialog, Generic[R]):
    """One record of a kind, new or changed; `saved` carries its id."""

    saved = Signal(object)

    def __init__(self, desk: Desk, kind: str, changes: R | None, parent: QWidget | None) -> None:
        super().__init__(f"Change {changes.name}" if changes else f"New {kind}", parent=parent)
        self.setMinimumWidth(FORM_WIDTH)
        self._kind, self._desk, self._changes, self._attempts = kind, desk, changes, Attempts()
        self.name = QLineEdit(changes.name if changes else "")
        self.form = Form()
        self.content.addWidget(self.form)

    def add_buttons(self, start: Callable[[], None]) -> None:
        """Below all that the kind has laid out."""
        self.add_button("Cancel", self.reject)
        words = "Save the changes" if self._changes else f"Add the {self._kind}"
        self.submit = self.add_button(words, start, kind=Kind.PRIMARY)
        self.name.setFocus()

    def is_ready(self) -> bool:
        """Whether what is required is filled in; otherwise the fields say so."""
        if not self.form.check():
            return False
        self.banner.hide()
        return True

    def keep(self, wanted: Operation[T], done: Callable[[T], None]) -> None:
        """Keep it, once however often the button is pressed."""
        self._desk.start(self, wanted, done, pressed=self.submit)

    def done_with(self, record_id: UUID | None) -> None:
        """It was kept."""
        self.saved.emit(record_id)
        self.accept()
