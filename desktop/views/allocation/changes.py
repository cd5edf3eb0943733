"""The side panel of a comparison: how many seats change how, and what stands in the way."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.holds.comparing import Comparison
from desktop.controls import Look, button, label
from desktop.theme import space
from desktop.views.allocation.view_switch import Shown
from desktop.views.allocation.wording import change_pairs, obstacle_pairs
from desktop.widgets.facts import Facts

SAME = "Every painted seat is as the plan says already."
LOOK_NOW = "The map shows for whom each seat is kept at the moment."


class ChangesPanel(QWidget):
    """Counts per change; `leave_out` takes the paint off the seats in the way."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        self.note = label("", Look.MUTED, wrap=True)
        self.leave_out = button("Leave out what is in the way", icon="close")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(4))
        for widget in (self.note, self.facts, self.leave_out):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.leave_out.hide()

    def show_comparison(
        self, found: Comparison | None, levels: Mapping[UUID, str], shown: Shown
    ) -> None:
        """Show what applying would do; nothing is known yet for None."""
        changes = change_pairs(found, levels) if found else []
        barred = obstacle_pairs(found) if found else []
        now = shown is Shown.NOW
        self.note.setText(LOOK_NOW if now else "" if changes or barred else SAME)
        self.note.setVisible(bool(self.note.text()))
        self.facts.setVisible(not now)
        self.facts.show_groups(("Will change", changes), ("In the way", barred))
        self.leave_out.setVisible(bool(found and not found.possible) and not now)
