"""The sheet of keys (F1 or ?): what can be done without the mouse, here and everywhere."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QWidget

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


MOST_IN_ONE = 13
"""Keys of a screen from which the sheet has two columns: it must fit a low screen."""
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
        half = len(here) if len(here) <= MOST_IN_ONE else (len(here) + len(EVERYWHERE) + 1) // 2
        left = right = _column()
        columns = QHBoxLayout()
        columns.setSpacing(space(8))
        columns.addLayout(left)
        if here:
            _add(left, "On this screen", here[:half])
        if len(here) > MOST_IN_ONE:
            right = _column()
            columns.addLayout(right)
            _add(right, "", here[half:])
        _add(right, "Everywhere", EVERYWHERE)
        for column in (left, right):
            column.setRowStretch(column.rowCount(), 1)
        self.content.addLayout(columns)
        outer = self.layout()
        if outer is not None:  # as wide as its words, whatever share of the screen that is
            outer.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.add_button("Close", self.accept, kind=Kind.PRIMARY)


def _column() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(6))
    grid.setVerticalSpacing(space(2))
    grid.setColumnStretch(1, 1)
    return grid


def _add(grid: QGridLayout, heading: str, keys: Keys) -> None:
    grid.addWidget(label(heading, Look.FIELD), grid.rowCount(), 0, 1, 2)
    for key, what in keys:
        line = grid.rowCount()
        grid.addWidget(label(key, Look.KEY), line, 0)
        grid.addWidget(label(what), line, 1)
