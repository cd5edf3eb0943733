"""Cycles with widgets in them end on the GUI thread, whoever allocates."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import get_ident

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.domain.collecting import collector_paused
from desktop.collecting import OLDEST, GuiCollector

MANY_TIMES = 20
"""Walks over what is younger, after which everything is due."""
AN_HOUR = 3_600_000
MANY = 5_000
"""Objects enough for Python to collect by itself several times."""


class Ring(QWidget):
    """A window that holds itself, as most do by what they connect to."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> GuiCollector:
    made = next(iter(qapp.findChildren(GuiCollector)))
    gc.collect()
    return made


def ends_of_a_ring() -> list[int]:
    """The thread on which a widget without an owner has ended, once it has."""
    ended: list[int] = []
    Ring().destroyed.connect(lambda: ended.append(get_ident()), Qt.ConnectionType.DirectConnection)
    return ended


def allocate() -> list[list[int]]:
    return [[number] for number in range(MANY)]


@pytest.mark.usefixtures("collector")
def test_a_window_ends_on_the_gui_thread_while_others_allocate(qtbot: QtBot) -> None:
    ended = ends_of_a_ring()

    with ThreadPoolExecutor(1) as other:
        kept = other.submit(allocate).result()
        assert ended == []
        qtbot.waitUntil(lambda: bool(ended))

    assert len(kept) == MANY
    assert ended == [get_ident()]


def test_nothing_is_collected_while_collecting_is_paused(collector: GuiCollector) -> None:
    ended = ends_of_a_ring()
    kept = allocate()

    with collector_paused():
        collector.collect()
        assert ended == []

    collector.collect()
    assert len(kept) == MANY
    assert ended == [get_ident()]


@pytest.fixture
def walked() -> Iterator[list[int]]:
    """The generations that are collected from now on."""
    found: list[int] = []

    def note(phase: str, facts: dict[str, int]) -> None:
        if phase == "start":
            found.append(facts["generation"])

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


@pytest.fixture
def fresh(qapp: QApplication) -> Iterator[GuiCollector]:
    """One that has walked nothing yet."""
    made = GuiCollector(qapp)
    yield made
    made.close()


def let_everything_be_due() -> None:
    for _ in range(gc.get_threshold()[OLDEST] + MANY_TIMES):
        gc.collect(OLDEST - 1)


def test_everything_is_not_walked_again_at_once(
    fresh: GuiCollector, walked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.collecting.REST", AN_HOUR)
    for _ in range(3):
        let_everything_be_due()
        # The first time the hand may have moved since anyone has looked.
        fresh.collect()
        fresh.collect()

    assert walked.count(OLDEST) == 1


def test_everything_is_not_walked_while_a_button_is_held(
    qtbot: QtBot, fresh: GuiCollector, walked: list[int]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    let_everything_be_due()

    QTest.mousePress(window.windowHandle(), Qt.MouseButton.LeftButton)
    fresh.collect()
    fresh.collect()
    assert OLDEST not in walked

    QTest.mouseRelease(window.windowHandle(), Qt.MouseButton.LeftButton)
    fresh.collect()
    assert walked.count(OLDEST) == 1


def test_python_collects_by_itself_when_there_are_no_windows(qapp: QApplication) -> None:
    before = gc.get_threshold()
    collector = GuiCollector(qapp)
    assert gc.get_threshold()[0] == 0

    collector.close()

    assert gc.get_threshold() == before
