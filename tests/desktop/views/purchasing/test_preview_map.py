"""The preview map: floors and overview as on every map, nothing to select."""

from dataclasses import replace
from uuid import UUID

import numpy as np
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.services.purchasing.previewing import SeatMark
from desktop.desk import Desk
from desktop.views.purchasing.preview_map import PreviewMap
from desktop.widgets.seat_map import PlanSection
from tests.desktop.widgets.seat_map_hands import drag, press, selected
from tests.desktop.widgets.seat_map_house import SEATS, house


def test_preview_has_floors_and_overview_and_selects_nothing(desk: Desk, qtbot: QtBot) -> None:
    made = PreviewMap(desk)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    stalls, circle = house().sections
    above = PlanSection(circle.name, circle.outline, 1)
    made.set_plan(replace(house(), sections=(stalls, above)), UUID(int=1))
    made.show_marks(np.full(SEATS, SeatMark.ARRIVING, np.uint8))
    assert made.floors.isVisible()

    press(made.view, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert made.view.floor == 1
    assert made.floors.currentText() == "Level 1"

    drag(made.view, QPoint(2, 2), QPoint(700, 500))
    press(made.view, Qt.Key.Key_I, Qt.Key.Key_F, Qt.Key.Key_T)
    assert selected(made.view) == []

    made.view.camera.zoom(3)
    assert made.overview.isVisible()
