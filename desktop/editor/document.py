"""The plan being edited: its present state, what is selected, and how it came about."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.domain.collecting import collector_paused, spare_what_stays
from core.domain.venues.editing.places import NOTHING, Edited, Selection
from core.domain.venues.plan import Plan

MERGES = 1  # Qt merges commands of one id only; ours then compare what they belong to
NEVER_MERGES = -1
LARGE = 5_000  # seats


class PlanDocument(QObject):
    """Nothing else changes the plan: every edit is `apply`, every change is told by a signal.

    Plans are immutable and share what an edit has left alone, so a command keeps both of them.
    """

    plan_changed = Signal(object, object)  # the plan before and the plan now
    selection_changed = Signal()
    opened = Signal()  # after `plan_changed`: another plan altogether
    noted = Signal(str)  # what an edit decided by itself, as a sentence
    saved_changed = Signal(bool)

    def __init__(self, plan: Plan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._selection = NOTHING
        # Guids of the seats that events know: they are retired, not deleted.
        self.in_use: Collection[str] = frozenset()
        _keep_from_the_collector(plan)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self.saved_changed)

    @property
    def plan(self) -> Plan:
        return self._plan

    @property
    def selection(self) -> Selection:
        return self._selection

    @property
    def saved(self) -> bool:
        """Whether the plan is the one that was last opened or saved."""
        return self.undo_stack.isClean()

    def mark_saved(self) -> None:
        """The plan as it is now has been stored; undoing back to it makes it saved again."""
        self.undo_stack.setClean()

    def open(self, plan: Plan) -> None:
        """Take on another plan, with nothing selected and nothing to undo."""
        self.undo_stack.clear()
        self.show(Edited(plan))
        _keep_from_the_collector(plan)
        self.opened.emit()

    def apply(self, label: str, edited: Edited, *, merge: str = "") -> None:
        """Do an edit; `label` is what undo is called ("Move rows").

        Edits in a row with the same `merge` are undone as one, to the plan before the first.
        """
        if edited.plan is self._plan and not self.is_merging(merge):
            self.select(edited.selection)
        else:
            before = Edited(self._plan, self._selection)
            with collector_paused():
                self.undo_stack.push(_PlanCommand(self, label, (before, edited), merge))
        for note in edited.notes:
            self.noted.emit(note)

    def select(self, selection: Selection) -> None:
        """Select exactly these places; no edit, nothing to undo."""
        if selection is not self._selection and selection != self._selection:
            self._selection = selection
            self.selection_changed.emit()

    def is_merging(self, merge: str) -> bool:
        """Whether the last edit has this name to merge by."""
        last = self._last()
        return bool(merge) and last is not None and last.merge == merge

    def take_back(self, merge: str) -> None:
        """Forget the last edit if it has this name, as if it had never been done."""
        last = self._last()
        if last is not None and merge and last.merge == merge:
            last.forget = True
            self.undo_stack.undo()

    def _last(self) -> "_PlanCommand | None":
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        return last if isinstance(last, _PlanCommand) else None

    def show(self, state: Edited) -> None:
        """Become this plan and selection; commands call it, everything else applies edits."""
        before, self._plan = self._plan, state.plan
        if before is not state.plan:
            # Places are indexes: they would mean others in the new plan.
            selected, self._selection = self._selection, state.selection
            self.plan_changed.emit(before, state.plan)
            if selected != state.selection:
                self.selection_changed.emit()
        else:
            self.select(state.selection)


def _keep_from_the_collector(plan: Plan) -> None:
    """A large plan consists of hundreds of thousands of objects, none of them in a cycle."""
    if plan.seat_count >= LARGE:
        spare_what_stays()


class _PlanCommand(QUndoCommand):
    """One edit: the plans and selections on both sides of it."""

    def __init__(
        self, document: PlanDocument, label: str, states: tuple[Edited, Edited], merge: str
    ) -> None:
        super().__init__(label)
        self._document = document
        self.before, self.after = states
        self.merge = merge
        self.forget = False

    def id(self) -> int:
        return MERGES if self.merge else NEVER_MERGES

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _PlanCommand) or other.merge != self.merge:
            return False
        self.after = other.after
        self.setObsolete(self.after.plan is self.before.plan)
        return True

    def undo(self) -> None:
        self._document.show(self.before)
        # Qt asks an obsolete command no more, so it becomes one only now.
        self.setObsolete(self.forget)

    def redo(self) -> None:
        self._document.show(self.after)
