"""The names of the floors, from the ground up."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.domain.venues.editing.house import set_floors
from core.domain.venues.editing.places import Edited
from core.domain.venues.extras import floors_of
from core.domain.venues.plan import MAX_LEVEL, Plan
from desktop.controls import Kind, button, column
from desktop.editor.panels.fields import TextField, line_of
from desktop.editor.panels.panel import Change


class FloorNames(QWidget):
    """As many fields as the plan has floors, and one more at a click."""

    def __init__(self, do: Callable[[str, Change], bool]) -> None:
        super().__init__()
        self._do = do
        self._more = 0
        self._plan: Plan | None = None
        self.fields: list[TextField] = []
        self._lines: list[QWidget] = []
        self._laid = column(gap=2)
        self.add_button = button("Add a floor", self.add, kind=Kind.QUIET, icon="plus")
        whole = column(gap=1)
        whole.addLayout(self._laid)
        whole.addWidget(self.add_button)
        self.setLayout(whole)

    def show_plan(self, plan: Plan) -> None:
        """Show the floors that have a name or a section."""
        self._plan = plan
        names = floors_of(plan)
        used = max((zone.level + 1 for zone in plan.zones), default=1)
        wanted = min(max(len(names), used) + self._more, MAX_LEVEL + 1)
        while len(self.fields) < wanted:
            self._add_field(len(self.fields))
        for at, (field, line) in enumerate(zip(self.fields, self._lines, strict=True)):
            line.setVisible(at < wanted)
            field.show_values((names[at] if at < len(names) else "",))
        self.add_button.setVisible(wanted <= MAX_LEVEL)

    def add(self) -> None:
        """Offer a field for one floor more."""
        self._more += 1
        if self._plan is not None:
            self.show_plan(self._plan)
            next(one for one in reversed(self.fields) if not one.isHidden()).setFocus()

    def _add_field(self, at: int) -> None:
        field = TextField(f"Name of level {at}", hint=f"Level {at}")
        field.entered.connect(lambda text: self._enter(at, text))
        line = line_of(f"Level {at}", field)
        self.fields.append(field)
        self._lines.append(line)
        self._laid.addWidget(line)

    def _enter(self, at: int, text: str) -> None:
        def change(plan: Plan) -> Edited:
            names = [*floors_of(plan)]
            names += [""] * (at + 1 - len(names))
            names[at] = text
            while names and not names[-1].strip():
                names.pop()
            return set_floors(plan, names)

        self._more = 0
        if not self._do("Name floor", change):
            self.fields[at].refuse()
