"""What screens say in place: banners for refusals and outages, empty states, progress."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.controls import IconLabel, Kind, Look, button, frame, icon_button, label, restyle
from desktop.running import Running
from desktop.theme import Tone, space

TONE_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.GOOD: "check-circle",
    Tone.WARNING: "alert",
    Tone.BAD: "close-circle",
}


class Banner(QWidget):
    """One sentence across the top of a screen or dialog, with an optional button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame("banner")
        self._icon = IconLabel("info")
        self._text = label(wrap=True)
        self._action = button("", kind=Kind.SECONDARY)
        self._close = icon_button("close", "Close this message", self.hide)
        self._on_action: Callable[[], object] | None = None
        self.tone = Tone.NEUTRAL
        self._action.clicked.connect(self._act)
        inner = QHBoxLayout(self._frame)
        inner.setContentsMargins(space(3), space(2), space(2), space(2))
        inner.setSpacing(space(2))
        inner.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        inner.addWidget(self._text, 1)
        inner.addWidget(self._action)
        inner.addWidget(self._close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(
        self,
        text: str,
        tone: Tone = Tone.BAD,
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence; ``action`` names the button that calls ``on_action``."""
        self.tone = tone
        self._text.setText(text)
        self._icon.show_icon(TONE_ICONS[tone], tone)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._on_action = on_action
        self._frame.setProperty("tone", tone.value)
        restyle(self._frame)
        for child in (self._text, self._action):
            restyle(child)
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._on_action is not None:
            self._on_action()


@dataclass(frozen=True, slots=True)
class Empty:
    """What a screen says when it has nothing to show, and the next step."""

    icon: str
    title: str
    sentence: str = ""
    action: str = ""
    on_action: Callable[[], object] | None = None


class EmptyState(QWidget):
    """An icon, a line, a sentence, and the next step as a button, in the middle of the space."""

    def __init__(self, empty: Empty, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setSpacing(space(2))
        layout.addStretch(2)
        layout.addWidget(IconLabel(empty.icon, Tone.NEUTRAL, size=40), 0, middle)
        layout.addSpacing(space(1))
        layout.addWidget(label(empty.title, Look.TITLE), 0, middle)
        if empty.sentence:
            sentence = label(empty.sentence, Look.MUTED, wrap=True)
            sentence.setAlignment(middle)
            layout.addWidget(sentence)
        if empty.action:
            layout.addSpacing(space(2))
            step = button(empty.action, empty.on_action, kind=Kind.PRIMARY)
            layout.addWidget(step, 0, middle)
        layout.addStretch(3)


class ProgressLine(QWidget):
    """What is running, with a moving line and, where it can be stopped, a button for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running: Running | None = None
        self._text = label("", Look.SMALL)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._stop = button("Stop", self._cancel, kind=Kind.QUIET)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(2))
        layout.addWidget(self._text)
        layout.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._stop)
        self.hide()

    def show_running(self, running: Running | None) -> None:
        """Follow an operation; None when nothing runs any more."""
        self._running = running
        self.setVisible(running is not None)
        if running is not None:
            self._text.setText(f"{running.doing} …")
            self._stop.setVisible(running.cancellable)
            self._stop.setEnabled(not running.cancelled)

    def _cancel(self) -> None:
        if self._running is not None:
            self._stop.setEnabled(False)
            self._text.setText("Stopping …")
            self._running.cancel()
