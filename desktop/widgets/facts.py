"""Facts under headings, as side panels and cards say them: a word and its value, line by line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.controls import Look, label, number_label
from desktop.theme import space

Pairs = Sequence[tuple[str, str]]


class Facts(QWidget):
    """Pairs of a word and a value, under a small heading each."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(space(3))
        self._inside: QWidget | None = None

    def show_groups(self, *groups: tuple[str, Pairs]) -> None:
        """Show groups of pairs; a group without pairs is left out."""
        if self._inside is not None:
            self._layout.removeWidget(self._inside)
            self._inside.deleteLater()
        self.shown = [pair for _, pairs in groups for pair in pairs]
        self._inside = QWidget()
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(3))
        for heading, pairs in groups:
            if pairs:
                layout.addLayout(_group(heading, pairs))
        self._layout.addWidget(self._inside)
        # Qt shows it with the next round of the event loop; until then it has no height.
        self._inside.show()


def _group(heading: str, pairs: Pairs) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(space(1))
    grid.setColumnStretch(1, 1)
    if heading:
        grid.addWidget(label(heading, Look.FIELD), 0, 0, 1, 2)
    for at, (what, value) in enumerate(pairs, start=1):
        grid.addWidget(label(what, Look.MUTED), at, 0, Qt.AlignmentFlag.AlignTop)
        said = number_label(value, Look.BODY)
        said.setWordWrap(True)
        grid.addWidget(said, at, 1)
    return grid
