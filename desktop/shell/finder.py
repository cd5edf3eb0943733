"""The finder (Ctrl+K): go to any screen or record by typing some of its words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.controls import Look, label, row
from desktop.desk import Desk
from desktop.shell.screens import Found, Search
from desktop.theme import ROW, space, theme

WIDTH = 620
HEIGHT = 420
PAUSE_MS = 180
"""Records are searched when typing rests this long."""
LEAST = 2
"""Letters from which records are searched."""
NOTHING = "Nothing found"
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Finder(QFrame):
    """A field and what it finds; Enter opens, Escape leaves."""

    left = Signal()
    """Escape or Enter closed it: the keys are to go where they went before."""

    def __init__(
        self, window: QWidget, desk: Desk, commands: Sequence[Found], search: Search | None
    ) -> None:
        super().__init__(window)
        self.setProperty("look", "floating")
        self.setFixedSize(WIDTH, HEIGHT)
        self._desk, self._commands, self._search = desk, commands, search
        self._shown: list[Found] = []
        self.field = QLineEdit()
        self.field.setProperty("look", "palette")
        self.field.setPlaceholderText("Go to a screen, an event, a booking …")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("look", "plain")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = label(NOTHING, Look.MUTED)
        self._none.hide()
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._soon.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.itemClicked.connect(lambda _item: self._open())
        self._show(self._matching(""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._go_back()
                return True
            if event.key() in MOVES:
                self.list.event(event)
                return True
        if event.type() is QEvent.Type.FocusOut:
            self.leave()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Close, without opening anything."""
        self.hide()
        self.deleteLater()

    def titles(self) -> list[str]:
        """The titles found, in order."""
        return [found.title for found in self._shown]

    def _typed(self, text: str) -> None:
        self._show(self._matching(text))
        self._none.hide()
        if self._search is not None and len(text.strip()) >= LEAST:
            self._soon.start()

    def _ask(self) -> None:
        text = self.field.text().strip()
        if self._search is None or len(text) < LEAST:
            return
        self._desk.ask(self, self._search(text), lambda found: self._add(text, found))

    def _add(self, text: str, found: Sequence[Found]) -> None:
        if text == self.field.text().strip():
            self._show([*self._matching(text), *found])
            self._none.setVisible(not self._shown)

    def _matching(self, text: str) -> list[Found]:
        words = text.casefold().split()
        return [
            found
            for found in self._commands
            if all(word in found.title.casefold() for word in words)
        ]

    def _show(self, found: Sequence[Found]) -> None:
        self._shown = list(found)
        self.list.clear()
        for one in self._shown:
            item = QListWidgetItem()
            line = _line(one)
            hint = line.sizeHint()
            hint.setHeight(ROW + space(1))
            item.setSizeHint(hint)
            self.list.addItem(item)
            self.list.setItemWidget(item, line)
        self.list.setCurrentRow(0)

    def _open(self) -> None:
        number = self.list.currentRow()
        if 0 <= number < len(self._shown):
            chosen = self._shown[number]
            self._go_back()
            chosen.open()

    def _go_back(self) -> None:
        self.leave()
        self.left.emit()

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self)
        inner.setContentsMargins(1, 1, 1, space(1))
        inner.setSpacing(space(1))
        inner.addWidget(self.field)
        self._none.setContentsMargins(space(4), space(2), space(4), space(2))
        inner.addWidget(self._none)
        listed = QVBoxLayout()
        listed.setContentsMargins(space(1), 0, space(1), 0)
        listed.addWidget(self.list)
        inner.addLayout(listed, 1)


def _line(found: Found) -> QWidget:
    picture = label()
    picture.setPixmap(theme().icon_pixmap(found.icon, theme().palette.muted))
    line = QWidget()
    layout = row(picture, label(found.title), label(found.detail, Look.MUTED), gap=3)
    layout.setContentsMargins(space(2), 0, space(2), 0)
    layout.addStretch(1)
    if found.key:
        layout.addWidget(label(found.key, Look.KEY), 0, Qt.AlignmentFlag.AlignVCenter)
    line.setLayout(layout)
    return line
