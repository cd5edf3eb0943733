"""The sheet of keys: in columns, under headings, and no higher than its window."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.shell.keys import EVERYWHERE, KeySheet, _parts

KEYS = [(f"F{number}", f"Do thing {number}") for number in range(1, 80)]


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot) -> QWidget:
    assert dressed
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    return made


def sheet(window: QWidget, keys: list[tuple[str, str]]) -> KeySheet:
    made = KeySheet(keys, parent=window)
    made.show()
    return made


def texts(shown: KeySheet) -> list[str]:
    return [one.text() for one in shown.findChildren(QLabel)]


@pytest.mark.parametrize("count", [0, 5, 30, 79])
def test_every_key_is_told_and_none_is_wider_than_the_sheet(window: QWidget, count: int) -> None:
    shown = sheet(window, KEYS[:count])

    assert {key for key, _ in (*KEYS[:count], *EVERYWHERE)} <= set(texts(shown))
    assert ("On this screen" in texts(shown)) == (count > 0)
    area = shown.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0


def test_headings_of_the_screen_stand_for_the_usual_one(window: QWidget) -> None:
    said = texts(sheet(window, [("", "Tools"), ("V", "Select")]))

    assert "Tools" in said
    assert "On this screen" not in said


@pytest.mark.parametrize("height", [680, 1400])
def test_long_sheet_fits_its_window_and_scrolls(window: QWidget, height: int) -> None:
    window.resize(1280, height)
    shown = sheet(window, KEYS)
    area = shown.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)

    assert shown.height() <= height
    assert (area.verticalScrollBar().maximum() > 0) == (height < 1000)


def test_no_column_ends_with_a_heading() -> None:
    lines = [("", "Head") if number in (0, 16, 33) else ("K", "what") for number in range(51)]

    columns = list(_parts(lines))

    assert [line for column in columns for line in column] == lines
    assert [len(column) for column in columns] == [16, 17, 18]
