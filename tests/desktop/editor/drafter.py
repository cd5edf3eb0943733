"""Somebody who draws a plan with mouse and keys, and counts what the hands do."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.editor.page import EditorPage
from tests.desktop.editor.hand import CONTROL, NONE, OnView

SECONDS_AN_ACTION = 3.0
"""A click, a drag, a key, or a field that is filled in."""
LEFT = Qt.MouseButton.LeftButton
COLORS, COARSE = 256, np.uint32(0xFFF8F8F8)
SETTLES = 600  # milliseconds until a picture is as somebody would see it
W = TypeVar("W", bound=QWidget)


class Drafter:
    """Works one editor; every method is an action of a person, a list is two.

    `pictures`: the folder that pictures of the work are kept in, if it shall be shown.
    """

    def __init__(self, page: EditorPage, bot: QtBot, pictures: Path | None = None) -> None:
        self.page = page
        self.hand = OnView(page.view)
        self.bot = bot
        self.actions = 0
        self._pictures = pictures

    @property
    def minutes(self) -> float:
        """How long a person would have needed."""
        return self.actions * SECONDS_AN_ACTION / 60

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for the screen; no action."""
        self.bot.waitUntil(until)

    # On the canvas

    def key(self, name: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on the canvas."""
        self.actions += 1
        self._come_to_the_canvas()
        self.hand.keys(name, modifiers=modifiers)

    def _come_to_the_canvas(self) -> None:
        window = self.page.window()
        if not window.isActiveWindow():
            window.activateWindow()  # no window manager does it offscreen
            self.wait(window.isActiveWindow)
        self.page.view.setFocus()

    def point(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Hold the mouse over a place of the plan, as before a click."""
        self.hand.move(x, y, modifiers)

    def click(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Click a place of the plan."""
        self.actions += 1
        self.page.view.setFocus()
        self.point(x, y, modifiers)
        QTest.mouseClick(self.page.view.viewport(), LEFT, modifiers, self.hand.at(x, y))

    def drag(self, start: tuple[float, float], *ways: tuple[float, float]) -> None:
        """Press, move, release."""
        self.actions += 1
        self.hand.drag(start, *ways)

    # Beside it

    def option(self, key: str, value: str) -> None:
        """Fill in a field of the bar above the canvas."""
        self.fill(self.page.options.field(key), value)

    def panel(self, title: str) -> None:
        """Bring a panel into sight."""
        self.actions += 1
        bar = self.page.tabs.tabBar()
        titles = [bar.tabText(index) for index in range(bar.count())]
        QTest.mouseClick(bar, LEFT, pos=bar.tabRect(titles.index(title)).center())

    def press_button(self, text: str) -> None:
        """Press a button of the panel in sight."""
        self.actions += 1
        QTest.mouseClick(self._seen(QPushButton, lambda one: one.text() == text), LEFT)

    def field(self, name: str, value: str) -> None:
        """Fill in a field of the panel in sight, by the name that screen readers say."""
        field = self._seen(QWidget, lambda one: one.accessibleName() == name)
        if isinstance(field, QComboBox):
            self.wait(lambda: field.findText(value) >= 0)
            self.choose(field, value)
        else:
            self.fill(field, value)
            QTest.keyClick(field, Qt.Key.Key_Return)

    def choose(self, field: QComboBox, value: str) -> None:
        """Open a list with the mouse and take one of it with the arrow keys."""
        self.actions += 2
        QTest.mouseClick(field, LEFT)
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

    def enter(self, field: QWidget) -> None:
        """Press Enter in a dialog."""
        self.actions += 1
        QTest.keyClick(field, Qt.Key.Key_Return)

    def _seen(self, kind: type[W], fits: Callable[[W], bool]) -> W:
        found: list[W] = []

        def look() -> bool:
            inside = self.page.tabs.findChildren(kind)
            found[:] = [one for one in inside if one.isVisible() and fits(one)]
            return bool(found)

        self.wait(look)
        return found[0]

    # For the tutorial

    def picture(self, name: str, over: QWidget | None = None) -> None:
        """Keep what the window shows, with a dialog over it; nothing without a folder."""
        if self._pictures is not None:
            self.bot.wait(SETTLES)
            take_picture(over or self.page, self._pictures / f"{name}.png")


def take_picture(widget: QWidget, file: Path) -> None:
    """Keep a window as a small PNG, in its 256 commonest colours."""
    file.parent.mkdir(parents=True, exist_ok=True)
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
    colors, counted = np.unique(pixels & COARSE, return_counts=True)
    commonest = colors[np.argsort(counted)[::-1][:COLORS]]
    exact = [int(pixels[pixels & COARSE == color][0]) for color in commonest]
    few = image.convertToFormat(
        QImage.Format.Format_Indexed8, exact, Qt.ImageConversionFlag.ThresholdDither
    )
    assert few.save(str(file), quality=0)
