"""Toast: says what was done, with undo, and goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.controls import IconLabel, Look, button, label
from desktop.theme import space

SHOWN_MS = 5_000
SHOWN_WITH_UNDO_MS = 9_000
BOTTOM = 23
"""Distance from the window's lower edge, in units of space."""


class Toast(QFrame):
    """One at a time, floating above the lower edge of its window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("look", "toast")
        self._text = label("", Look.BODY)
        self._icon = IconLabel("check-circle", role="on_rail")
        self._undo = button("Undo", self._take_back, icon="", shortcut="Ctrl+Z")
        self._on_undo: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space(4), space(2), space(2), space(2))
        layout.setSpacing(space(3))
        layout.addWidget(self._icon)
        layout.addWidget(self._text)
        layout.addSpacing(space(2))
        layout.addWidget(self._undo)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(
        self, text: str, *, undo: Callable[[], object] | None = None, icon: str = "check-circle"
    ) -> None:
        """Show a sentence for some seconds; ``undo`` adds a button (Ctrl+Z)."""
        self._text.setText(text)
        self._icon.show_icon(icon)
        self._on_undo = undo
        self._undo.setVisible(undo is not None)
        self._timer.start(SHOWN_WITH_UNDO_MS if undo else SHOWN_MS)
        self.show()
        self._place()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, _event: QEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, _event: QEvent) -> None:
        self._timer.start(SHOWN_MS)

    def _take_back(self) -> None:
        self.hide()
        if self._on_undo is not None:
            self._on_undo()

    def _place(self) -> None:
        self.adjustSize()
        left = (self._window.width() - self.width()) // 2
        self.move(left, self._window.height() - self.height() - space(BOTTOM))
