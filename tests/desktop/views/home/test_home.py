"""The day at a glance: what is taken and sold shows, and follows other workstations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from desktop.feedback import EmptyState
from desktop.views.box_office import BoxOffice
from desktop.views.home import Home
from desktop.views.venues import VenuesScreen
from tests.databases import TestDatabase
from tests.desktop.counters import Seating, event_on_sale, seated, sell_elsewhere


@pytest.fixture
def seating(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Seating]:
    assert dressed
    with seated(fresh_database, Role.BOX_OFFICE, tmp_path, qtbot) as made:
        yield made


def home_of(seating: Seating) -> Home:
    home = seating.window.open_titled("Home")
    assert isinstance(home, Home)
    return home


@pytest.mark.parametrize(
    ("role", "step"),
    [(Role.MANAGER, "Go to venues"), (Role.BUYER, "Go to venues"), (Role.BOX_OFFICE, "")],
)
@pytest.mark.usefixtures("dressed")
def test_fresh_agency_is_told_what_comes_first(
    fresh_database: TestDatabase, tmp_path: Path, qtbot: QtBot, role: Role, step: str
) -> None:
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        home = home_of(seating)
        qtbot.waitUntil(lambda: home.findChild(EmptyState) is not None)
        [told] = home.findChildren(EmptyState)
        steps = told.findChildren(QPushButton)

        assert [button.text() for button in steps] == ([step] if step else [])
        for button in steps:
            button.click()
            assert isinstance(seating.window.screen_shown, VenuesScreen)


def test_sale_of_a_colleague_shows_by_itself(
    fresh_database: TestDatabase, seating: Seating
) -> None:
    event_id = event_on_sale(fresh_database)
    home = home_of(seating)
    seating.bot.waitUntil(lambda: home.takings.figure.text() == "0.00 EUR")

    sell_elsewhere(fresh_database, event_id, 0, 1, 2)

    seating.bot.waitUntil(lambda: home.takings.figure.text() == "150.00 EUR")
    assert home.tickets.figure.text() == "3"
    assert [line.booking.ticket_count for line in home.sales.table.records.rows] == [3]


def test_event_opens_at_the_box_office_for_a_clerk(
    fresh_database: TestDatabase, seating: Seating
) -> None:
    event_on_sale(fresh_database, title="Hamlet")
    event_id = event_on_sale(fresh_database, title="Tosca")
    home = home_of(seating)
    seating.bot.waitUntil(lambda: home.takings.figure.text() != "")

    home.events.opened.emit(event_id)

    box = seating.window.screen_shown
    assert isinstance(box, BoxOffice)
    seating.bot.waitUntil(lambda: box.sale.event is not None and box.sale.event.title == "Tosca")


@pytest.mark.usefixtures("dressed")
def test_tab_goes_through_the_screen_as_one_reads_it(
    fresh_database: TestDatabase, tmp_path: Path, qtbot: QtBot
) -> None:
    event_on_sale(fresh_database, title="Hamlet")
    event_on_sale(fresh_database, title="Tosca", price=None)
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        home, window = home_of(seating), seating.window
        qtbot.waitUntil(lambda: (len(home.events.shown), len(home.attention.shown)) == (2, 1))
        chosen = window.rail.buttons[0]
        chosen.setFocus()
        cards = (*home.events.shown, *home.attention.shown, home.sales.table)
        steps = [home.tills, *cards, *window.status.buttons]

        def walked(key: Qt.Key) -> list[QWidget | None]:
            found = []
            for _ in range(len(steps) + 1):
                seating.press(key)
                found.append(QApplication.focusWidget())
            return found

        assert walked(Qt.Key.Key_Tab) == [*steps, chosen]
        assert walked(Qt.Key.Key_Backtab) == [*reversed(steps), chosen]
