"""The line below the canvas: what the tool says, where the mouse is, how much there is."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from desktop.controls import Look, label, row
from desktop.editor.place_counts import PlaceCounts, seats_selected
from desktop.editor.view import EditorView
from desktop.theme import space
from desktop.words import count, number_text

SETTLE_MS = 150
"""Counting a stadium takes a moment, so it waits until the hand rests."""


class StatusLine(QFrame):
    """Follows a view and its document."""

    def __init__(self, view: EditorView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "footer")
        self._view = view
        self._places = PlaceCounts()
        self.hint = label("", Look.MUTED)
        self.pointer, self.counts = label("", Look.SMALL), label("", Look.SMALL)
        line = row(self.hint, gap=4)
        line.setContentsMargins(space(3), space(1), space(3), space(1))
        line.setStretch(0, 1)
        line.addWidget(self.pointer)
        line.addWidget(self.counts)
        self.setLayout(line)
        view.said.connect(self._say)
        view.pointed.connect(self._point)
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self._count)
        view.document.plan_changed.connect(lambda _before, _now: self._rest.start())
        view.document.selection_changed.connect(self._rest.start)
        self._say(view.tool.hint)
        self._count()

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setToolTip(words)

    def _point(self, x: float, y: float) -> None:
        self.pointer.setText(f"{x:,.0f}, {y:,.0f}")

    def _count(self) -> None:
        document = self._view.document
        places = count(self._places.total(document.plan), "place")
        selected = seats_selected(document.plan, document.selection)
        chosen = f"{number_text(selected)} of " if selected else ""
        self.counts.setText(f"{chosen}{places}")
