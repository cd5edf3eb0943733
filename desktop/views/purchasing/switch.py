"""The switch at the head of purchasing: orders, or what is owed for them."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from desktop.controls import button, row
from desktop.theme import font, space


class Part(StrEnum):
    """The lists of purchasing; the value is what the button says."""

    ORDERS = "Orders"
    PAYABLES = "Payables"


KEYS = {Part.ORDERS: "Alt+1", Part.PAYABLES: "Alt+2"}


class PartSwitch(QWidget):
    """One button a list; `here` is the one that this switch stands on."""

    def __init__(self, here: Part, go: Callable[[Part], object]) -> None:
        super().__init__()
        line = row(gap=1)
        self.buttons = {}
        for part in Part:
            made = button(part.value, partial(self._turn, part), shortcut=KEYS[part])
            made.setCheckable(True)
            made.setChecked(part is here)
            made.setProperty("segment", "true")
            bold = QFontMetrics(font(strong=True)).horizontalAdvance(part.value)
            made.setMinimumWidth(bold + space(8))
            line.addWidget(made)
            self.buttons[part] = made
        self._here, self._go = here, go
        self.setLayout(line)

    def _turn(self, part: Part) -> None:
        for one, made in self.buttons.items():
            made.setChecked(one is self._here)
        if part is not self._here:
            self._go(part)
