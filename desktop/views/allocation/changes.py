"""The side panel of a comparison: how many seats change how, and what stands in the way."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.domain.holds.comparing import Comparison, Present
from desktop.controls import Look, button, label, number_label
from desktop.theme import space
from desktop.views.allocation.wording import Line, change_lines, obstacle_lines, use_lines
from desktop.widgets.clickable import Clickable
from desktop.words import number_text

SAME = "Every painted seat is as the plan says already."
OPEN_HOUSE = "Every seat is open to everybody."
PICK = "Click a line to select its seats."


class ChangesPanel(QWidget):
    """Lines with counts; a click on one asks for its seats.

    `leave_out` takes the paint off the seats in the way.
    """

    picked = Signal(object)
    """Ranks of the seats of a line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.note = label("", Look.MUTED, wrap=True)
        self.leave_out = button("Leave out what is in the way", icon="close")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(3))
        for widget in (self.note, self._scroll, self.leave_out):
            layout.addWidget(widget)
        self.leave_out.hide()

    def show_comparison(self, found: Comparison | None, levels: Mapping[UUID, str]) -> None:
        """Show what applying would do; nothing is known yet for None."""
        changes = change_lines(found, levels) if found else []
        barred = obstacle_lines(found) if found else []
        self._show(PICK if changes or barred else SAME, (changes, "In the way", barred))
        self.leave_out.setVisible(bool(found and not found.possible))

    def show_present(self, present: Present | None) -> None:
        """Show for whom seats are kept now."""
        lines = use_lines(present.painting) if present else []
        self._show(PICK if lines else OPEN_HOUSE, (lines, "", []))
        self.leave_out.hide()

    def _show(self, note: str, parts: tuple[list[Line], str, list[Line]]) -> None:
        first, heading, second = parts
        lines = [*first, *second]
        self.note.setText(note)
        if lines == self.lines:
            return
        self.lines = lines
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, space(1), 0)
        layout.setSpacing(0)
        self._add(layout, first)
        if second:
            layout.addSpacing(space(3))
            layout.addWidget(label(heading, Look.FIELD))
            self._add(layout, second)
        layout.addStretch(1)
        self._scroll.setWidget(inside)

    def _add(self, layout: QVBoxLayout, lines: Sequence[Line]) -> None:
        for line in lines:
            row = _Row(line)
            row.opened.connect(lambda line=line: self.picked.emit(line.ranks))
            layout.addWidget(row)


class _Row(Clickable):
    """What changes, and for how many seats."""

    def __init__(self, line: Line) -> None:
        super().__init__(f"{line.words}, {number_text(len(line.ranks))}")
        across = QHBoxLayout(self)
        across.setContentsMargins(space(2), space(1), space(2), space(1))
        across.setSpacing(space(2))
        across.addWidget(label(line.words, wrap=True), 1)
        seats = number_label(number_text(len(line.ranks)))
        across.addWidget(seats, 0, Qt.AlignmentFlag.AlignTop)
