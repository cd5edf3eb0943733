"""The field in which an event is picked: type some of its words, Enter takes it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from core.services.events.queries import EventRow
from desktop.theme import space
from desktop.widgets.elided_line import ElidedLine
from desktop.words import when_text

WIDTH = 140
LEAST_WIDTH = 50
MOST_SHOWN = 14
MOST_WIDTH, LIST_MARGINS = 200, 8
"""The list may be wider than the field: a long title must not hide when it is."""


def event_line(event: EventRow, now: datetime) -> str:
    """An event as the picker lists it: title, when (where it happens), and where."""
    when = when_text(event.start, now, ZoneInfo(event.timezone))
    return f"{event.title}  ·  {when}  ·  {event.venue}"


class EventPicker(QComboBox):
    """Lists events; typing narrows them by any word."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.events: Sequence[EventRow] = ()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(MOST_SHOWN)
        self.setAccessibleName("Event")
        line = ElidedLine()
        self.setLineEdit(line)
        self._line = line
        line.setPlaceholderText("Which event? Type some of its name")
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(MOST_SHOWN)
        self.setCompleter(completer)
        lists = (self.view(), completer.popup())
        self._lists = [listed for listed in lists if listed is not None]
        for listed in self._lists:
            listed.setTextElideMode(Qt.TextElideMode.ElideRight)
        completer.activated.connect(self._take_text)
        line.returnPressed.connect(lambda: self._take_text(line.text()))
        self.activated.connect(self._take)
        self.setCurrentIndex(-1)

    def offer(self, events: Sequence[EventRow], now: datetime) -> None:
        """List these events; the one picked stays picked, as it stands now."""
        kept = self.event_picked
        self.events = events
        self.blockSignals(True)
        self.clear()
        self.addItems([event_line(event, now) for event in events])
        self.blockSignals(False)
        wanted = self.view().sizeHintForColumn(0) + space(LIST_MARGINS)
        for listed in self._lists:
            listed.setMinimumWidth(min(wanted, space(MOST_WIDTH)))
        self.show_picked(None if kept is None else kept.id)

    @property
    def event_picked(self) -> EventRow | None:
        """The event that the field shows."""
        number = self.currentIndex()
        return self.events[number] if 0 <= number < len(self.events) else None

    def show_picked(self, event_id: UUID | None) -> None:
        """Show an event without telling anybody."""
        ids = [event.id for event in self.events]
        self.blockSignals(True)
        self.setCurrentIndex(ids.index(event_id) if event_id in ids else -1)
        self.blockSignals(False)
        self._line.setCursorPosition(0)

    def pick(self, event_id: UUID) -> None:
        """Pick an event, as if it had been clicked."""
        self.show_picked(event_id)
        self._tell()

    def open(self) -> None:
        """Take the focus, ready to type over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.end(False)
        self._line.home(True)

    def sizeHint(self) -> QSize:
        return QSize(space(WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(space(LEAST_WIDTH), super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_text()

    def _take(self, number: int) -> None:
        self.setCurrentIndex(number)
        self._tell()

    def _take_text(self, text: str) -> None:
        words = text.casefold().split()
        lines = [self.itemText(number).casefold() for number in range(self.count())]
        exact = text.casefold()
        found = [at for at, line in enumerate(lines) if line == exact] or [
            at for at, line in enumerate(lines) if words and all(word in line for word in words)
        ]
        if found:
            self._take(found[0])
        else:
            self._show_text()

    def _show_text(self) -> None:
        number = self.currentIndex()
        self.setEditText(self.itemText(number) if number >= 0 else "")
        self._line.setCursorPosition(0)

    def _tell(self) -> None:
        event = self.event_picked
        self._line.setCursorPosition(0)
        if event is not None:
            self.picked.emit(event)
