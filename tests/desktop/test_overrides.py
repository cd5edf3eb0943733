"""An error in what Qt calls is an error like all others."""

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


class Broken(QWidget):
    """Does something that can't be done when a key is pressed."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self._act()


def name_what_is_gone() -> str:
    gone = QObject()
    shiboken6.delete(gone)
    return gone.objectName()


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda: int("x"), ValueError),
        (list[int]().pop, IndexError),
        (lambda: 1 / 0, ZeroDivisionError),
        (name_what_is_gone, RuntimeError),
    ],
)
def test_an_error_that_c_code_raises_is_told(
    qtbot: QtBot, act: Callable[[], object], error: type[Exception]
) -> None:
    broken = Broken(act)
    qtbot.addWidget(broken)

    with pytest.raises(error):
        QTest.keyClick(broken, Qt.Key.Key_A)


def test_what_a_method_gives_and_is_called_stays(qtbot: QtBot) -> None:
    keys: list[str] = []
    widget = Broken(lambda: keys.append("a"))
    qtbot.addWidget(widget)

    QTest.keyClick(widget, Qt.Key.Key_A)

    assert keys == ["a"]
    assert widget.keyPressEvent.__name__ == "keyPressEvent"
