"""Keeps what there is to snap to, gathered again when the plan or the view has moved."""

from dataclasses import replace

from PySide6.QtCore import QRectF

from core.domain.venues.editing.places import NOTHING, Selection
from core.domain.venues.editing.snapping import Magnets, SnapLine, magnets, snap
from core.domain.venues.extras import grid_of
from core.domain.venues.plan import Plan, Point
from core.domain.venues.shapes import Bounds
from desktop.editor.document import PlanDocument


class Snapper:
    """Snaps points of one document; while a drag goes on `hold` keeps the plan it began with."""

    def __init__(self) -> None:
        self.on = True
        self._magnets: Magnets | None = None
        self._plan: Plan | None = None
        self._window = QRectF()
        self._held: tuple[Plan, Selection] | None = None

    def hold(self, plan: Plan, ignoring: Selection) -> None:
        """Until `let_go` snap to this plan, but not to what is being dragged."""
        self._held = plan, ignoring
        self._plan = None

    def let_go(self) -> None:
        """The drag is over."""
        self._held = self._plan = None

    def look_at(self, document: PlanDocument, window: QRectF, *, far: bool) -> None:
        """Gather what is in sight, if it is not what was gathered last.

        From `far`, where nobody can point at a seat, rows don't hold.
        """
        if not self.on:
            return
        plan, ignoring = self._held or (document.plan, NOTHING)
        if plan is self._plan and window == self._window:
            return
        within = Bounds(window.x(), window.y(), window.width(), window.height())
        holding = replace(plan, zones=()) if far else plan
        self._magnets = magnets(holding, within=within, ignoring=ignoring)
        self._plan, self._window = plan, window

    def snap(self, at: Point, reach: float) -> tuple[Point, tuple[SnapLine, ...]]:
        """The point where it snaps to, and the lines that hold it."""
        if self._magnets is None or not self.on:
            return at, ()
        found = snap(self._magnets, at, reach)
        return found.at, found.lines

    @staticmethod
    def step_of(plan: Plan) -> float:
        """The grid's step in plan units."""
        return grid_of(plan).step
