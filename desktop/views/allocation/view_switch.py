"""The switch over the map: what its colours show of a plan."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.controls import button, row
from desktop.theme import font, space


class Shown(StrEnum):
    """What the map shows: the plan's two layers, what it would change, or how seats stand."""

    USES = "Uses"
    LEVELS = "Price levels"
    CHANGES = "Changes"
    NOW = "Now"


TITLES = {
    Shown.USES: "Paints",
    Shown.LEVELS: "Paints",
    Shown.CHANGES: "What would change",
    Shown.NOW: "How it is now",
}


class ViewSwitch(QWidget):
    """One button a view; `turned` tells of another one."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown.USES
        self.setAccessibleName("Show on the map")
        group = QButtonGroup(self)
        line = row(gap=1)
        self.buttons = {}
        for shown in Shown:
            made = button(shown.value)
            made.setCheckable(True)
            made.setProperty("segment", "true")
            made.setToolTip("V shows the next one")
            # The chosen one is bold, and must not be cut or move the others.
            bold = QFontMetrics(font(strong=True)).horizontalAdvance(shown.value)
            made.setMinimumWidth(bold + space(5))
            made.clicked.connect(lambda _on=False, one=shown: self.show_view(one))
            group.addButton(made)
            line.addWidget(made)
            self.buttons[shown] = made
        self.buttons[self.shown].setChecked(True)
        self.setLayout(line)

    @property
    def title(self) -> str:
        """What the side panel is called."""
        return TITLES[self.shown]

    def show_view(self, shown: Shown) -> None:
        """Turn to a view."""
        self.shown = shown
        self.buttons[shown].setChecked(True)
        self.turned.emit()

    def show_next(self) -> None:
        """Turn to the next view (V)."""
        views = list(Shown)
        self.show_view(views[(views.index(self.shown) + 1) % len(views)])

    def show_layer(self, *, levels: bool) -> None:
        """Turn to the layer that is being painted, unless the changes are looked at."""
        wanted = Shown.LEVELS if levels else Shown.USES
        if self.shown is not wanted and self.shown is not Shown.CHANGES:
            self.show_view(wanted)
