"""The side bar: where one can go, by role."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from desktop.controls import IconLabel, Look, button, label, restyle, row, wear_icon
from desktop.shell.screens import Screen
from desktop.theme import RAIL, space

MOST_KEYS = 9
FOLDED = 60


class Rail(QFrame):
    """One button a screen, with Ctrl+1 to Ctrl+9; folds to icons."""

    chosen = Signal(int)

    def __init__(self, agency: str, screens: Sequence[Screen]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._screens = screens
        self._name = label(agency, Look.STRONG, wrap=True)
        self.buttons = [self._entry(number, screen) for number, screen in enumerate(screens)]
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(space(1) // 2)
        mark = IconLabel("parterre", size=28, role="on_rail")
        head = row(mark, self._name, gap=2)
        head.setStretch(1, 1)
        head.setContentsMargins(space(1), 0, 0, space(4))
        self._layout.addLayout(head)
        group = screens[0].group if screens else ""
        for entry, screen in zip(self.buttons, screens, strict=True):
            if screen.group != group:
                group = screen.group
                self._layout.addSpacing(space(4))
            self._layout.addWidget(entry)
        self._layout.addStretch(1)
        self.fold(folded=False)

    def show_agency(self, name: str) -> None:
        """Name the agency above the entries."""
        self._name.setText(name)

    def show_chosen(self, number: int) -> None:
        """Mark the entry of the screen that is open."""
        self.buttons[number].setChecked(True)

    @property
    def folded(self) -> bool:
        return self.width() == FOLDED

    def fold(self, *, folded: bool) -> None:
        """Show icons only, or icons and words."""
        self.setFixedWidth(FOLDED if folded else RAIL)
        side = space(2) if folded else space(3)
        self._layout.setContentsMargins(side, space(5), side, space(3))
        self._name.setVisible(not folded)
        for entry, screen in zip(self.buttons, self._screens, strict=True):
            entry.setText("" if folded else screen.title)
            entry.setProperty("folded", "true" if folded else "false")
            restyle(entry)

    def _entry(self, number: int, screen: Screen) -> QPushButton:
        made = button(screen.title, lambda: self.chosen.emit(number))
        wear_icon(made, screen.icon, "on_rail")
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setAccessibleName(screen.title)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys = f" (Ctrl+{number + 1})" if number < MOST_KEYS else ""
        made.setToolTip(f"{screen.title}{keys}")
        return made
