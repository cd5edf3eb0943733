"""Every venue with its current version, and every draft, with the selected one beside it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from core.services.venues.draft_queries import OpenDraft, open_draft
from core.services.venues.overview import Detail, Entry, entry_detail, list_entries
from core.services.venues.plan_files import write_plan_file
from core.services.venues.queries import VenueRow, venue_plan
from core.services.work import new_key
from desktop.desk import Operation
from desktop.dialogs import Confirmation, confirm, may_open
from desktop.feedback import Empty
from desktop.operations.venues import begin_draft, discard
from desktop.table import Column, RecordTable, time_column
from desktop.theme import Tone
from desktop.views.page import Page
from desktop.views.venues.event_dialog import EventDialog
from desktop.views.venues.filing import CATEGORIES, ORGANIZERS, Filing, FilingDialog
from desktop.views.venues.new_venue import NewVenueDialog
from desktop.views.venues.venue_form import VenueForm
from desktop.views.venues.venue_panel import VenuePanel
from desktop.words import number_text, when_text, within
from desktop.workplace import Workplace

KINDS = "Plan (*.json);;List (*.csv);;Workbook (*.xlsx);;Drawing (*.svg)"
DETAILS_KEY = "Ctrl+D"
FILINGS: tuple[tuple[str, Filing[Any], str], ...] = (
    ("Categories…", CATEGORIES, "F7"),
    ("Organizers…", ORGANIZERS, "F8"),
)


class VenuesPage(Page):
    """The list; Enter draws on the selected one."""

    tables = frozenset({"venues", "venue_plans", "plan_drafts", "events"})
    opened = Signal(object)
    """The `OpenDraft` that its maker wants to draw on."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.desk, "Venues")
        self._place = place
        self.panel: VenuePanel | None = None
        self._opening: UUID | None = None
        self.table: RecordTable[Entry] = RecordTable(
            self._columns(),
            key=lambda entry: entry.key,
            preferences=place.preferences,
            name="venues",
        )
        self.search = self.add_search("Venue", self.table.search)
        self.set_hero(self.table)
        self.main_action("New venue", self.ask_new, icon="plus", shortcut="Ctrl+N")
        for words, filing, keys in FILINGS:
            self.add_action(words, partial(self.ask_filing, filing), shortcut=keys)
        self.table.selected.connect(self._show_entry)
        self.table.opened.connect(lambda _entry: self.edit())
        for keys, act, what in (
            ("Ctrl+Return", self.edit, "Edit the plan"),
            ("Ctrl+E", self.ask_event, "New event at the venue"),
            (DETAILS_KEY, self.ask_details, "Name and address of the venue"),
            ("Ctrl+S", self.export, "Export the plan to a file"),
            ("Ctrl+Del", self.ask_discard, "Discard the draft"),
        ):
            QShortcut(QKeySequence(keys), self, act).setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            self.add_key(keys, what)

    def refresh(self) -> None:
        self.ask(list_entries, self._show)

    def show_later(self, subject: UUID) -> None:
        """Read the list again and then show this venue, or this draft of a venue to come."""
        self.refresh_then(lambda: self._select(subject))

    def say(self, text: str) -> None:
        """Say what was done, above the list."""
        self.banner.say(text, Tone.GOOD)

    def ask_new(self) -> NewVenueDialog:
        """Ask how the new venue begins: empty, or from a file."""
        dialog = NewVenueDialog(self.desk, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.begun.connect(self.opened)
        dialog.open()
        return dialog

    def edit(self) -> None:
        """Draw on the selected venue: on its draft, or on a new one of its current version."""
        entry = self.table.current_row()
        if entry is None or entry.key == self._opening:
            return
        self.banner.hide()
        self._opening = entry.key
        opened, failed = (partial(one, entry.key) for one in (self._opened, self._not_opened))
        if entry.draft is not None:
            read = partial(open_draft, draft_id=entry.draft.id)
            self.ask(read, opened, part="draft", failed=failed)
        elif entry.venue is not None:
            self.drop("draft")
            operation = begin_draft(key=new_key(), venue_id=entry.venue.id)
            self.desk.start(self, operation, opened, failed=failed)

    def ask_event(self) -> EventDialog | None:
        """Ask for a new event at the selected venue."""
        entry = self.table.current_row()
        if entry is None or entry.venue is None:
            return None
        dialog = EventDialog(self._place, entry.venue, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(lambda event_id: self._place.go("Event", event_id))
        dialog.open()
        return dialog

    def ask_details(self) -> VenueForm | None:
        """Ask what the selected venue is called, what it is, and where."""
        detail = self.panel.detail if self.panel is not None else None
        entry = self.table.current_row()
        if detail is None or entry is None or entry.venue is None or detail.entry != entry:
            return None
        form = VenueForm(self.desk, entry.venue, detail, parent=self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.saved.connect(self.refresh_now)
        form.open()
        return form

    def ask_filing(self, filing: Filing[Any]) -> FilingDialog[Any]:
        """Show what events are filed under, or who puts them on."""
        dialog = FilingDialog(self.desk, filing, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def ask_discard(self) -> Confirmation | None:
        """Ask whether the selected one's draft is to be put away."""
        entry = self.table.current_row()
        if entry is None or entry.draft is None:
            return None
        draft, now = entry.draft, self._place.now()
        return confirm(
            self,
            f"Discard the draft of {draft.title}?",
            f"{draft.saved_by} saved it {within(when_text(draft.saved_at, now))}. "
            "What is published stays as it is. This can't be taken back.",
            "Discard the draft",
            lambda: self._do(discard(draft)),
        )

    def export(self) -> None:
        """Ask for a file and write the selected venue's current plan into it."""
        entry = self.table.current_row()
        if entry is None or entry.venue is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Export the plan", f"{entry.name}.json", KINDS
        )
        if chosen:
            self.export_to(entry.venue, Path(chosen))

    def export_to(self, venue: VenueRow, file: Path) -> None:
        """Write the venue's current plan into a file, by its suffix."""
        self._do(
            Operation(
                lambda work: write_plan_file(venue_plan(work.session, venue.id), file),
                said=lambda _nothing: f"{venue.name} is in {file}.",
                doing="Exporting the plan",
            )
        )

    def _do(self, operation: Operation[None]) -> None:
        self.banner.hide()
        self.desk.start(self, operation, lambda _nothing: self.refresh_now())

    def _opened(self, key: UUID, opened: OpenDraft) -> None:
        """It is drawn on, unless another one or something else is wanted by now."""
        if self._opening in (key, None):  # None: it failed at first, and was tried again
            self._opening = None
            if may_open(self):
                self.opened.emit(opened)

    def _not_opened(self, key: UUID, _error: Exception) -> None:
        if key == self._opening:
            self._opening = None

    def _columns(self) -> list[Column[Entry]]:
        return [
            Column("Venue", lambda entry: entry.name, strong=True, stretch=True),
            Column("Places", lambda entry: entry.places, text=number_text, right=True),
            Column(
                "Sections",
                lambda entry: entry.venue.sections if entry.venue else 0,
                text=lambda number: number_text(number) if number else "",
                right=True,
                spare=2,
            ),
            Column(
                "Version",
                lambda entry: entry.venue.version if entry.venue else 0,
                text=lambda number: str(number) if number else "Not published",
            ),
            Column("Draft", _draft_words, muted=True),
            time_column("Changed", lambda entry: entry.at, self._place.now, muted=True, spare=1),
        ]

    def _show(self, entries: Sequence[Entry]) -> None:
        if entries:
            self.show_hero()
        else:
            self.hide_panel()
            self.show_empty(self._nothing())
        self.table.show_rows(entries)
        if entries and self.table.current_row() is None:
            self.table.select_key(entries[0].key)
        self._show_entry(self.table.current_row())

    def _select(self, subject: UUID) -> None:
        if subject not in [entry.key for entry in self.table.shown_rows()]:
            self.search.clear()
        self.table.select_key(subject)

    def _nothing(self) -> Empty:
        return Empty(
            "seat",
            "No venues yet",
            "Draw a house from nothing, or import its seating plan, seat list or drawing.",
            "Make the first venue",
            self.ask_new,
        )

    def _show_entry(self, entry: Entry | None) -> None:
        if entry is None:
            self.hide_panel()
            return
        self.ask(lambda session: entry_detail(session, entry), self._show_detail, part="detail")

    def _show_detail(self, detail: Detail) -> None:
        current = self.table.current_row()
        if current is None or current.key != detail.entry.key:
            return
        self.panel = VenuePanel(detail, self._place.now())
        self.panel.edit_wanted.connect(self.edit)
        self.panel.event_wanted.connect(self.ask_event)
        self.panel.details_wanted.connect(self.ask_details)
        self.panel.export_wanted.connect(self.export)
        self.panel.discard_wanted.connect(self.ask_discard)
        self.set_panel(self.panel, title=detail.entry.name)


def _draft_words(entry: Entry) -> str:
    return f"Draft of {entry.draft.saved_by}" if entry.draft else ""
