"""What an event has earned beside its map: for those who may see it, and live."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from desktop.views.event import EventScreen
from tests.databases import TestDatabase
from tests.desktop.counters import event_on_sale, seated, sell_elsewhere

UNSOLD = {"Unsold, at cost": "1,200.00 EUR", "Unsold, at our prices": "2,000.00 EUR"}
"""Of 40 seats that cost 30.00 each."""


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BUYER])
@pytest.mark.usefixtures("dressed")
def test_a_sale_elsewhere_is_earned_beside_the_map(
    fresh_database: TestDatabase, tmp_path: Path, qtbot: QtBot, role: Role
) -> None:
    event_id = event_on_sale(fresh_database)
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Event")
        assert isinstance(screen, EventScreen)
        qtbot.waitUntil(lambda: dict(screen.earned.facts.shown) == UNSOLD)

        sell_elsewhere(fresh_database, event_id, 0, 1)

        qtbot.waitUntil(lambda: "Sold for" in dict(screen.earned.facts.shown))
        assert dict(screen.earned.facts.shown) == {
            "Sold for": "100.00 EUR",
            "Cost": "60.00 EUR",
            "Profit": "40.00 EUR",
            "Mark-up": "66.7 %",
            "Unsold, at cost": "1,140.00 EUR",
            "Unsold, at our prices": "1,900.00 EUR",
        }
        assert screen.earned.facts.isVisible()


@pytest.mark.usefixtures("dressed")
def test_a_clerk_is_told_nothing_of_it(
    fresh_database: TestDatabase, tmp_path: Path, qtbot: QtBot
) -> None:
    event_on_sale(fresh_database)
    with seated(fresh_database, Role.BOX_OFFICE, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Event")
        assert isinstance(screen, EventScreen)
        qtbot.waitUntil(lambda: bool(screen.facts.shown))

        assert screen.earned.facts.shown == []
