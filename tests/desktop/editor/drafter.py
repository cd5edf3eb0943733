"""Somebody who draws a plan with mouse and keys, and counts what the hands do."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from desktop.editor.page import EditorPage
from tests.desktop.editor.hand import CONTROL, NONE, OnView

SECONDS_AN_ACTION = 3.0
"""A click, a drag, a key or a field that is filled in; reading the tutorial goes on beside it."""
WIDEST = 1_000  # pixels of a picture


class Drafter:
    """Works one editor; every method is one action of a person."""

    def __init__(self, page: EditorPage, wait: Callable[[Callable[[], bool]], None]) -> None:
        self.page = page
        self.hand = OnView(page.view)
        self.wait = wait
        self.actions = 0

    @property
    def seconds(self) -> float:
        """How long a person would have needed."""
        return self.actions * SECONDS_AN_ACTION

    def key(self, name: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on the canvas."""
        self.actions += 1
        self.hand.keys(name, modifiers=modifiers)

    def click(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Click a place of the plan."""
        self.actions += 1
        self.page.view.setFocus()
        self.hand.move(x, y, modifiers)
        QTest.mouseClick(self.page.view.viewport(), Qt.MouseButton.LeftButton, modifiers,
                         self.hand.at(x, y))  # fmt: skip

    def point(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Hold the mouse over a place, as before a click."""
        self.hand.move(x, y, modifiers)

    def drag(self, start: tuple[float, float], *ways: tuple[float, float]) -> None:
        """Press, move, release."""
        self.actions += 1
        self.hand.drag(start, *ways)

    def option(self, key: str, value: str) -> None:
        """Fill in a field of the bar above the canvas."""
        self.fill(self.page.options.field(key), value)

    def panel(self, title: str) -> None:
        """Bring a panel into sight."""
        self.actions += 1
        titles = [self.page.tabs.tabText(index) for index in range(self.page.tabs.count())]
        bar = self.page.tabs.tabBar()
        where = bar.tabRect(titles.index(title)).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=where)

    def field(self, name: str, value: str) -> None:
        """Fill in a field of the panel beside the canvas, found by what a screen reader says."""
        found: list[QWidget] = []

        def shown() -> bool:
            found[:] = [one for one in self.page.tabs.findChildren(QWidget)
                        if one.accessibleName() == name and one.isVisible()]  # fmt: skip
            return bool(found)

        self.wait(shown)
        field = found[0]
        if isinstance(field, QComboBox):
            self.choose(field, value)
        else:
            self.fill(field, value)
            QTest.keyClick(field, Qt.Key.Key_Return)

    def choose(self, field: QComboBox, value: str) -> None:
        """Open a list with the mouse and take one of it with the arrow keys."""
        self.actions += 2
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        offered = field.view()
        QTest.keyClick(offered, Qt.Key.Key_Home)
        for _ in range(field.findText(value)):
            QTest.keyClick(offered, Qt.Key.Key_Down)
        assert offered.currentIndex().data() == value
        QTest.keyClick(offered, Qt.Key.Key_Return)

    def fill(self, field: QWidget, value: str) -> None:
        """Go to a field and type."""
        self.actions += 1
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(field, value)
        if isinstance(field, QAbstractSpinBox):
            QTest.keyClick(field, Qt.Key.Key_Tab)


def take_picture(widget: QWidget, file: Path, *, widest: int = WIDEST) -> None:
    """Keep what a window shows."""
    QApplication.processEvents()
    image = widget.grab().toImage()
    if image.width() > widest:
        image = image.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
    file.parent.mkdir(parents=True, exist_ok=True)
    image.convertToFormat(QImage.Format.Format_RGB888).save(str(file), "PNG", 0)
