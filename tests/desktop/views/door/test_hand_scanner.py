"""A scanner that types is told from a person by its speed, wherever the focus is."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.domain.numbers import barcode
from desktop.views.door.hand_scanner import GAP_MS, HandScanner
from tests.desktop.views.door.keys import press

BARCODE = barcode(bytes(range(16)))


class Counter(QWidget):
    """A field, and a button that is pressed by Enter."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.button = QLineEdit(), QPushButton("Sell")
        self.button.setAutoDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.clicks = 0
        self.button.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self.clicks += 1


class Ticking:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def counter(dressed: QApplication, qtbot: QtBot) -> Counter:
    assert dressed
    made = Counter()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def scanned(counter: Counter, clock: Ticking) -> Iterator[list[str]]:
    scanner, heard = HandScanner(counter, clock=clock), list[str]()
    scanner.scanned.connect(heard.append)
    scanner.listen(on=True)
    yield heard
    scanner.listen(on=False)


@pytest.mark.parametrize("end", ["\r", "\t"])
def test_burst_is_a_scan_and_reaches_no_field(
    counter: Counter, scanned: list[str], end: str
) -> None:
    counter.field.setFocus()
    press(counter, f"HELLO 123:ABC{end}")

    assert scanned == ["HELLO 123:ABC"]
    assert counter.field.text() == ""
    assert counter.field.hasFocus()


def test_enter_of_a_scanner_presses_no_button(counter: Counter, scanned: list[str]) -> None:
    counter.button.setFocus()
    press(counter, "ABCDEFGH \r")

    assert (scanned, counter.clicks) == (["ABCDEFGH "], 0)


def test_typed_letters_arrive_in_the_field(
    counter: Counter, scanned: list[str], clock: Ticking, qtbot: QtBot
) -> None:
    counter.field.setFocus()
    for letter in "seat 12":
        press(counter, letter)
        clock.now += 2 * GAP_MS / 1000
    qtbot.waitUntil(lambda: counter.field.text() == "seat 12")

    assert scanned == []


def test_typed_enter_presses_the_button(
    counter: Counter, scanned: list[str], clock: Ticking
) -> None:
    counter.button.setFocus()
    clock.now = 1.0
    press(counter, "\r")

    assert (scanned, counter.clicks) == ([], 1)


def test_short_burst_is_typing(counter: Counter, scanned: list[str]) -> None:
    counter.field.setFocus()
    press(counter, "abc\r")

    assert (scanned, counter.field.text()) == ([], "abc")


def test_scanner_without_enter_is_known_by_its_code(
    counter: Counter, scanned: list[str], qtbot: QtBot
) -> None:
    counter.field.setFocus()
    press(counter, BARCODE)
    qtbot.waitUntil(lambda: scanned == [BARCODE])

    assert counter.field.text() == ""


def test_scanner_at_rest_takes_no_keys(counter: Counter, clock: Ticking) -> None:
    scanner = HandScanner(counter, clock=clock)
    scanner.listen(on=True)
    counter.field.setFocus()
    press(counter, "ab")
    scanner.listen(on=False)
    press(counter, "cd")

    assert counter.field.text() == "abcd"


def test_letters_to_a_window_that_is_gone_are_forgotten(
    counter: Counter, clock: Ticking, qtbot: QtBot
) -> None:
    scanner, asked = HandScanner(counter, clock=clock), Counter()
    asked.show()
    scanner.listen(on=True)
    press(asked, "a")
    shiboken6.delete(asked)
    clock.now = 1.0
    counter.field.setFocus()
    press(counter, "b")

    qtbot.waitUntil(lambda: counter.field.text() == "b")
    scanner.listen(on=False)


def test_a_scan_that_a_busy_window_gets_late_is_one(counter: Counter) -> None:
    moments = iter(range(0, 1000, 10))  # seconds between the keys, as the window gets them
    scanner, heard = HandScanner(counter, clock=lambda: float(next(moments))), list[str]()
    scanner.scanned.connect(heard.append)
    scanner.listen(on=True)
    press(counter, "HELLO 123:ABC\r", pauses=5)
    press(counter, "typed slowly\r", pauses=GAP_MS + 1)
    scanner.listen(on=False)

    assert heard == ["HELLO 123:ABC"]
