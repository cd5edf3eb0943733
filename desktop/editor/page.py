"""EditorPage: a draft on the canvas, with tools, panels, and the way to publish it."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from core.domain.errors import Refusal
from core.services.venues.draft_queries import OpenDraft
from core.services.venues.drafts import Autosaved
from core.services.venues.publishing import NewVersion
from desktop.controls import Kind, Look, button, column, frame, icon_button, label, row
from desktop.editor.dialogs.publish import PublishDialog
from desktop.editor.document import PlanDocument
from desktop.editor.keeper import DraftKeeper, Keeping
from desktop.editor.option_bar import OptionBar
from desktop.editor.panels.all import ask_numbering, panels
from desktop.editor.panels.panel import Panel
from desktop.editor.seat_use_note import SeatUseWatch
from desktop.editor.shortcuts import shortcuts, under_headings
from desktop.editor.status_line import StatusLine
from desktop.editor.tool_strip import ToolStrip
from desktop.editor.view import EditorView
from desktop.feedback import Banner
from desktop.theme import Tone, space
from desktop.words import when_text, within
from desktop.workplace import Workplace

PANEL_WIDTH = 340
MOST_WIDTH = 10_000
"""More than any canvas has: the panels begin at their least width."""
KEEPING_WORDS = {
    Keeping.CHANGED: "Not saved yet",
    Keeping.SAVING: "Saving",
    Keeping.NOT_REACHED: "Not saved: the database can't be reached. Your work is kept here.",
}


class EditorPage(QWidget):
    """One draft at a time; `left` when its maker goes back, `published` with what was made."""

    left = Signal()
    published = Signal(object)

    def __init__(self, workplace: Workplace, opened: OpenDraft) -> None:
        super().__init__()
        self.workplace = workplace
        self.document = PlanDocument(opened.plan, self)
        self.view = EditorView(self.document)
        self.keeper = DraftKeeper(workplace.desk, self.document, opened.row, self)
        self.banner, self.use_note = Banner(), Banner()
        self.options = OptionBar(self.view)
        self.strip = ToolStrip(self.view)
        self.tabs = QTabWidget()
        self.status = StatusLine(self.view)
        self.title = label(opened.row.title, Look.TITLE)
        self.state = label("", Look.MUTED)
        self.publish_button = button("Publish", self.ask_publish, kind=Kind.PRIMARY, icon="upload")
        self._lay_out()
        self.watch = self._watch(opened.row.venue_id)
        self.keeper.changed.connect(lambda _state: self._show_state())
        self.keeper.copied.connect(self._show_copy)
        self._show_state()
        self.setFocusProxy(self.view)

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """Every key of the editor, for the sheet of keys."""
        return [*under_headings(shortcuts(self.view)), ("", "Draft"), *OWN_KEYS]

    def leave(self) -> None:
        """Save what is not saved, and go back."""
        self.keeper.save()
        self.left.emit()

    def ask_publish(self) -> PublishDialog:
        """Show what stands against publishing and whom it touches; then publish."""
        dialog = PublishDialog(self.workplace, self.keeper, self.document, parent=self)
        dialog.done_with.connect(self._done)
        dialog.jump.connect(self.view.show_places)
        dialog.open()
        return dialog

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why something was refused (the desk finds this method)."""
        self.banner.say(str(refusal))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keeper.save()

    def _watch(self, venue_id: UUID | None) -> SeatUseWatch | None:
        """A new venue has no events that could use its seats."""
        if venue_id is None:
            return None
        place = self.workplace
        watch = SeatUseWatch(place.desk, self.document, venue_id, place.clock, self)
        watch.noted.connect(self._show_use)
        return watch

    def _show_use(self, note: str) -> None:
        if note:
            self.use_note.say(note, Tone.NEUTRAL)
        else:
            self.use_note.hide()

    def _done(self, made: NewVersion) -> None:
        self.document.mark_saved()
        self.published.emit(made)

    def _show_state(self) -> None:
        at = within(when_text(self.keeper.saved_at, self.workplace.now()))
        self.state.setText(KEEPING_WORDS.get(self.keeper.state, f"Draft saved {at}"))

    def _show_copy(self, saved: Autosaved) -> None:
        self.title.setText(saved.draft.title)
        self.banner.say(
            f"{saved.refused} Your work goes on as a draft of its own, {saved.draft.title}.",
            Tone.WARNING,
        )

    def _lay_out(self) -> None:
        for title, widget in panels(self.workplace, self.view):
            self.tabs.addTab(widget, title)
            if isinstance(widget, Panel):
                widget.wanted.connect(partial(self.tabs.setCurrentWidget, widget))
        self.tabs.tabBar().setProperty("look", "narrow")
        self.tabs.setMinimumWidth(PANEL_WIDTH)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.addWidget(self.view)
        across.addWidget(self.tabs)
        across.setStretchFactor(0, 1)
        across.setSizes([MOST_WIDTH, PANEL_WIDTH])
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.strip)
        body.addWidget(across, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        for widget in (self.options, frame("line")):
            whole.addWidget(widget)
        whole.addLayout(self._notes())
        whole.addLayout(body, 1)
        whole.addWidget(self.status)
        for keys, act in self._own_keys():
            QShortcut(QKeySequence(keys), self, act).setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

    def _own_keys(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (
            ("Ctrl+S", self.keeper.save),
            ("Ctrl+Return", self.ask_publish),
            ("Ctrl+Shift+N", lambda: ask_numbering(self.workplace, self.view)),
            ("F6", lambda: self.tabs.currentWidget().setFocus()),
        )

    def _notes(self) -> QVBoxLayout:
        notes = column(gap=1)
        notes.setContentsMargins(space(3), 0, space(3), 0)
        notes.addWidget(self.banner)
        notes.addWidget(self.use_note)
        return notes

    def _head(self) -> QHBoxLayout:
        back = icon_button("chevron-left", "Back to the venues", self.leave)
        head = row(back, self.title, self.state, gap=2)
        head.setContentsMargins(space(3), space(2), space(3), space(2))
        head.addStretch(1)
        head.addWidget(self.publish_button)
        return head


OWN_KEYS = (
    ("Ctrl+S", "Save the draft now"),
    ("Ctrl+Return", "Publish"),
    ("Ctrl+Shift+N", "Number rows and seats"),
    ("F6", "To the panel beside the canvas"),
)
