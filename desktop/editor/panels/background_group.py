"""The picture to trace over: loaded, placed, faded, taken away."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QFileDialog, QWidget

from core.domain.venues.editing.house import set_background
from core.domain.venues.editing.places import Edited
from core.domain.venues.extras import Background, background_of
from core.domain.venues.plan import Plan
from desktop.controls import Look, button, column, icon_button, label, row
from desktop.desk import Desk
from desktop.dialogs import ask_for_file
from desktop.editor.panels.panel import Change
from desktop.editor.panels.plan_fields import PlanFields
from desktop.editor.panels.plan_table import BACKGROUND
from desktop.editor.pictures import KINDS, TRACED, read_picture
from desktop.latest import Latest

SCALE_HINT = "The measure tool sets its scale by a distance that you know."


class BackgroundGroup(QWidget):
    """`room` is where a new picture is laid: over what is drawn, or in sight."""

    def __init__(
        self, desk: Desk, do: Callable[[str, Change], bool], room: Callable[[], QRectF]
    ) -> None:
        super().__init__()
        self._desk, self._do, self._room = desk, do, room
        self._latest = Latest()
        self.fields = PlanFields(BACKGROUND, do, prefix="Background")
        self.load_button = button("Load a picture…", self.ask, icon="camera")
        self.remove_button = icon_button("trash", "Take the picture away", self.remove)
        self.hint = label(SCALE_HINT, Look.SMALL, wrap=True)
        line = row(self.load_button, self.remove_button, gap=2)
        line.addStretch(1)
        laid = column(gap=2)
        laid.addLayout(line)
        laid.addWidget(self.fields)
        laid.addWidget(self.hint)
        self.setLayout(laid)

    def show_plan(self, plan: Plan) -> None:
        """Show where the picture lies; only a button without one."""
        shown = background_of(plan) is not None
        for widget in (self.fields, self.hint, self.remove_button):
            widget.setVisible(shown)
        self.fields.show_plan(plan)

    def ask(self) -> QFileDialog:
        """Ask for a file, then load it."""
        return ask_for_file(self, "Choose a picture", KINDS, self.load)

    def load(self, path: Path) -> None:
        """Lay this picture under the plan; one that is there already gives it its place."""
        self._desk.compute(
            self,
            lambda: read_picture(path, TRACED),
            self._loaded,
            still=self._latest.begin(),
        )

    def remove(self) -> None:
        """Trace over nothing any more."""
        self._do("Take background away", lambda plan: set_background(plan, None))

    def _loaded(self, picture: str) -> None:
        room = self._room()

        def change(plan: Plan) -> Edited:
            before = background_of(plan)
            laid = before or Background("", room.x(), room.y(), max(room.width(), 1.0))
            return set_background(plan, laid, picture)

        self._do("Load background", change)
