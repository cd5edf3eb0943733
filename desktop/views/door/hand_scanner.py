"""A hand scanner that types: told from a person by its speed, wherever the focus is."""

from collections.abc import Callable
from time import monotonic

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

from core.domain.numbers import read_barcode, read_ticket_number
from core.domain.tickets.qr import parse

GAP_MS = 50
"""The longest pause between two keys of a scanner; the fastest typists need half as long again."""
LEAST = 6
"""Keys from which a burst with Enter at its end is a scan."""
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class HandScanner(QObject):
    """Takes bursts of keys out of the application's input and tells them as one text.

    Each printable key is held back for GAP_MS; if no other follows it is given to the window after
    all. So neither the letters of a scan reach a field nor its Enter a button.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._last = 0.0
        self._giving_back = False
        self._pause = QTimer(self, singleShot=True, interval=GAP_MS)
        self._pause.timeout.connect(lambda: QTimer.singleShot(0, self, self._paused))

    def listen(self, *, on: bool) -> None:
        """Watch the application's keys, or leave them alone."""
        application = QCoreApplication.instance()
        if application is None:
            return
        application.removeEventFilter(self)
        if on:
            application.installEventFilter(self)
        else:
            self._give_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._giving_back or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.ShortcutOverride and self._held:
            event.accept()  # no shortcut takes a letter out of a scan
            return _is_letter(event)
        if event.type() is QEvent.Type.KeyPress and isinstance(watched, QWindow):
            return self._press(watched, event)
        return False

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        now = event.timestamp() / 1000 or self._clock()  # a busy window gets its keys late
        if (now - self._last) * 1000 > GAP_MS:
            self._give_back()
        self._last = now
        if _is_letter(event):
            self._hold(window, event)
            return True
        if event.key() in ENDS and len(self._held) >= LEAST:
            self._tell()
            return True
        self._give_back()
        return False

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
        self._held.append((window, copy))
        self._pause.start()

    def _paused(self) -> None:
        if self._pause.isActive():
            return  # keys were waiting while the window was busy
        text = self._text()
        if parse(text) or read_barcode(text) or read_ticket_number(text):
            self._tell()  # a scanner that sends no Enter
        else:
            self._give_back()

    def _tell(self) -> None:
        text = self._text()
        self._held.clear()
        self._pause.stop()
        self.scanned.emit(text)

    def _text(self) -> str:
        return "".join(event.text() for _, event in self._held)

    def _give_back(self) -> None:
        """A person typed them: they go where they would have gone, unless that window is gone."""
        held, self._held = self._held, []
        self._pause.stop()
        self._giving_back = True
        for window, event in held:
            if shiboken6.isValid(window):
                QCoreApplication.sendEvent(window, event)
        self._giving_back = False


def _is_letter(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~PLAIN
    text = event.text()
    return plain and not event.isAutoRepeat() and len(text) == 1 and text.isprintable()
