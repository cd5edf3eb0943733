"""What belongs to the whole plan: house, categories, floors, grid, the picture to trace over."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox

from core.domain.venues.editing.house import set_grid
from core.domain.venues.extras import grid_of
from desktop.controls import Look, label
from desktop.desk import Desk
from desktop.editor.panels.background_group import BackgroundGroup
from desktop.editor.panels.category_list import CategoryList
from desktop.editor.panels.floor_names import FloorNames
from desktop.editor.panels.panel import Panel
from desktop.editor.panels.plan_fields import PlanFields
from desktop.editor.panels.plan_table import GRID, HOUSE
from desktop.editor.view import EditorView


class PlanPanel(Panel):
    """Each field is one edit of the plan."""

    def __init__(self, desk: Desk, view: EditorView) -> None:
        super().__init__(view)
        self.house = PlanFields(HOUSE, self.do)
        self.categories = CategoryList(self.do)
        self.floors = FloorNames(self.do)
        self.grid = PlanFields(GRID, self.do, prefix="Grid")
        self.grid_shown = QCheckBox("Grid shown")
        self.grid_snaps = QCheckBox("Drawing snaps to the grid")
        self.background = BackgroundGroup(desk, self.do, lambda: view.shown.content)
        groups = (
            ("The house", (self.house,)),
            ("Categories", (self.categories,)),
            ("Picture to trace over", (self.background,)),
            ("Floors", (self.floors,)),
            ("Grid", (self.grid, self.grid_shown, self.grid_snaps)),
        )
        for title, widgets in groups:
            self.add_title(title)
            for widget in widgets:
                self.body.addWidget(widget)
        self.body.addWidget(label("All lengths are plan units; a seat is 24 wide.", Look.SMALL))
        self.body.addStretch(1)
        self.grid_shown.clicked.connect(lambda on: self._set_grid(shown=on))
        self.grid_snaps.clicked.connect(lambda on: self._set_grid(snaps=on))
        self.setFocusProxy(self.house.fields["Name"])

    def show_document(self) -> None:
        """Show what the plan has."""
        plan = self.document.plan
        for group in (self.house, self.categories, self.floors, self.grid, self.background):
            group.show_plan(plan)
        grid = grid_of(plan)
        self.grid_shown.setChecked(grid.shown)
        self.grid_snaps.setChecked(grid.snaps)

    def show_categories(self) -> None:
        """Bring the list of categories into sight, ready for a new one."""
        self.wanted.emit()
        self.ensureWidgetVisible(self.categories)
        self.categories.new.setFocus()

    def _set_grid(self, **values: bool) -> None:
        self.do("Set grid", lambda plan: set_grid(plan, replace(grid_of(plan), **values)))
