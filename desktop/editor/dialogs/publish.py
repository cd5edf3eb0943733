"""Publish a draft: what prevents it, what to look at, which events it touches, then do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget
from sqlalchemy.orm import Session

from core.domain.venues.editing.checks import Finding, check_plan, places_to_sell
from core.domain.venues.plan import Plan
from core.services.events.seat_use import EventUse, events_using_seats
from core.services.venues.comparing import compare_with_current
from core.services.venues.publishing import NewVersion
from core.services.work import Clock
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, label
from desktop.dialogs import Dialog
from desktop.editor.document import PlanDocument
from desktop.editor.keeper import DraftKeeper, Keeping
from desktop.forms import Field, Form
from desktop.operations.venues import publish
from desktop.theme import Tone, theme
from desktop.words import count, when_text
from desktop.workplace import Workplace

WIDTH = 560
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Outlook:
    """What publishing would meet: findings, and events with seats that the plan has no more."""

    findings: tuple[Finding, ...]
    places: int
    gone: int
    uses: tuple[EventUse, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether something must be put right first."""
        return any(finding.blocks for finding in self.findings)


def look_ahead(session: Session, plan: Plan, venue_id: UUID | None, clock: Clock) -> Outlook:
    """Check the plan and compare it with the venue's current version."""
    findings, places = check_plan(plan), places_to_sell(plan)
    if venue_id is None:
        return Outlook(findings, places, 0, ())
    gone = compare_with_current(session, venue_id, plan).gone
    uses = events_using_seats(session, venue_id, gone, now=clock())
    return Outlook(findings, places, len(gone), tuple(uses))


class PublishDialog(Dialog):
    """Reads the outlook, then publishes; `done_with` carries the new version."""

    done_with = Signal(object)
    jump = Signal(object)
    """The places of a finding that its maker wants to see."""

    def __init__(
        self,
        workplace: Workplace,
        keeper: DraftKeeper,
        document: PlanDocument,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Publish the plan", parent=parent)
        self.setMinimumWidth(WIDTH)
        self._workplace, self._keeper, self._document = workplace, keeper, document
        self._attempts = Attempts()
        self._waiting = False
        self.summary = label("Looking the plan over", Look.BODY, wrap=True)
        self.findings = QListWidget()
        self.findings.setAccessibleName("Findings")
        self.findings.setWordWrap(True)
        self.findings.hide()
        self.events = label("", Look.MUTED, wrap=True)
        self.events.hide()
        self.note = QLineEdit()
        self.note.setPlaceholderText("What is new, for the list of versions")
        form = Form()
        form.add_row(Field("Note", self.note))
        for widget in (self.summary, self.findings, self.events, form):
            self.content.addWidget(widget)
        self.add_button("Go on drawing", self.reject)
        self.submit = self.add_button("Publish", self.publish, kind=Kind.PRIMARY)
        self.submit.setEnabled(False)
        self.findings.itemActivated.connect(self._jump)
        keeper.changed.connect(self._saved)
        self.finished.connect(self._stop_waiting)
        plan, venue_id, clock = document.plan, keeper.draft.venue_id, workplace.clock
        workplace.desk.ask(
            self, lambda session: look_ahead(session, plan, venue_id, clock), self._show
        )

    def publish(self) -> None:
        """Save what is not saved, then publish it."""
        self.submit.setEnabled(False)
        if self._keeper.all_saved:
            self._publish()
            return
        self._waiting = True
        self._keeper.save()

    def _saved(self, state: Keeping) -> None:
        if self._waiting and state is Keeping.SAVED:
            self._waiting = False
            self._publish()
        elif self._waiting and state is Keeping.NOT_REACHED:
            self._waiting = False
            self.submit.setEnabled(True)

    def _stop_waiting(self) -> None:
        """Who goes on drawing while the draft is being saved doesn't publish it."""
        self._waiting = False

    def _publish(self) -> None:
        draft, note = self._keeper.draft, self.note.text().strip() or None
        key = self._attempts.key_for(draft.id, draft.revision, note)
        self._workplace.desk.start(
            self,
            publish(draft, key=key, note=note),
            self._done,
            pressed=self.submit,
        )

    def _done(self, made: NewVersion) -> None:
        self.accept()
        self.done_with.emit(made)

    def _show(self, outlook: Outlook) -> None:
        self.summary.setText(_summary(outlook))
        self._list(outlook.findings)
        self.events.setText(_events(outlook, self._workplace.clock))
        self.events.setVisible(bool(outlook.uses))
        self.submit.setEnabled(not outlook.is_blocked)
        (self.findings if outlook.is_blocked else self.note).setFocus()

    def _list(self, findings: Sequence[Finding]) -> None:
        for finding in findings[:SHOWN]:
            item = QListWidgetItem(finding.sentence)
            tone = Tone.BAD if finding.blocks else Tone.WARNING
            icon = "close-circle" if finding.blocks else "alert"
            item.setIcon(theme().icon(icon, tone.value))
            item.setData(Qt.ItemDataRole.UserRole, finding.places)
            self.findings.addItem(item)
        self.findings.setVisible(bool(findings))
        self.findings.setCurrentRow(0)

    def _jump(self, item: QListWidgetItem) -> None:
        places = item.data(Qt.ItemDataRole.UserRole)
        if places:
            self.reject()
            self.jump.emit(places)


def _summary(outlook: Outlook) -> str:
    places = count(outlook.places, "place")
    if outlook.is_blocked:
        return f"The plan has {places}. What is marked red must be put right first."
    if outlook.findings:
        return f"The plan has {places} and can be published. Look at these first."
    return f"The plan has {places} and nothing stands against it."


def _events(outlook: Outlook, clock: Clock) -> str:
    head = f"{count(outlook.gone, 'seat')} of the current version are gone or retired. "
    now = clock()
    told = (
        f"{use.title} ({when_text(use.start, now, ZoneInfo(use.timezone))}) keeps version "
        f"{use.version}: {use.owned:,} of them are in stock, {use.sold:,} sold."
        for use in outlook.uses
    )
    return head + " ".join(told) + " Events that exist stay as they are."
