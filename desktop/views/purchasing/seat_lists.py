"""The lists of a delivery: a text for each order line, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.services.purchasing.previewing import DeliveryPreview, LinePreview, ListProblem
from core.services.purchasing.queries import LineRow
from desktop.controls import IconLabel, Kind, Look, button, label, row
from desktop.forms import Pick
from desktop.theme import Tone, font, space, theme
from desktop.words import count

PAUSE_MS = 250
"""The lists are read when typing rests this long."""
HINT = (
    "Paste the supplier's list, or type blocks:\n\n"
    "Stalls rows A-C\n"
    "Circle row B seats 12-20 odd\n"
    "Box 3\n\n"
    "Section;Row;Seat\n"
    "Stalls;D;14"
)
PROBLEMS_HEIGHT = 176


class SeatLists(QWidget):
    """One text a line of the order; `changed` follows a pause in typing."""

    changed = Signal()
    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[UUID, str] = {}
        self._lines: Sequence[LineRow] = ()
        self._problems: Sequence[tuple[LineRow, ListProblem]] = ()
        self.line: Pick[UUID] = Pick()
        self.line.setAccessibleName("Line of the order")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Seats that have arrived")
        self.text.setPlaceholderText(HINT)
        self.text.setFont(font())
        self.text.setTabChangesFocus(True)
        self.open_file = button("Open a list", self.file_wanted.emit, icon="file")
        self.clear = button("Clear", self._clear, kind=Kind.QUIET)
        self._found = label("", Look.MUTED, wrap=True)
        self._verdict = IconLabel("info")
        self.problems = QListWidget()
        self.problems.setAccessibleName("Problems")
        self.problems.setWordWrap(True)
        self.problems.setResizeMode(QListView.ResizeMode.Adjust)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.setMaximumHeight(PROBLEMS_HEIGHT)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._lay_out()
        self.text.textChanged.connect(self._typed)
        self.line.picked.connect(self._show_line)
        theme().changed.connect(self._dress_problems)
        self.problems.itemActivated.connect(lambda _item: self._go_to_problem())
        self.problems.itemClicked.connect(lambda _item: self._go_to_problem())
        self.setFocusProxy(self.text)

    @property
    def texts(self) -> Mapping[UUID, str]:
        """What stands in the lists, by order line."""
        return dict(self._texts)

    def offer(self, lines: Sequence[LineRow]) -> None:
        """The lines that seats may come for; what was typed for them stays."""
        self._lines = lines
        self.line.offer([(_line_words(line), line.id) for line in lines])
        self.line.setVisible(len(lines) > 1)
        if self.line.value() is None and lines:
            self.line.set_value(lines[0].id)
        self._texts = {line.id: self._texts.get(line.id, "") for line in lines}
        self._show_line()

    def forget(self) -> None:
        """Empty all lists."""
        self._texts = dict.fromkeys(self._texts, "")
        self._show_line()
        self._problems = ()
        self.problems.clear()

    def take(self, text: str, line_id: UUID | None = None) -> None:
        """Put a list into the line that is shown, or into this one, and read it at once."""
        line_id = line_id or self.line.value()
        if line_id in self._texts:
            self._texts[line_id] = text
            self._show_line()
            self._pause.stop()
            self.changed.emit()

    def show_preview(self, preview: DeliveryPreview) -> None:
        """Say what was found and what is wrong."""
        self._problems = [(one.line, problem) for one in preview.lines for problem in one.problems]
        several = len(preview.lines) > 1
        self.problems.clear()
        for line, problem in self._problems:
            where = f"Line {line.line_no} of the order: " if several else ""
            self.problems.addItem(QListWidgetItem(where + problem_words(problem)))
        self._dress_problems()
        self.problems.setVisible(bool(self._problems))
        self._say_found(preview)

    def _dress_problems(self) -> None:
        for at in range(self.problems.count()):
            self.problems.item(at).setIcon(theme().icon("alert", "bad"))

    def _say_found(self, preview: DeliveryPreview) -> None:
        if self._problems:
            self._verdict.show_icon("alert", Tone.BAD)
            listed = count(preview.quantity, "seat")
            self._found.setText(f"{listed} read, {count(len(self._problems), 'problem')}")
        elif preview.quantity:
            self._verdict.show_icon("check-circle", Tone.GOOD)
            self._found.setText(f"{count(preview.quantity, 'seat')} read, each on the map")
        else:
            self._verdict.show_icon("info")
            self._found.setText("Nothing listed yet")

    def _typed(self) -> None:
        line_id = self.line.value()
        if line_id is not None and self._texts.get(line_id) != self.text.toPlainText():
            self._texts[line_id] = self.text.toPlainText()
            self._pause.start()

    def _show_line(self, *_picked: object) -> None:
        line_id = self.line.value()
        text = "" if line_id is None else self._texts.get(line_id, "")
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def _clear(self) -> None:
        self.take("")
        self.text.setFocus()

    def _go_to_problem(self) -> None:
        at = self.problems.currentRow()
        if not 0 <= at < len(self._problems):
            return
        line, problem = self._problems[at]
        self.line.set_value(line.id)
        self._show_line()
        if problem.line_no is not None:
            block = self.text.document().findBlockByNumber(problem.line_no - 1)
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            self.text.setTextCursor(cursor)
            self.text.setFocus()

    def _lay_out(self) -> None:
        buttons = row(label("Seats that have arrived", Look.FIELD), gap=2)
        buttons.addStretch(1)
        buttons.addWidget(self.clear)
        buttons.addWidget(self.open_file)
        found = row(self._verdict, self._found, gap=2)
        found.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(2))
        layout.addWidget(self.line)
        layout.addLayout(buttons)
        layout.addWidget(self.text, 3)
        layout.addLayout(found)
        layout.addWidget(self.problems, 2)
        self.problems.hide()


def problem_words(problem: ListProblem) -> str:
    """A problem as a sentence with its place in the list."""
    if problem.line_no is None:
        return f"{problem.reason}."
    return f"Line {problem.line_no}, “{problem.text}”: {problem.reason}."


def listed(preview: LinePreview) -> str:
    """``118 of 120 to come``."""
    return f"{len(preview.seats):,} of {preview.line.open:,} to come"


def _line_words(line: LineRow) -> str:
    return f"Line {line.line_no}: {line.name}, {line.open:,} to come"
