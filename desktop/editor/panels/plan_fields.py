"""Fields of the whole plan, made from a table of properties."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from core.domain.venues.plan import Plan
from desktop.controls import column
from desktop.editor.panels.fields import TextField, line_of
from desktop.editor.panels.panel import Change
from desktop.editor.panels.plan_table import PlanProperty


class PlanFields(QWidget):
    """One line a property; each is one edit."""

    def __init__(
        self,
        properties: Sequence[PlanProperty],
        do: Callable[[str, Change], bool],
        *,
        prefix: str = "Plan",
    ) -> None:
        super().__init__()
        self._properties, self._do = properties, do
        self.fields: dict[str, TextField] = {}
        laid = column(gap=2)
        for one in properties:
            field = TextField(f"{prefix}: {one.title}", hint=one.hint)
            field.entered.connect(lambda text, one=one: self._enter(one, text))
            self.fields[one.title] = field
            laid.addWidget(line_of(one.title, field))
        self.setLayout(laid)

    def show_plan(self, plan: Plan) -> None:
        """Show what the plan has."""
        for one in self._properties:
            self.fields[one.title].show_values((one.read(plan),))

    def _enter(self, one: PlanProperty, text: str) -> None:
        if not self._do(one.label, lambda plan: one.write(plan, text)):
            self.fields[one.title].refuse()
