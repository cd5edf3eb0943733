"""A plan becomes how the seats stand (F9), and what it changed is taken back (F10)."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from core.domain.holds.comparing import Comparison
from core.services.holds.applying import Applied
from core.services.holds.plans import PlanRow
from desktop.operations import holds
from desktop.views.allocation.dialogs import ApplyDialog
from desktop.views.allocation.sketch import Sketch
from desktop.views.allocation.wording import change_pairs
from desktop.views.page import Page


class Applying(QObject):
    """The two buttons, and what they do with the plan in work."""

    def __init__(self, page: Page, sketch: Sketch) -> None:
        super().__init__(page)
        self._page, self._sketch = page, sketch
        self._comparison: Comparison | None = None
        self._level_names: Mapping[UUID, str] = {}
        self.apply_button = page.main_action("Apply plan", self.ask, shortcut="F9")
        self.back_button = page.add_action("Take back", self.take_back, icon="undo", shortcut="F10")
        self.hide()

    def hide(self) -> None:
        """There is no plan to apply."""
        self.apply_button.hide()
        self.back_button.hide()

    def show_plan(
        self, plan: PlanRow | None, found: Comparison | None, level_names: Mapping[UUID, str]
    ) -> None:
        """Offer what can be done with the plan, as its seats stand."""
        self._comparison, self._level_names = found, level_names
        changes = len(found.changed) if found else 0
        self.apply_button.setVisible(plan is not None)
        self.apply_button.setEnabled(changes > 0 and barred(found) == 0)
        self.back_button.setVisible(plan is not None and plan.can_undo)

    def ask(self) -> None:
        """Say what would happen and apply the plan, if that is wanted (F9)."""
        plan, comparison = self._sketch.plan, self._comparison
        if plan is None or comparison is None or not self.apply_button.isEnabled():
            return
        pairs = change_pairs(comparison, self._level_names)
        asked = ApplyDialog(plan.name, pairs, len(comparison.changed), parent=self._page)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.accepted.connect(self.apply)
        asked.open()

    def apply(self) -> None:
        """Apply the plan as it is painted now, stored or not."""
        plan = self._sketch.plan
        if plan is not None:
            self._page.banner.hide()
            self.apply_button.setEnabled(False)
            self._sketch.when_stored(partial(self._apply, plan.id))

    def take_back(self) -> None:
        """Put the seats back as they stood before the plan was applied (F10)."""
        plan = self._sketch.plan
        if plan is not None and plan.can_undo:
            self._page.banner.hide()
            self._page.desk.start(self._page, holds.take_back(plan), self._applied)

    def _apply(self, plan_id: UUID) -> None:
        """Apply it, as it was stored meanwhile; not another one that was opened since."""
        plan, page = self._sketch.plan, self._page
        if plan is not None and plan.id == plan_id:
            wanted = holds.apply(plan, self._sketch.unsaved)
            page.desk.start(page, wanted, self._applied, failed=lambda _e: page.refresh_now())

    def _applied(self, done: Applied) -> None:
        if self._sketch.plan is not None and self._sketch.plan.id == done.plan.id:
            self._sketch.take_over(done.plan)
        self._page.refresh_now()


def barred(found: Comparison | None) -> int:
    """How many painted seats stand in the way."""
    return len(found.taken) + len(found.not_ours) if found else 0
