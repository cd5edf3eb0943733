"""The sheet of keys (F1 or ?): what can be done without the mouse, here and everywhere."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QScrollArea, QWidget

from desktop.controls import Kind, Look, label
from desktop.dialogs import Dialog
from desktop.theme import space

Keys = Sequence[tuple[str, str]]
"""Pairs of a key and what it does; without a key it is a heading."""


@runtime_checkable
class HasKeys(Protocol):
    """A screen that lists its keys."""

    @property
    def keys(self) -> Keys:
        """What the sheet shows of this screen."""


MOST_IN_ONE = 20
"""Lines from which the sheet has two columns: it must fit a low screen."""
MOST_IN_TWO = 48
HIGHEST = 0.72  # of the window; from there on the sheet scrolls
EVERYWHERE: Keys = (
    ("Ctrl+K", "Find a screen or a record"),
    ("Ctrl+1 … 9", "Open a screen of the side bar"),
    ("Ctrl+B", "Fold the side bar"),
    ("Ctrl+F", "Search on this screen"),
    ("Menu", "In a table: choose its columns"),
    ("F5", "Load this screen again"),
    ("Ctrl+Z", "Take back what was just done"),
    ("F1 or ?", "Show this sheet"),
)


class KeySheet(Dialog):
    """Keys of the open screen, then the keys that work everywhere."""

    def __init__(self, here: Keys, *, parent: QWidget | None = None) -> None:
        super().__init__("Keys", parent=parent)
        headed = bool(here) and not here[0][0]
        heading: Keys = () if headed or not here else (("", "On this screen"),)
        lines = [*heading, *here, ("", "Everywhere"), *EVERYWHERE]
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(space(6))
        for part in _parts(lines):
            columns.addLayout(_column(part))
        self.content.addWidget(_scrolled(inside, parent))
        outer = self.layout()
        if outer is not None:  # as wide as its words, whatever share of the screen that is
            outer.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.add_button("Close", self.accept, kind=Kind.PRIMARY)


def _parts(lines: Keys) -> Iterator[Keys]:
    """The lines in columns of about the same height, none of which ends with a heading."""
    count = 1 if len(lines) <= MOST_IN_ONE else 2 if len(lines) <= MOST_IN_TWO else 3
    start = 0
    for number in range(1, count + 1):
        end = ceil(len(lines) * number / count)
        while not lines[end - 1][0]:
            end -= 1
        yield lines[start:end]
        start = end


def _column(lines: Keys) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(3))
    grid.setVerticalSpacing(space(2))
    grid.setColumnStretch(1, 1)
    for at, (key, what) in enumerate(lines):
        if key:
            grid.addWidget(label(key, Look.KEY), at, 0)
            grid.addWidget(label(what), at, 1)
        else:
            heading = label(what, Look.FIELD)
            heading.setContentsMargins(0, space(2) if at else 0, 0, 0)
            grid.addWidget(heading, at, 0, 1, 2)
    grid.setRowStretch(len(lines), 1)
    return grid


def _scrolled(inside: QWidget, window: QWidget | None) -> QScrollArea:
    """The sheet in full where the window is high enough."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    for each in inside.findChildren(QWidget):
        each.ensurePolished()
    wanted = inside.sizeHint()
    height = wanted.height() if window is None else round(window.height() * HIGHEST)
    bar = 0 if height >= wanted.height() else area.verticalScrollBar().sizeHint().width()
    area.setMinimumSize(wanted.width() + bar + space(1), min(wanted.height(), height))
    return area
