"""One event on the screen: selecting adds up, pricing can be taken back, changes show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from core.services.inventory.seats import SeatCard, seat_cards
from desktop.views.event import EventScreen
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, event_on_sale, seated

K = Qt.Key


@dataclass
class Office(AtScreen):
    """The event screen, with 40 seats of ours at 50.00 that cost 30.00 each."""

    screen: EventScreen
    event_id: UUID

    def choose(self, *ranks: int) -> dict[str, str]:
        """Select seats and wait until the side panel has added them up."""
        self.screen.map.view.select_ranks(np.array(ranks, np.intp))
        self.wait(self.screen.pricing.isVisible)
        return self.facts

    @property
    def facts(self) -> dict[str, str]:
        return dict(self.screen.facts.shown)

    def cards(self, *ranks: int) -> list[SeatCard]:
        with self.seating.person.sessions() as session:
            return seat_cards(session, self.event_id, ranks)


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


@pytest.fixture
def office(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot, role: Role
) -> Iterator[Office]:
    assert dressed
    event_id = event_on_sale(fresh_database)
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Event")
        assert isinstance(screen, EventScreen)
        made = Office(seating, screen, event_id)
        made.wait(lambda: screen.map.view.counts()[1] > 0 and len(screen.levels) == 2)
        yield made


def test_selection_adds_up_face_cost_and_margin(office: Office) -> None:
    facts = office.choose(0, 1, 2, 3)

    assert facts == {
        "Seats": "4",
        "Face value": "240.00 EUR",
        "Price": "200.00 EUR",
        "Cost": "120.00 EUR",
        "Margin": "80.00 EUR",
        "Mark-up": "67 %",
    }


def test_one_seat_is_told_in_full(office: Office) -> None:
    facts = office.choose(0)

    assert office.screen._panel.title.text() == "A 1-1"
    assert (facts["Price level"], facts["Price"], facts["Cost"]) == (
        "Front",
        "50.00 EUR",
        "30.00 EUR",
    )


def test_picker_and_panel_say_the_same_day(
    fresh_database: TestDatabase, tmp_path: Path, qtbot: QtBot, dressed: QApplication
) -> None:
    assert dressed
    event_on_sale(fresh_database)
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        seating.clock.ahead = timedelta(days=6)  # the evening is in a week
        screen = seating.window.open_titled("Event")
        assert isinstance(screen, EventScreen)
        qtbot.waitUntil(lambda: bool(screen.facts.shown))
        when = dict(screen.facts.shown)["When"]

        assert when.startswith("Tomorrow ")
        assert when in screen.chooser.picker.currentText()


class TestClerk:
    @pytest.fixture
    def role(self) -> Role:
        return Role.BOX_OFFICE

    def test_cost_margin_and_pricing_are_not_shown(self, office: Office) -> None:
        office.screen.map.view.select_ranks(np.array([0, 1], np.intp))
        office.wait(lambda: "Face value" in office.facts)

        assert set(office.facts) == {"Seats", "Face value", "Price"}
        assert not office.screen.pricing.isVisible()


def test_mark_up_prices_the_selection_and_can_be_taken_back(office: Office) -> None:
    office.choose(0, 1)
    office.screen.pricing.ways[1].click()
    office.screen.pricing.percent.setValue(20)

    office.seating.press(K.Key_F9)
    office.wait(lambda: office.facts.get("Price") == "72.00 EUR")
    assert {card.retail_price for card in office.cards(0, 1)} == {36}

    office.seating.window.toast._undo.click()
    office.wait(lambda: office.facts.get("Price") == "100.00 EUR")
    assert {card.retail_price for card in office.cards(0, 1)} == {50}


def test_a_price_for_the_whole_lot_is_split_by_level_and_can_be_taken_back(office: Office) -> None:
    office.choose(0, 1, 2, 20, 21, 22, 23)
    pricing = office.screen.pricing
    pricing.ways[3].click()
    pricing.total.setFocus()
    office.seating.type("1000")
    assert pricing.together.hint == (
        "Over 7 seats in proportion to their price levels, 142.86 EUR on average."
    )

    office.seating.press(K.Key_F9)
    office.wait(lambda: office.facts.get("Price") == "1,000.00 EUR")
    prices = [card.retail_price for card in office.cards(0, 1, 2, 20, 21, 22, 23)]
    assert sorted({price for price in prices if price is not None}) == [
        Decimal("117.64"),
        Decimal("117.65"),
        Decimal("176.47"),
    ]
    assert sum(price for price in prices if price is not None) == 1000

    office.seating.window.toast._undo.click()
    office.wait(lambda: office.facts.get("Price") == "350.00 EUR")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "Price of all seats together is needed."),
        ("-5", "A seat can't be sold for less than nothing."),
    ],
)
def test_the_price_of_a_lot_is_asked_for_in_the_field(
    office: Office, typed: str, problem: str
) -> None:
    office.choose(0)
    office.screen.pricing.ways[3].click()
    office.screen.pricing.total.setText(typed)
    office.screen.pricing.start()

    assert office.screen.pricing.together.problem == problem


def test_new_prices_show_on_the_map_by_themselves(office: Office) -> None:
    office.choose(0)
    office.screen.pricing.price.setText("88")
    office.screen.pricing.start()

    office.wait(lambda: office.screen.map.view.states.price_text(0) == "88.00 EUR")


def test_price_is_asked_for_in_the_field(office: Office) -> None:
    office.choose(0)
    office.screen.pricing.start()

    assert office.screen.pricing.fixed.fields[0].problem == "Price of each seat is needed."


def test_free_seats_of_a_level_can_be_selected(office: Office) -> None:
    office.screen._select_level(1)

    names = [office.screen.map.view.plan.section[r] for r in office.screen.map.view.selection]
    assert len(names) == 20
    assert set(names) == {1}


def test_enter_tells_a_seats_history_without_leaving_the_map(office: Office) -> None:
    office.choose(0)
    office.screen.pricing.price.setText("88")
    office.screen.pricing.start()
    view, details = office.screen.map.view, office.screen.map.panel.details
    office.wait(lambda: view.states.price_text(0) == "88.00 EUR")
    view.setFocus()
    view.set_cursor_seat(0)
    office.seating.press(K.Key_Return)
    office.wait(lambda: any("Priced 88.00 EUR" in words for _, words in details.facts.shown))

    assert details.title.text() == "A, row 1, seat 1"
    assert view.selection.tolist() == [0]

    office.seating.press(K.Key_Escape)
    assert not details.isVisible()
    assert view.selection.tolist() == [0]
