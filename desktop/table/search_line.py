"""The line above a table in which one types what to find."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.table.view import ENTER, RecordTable

MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class SearchLine(QLineEdit):
    """While one types, up and down move the mark in the table; Enter takes it."""

    entered = Signal()
    """Enter was pressed; no button of the dialog hears of it."""

    def __init__(self, table: RecordTable[Any]) -> None:
        super().__init__()
        self._table = table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            self._table.keyPressEvent(event)
            event.accept()
        elif event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
