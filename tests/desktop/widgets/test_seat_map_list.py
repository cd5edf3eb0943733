"""The list beside the map: the same seats, the same selection, the same cursor."""

from dataclasses import replace
from time import thread_time

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.stadium import stadium
from desktop.widgets.seat_map import (
    PlanSection,
    SeatMapPanel,
    SeatMapPlan,
    SeatStates,
    SeatStatus,
    build_plan,
)
from desktop.widgets.seat_map.seat_filter import SeatFilter
from desktop.widgets.seat_map.seat_list_model import PRICE, SEAT, SECTION, STATUS
from tests.desktop.widgets.seat_map_hands import press, selected
from tests.desktop.widgets.seat_map_house import SEATS, all_available, house

K = Qt.Key
ROLE = Qt.ItemDataRole
PRICES = np.arange(SEATS, dtype=np.int64) * 100


def plan_with_floors() -> SeatMapPlan:
    plan = house()
    stalls, circle = plan.sections
    return replace(plan, sections=(stalls, PlanSection(circle.name, circle.outline, 1)))


@pytest.fixture
def panel(dressed: QApplication, qtbot: QtBot) -> SeatMapPanel:
    assert dressed
    made = SeatMapPanel()
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.view.set_plan(plan_with_floors())
    made.view.set_states(SeatStates(all_available().status, PRICES, currency="EUR"))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    press(made.view, K.Key_T)
    return made


def line(panel: SeatMapPanel, row: int) -> list[str]:
    model = panel.list.seats
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_t_shows_the_list_and_escape_goes_back_to_the_map(
    panel: SeatMapPanel, qtbot: QtBot
) -> None:
    assert panel.list.isVisible()
    assert panel.list.seats.rowCount() == SEATS
    assert line(panel, 40) == ["Circle", "A", "1", "Available", "40.00 EUR", "Wheelchair place"]
    qtbot.waitUntil(panel.list.hasFocus)

    QTest.keyClick(panel.list, K.Key_Escape)
    assert panel.view.hasFocus()

    press(panel.view, K.Key_T)
    assert not panel.list.isVisible()
    assert panel.list.seats.rowCount() == 0


def test_space_in_the_list_selects_on_the_map(panel: SeatMapPanel) -> None:
    panel.list.setCurrentIndex(panel.list.seats.index(12, 0))
    QTest.keyClick(panel.list, K.Key_Space)
    assert selected(panel.view) == [12]
    assert panel.view.cursor_rank == 12

    QTest.keyClick(panel.list, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(panel.list, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert selected(panel.view) == [12, 13, 14]


def test_selection_on_the_map_ticks_the_list(panel: SeatMapPanel) -> None:
    panel.view.select_ranks(np.array([3, 5]))
    model = panel.list.seats
    ticks = [model.index(row, SECTION).data(ROLE.CheckStateRole) for row in range(7)]

    assert [Qt.CheckState(tick) is Qt.CheckState.Checked for tick in ticks] == [
        *(False, False, False, True, False, True, False),
    ]


def test_tick_selects_and_sold_seats_stay_out_at_the_till(panel: SeatMapPanel) -> None:
    view, model = panel.view, panel.list.seats
    view.sales_mode = True
    view.apply_changes(np.array([4]), np.array([SeatStatus.SOLD], np.uint8))
    for row in (3, 4):
        model.setData(model.index(row, SECTION), Qt.CheckState.Checked, ROLE.CheckStateRole)

    assert selected(view) == [3]
    assert line(panel, 4)[STATUS] == "Sold"


def test_cursor_walks_both_ways(panel: SeatMapPanel) -> None:
    panel.view.set_cursor_seat(33)
    assert panel.list.currentIndex().row() == 33

    QTest.keyClick(panel.list, K.Key_Down)
    assert panel.view.cursor_rank == 34


def test_shift_click_ticks_all_between(panel: SeatMapPanel) -> None:
    lines = panel.list
    QTest.mouseClick(
        lines.viewport(),
        Qt.MouseButton.LeftButton,
        pos=lines.visualRect(lines.seats.index(1, SEAT)).center(),
    )
    QTest.mouseClick(
        lines.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        lines.visualRect(lines.seats.index(4, SEAT)).center(),
    )

    assert selected(panel.view) == [1, 2, 3, 4]


def test_list_is_filtered_as_the_map_is(panel: SeatMapPanel) -> None:
    panel.view.show_floor(1)
    assert [line(panel, row)[SECTION] for row in (0, 15)] == ["Circle", "Circle"]
    assert panel.list.seats.rowCount() == 16

    panel.view.show_floor(None)
    panel.view.show_only(SeatFilter(rows=frozenset({"b"})))
    assert panel.list.seats.rowCount() == 18

    panel.view.show_only(None)
    assert panel.list.seats.rowCount() == SEATS


def test_filter_by_status_follows_live_changes(panel: SeatMapPanel) -> None:
    panel.view.show_only(SeatFilter(statuses=frozenset({SeatStatus.SOLD})))
    assert panel.list.seats.rowCount() == 0

    panel.view.apply_changes(np.array([9]), np.array([SeatStatus.SOLD], np.uint8))
    assert line(panel, 0)[:4] == ["Stalls", "A", "10", "Sold"]


@pytest.mark.parametrize(
    ("column", "order", "first"),
    [
        (PRICE, Qt.SortOrder.DescendingOrder, ["Circle", "B", "8"]),
        (SEAT, Qt.SortOrder.DescendingOrder, ["Stalls", "A", "10"]),
        (SECTION, Qt.SortOrder.AscendingOrder, ["Circle", "A", "1"]),
    ],
)
def test_head_sorts_by_what_people_mean(
    panel: SeatMapPanel, column: int, order: Qt.SortOrder, first: list[str]
) -> None:
    panel.list.sortByColumn(column, order)

    assert line(panel, 0)[:3] == first


def test_enter_and_double_click_ask_for_details(panel: SeatMapPanel, qtbot: QtBot) -> None:
    panel.list.setCurrentIndex(panel.list.seats.index(7, 0))
    with qtbot.waitSignal(panel.view.seat_activated) as by_key:
        QTest.keyClick(panel.list, K.Key_Return)
    with qtbot.waitSignal(panel.view.seat_activated) as by_mouse:
        where = panel.list.visualRect(panel.list.seats.index(2, SEAT)).center()
        QTest.mouseDClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)

    assert (by_key.args, by_mouse.args) == ([7], [2])


def test_screen_reader_hears_the_seat_in_words(panel: SeatMapPanel) -> None:
    panel.view.select_ranks(np.array([41]))
    cell = panel.list.seats.index(41, SECTION)
    reader = QAccessible.queryAccessibleInterface(panel.list)

    assert cell.data(ROLE.AccessibleTextRole) == (
        "Circle, row A, seat 2, Available, 41.00 EUR, selected"
    )
    assert reader.text(QAccessible.Text.Name) == "Seats"


def test_stadium_is_listed_without_delay(panel: SeatMapPanel) -> None:
    made = stadium(60_000)
    panel.view.set_plan(build_plan(made.seats, made.around))
    count = len(panel.view.plan)
    panel.view.set_states(SeatStates(np.ones(count, np.uint8)))
    begun = thread_time()
    panel.list.sortByColumn(SEAT, Qt.SortOrder.DescendingOrder)
    panel.view.select_ranks(np.arange(0, count, 3))
    panel.list.grab()

    assert panel.list.seats.rowCount() == count
    assert thread_time() - begun < 1.5  # a few tens of milliseconds on an idle machine
