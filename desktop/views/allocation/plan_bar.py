"""Which plan is in work, and what can be done with plans as a whole."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from core.services.events.queries import EventRow
from core.services.holds.plans import PlanRow
from core.services.holds.templates import CarriedPlan, TemplateRow
from desktop.controls import button, row
from desktop.dialogs import confirm
from desktop.forms import Pick
from desktop.operations import holds
from desktop.theme import space
from desktop.views.allocation.dialogs import NameDialog, TemplateDialog
from desktop.views.allocation.presales import PresalesDialog
from desktop.workplace import Workplace

LEAST_WIDTH = 36


class PlanBar(QWidget):
    """The plans of an event; `picked` carries the PlanRow that is to be shown."""

    picked = Signal(object)
    made = Signal(object)
    """A plan that was just made, to be opened as soon as it is listed."""
    carried = Signal(object)
    """The CarriedPlan that was made of a template."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._desk = workplace, workplace.desk
        self.of_event: EventRow | None = None
        self.templates: Sequence[TemplateRow] = ()
        self.plans: Sequence[PlanRow] = ()
        self.plan: Pick[PlanRow] = Pick()
        self.plan.setAccessibleName("Plan")
        self.plan.setMinimumWidth(space(LEAST_WIDTH))
        self.new = button("New plan", self.ask_new, icon="plus", shortcut="Ctrl+N")
        self.more = button("More", icon="more")
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.plan.picked.connect(self.picked)
        self.setLayout(row(self.plan, self.new, self.more))
        self._offer_menu()

    def show_plans(self, plans: Sequence[PlanRow], templates: Sequence[TemplateRow]) -> None:
        """List the plans of the event and the templates of its venue."""
        self.plans, self.templates = plans, templates
        kept = self.plan.value()
        self.plan.offer([(_line(plan), plan) for plan in plans])
        if kept is not None:
            self.show_plan(kept)
        self.plan.setVisible(bool(plans))
        self._offer_menu()

    def show_plan(self, plan: PlanRow | None) -> None:
        """Show a plan as the one in work."""
        same = next((one for one in self.plans if plan and one.id == plan.id), None)
        self.plan.set_value(same)
        self._offer_menu()

    def ask_new(self) -> None:
        """Ask for the name of a new plan (Ctrl+N)."""
        event = self.of_event
        if event is None:
            return

        def start(dialog: NameDialog, name: str, key: UUID) -> None:
            made = holds.new_plan(event, name, None, key=key)
            self._desk.start(dialog, made, partial(self._made, dialog), pressed=dialog.submit)

        hint = "It starts without any paint: seats that you don't paint stay as they are."
        NameDialog("New allocation plan", "Make the plan", start, hint=hint, parent=self).open()

    def ask_presales(self) -> None:
        """Show the presales of the event, to be made, changed and ended (F4)."""
        if self.of_event is not None:
            PresalesDialog(self._workplace, self.of_event, parent=self).open()

    def ask_template(self) -> None:
        """Ask which template a new plan is made of."""
        event = self.of_event
        if event is None or not self.templates:
            return

        def start(dialog: NameDialog, name: str, key: UUID) -> None:
            template = dialog.template.value() if isinstance(dialog, TemplateDialog) else None
            if template is not None:
                made = holds.from_template(template, event, name, key=key)
                self._desk.start(
                    dialog, made, partial(self._carried, dialog), pressed=dialog.submit
                )

        TemplateDialog(self.templates, start, parent=self).open()

    def _rename(self) -> None:
        plan = self.plan.value()
        if plan is None:
            return

        def start(dialog: NameDialog, name: str, key: UUID) -> None:
            renamed = holds.rename(plan, name, key=key)
            self._desk.start(dialog, renamed, lambda _plan: dialog.accept(), pressed=dialog.submit)

        NameDialog("Rename the plan", "Rename", start, name=plan.name, parent=self).open()

    def _keep(self) -> None:
        plan = self.plan.value()
        if plan is None:
            return

        def start(dialog: NameDialog, name: str, key: UUID) -> None:
            kept = holds.keep_as_template(plan, name, key=key)
            self._desk.start(dialog, kept, lambda _template: dialog.accept(), pressed=dialog.submit)

        NameDialog(
            "Keep as a template",
            "Keep as a template",
            start,
            name=plan.name,
            hint="Any event in this house can start from it.",
            parent=self,
        ).open()

    def _delete(self) -> None:
        plan = self.plan.value()
        if plan is not None:
            confirm(
                self,
                f"Delete {plan.name}?",
                "The seats stay as they are, and it can't be taken back any more.",
                "Delete the plan",
                lambda: self._desk.start(self, holds.delete(plan)),
            )

    def _made(self, dialog: NameDialog, plan: PlanRow) -> None:
        dialog.accept()
        self.made.emit(plan)

    def _carried(self, dialog: NameDialog, done: CarriedPlan) -> None:
        dialog.accept()
        self.made.emit(done.plan)
        self.carried.emit(done)

    def _offer_menu(self) -> None:
        self._menu.clear()
        chosen = self.plan.value() is not None
        items: tuple[tuple[str, Callable[[], object], bool], ...] = (
            ("Rename…", self._rename, chosen),
            ("Keep as a template…", self._keep, chosen),
            ("New plan from a template…", self.ask_template, bool(self.templates)),
            ("Delete…", self._delete, chosen),
        )
        for words, act, possible in items:
            self._menu.addAction(words, act).setEnabled(possible)
        if self.templates:
            drop = self._menu.addMenu("Delete a template")
            for one in self.templates:
                drop.addAction(one.name, partial(self._drop, one))

    def _drop(self, template: TemplateRow) -> None:
        confirm(
            self,
            f"Delete the template {template.name}?",
            "Plans that were made of it stay.",
            "Delete the template",
            lambda: self._desk.start(self, holds.drop_template(template)),
        )


def _line(plan: PlanRow) -> str:
    return f"{plan.name}  ·  in force" if plan.can_undo else plan.name
