"""Holding, blocking and releasing on the event screen, with real keys on a real database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.holds.uses import HoldType
from core.domain.inventory.states import SeatStatus
from core.domain.staff import Role
from core.services.holds.queries import HoldRow, list_holds
from core.services.inventory.seats import seat_cards
from desktop.views.box_office import BoxOffice
from desktop.views.event import EventScreen
from desktop.views.event.holding import HoldDialog
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, event_on_sale, seated

K = Qt.Key


@dataclass
class Office(AtScreen):
    """The event screen with some seats selected."""

    screen: EventScreen

    def choose(self, *ranks: int) -> None:
        self.screen.map.view.select_ranks(np.array(ranks, np.intp))
        self.wait(self.screen.holding.isVisible)
        self.screen.map.setFocus()

    def statuses(self, *ranks: int) -> list[SeatStatus]:
        event_id = self.screen.event_id
        assert event_id is not None
        with self.seating.person.sessions() as session:
            return [card.status for card in seat_cards(session, event_id, ranks)]

    def holds(self) -> list[HoldRow]:
        event_id = self.screen.event_id
        assert event_id is not None
        with self.seating.person.sessions() as session:
            return list_holds(session, event_id)


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


@pytest.fixture
def office(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot, role: Role
) -> Iterator[Office]:
    assert dressed
    event_on_sale(fresh_database)
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Event")
        assert isinstance(screen, EventScreen)
        made = Office(seating, screen)
        made.wait(lambda: screen.map.view.counts()[1] > 0 and len(screen.levels) == 2)
        yield made


def test_seats_are_held_blocked_and_released_by_keyboard(office: Office) -> None:
    office.choose(0, 1, 2)
    office.seating.press(K.Key_F6)
    office.dialog(HoldDialog)
    office.seating.press(K.Key_Down, K.Key_Tab, K.Key_Down, K.Key_Down, K.Key_Tab)
    office.seating.type("Sponsors")
    office.seating.press(K.Key_Return)
    office.wait(lambda: office.statuses(0, 1, 2) == [SeatStatus.HELD] * 3)
    (hold,) = office.holds()
    assert (hold.hold_type, hold.reason, hold.left) == (HoldType.PROMOTER, "Sponsors", 3)
    event = office.screen.event_shown
    assert event is not None
    assert hold.until == event.start - timedelta(days=2)

    office.choose(2)
    office.seating.press(K.Key_F7)
    office.wait(lambda: office.statuses(2) == [SeatStatus.BLOCKED])

    office.choose(1, 2)
    office.wait(office.screen.holding.release.isEnabled)
    office.seating.press(K.Key_F8)
    office.wait(lambda: office.statuses(0, 1, 2) == [SeatStatus.HELD] + [SeatStatus.AVAILABLE] * 2)


def test_the_toast_takes_a_block_back(office: Office) -> None:
    office.choose(0, 1)
    office.seating.press(K.Key_F7)
    office.wait(lambda: office.statuses(0, 1) == [SeatStatus.BLOCKED] * 2)
    office.wait(office.seating.window.toast.isVisible)

    office.seating.window.toast._undo.click()

    office.wait(lambda: office.statuses(0, 1) == [SeatStatus.AVAILABLE] * 2)


def test_a_hold_leads_to_the_box_office_and_to_its_seats(office: Office) -> None:
    office.choose(0, 1, 2)
    office.seating.press(K.Key_F6)
    office.dialog(HoldDialog)
    office.seating.press(K.Key_Return)
    office.wait(lambda: len(office.holds()) == 1)
    office.screen.map.view.clear_selection()
    office.wait(lambda: office.screen.kept.isVisible() and len(office.screen.kept.lines) == 1)
    (line,) = office.screen.kept.lines

    line.opened.emit()
    office.wait(lambda: office.screen.map.view.selection.tolist() == [0, 1, 2])
    office.wait(lambda: not office.screen.kept.isVisible())
    office.screen.kept.lines[0].sell.click()
    office.wait(lambda: isinstance(office.seating.window.screen_shown, BoxOffice))
    box = office.seating.window.screen_shown
    assert isinstance(box, BoxOffice)
    office.wait(lambda: box.sale.ranks == [0, 1, 2])
    assert box.cart.strip.title.text() == "Held for the artist"


class TestClerk:
    @pytest.fixture
    def role(self) -> Role:
        return Role.BOX_OFFICE

    def test_a_clerk_is_not_offered_to_hold_seats(self, office: Office) -> None:
        office.screen.map.view.select_ranks(np.array([0, 1], np.intp))
        office.wait(lambda: "Face value" in dict(office.screen.facts.shown))

        assert not office.screen.holding.isVisible()
