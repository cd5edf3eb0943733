"""Customers and bookings that match what was typed, below the field to find seats."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.theme import ROW, space

MOST_LINES = 8
WIDTH = 400


@dataclass(frozen=True, eq=False)
class PartySeats:
    """Seats that belong together, and whose they are in words."""

    words: str
    ranks: npt.NDArray[np.intp]


class PeopleList(QListWidget):
    """Enter or a click picks one, Escape goes back to the field."""

    picked = Signal(object)
    """The PartySeats."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Customers found")
        self.setFixedWidth(WIDTH)
        self._found: Sequence[PartySeats] = ()
        self.itemClicked.connect(self._pick)
        self.hide()

    def offer(self, found: Sequence[PartySeats]) -> None:
        """Show what was found, the first line chosen."""
        self._found = found
        self.clear()
        for party in found:
            self.addItem(QListWidgetItem(party.words))
        self.setCurrentRow(0)
        lines = min(len(found), MOST_LINES)
        self.setFixedHeight(lines * (ROW + space(1)) + space(2))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _pick(self) -> None:
        row = self.currentRow()
        if 0 <= row < len(self._found):
            self.hide()
            self.picked.emit(self._found[row])
