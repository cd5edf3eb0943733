"""The plan in work: strokes that can be taken back, stored by themselves a moment later."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.errors import Outage
from core.domain.holds.painting import Painting, bare
from core.services.holds.plans import PlanInFull, PlanRow
from desktop.desk import Desk
from desktop.operations import holds

REST_MS = 400
"""A stroke is stored when the brush has rested this long."""
REMEMBERED = 100


class Sketch(QObject):
    """Holds the painting of one plan; `plan` is None while none is open."""

    changed = Signal()
    stored = Signal(object)
    """The PlanRow as it was stored."""
    lost = Signal()
    """Storing was refused: somebody else changed the plan, so it must be read again."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self.plan: PlanRow | None = None
        self.painting = bare(0)
        self.on_plan: UUID | None = None
        """The version of the venue's plan that the painting is of."""
        self._kept = self.painting
        self._past: list[Painting] = []
        self._future: list[Painting] = []
        self._sent: Painting | None = None
        self._left: tuple[PlanRow, holds.Unsaved] | None = None
        self._waiting: list[Callable[[], object]] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.store)

    @property
    def unsaved(self) -> holds.Unsaved | None:
        """The painting, if there are strokes that are not stored."""
        if self.on_plan is None or self.painting is self._kept:
            return None
        return holds.Unsaved(self.painting, self.on_plan)

    @property
    def storing(self) -> bool:
        """Whether a request to store is under way."""
        return self._sent is not None

    def open(self, found: PlanInFull | None) -> None:
        """Take over a plan as it is stored; nothing can be taken back.

        Strokes on the plan before that no request has taken yet are stored after the one under way.
        """
        self._rest.stop()
        plan, unsaved = self.plan, self.unsaved
        another = plan is not None and (found is None or found.row.id != plan.id)
        if plan and unsaved and another and self._sent not in (None, unsaved.painting):
            self._left = plan, unsaved
        self.plan = found.row if found else None
        self.painting = self._kept = found.painting if found else bare(0)
        self.on_plan = found.on_plan if found else None
        self._past.clear()
        self._future.clear()
        self.changed.emit()

    def follow(self, row: PlanRow) -> None:
        """Take over what else is known of the plan: its name, whether it is in force."""
        self.plan = row

    def stroke(self, painting: Painting) -> None:
        """Paint: the painting before can be put back."""
        if self.plan is None or painting == self.painting:
            return
        self._past.append(self.painting)
        del self._past[:-REMEMBERED]
        self._future.clear()
        self._become(painting)

    def undo(self) -> bool:
        """Take the last stroke back; False if there is none."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Put the stroke that was taken back there again; False if there is none."""
        return self._step(self._future, self._past)

    def take_over(self, row: PlanRow) -> None:
        """The painting was stored on another way, as this version."""
        self._rest.stop()
        self.plan, self._kept = row, self.painting

    def when_stored(self, act: Callable[[], object]) -> None:
        """Act now, or as soon as the request to store that is under way has been answered."""
        self._rest.stop()
        if self.storing:
            self._waiting.append(act)
        else:
            act()

    def store(self) -> None:
        """Store now, unless that is under way."""
        plan, unsaved = self.plan, self.unsaved
        if plan is None or self.storing or unsaved is None:
            return
        self._sent = unsaved.painting

        def done(row: PlanRow) -> None:
            self._sent = None
            if self.plan is not None and self.plan.id == row.id:
                self.plan, self._kept = row, unsaved.painting
                self.stored.emit(row)
                if self.unsaved and not self._waiting:
                    self._rest.start()
            self._store_left(row)
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act()

        def failed(error: Exception) -> None:
            self._sent = None
            self._waiting.clear()
            if not isinstance(error, Outage):  # after which they are stored by trying again
                self._left = None
                self.lost.emit()

        self._desk.start(self._owner, holds.store(plan, unsaved), done, failed=failed)

    def _store_left(self, row: PlanRow) -> None:
        left, self._left = self._left, None
        if left is not None:
            plan, unsaved = left
            newest = row if row.id == plan.id else plan
            self._desk.start(self._owner, holds.store(newest, unsaved))

    def _step(self, source: list[Painting], target: list[Painting]) -> bool:
        if not source:
            return False
        target.append(self.painting)
        self._become(source.pop())
        return True

    def _become(self, painting: Painting) -> None:
        self.painting = painting
        self._rest.start()
        self.changed.emit()
