import json
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from core.domain.venues.plan_json import read_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import shapes
from desktop.widgets.seat_map import (
    PlanSection,
    SeatMapLegend,
    SeatMapPanel,
    SeatStates,
    SeatStatus,
    plan_of,
)
from tests.desktop.widgets.seat_map_house import SEATS, all_available, house


@pytest.fixture
def panel(qtbot: QtBot) -> SeatMapPanel:
    made = SeatMapPanel()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.view.set_plan(house())
    made.view.set_states(all_available())
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(legend: SeatMapLegend) -> list[str]:
    return [text.text() for text in legend.findChildren(QLabel) if text.isVisible() and text.text()]


def test_legend_counts_what_the_map_shows(panel: SeatMapPanel) -> None:
    panel.view.apply_changes(np.arange(3), np.full(3, SeatStatus.SOLD, np.uint8))

    assert shown(panel.legend) == ["Available", "53", "Sold", "3"]
    assert panel.legend.accessibleDescription() == "53 available, 3 sold"


def test_legend_leaves_room_for_large_numbers(panel: SeatMapPanel) -> None:
    panel.legend.show_counts([1_000_000] * len(SeatStatus))

    for text in panel.legend.findChildren(QLabel):
        assert text.width() >= text.sizeHint().width()


def test_slash_finds_a_seat_by_typing(panel: SeatMapPanel, qtbot: QtBot) -> None:
    view = panel.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Slash)
    qtbot.waitUntil(panel.find_field.hasFocus)

    QTest.keyClicks(panel.find_field, "circle b 8")
    QTest.keyClick(panel.find_field, Qt.Key.Key_Return)

    assert view.cursor_rank == 55
    assert not panel.find_field.isVisible()
    assert view.hasFocus()


def test_unknown_seat_is_said_and_escape_closes_the_field(
    panel: SeatMapPanel, qtbot: QtBot
) -> None:
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Slash)
    qtbot.waitUntil(panel.find_field.hasFocus)
    QTest.keyClicks(panel.find_field, "Z 1")
    QTest.keyClick(panel.find_field, Qt.Key.Key_Return)

    assert panel.find_field.isVisible()
    assert "No seat called Z 1" in [text.text() for text in panel.findChildren(QLabel)]

    QTest.keyClick(panel.find_field, Qt.Key.Key_Escape)

    assert not panel.find_field.isVisible()
    assert panel.view.cursor_rank == -1


def test_zoom_buttons_do_what_they_say(panel: SeatMapPanel) -> None:
    buttons = {button.accessibleName(): button for button in panel.findChildren(QToolButton)}
    fitted = panel.view.camera.scale

    buttons["Zoom in (+)"].click()
    assert panel.view.camera.scale > fitted

    buttons["Show the whole plan (0)"].click()
    assert panel.view.camera.scale == pytest.approx(fitted)


def test_plan_of_a_venue_has_its_seats_outlines_areas_and_texts() -> None:
    seats = [
        {
            "seat_guid": f"g{n}",
            "seat_number": str(n),
            "position": {"x": n * 25, "y": 0},
            "category": "Wheelchair" if n == 2 else "Normal",
        }
        for n in (1, 2, 3)
    ]
    stage = {
        "shape": "rectangle",
        "color": "#cccccc",
        "border_color": "#000000",
        "rotation": 0,
        "position": {"x": 0, "y": -100},
        "text": {"text": "Stage", "position": {"x": 50, "y": 20}, "color": "#333333"},
        "rectangle": {"width": 100, "height": 40},
    }
    zone = {
        "name": "Stalls",
        "position": {"x": 10, "y": 5},
        "rows": [
            {
                "row_number": "A",
                "row_number_position": "both",
                "position": {"x": 0, "y": 0},
                "seats": seats,
            }
        ],
        "areas": [stage],
    }
    source = {
        "name": "House",
        "categories": [
            {"name": "Normal", "color": "#fff"},
            {"name": "Wheelchair", "color": "#00f"},
        ],
        "zones": [zone],
        "size": {"width": 300, "height": 300},
    }
    file = read_plan(json.dumps(source))
    derived = derive_seats(file)
    venue = SimpleNamespace(
        x=np.array([seat.x for seat in derived], np.float32),
        y=np.array([seat.y for seat in derived], np.float32),
        position=np.array([seat.position for seat in derived], np.int32),
        sections=[seat.section for seat in derived],
        rows=[seat.row for seat in derived],
        numbers=[seat.number for seat in derived],
        seat_types=[seat.seat_type.value for seat in derived],
        restricted={1: "Pillar"},
        shapes=shapes(file, derived),
    )

    plan = plan_of(venue)

    assert plan.x.tolist() == [35, 60, 85]
    assert plan.seat_type.tolist() == [0, 2, 0]
    assert plan.has_restricted_view.tolist() == [False, True, False]
    assert plan.sections[0].outline == venue.shapes.sections[0].outline
    assert [(area.kind, area.text) for area in plan.areas] == [("polygon", ""), ("text", "Stage")]


def test_states_tell_prices_and_levels() -> None:
    states = SeatStates(
        np.ones(SEATS, np.uint8),
        np.array([123456, -1] * (SEATS // 2)),
        np.array([0, -1] * (SEATS // 2), np.int16),
        ("Premium",),
        "EUR",
    )

    assert (states.price_text(0), states.price_text(1)) == ("1,234.56 EUR", "")
    assert (states.level_name(0), states.level_name(1)) == ("Premium", "")


def test_floor_switch_offers_the_floors_and_follows_the_keys(panel: SeatMapPanel) -> None:
    switch = panel.tools.floors
    assert not switch.isVisible()

    plan = house()
    stalls, circle = plan.sections
    above = PlanSection(circle.name, circle.outline, 1)
    panel.view.set_plan(replace(plan, sections=(stalls, above), floors=("Parquet", "Circle")))
    assert [switch.itemText(n) for n in range(switch.count())] == [
        "All floors",
        "Parquet",
        "Circle",
    ]
    assert switch.isVisible()

    switch.picked.emit(1)
    assert panel.view.floor == 1

    QTest.keyClick(panel.view, Qt.Key.Key_PageDown)
    assert switch.value() == 0


def test_overview_shows_when_zoomed_and_its_frame_is_dragged(panel: SeatMapPanel) -> None:
    overview, camera = panel.overview, panel.view.camera
    assert not overview.isVisible()

    panel.view.zoom_to_section("Circle")
    camera.zoom(2)
    assert overview.isVisible()
    before, frame = camera.window.center(), overview.frame()
    start, by = frame.center().toPoint(), QPoint(-10, -12)
    QTest.mousePress(overview, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(overview, start + by)
    QTest.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=start + by)

    moved = overview.frame().center() - frame.center()
    assert (moved.x(), moved.y()) == pytest.approx((-10, -12), abs=1.5)
    assert camera.window.center().x() < before.x()

    camera.fit()
    assert not overview.isVisible()


def test_summary_counts_what_is_selected(panel: SeatMapPanel) -> None:
    prices = np.full(SEATS, 1_250)
    prices[1] = -1
    panel.view.set_states(SeatStates(all_available().status, prices, currency="EUR"))
    panel.view.select_ranks(np.arange(3))
    assert panel.tools.summary.text() == "3 seats selected, 25.00 EUR"

    panel.tools.back.click()
    assert panel.tools.summary.text() == ""
    assert not panel.tools.back.isEnabled()


def test_lasso_button_takes_the_lasso(panel: SeatMapPanel) -> None:
    panel.tools.lasso.click()
    assert panel.view.lasso

    panel.view.let_go()
    assert not panel.tools.lasso.isChecked()


def test_map_that_stands_still_says_since_when(panel: SeatMapPanel) -> None:
    first = datetime(2026, 11, 22, 10, 30, 5, tzinfo=UTC)
    panel.show_stale(first)
    panel.show_stale(first.replace(hour=12))

    assert panel.stale.isVisible()
    assert f"{first.astimezone():%H:%M:%S}" in panel.stale.text.text()
    assert panel.stale.since == first

    panel.show_stale(None)
    assert not panel.stale.isVisible()


def test_every_button_has_a_name(panel: SeatMapPanel) -> None:
    named = [w for w in panel.findChildren(QToolButton) if w.isVisible()]

    assert named
    assert all(button.accessibleName() for button in named)
    for widget in (panel.view, panel.list, panel.overview, panel.details, panel.people):
        assert widget.accessibleName()


def test_tab_leads_from_the_map_to_its_tools(panel: SeatMapPanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    reached = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())

    tools = panel.tools
    assert reached == [panel.color_by, tools.lasso, tools.filter, tools.list]
