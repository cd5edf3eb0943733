"""A side panel's contents: a stop for Tab while they are taller than their place, and only then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.scrolling import Scrolling


@pytest.mark.usefixtures("dressed")
def test_keys_scroll_what_is_taller_than_its_place(qtbot: QtBot) -> None:
    inside = QWidget()
    inside.setMinimumHeight(900)
    area = Scrolling(inside)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitUntil(lambda: area.focusPolicy() is Qt.FocusPolicy.TabFocus)

    QTest.keyClick(area, Qt.Key.Key_PageDown)
    scrolled = area.verticalScrollBar().value()
    area.resize(300, 1000)

    assert scrolled > 0
    qtbot.waitUntil(lambda: area.focusPolicy() is Qt.FocusPolicy.NoFocus)
