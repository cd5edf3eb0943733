"""Keeps the draft: saved by itself a moment after each change, and never lost."""

from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.errors import Outage
from core.domain.venues.plan import Plan
from core.services.venues.draft_queries import DraftRow
from core.services.venues.drafts import Autosaved, autosave
from core.services.work import new_key
from desktop.desk import Desk, Operation
from desktop.editor.document import PlanDocument

PAUSE_MS = 2_000
"""How long nothing must change until the draft is saved."""
LONGEST_MS = 10_000
"""How long work goes unsaved while it changes all the time."""
RETRY_MS = 5_000


class Keeping(Enum):
    """Where the work is: with the server, on its way, or only here."""

    SAVED = auto()
    CHANGED = auto()
    SAVING = auto()
    NOT_REACHED = auto()


class DraftKeeper(QObject):
    """One draft of one document; `draft` is what the server has of it."""

    changed = Signal(object)
    """The `Keeping` now."""
    copied = Signal(object)
    """Somebody else had changed the draft: the `Autosaved` copy on which the work goes on."""

    def __init__(
        self, desk: Desk, document: PlanDocument, draft: DraftRow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._document = desk, document
        self.draft = draft
        self.state = Keeping.SAVED
        self._saved: Plan = document.plan
        self._key = new_key()
        self._pause = QTimer(self, singleShot=True)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        for timer in (self._pause, self._longest):
            timer.timeout.connect(self.save)
        document.plan_changed.connect(self._plan_changed)

    @property
    def saved_at(self) -> datetime:
        """When the server took the draft the last time."""
        return self.draft.saved_at

    @property
    def all_saved(self) -> bool:
        """Whether the server has the plan as it is now."""
        return self._document.plan is self._saved

    def save(self) -> None:
        """Save now, if there is anything to save."""
        if self.state is Keeping.SAVING:
            return
        if self.all_saved:
            self._enter(Keeping.SAVED)
            return
        self._pause.stop()
        self._longest.stop()
        plan, draft, key = self._document.plan, self.draft, self._key
        self._enter(Keeping.SAVING)
        self._desk.start(
            self,
            Operation(
                lambda work: autosave(work, draft.id, plan, revision=draft.revision, key=key),
                said=lambda _saved: "",
                doing="Saving the draft",
            ),
            lambda saved: self._done(plan, saved),
            failed=self._failed,
        )

    def _plan_changed(self, _before: Plan, _now: Plan) -> None:
        self._pause.start(PAUSE_MS)
        if not self._longest.isActive():
            self._longest.start()
        if self.state is Keeping.SAVED:
            self._enter(Keeping.CHANGED)

    def _done(self, plan: Plan, saved: Autosaved) -> None:
        self.draft, self._saved = saved.draft, plan
        self._key = new_key()
        self._enter(Keeping.SAVED if self.all_saved else Keeping.CHANGED)
        if not self.all_saved:
            self._pause.start(PAUSE_MS)
        if saved.refused is not None:
            self.copied.emit(saved)

    def _failed(self, error: Exception) -> None:
        """The work is still here; the same key makes sure that a lost answer counts once."""
        self._enter(Keeping.NOT_REACHED if isinstance(error, Outage) else Keeping.CHANGED)
        self._pause.start(RETRY_MS)

    def _enter(self, state: Keeping) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit(state)
