"""The venues screen: the list, and the editor of one draft in its place."""

from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from core.services.venues.draft_queries import OpenDraft
from core.services.venues.publishing import NewVersion
from desktop.editor.page import EditorPage
from desktop.shell import Keys
from desktop.views.venues.venue_list import VenuesPage
from desktop.words import count
from desktop.workplace import Workplace


class VenuesScreen(QStackedWidget):
    """The list, or the plan that is being drawn."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.list = VenuesPage(place)
        self.editor: EditorPage | None = None
        self.addWidget(self.list)
        self.list.opened.connect(self.edit)
        self.setFocusProxy(self.list)

    @property
    def keys(self) -> Keys:
        """The keys of what is shown."""
        return self.list.keys if self.editor is None else self.editor.keys

    def open_record(self, venue_id: UUID) -> None:
        """Show a venue, as another screen asks for it."""
        self.list.show_later(venue_id)

    def edit(self, opened: OpenDraft) -> None:
        """Draw on a draft."""
        self._close_editor()
        self.editor = EditorPage(self._place, opened)
        self.editor.left.connect(self._back)
        self.editor.published.connect(self._published)
        self.addWidget(self.editor)
        self.setCurrentWidget(self.editor)
        self.setFocusProxy(self.editor)
        self.editor.view.setFocus()

    def _back(self) -> None:
        if self.editor is not None:
            draft = self.editor.keeper.draft
            self._show_list(draft.venue_id or draft.id)

    def _show_list(self, subject: UUID) -> None:
        self.setCurrentWidget(self.list)
        self.setFocusProxy(self.list)
        self._close_editor()
        self.list.show_later(subject)
        self.list.table.setFocus()

    def _published(self, made: NewVersion) -> None:
        self._show_list(made.venue_id)
        self.list.say(
            f"{made.venue}, version {made.version}: {count(made.seats, 'place')} in "
            f"{count(made.sections, 'section')}. New events are made on it."
        )

    def _close_editor(self) -> None:
        if self.editor is not None:
            self.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
