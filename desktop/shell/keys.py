"""The sheet of keys (F1 or ?): what can be done without the mouse, here and everywhere."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.controls import Kind, Look, label
from desktop.dialogs import Dialog
from desktop.theme import space

Keys = Sequence[tuple[str, str]]
"""Pairs of a key and what it does."""


@runtime_checkable
class HasKeys(Protocol):
    """A screen that lists its keys."""

    @property
    def keys(self) -> Keys:
        """What the sheet shows of this screen."""


EVERYWHERE: Keys = (
    ("Ctrl+K", "Find a screen or a record"),
    ("Ctrl+1 … 9", "Open a screen of the side bar"),
    ("Ctrl+B", "Fold the side bar"),
    ("Ctrl+F", "Search on this screen"),
    ("F5", "Load this screen again"),
    ("Ctrl+Z", "Take back what was just done"),
    ("F1 or ?", "Show this sheet"),
)


class KeySheet(Dialog):
    """Keys of the open screen, then the keys that work everywhere."""

    def __init__(self, here: Keys, *, parent: QWidget | None = None) -> None:
        super().__init__("Keys", parent=parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(6))
        grid.setVerticalSpacing(space(2))
        grid.setColumnStretch(1, 1)
        if here:
            _add(grid, "On this screen", here)
        _add(grid, "Everywhere", EVERYWHERE)
        self.content.addLayout(grid)
        self.add_button("Close", self.accept, kind=Kind.PRIMARY)


def _add(grid: QGridLayout, heading: str, keys: Keys) -> None:
    grid.addWidget(label(heading, Look.FIELD), grid.rowCount(), 0, 1, 2)
    for key, what in keys:
        line = grid.rowCount()
        grid.addWidget(label(key, Look.KEY), line, 0)
        grid.addWidget(label(what), line, 1)
