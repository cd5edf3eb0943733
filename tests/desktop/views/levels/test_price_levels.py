"""Price levels of an event that exists, from its screens, by keys on a real database."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from core.services.events.changing_levels import SeatRow, rows_of_levels
from core.services.events.price_levels import PriceLevelRow, list_price_levels
from desktop.forms import Field
from desktop.views.allocation import AllocationScreen
from desktop.views.event import EventScreen
from desktop.views.levels import PriceLevelsDialog
from desktop.views.levels.forms import LevelForm, Listed, PlacesForm, sections_of
from tests.databases import TestDatabase
from tests.desktop.counters import CONTROL, AtScreen, event_on_sale, seated

K = Qt.Key


@dataclass
class Pricing(AtScreen):
    """A screen of Giselle: Front in section A, Back in B."""

    screen: EventScreen | AllocationScreen

    def open(self) -> PriceLevelsDialog:
        """Press Ctrl+L."""
        self.press(K.Key_L, how=CONTROL)
        listed = self.dialog(PriceLevelsDialog)
        self.wait(lambda: bool(listed.table.shown_rows()))
        return listed

    def levels(self) -> list[PriceLevelRow]:
        event_id = self.screen.event_id
        assert event_id is not None
        with self.seating.person.sessions() as session:
            return list_price_levels(session, event_id)

    def rows(self) -> list[SeatRow]:
        event_id = self.screen.event_id
        assert event_id is not None
        with self.seating.person.sessions() as session:
            return rows_of_levels(session, event_id)


@pytest.fixture(params=["Event", "Allocation"])
def pricing(
    fresh_database: TestDatabase,
    tmp_path: Path,
    dressed: QApplication,
    qtbot: QtBot,
    request: pytest.FixtureRequest,
) -> Iterator[Pricing]:
    assert dressed
    event_on_sale(fresh_database)
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled(request.param)
        assert isinstance(screen, EventScreen | AllocationScreen)
        made = Pricing(seating, screen)
        made.wait(lambda: screen.event_shown is not None)
        yield made


def test_a_level_is_added_and_put_on_a_row_by_keys(pricing: Pricing) -> None:
    listed = pricing.open()
    pricing.seating.press(K.Key_F3)
    pricing.dialog(LevelForm)
    pricing.seating.type("Box")
    pricing.seating.press(K.Key_Tab)
    pricing.seating.type("90")
    pricing.seating.press(K.Key_Return)
    pricing.wait(lambda: marked(listed) == "Box")

    pricing.dialog(PriceLevelsDialog)
    pricing.seating.press(K.Key_F6)
    form = pricing.dialog(PlacesForm)
    assert [one.name for one in form.rows.shown_rows()] == ["1", "2"]
    pricing.seating.press(K.Key_Tab, K.Key_Down)
    assert [str(place) for place in form.places()] == ["A row 2"]
    pricing.seating.press(K.Key_Return)

    pricing.wait(lambda: [level.seats for level in pricing.levels()] == [10, 20, 10])
    assert [(row.section, row.row, row.levels) for row in pricing.rows()] == [
        ("A", "1", ("Front",)),
        ("A", "2", ("Box",)),
        ("B", "1", ("Back",)),
        ("B", "2", ("Back",)),
    ]


def test_a_price_that_cannot_be_read_says_so(pricing: Pricing) -> None:
    pricing.open()
    pricing.seating.press(K.Key_F3)
    form = pricing.dialog(LevelForm)
    pricing.seating.type("Box")
    pricing.seating.press(K.Key_Tab)
    pricing.seating.type("ninety")
    pricing.seating.press(K.Key_Return)

    said = [field.problem for field in form.findChildren(Field)]
    assert "“ninety” is not an amount. Write it like 1,234.00 EUR." in said
    assert [level.name for level in pricing.levels()] == ["Front", "Back"]


def test_a_level_is_renamed_and_priced_by_keys(pricing: Pricing) -> None:
    listed = pricing.open()
    pricing.seating.press(K.Key_F4)
    form = pricing.dialog(LevelForm)
    form.name.selectAll()
    pricing.seating.type("Stalls")
    pricing.seating.press(K.Key_Tab)
    form.price.selectAll()
    pricing.seating.type("65.50")
    pricing.seating.press(K.Key_Return)

    pricing.wait(lambda: marked(listed) == "Stalls")
    found = next(level for level in pricing.levels() if level.name == "Stalls")
    assert (found.base_price, found.seats) == (Decimal("65.50"), 20)


def test_a_level_in_use_stays_and_a_free_one_goes(pricing: Pricing) -> None:
    listed = pricing.open()
    name = marked(listed)
    pricing.seating.press(K.Key_F8)
    pricing.wait(listed.banner.isVisible)
    assert f"{name} can't be removed while it is used: 20 seats." in listed.banner.text

    pricing.seating.press(K.Key_F6)
    form = pricing.dialog(PlacesForm)
    form.level.set_value(None)
    form.sections.selectAll()
    pricing.seating.press(K.Key_Return)
    pricing.wait(lambda: [level.seats for level in pricing.levels()] == [0, 0])
    pricing.dialog(PriceLevelsDialog)
    pricing.seating.press(K.Key_F8)
    pricing.wait(lambda: [level.name for level in pricing.levels()] == ["Back"])


def test_a_section_of_several_levels_says_so() -> None:
    rows = [
        SeatRow("A", "1", 5, ("Front",)),
        SeatRow("A", "2", 4, ("Back",)),
        SeatRow("B", "1", 3, ()),
    ]

    first, second = sections_of(rows)

    assert first == Listed("A", 9, ("Front", "Back"))
    assert (first.level, first.all_levels) == ("Several", "Front, Back")
    assert (second.level, second.all_levels) == ("", "No price level")


def marked(listed: PriceLevelsDialog) -> str:
    """The name of the level that is marked."""
    level = listed.table.current_row()
    return level.name if level else ""
