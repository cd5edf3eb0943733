"""Keys as a hand scanner and a person press them: through the window, not into a widget."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

NAMED = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


def scan(window: QWidget, text: str) -> None:
    """Press the keys as fast as a scanner does, however long the machine takes for it."""
    press(window, text, pauses=5)


def press(window: QWidget, text: str, *, pauses: int = 0) -> None:
    """Press and let go of each key as the window system tells them.

    With `pauses` of so many milliseconds between the keys; without, it doesn't say when they came.
    """
    for number, letter in enumerate(text, 1):
        key = NAMED.get(letter, ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(number * pauses)
            QCoreApplication.sendEvent(window.windowHandle(), event)
