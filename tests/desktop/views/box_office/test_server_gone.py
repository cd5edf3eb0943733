"""This computer's server dies under an open window: the window starts it again and goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from db.embedded.clients import start_lock
from desktop.main_window import MainWindow
from desktop.widgets.seat_map import SeatStatus
from tests.databases import TestDatabase, database_on_own_server
from tests.db.embedded.processes import serves, stop_at_once
from tests.desktop.views.box_office.conftest import Counter, Hears

CONNECTED = "This computer"
LOST = "Connection lost, trying again"


@pytest.fixture
def fresh_database() -> Iterator[TestDatabase]:
    with database_on_own_server() as database:
        yield database


@pytest.fixture
def folder(fresh_database: TestDatabase) -> Path:
    return fresh_database.server.data_folder


def test_window_starts_the_server_again_by_itself_and_catches_up(
    counter: Counter, folder: Path
) -> None:
    view, status = counter.box.map.view, counter.seating.window.status
    with start_lock(folder):  # not before we have seen that it is away
        stop_at_once(folder)
        counter.wait(lambda: status.connection.text() == LOST)
        counter.wait(counter.box.map.panel.stale.isVisible)

    counter.wait(lambda: status.connection.text() == CONNECTED)
    counter.colleague_takes(3)

    counter.wait(lambda: view.status(3) is SeatStatus.RESERVED)
    assert not counter.box.map.panel.stale.isVisible()
    counter.reserve(5)


class TestWithoutListener:
    """What a person can do before the window would have done it by itself."""

    @pytest.fixture
    def hears(self) -> Hears:
        return Hears.NOTHING

    def test_try_again_starts_the_server(
        self, counter: Counter, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # The first that is lost is on a connection that was good a moment ago.
        monkeypatch.setattr("db.session._TRUSTED_SECONDS", 1000.0)
        window = counter.seating.window
        counter.choose(5)
        stop_at_once(folder)
        counter.seating.press(Qt.Key.Key_F9)
        counter.wait(window.banner.isVisible)
        assert not serves(folder)

        try_again(window)

        counter.wait(lambda: len(counter.bookings()) == 1)
        assert serves(folder)


def test_window_says_why_the_server_cannot_start_and_goes_on_when_it_can(
    counter: Counter, folder: Path
) -> None:
    window = counter.seating.window
    own_settings = folder / "cluster" / "postgresql.auto.conf"
    with start_lock(folder):
        stop_at_once(folder)
        own_settings.write_text("shared_buffers = 'much'\n")
    counter.wait(lambda: "can't be started again" in window.banner.text)

    assert window.banner.isVisible()
    assert "shared_buffers" in window.banner.text
    own_settings.write_text("")
    try_again(window)

    counter.wait(lambda: window.status.connection.text() == CONNECTED)
    counter.reserve(5)
    assert not window.banner.isVisible()


def try_again(window: MainWindow) -> None:
    """Press the banner's button."""
    (again,) = [one for one in window.banner.findChildren(QPushButton) if one.text() == "Try again"]
    again.click()
