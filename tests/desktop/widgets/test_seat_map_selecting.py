"""Every way to select, by real mouse and key events, and the way back."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.widgets.seat_map import SeatMapView, SeatStatus
from desktop.widgets.seat_map.menu import map_menu
from tests.desktop.widgets.seat_map_hands import (
    ALT,
    CONTROL,
    LEFT,
    NONE,
    SHIFT,
    at,
    click,
    drag,
    draw,
    hover,
    press,
    selected,
)

K = Qt.Key
STALLS, CIRCLE = list(range(40)), list(range(40, 56))


def loop_around(view: SeatMapView, *ranks: int) -> list[QPoint]:
    """A loop of four corners that just holds these seats."""
    places = [at(view, rank) for rank in ranks]
    left, right = min(p.x() for p in places) - 7, max(p.x() for p in places) + 7
    top, bottom = min(p.y() for p in places) - 7, max(p.y() for p in places) + 7
    return [QPoint(left, top), QPoint(right, top), QPoint(right, bottom), QPoint(left, bottom)]


def near(view: SeatMapView) -> None:
    """Zoom in until seats have numbers and rows have names."""
    view.zoom_to_section("Stalls")
    view.camera.zoom(1.2)
    view.grab()


def row_name(view: SeatMapView, row: int) -> QPoint:
    names = view._scene.drawing.texts.rows
    label = int(np.flatnonzero(names.row == row)[0])
    return view.mapFromScene(QPointF(names.x[label], names.y[label]))


def test_alt_and_drag_draws_a_lasso(view: SeatMapView) -> None:
    draw(view, loop_around(view, 11, 12, 21, 22), ALT)

    assert selected(view) == [11, 12, 21, 22]


def test_lasso_of_a_triangle_leaves_out_what_its_box_holds(view: SeatMapView) -> None:
    corner, right, below, _ = loop_around(view, 0, 3, 30, 33)
    press(view, K.Key_L)
    draw(view, [corner, QPoint(right.x(), corner.y()), QPoint(corner.x(), below.y())])

    assert selected(view) == [0, 1, 2, 3, 10, 11, 12, 20, 21, 30]


def test_lasso_with_control_takes_seats_away(view: SeatMapView) -> None:
    view.select_ranks(np.arange(40))
    press(view, K.Key_L)
    draw(view, loop_around(view, 11, 12, 21, 22), CONTROL)

    assert sorted(set(STALLS) - set(selected(view))) == [11, 12, 21, 22]


def test_lasso_is_put_away_with_escape(view: SeatMapView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.lasso_switched) as taken:
        press(view, K.Key_L)
    press(view, K.Key_Escape)
    drag(view, at(view, 0) - QPoint(8, 8), at(view, 12) + QPoint(8, 8))

    assert taken.args == [True]
    assert not view.lasso
    assert selected(view) == [0, 1, 2, 10, 11, 12]


def test_escape_drops_a_lasso_under_way(view: SeatMapView) -> None:
    press(view, K.Key_L)
    corners = loop_around(view, 0, 12)
    QTest.mousePress(view.viewport(), LEFT, NONE, corners[0])
    for corner in corners[1:]:
        QTest.mouseMove(view.viewport(), corner)
    press(view, K.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, corners[-1])

    assert selected(view) == []


def test_click_on_a_row_name_selects_the_row(view: SeatMapView) -> None:
    near(view)
    name = row_name(view, 2)

    QTest.mouseClick(view.viewport(), LEFT, NONE, name)
    assert selected(view) == list(range(20, 30))

    QTest.mouseClick(view.viewport(), LEFT, NONE, name)
    assert selected(view) == []


def test_row_name_says_that_it_can_be_clicked(view: SeatMapView) -> None:
    near(view)
    hover(view, row_name(view, 1))
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor

    hover(view, at(view, 15))
    assert view.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


def test_double_click_selects_the_section(view: SeatMapView) -> None:
    QTest.mouseDClick(view.viewport(), LEFT, NONE, at(view, 45))

    assert selected(view) == CIRCLE


def test_double_click_at_the_till_is_two_clicks(view: SeatMapView) -> None:
    view.sales_mode = True
    seen: list[list[int]] = []
    view.selection_changed.connect(lambda: seen.append(selected(view)))

    click(view, 45)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, at(view, 45))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, at(view, 45))

    assert seen == [[45], []]


def test_s_selects_the_cursors_section(view: SeatMapView) -> None:
    view.set_cursor_seat(50)
    press(view, K.Key_S)

    assert selected(view) == CIRCLE


def test_row_at_the_till_is_what_is_free_of_it(view: SeatMapView) -> None:
    view.sales_mode = True
    view.apply_changes(np.array([31, 32]), np.full(2, SeatStatus.SOLD, np.uint8))
    view.set_cursor_seat(35)
    press(view, K.Key_R)

    assert selected(view) == [30, 33, 34, 35, 36, 37, 38, 39]


def test_i_turns_the_selection_round(view: SeatMapView) -> None:
    view.select_ranks(np.array(STALLS))
    press(view, K.Key_I)

    assert selected(view) == CIRCLE


def test_u_takes_back_one_change_after_the_other(view: SeatMapView) -> None:
    click(view, 3)
    click(view, 5, SHIFT)
    press(view, K.Key_Escape)

    press(view, K.Key_U)
    assert selected(view) == [3, 4, 5]

    press(view, K.Key_U)
    assert selected(view) == [3]

    press(view, K.Key_U, K.Key_U)
    assert selected(view) == []


def test_seats_sold_meanwhile_do_not_come_back(view: SeatMapView) -> None:
    view.sales_mode = True
    view.select_ranks(np.array([3, 4, 5]))
    press(view, K.Key_Escape)
    assert selected(view) == []
    view.apply_changes(np.array([4]), np.array([SeatStatus.SOLD], np.uint8))
    press(view, K.Key_U)

    assert selected(view) == [3, 5]


def test_click_on_a_sold_seat_asks_for_its_details(view: SeatMapView, qtbot: QtBot) -> None:
    view.apply_changes(np.array([4]), np.array([SeatStatus.SOLD], np.uint8))
    with qtbot.waitSignal(view.seat_activated) as office:
        click(view, 4)
    view.clear_selection()
    view.sales_mode = True
    with qtbot.waitSignal(view.seat_activated) as till:
        click(view, 4)

    assert (office.args, till.args) == ([4], [4])
    assert selected(view) == []


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_menu_offers_row_and_section(view: SeatMapView, qtbot: QtBot) -> None:
    view.set_cursor_seat(22)
    where = view.mapToGlobal(at(view, 22))
    QApplication.sendEvent(
        view.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at(view, 22), where),
    )
    menu = view.findChild(QMenu)
    assert menu is not None
    actions = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert [name for name in actions if name] == [
        "Everything about this seat",
        "Select row C",
        "Select all of Stalls",
        "Zoom to Stalls",
        "Select by filter …",
        "Select all others instead",
        "Take back the last selection",
        "Select nothing",
    ]
    actions["Select row C"].trigger()
    assert selected(view) == list(range(20, 30))
    menu.close()
    qtbot.waitUntil(lambda: view.findChild(QMenu) is None)


@pytest.mark.parametrize(("key", "signal"), [(K.Key_F, "filter"), (K.Key_T, "list")])
def test_letters_ask_for_filter_and_list(
    view: SeatMapView, qtbot: QtBot, key: Qt.Key, signal: str
) -> None:
    with qtbot.waitSignal(getattr(view, f"{signal}_requested")):
        press(view, key)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_menu_key_opens_the_menu_of_the_cursors_seat(view: SeatMapView, qtbot: QtBot) -> None:
    view.set_cursor_seat(45)
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view, QContextMenuEvent(keyboard, QPoint(1, 1), QPoint(1, 1)))
    menu = view.findChild(QMenu)
    assert menu is not None
    names = [action.text().split("\t")[0] for action in menu.actions()]
    assert names[2:4] == ["Select row A", "Select all of Circle"]
    menu.close()
    qtbot.waitUntil(lambda: view.findChild(QMenu) is None)


def test_far_out_a_click_opens_the_section_and_the_menu_selects_it(view: SeatMapView) -> None:
    view.show_seats_from(1_000.0)
    view.grab()
    QTest.mouseClick(view.viewport(), LEFT, NONE, at(view, 44))
    assert not view.camera.window.contains(view.place(0))
    assert selected(view) == []

    menu = map_menu(view, view, rank=-1, section=1)
    next(each for each in menu.actions() if each.text().startswith("Select all of")).trigger()
    assert selected(view) == CIRCLE
