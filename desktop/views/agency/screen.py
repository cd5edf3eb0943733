"""The agency screen: one form of everything that a manager sets, saved all at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from core.domain.errors import Refusal
from core.services.agency import (
    AgencyChanged,
    AgencySettings,
    agency_settings,
    is_currency_fixed,
)
from desktop.attempts import Attempts
from desktop.operations import agency
from desktop.theme import Tone
from desktop.views.agency.form import AgencyForm, Shown
from desktop.views.page import Page
from desktop.workplace import Workplace

WIDEST = 860
OVERTAKEN = "Somebody else has changed the settings meanwhile."
LOAD = "Show theirs"


class AgencyScreen(Page):
    """What somebody types stays until it is saved, or given up; nobody else's is overwritten."""

    tables = frozenset({"tenants"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.desk, "Agency")
        self._attempts = Attempts()
        self._latest: Shown | None = None
        self._saving = False
        self.form = AgencyForm()
        self.set_hero(_scrolled(self.form))
        self.save = self.main_action("Save the changes", self.start, shortcut="Ctrl+S")
        self.leave = self.add_action("Discard the changes", self.give_up, shortcut="Ctrl+Shift+Z")
        self.form.edited.connect(self._offer)
        self._offer()

    def refresh(self) -> None:
        self.ask(
            lambda session: Shown(agency_settings(session), is_currency_fixed(session)), self._show
        )

    def start(self) -> None:
        """Save what was typed, if it can be read (Ctrl+S)."""
        seen = self.form.seen
        if seen is None or not self.form.is_edited() or not self.form.check():
            return
        wanted = self.form.settings()
        self.banner.hide()
        self._saving = True
        self._offer()
        self.desk.start(
            self,
            agency.change(wanted, seen=seen, key=self._attempts.key_for(repr((wanted, seen)))),
            self._saved,
            failed=lambda _error: self._saved_or_not(),
        )

    def give_up(self) -> None:
        """Show the settings as they are; what was typed goes."""
        self.banner.hide()
        if self._latest is not None:
            self.form.show_settings(self._latest)
        self.form.name.setFocus()

    def show_refusal(self, refusal: Refusal) -> None:
        if isinstance(refusal, AgencyChanged):
            self.refresh_now()  # which says so, and shows the way out
        elif not self.form.say(refusal):
            super().show_refusal(refusal)

    def _saved_or_not(self) -> None:
        """What was read meanwhile may be older or newer than what was saved: read it again."""
        self._saving = False
        self._offer()
        self.refresh_now()

    def _saved(self, kept: AgencySettings) -> None:
        fixed = self._latest is not None and self._latest.currency_fixed
        self._latest = Shown(kept, fixed)
        self.form.show_settings(self._latest)
        self._saved_or_not()

    def _show(self, found: Shown) -> None:
        if self._saving:
            return
        self._latest = found
        if not self.form.is_edited():
            self.form.show_settings(found)
        elif found.settings != self.form.seen:
            self.banner.say(OVERTAKEN, Tone.WARNING, action=LOAD, on_action=self.give_up)

    def _offer(self) -> None:
        edited = self.form.is_edited()
        self.save.setEnabled(edited and not self._saving)
        self.leave.setEnabled(edited)
        self.set_title("Agency", "Changed, not saved yet" if edited else "")


def _scrolled(form: AgencyForm) -> QScrollArea:
    """The form as wide as it is read well."""
    form.setMaximumWidth(WIDEST)
    inside = QWidget()
    across = QHBoxLayout(inside)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(form, 1)
    across.addStretch(0)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setFocusProxy(form)
    form.pointed.connect(area.ensureWidgetVisible)
    return area
