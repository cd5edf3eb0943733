"""The seat map on the screen, with the small house in it."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.widgets.seat_map import SeatMapView
from tests.desktop.widgets.seat_map_house import all_available, house


@pytest.fixture
def view(qtbot: QtBot) -> SeatMapView:
    made = SeatMapView()
    qtbot.addWidget(made)
    made.resize(640, 520)
    made.set_plan(house())
    made.set_states(all_available())
    made.show()
    qtbot.waitExposed(made)
    return made
