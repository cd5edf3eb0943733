"""Mouse and keys on an editor's view, in the plan's coordinates."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.domain.venues.plan import Point
from desktop.editor.view import EditorView

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
KEYS = {
    "enter": Qt.Key.Key_Return,
    "escape": Qt.Key.Key_Escape,
    "space": Qt.Key.Key_Space,
    "tab": Qt.Key.Key_Tab,
    "left": Qt.Key.Key_Left,
    "right": Qt.Key.Key_Right,
    "up": Qt.Key.Key_Up,
    "down": Qt.Key.Key_Down,
    "delete": Qt.Key.Key_Delete,
}


class OnView:
    """What a person's hands do."""

    def __init__(self, view: EditorView) -> None:
        self.view = view

    def at(self, x: float, y: float) -> QPoint:
        """The pixel over a point of the plan."""
        return self.view.pixel_of(Point(x, y)).toPoint()

    def hover(self, x: float, y: float) -> None:
        QTest.mouseMove(self.view.viewport(), self.at(x, y))

    def click(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.hover(x, y)
        QTest.mouseClick(self.view.viewport(), LEFT, modifiers, self.at(x, y))

    def double_click(self, x: float, y: float) -> None:
        QTest.mouseDClick(self.view.viewport(), LEFT, NONE, self.at(x, y))

    def press(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mousePress(self.view.viewport(), LEFT, modifiers, self.at(x, y))

    def release(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseRelease(self.view.viewport(), LEFT, modifiers, self.at(x, y))

    def drag(
        self,
        start: tuple[float, float],
        *ways: tuple[float, float],
        modifiers: Qt.KeyboardModifier = NONE,
    ) -> None:
        """Press, move through the places, release at the last one."""
        self.press(*start, modifiers)
        for way in ways:
            self.move(*way, modifiers)
        self.release(*ways[-1], modifiers)

    def move(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """QTest.mouseMove knows no modifiers; an event does."""
        at = QPointF(self.at(x, y))
        viewport = self.view.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), LEFT, LEFT, modifiers
        )
        QApplication.sendEvent(viewport, event)

    def keys(self, *names: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Keys by their names, or letters."""
        for name in names:
            key = KEYS.get(name)
            if key is None:
                QTest.keyClick(self.view, name, modifiers)  # type: ignore[call-overload]
            else:
                QTest.keyClick(self.view, key, modifiers)
