"""The categories of a plan: added, renamed, recoloured, taken out."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.domain.venues.editing.categories import add_category, remove_category, rename_category
from core.domain.venues.plan import Category, Plan
from desktop.controls import button, column, icon_button, row
from desktop.editor.canvas.looks import category_colors
from desktop.editor.panels.fields import ColorButton, TextField
from desktop.editor.panels.panel import Change
from desktop.widgets.seat_map.colors import current_colors


class CategoryLine(QWidget):
    """Colour, name, and a way out: its seats then go into another category."""

    def __init__(self, category: Category, do: Callable[[str, Change], bool]) -> None:
        super().__init__()
        self.category, self._do = category, do
        self.color = ColorButton(f"Colour of {category.name}")
        self.name = TextField(f"Name of category {category.name}")
        self.remove = icon_button("trash", f"Take {category.name} out")
        self.remove.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.remove.setMenu(QMenu(self.remove))
        self.setLayout(row(self.color, self.name, self.remove, gap=1))
        self.color.entered.connect(self._recolor)
        self.name.entered.connect(self._rename)

    def show_plan(self, plan: Plan, category: Category, color: str) -> None:
        """Show the category as it is; its seats can go into any other one."""
        self.category = category
        self.name.show_values((category.name,))
        self.color.show_color(color)
        menu = self.remove.menu()
        menu.clear()
        for other in plan.categories:
            if other.name != category.name:
                action = menu.addAction(f"Its seats become {other.name}")
                action.triggered.connect(lambda _on=False, to=other.name: self._remove(to))
        self.remove.setEnabled(not menu.isEmpty())

    def _recolor(self, color: str) -> None:
        name = self.category.name
        self._do("Colour category", lambda plan: add_category(plan, name, color or None))

    def _rename(self, new: str) -> None:
        name = self.category.name
        if not self._do("Rename category", lambda plan: rename_category(plan, name, new)):
            self.name.refuse()

    def _remove(self, instead: str) -> None:
        name = self.category.name
        self._do("Take category out", lambda plan: remove_category(plan, name, instead))


class CategoryList(QWidget):
    """One line a category, and a new one below."""

    def __init__(self, do: Callable[[str, Change], bool]) -> None:
        super().__init__()
        self._do = do
        self._lines = column(gap=1)
        self.lines: list[CategoryLine] = []
        self.new = TextField("Name of a new category", hint="A new category")
        self.new.entered.connect(self._add)
        self.add_button = button("Add", self._add_typed)
        self.add_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        whole = column(gap=1)
        whole.addLayout(self._lines)
        whole.addLayout(row(self.new, self.add_button, gap=1))
        self.setLayout(whole)

    def show_plan(self, plan: Plan) -> None:
        """Show the categories; lines stay, so that the focus does."""
        while len(self.lines) > len(plan.categories):
            gone = self.lines.pop()
            self._lines.removeWidget(gone)
            gone.deleteLater()
        for category in plan.categories[len(self.lines) :]:
            self.lines.append(CategoryLine(category, self._do))
            self._lines.addWidget(self.lines[-1])
        colors = category_colors(plan.categories, current_colors())
        for line, category in zip(self.lines, plan.categories, strict=True):
            line.show_plan(plan, category, colors[category.name])

    def _add_typed(self) -> None:
        """Leaving the field has added what was typed; without anything there is nothing to add."""
        self.new.setFocus()

    def _add(self, name: str) -> None:
        if self._do("Add category", lambda plan: add_category(plan, name)):
            self.new.show_values(("",))
        else:
            self.new.refuse()
