"""Keys as a hand scanner and a person press them: through the window, not into a widget."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

NAMED = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


def press(window: QWidget, text: str) -> None:
    """Press and let go of each key as the window system tells them."""
    for letter in text:
        key = NAMED.get(letter, ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(window.windowHandle(), event)
