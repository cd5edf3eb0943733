"""Zoom, pan, floors and fingers on the seat map, by real events."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.seat_map import PlanSection, SeatMapView
from tests.desktop.widgets.seat_map_hands import CONTROL, at, drag, press, selected, wheel
from tests.desktop.widgets.seat_map_house import all_available, house

K = Qt.Key
FINGERS = QTest.createTouchDevice()


@pytest.fixture
def floors(view: SeatMapView) -> SeatMapView:
    """The house with its circle a storey up."""
    plan = house()
    stalls, circle = plan.sections
    above = PlanSection(circle.name, circle.outline, 1)
    view.set_plan(replace(plan, sections=(stalls, above), floors=("Parquet", "Circle")))
    view.set_states(all_available())
    return view


def close_to(one: QPointF, other: QPointF, view: SeatMapView, within: float = 2) -> bool:
    """Whether two places of the plan are at most so many pixels apart."""
    return (one - other).manhattanLength() * view.camera.scale <= within


def test_two_fingers_on_a_trackpad_pan_by_pixels(view: SeatMapView) -> None:
    view.camera.zoom(4)
    where = QPointF(at(view, 27))
    before = view.plan_point(where)
    wheel(view, where, angle=QPoint(30, -50), pixels=QPoint(13, -21))

    assert close_to(view.plan_point(where + QPointF(13, -21)), before, view)


def test_trackpad_zooms_with_control(view: SeatMapView) -> None:
    where, scale = QPointF(at(view, 27)), view.camera.scale
    before = view.plan_point(where)
    wheel(view, where, angle=QPoint(0, 40), pixels=QPoint(0, 20), modifiers=CONTROL)

    assert view.camera.scale == pytest.approx(scale * 1.0016**40)
    assert close_to(view.plan_point(where), before, view)


def test_pinch_on_a_trackpad_zooms_at_the_fingers(view: SeatMapView) -> None:
    where, scale = QPointF(at(view, 12)), view.camera.scale
    before = view.plan_point(where)
    pinch(view, Qt.NativeGestureType.ZoomNativeGesture, where, 0.25)

    assert view.camera.scale == pytest.approx(scale * 1.25)
    assert close_to(view.plan_point(where), before, view)


def test_double_tap_of_two_fingers_opens_the_section(view: SeatMapView) -> None:
    pinch(view, Qt.NativeGestureType.SmartZoomNativeGesture, QPointF(at(view, 45)), 0)

    assert view.camera.window.contains(view.place(40))
    assert not view.camera.window.contains(view.place(0))


def pinch(view: SeatMapView, kind: Qt.NativeGestureType, where: QPointF, value: float) -> None:
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, where, where, where, value, QPointF())
    QApplication.sendEvent(view.viewport(), event)


def test_two_fingers_on_the_screen_zoom_and_keep_what_is_between_them(view: SeatMapView) -> None:
    scale, surface = view.camera.scale, view.viewport()
    middle = QPoint(300, 250)
    held = view.plan_point(QPointF(middle))
    touch = QTest.touchEvent(surface, FINGERS)
    touch.press(0, middle - QPoint(50, 0)).press(1, middle + QPoint(50, 0)).commit()
    touch.move(0, middle - QPoint(75, 0)).move(1, middle + QPoint(75, 0)).commit()
    touch.move(0, middle - QPoint(100, 0)).move(1, middle + QPoint(100, 0)).commit()
    touch.release(0, middle - QPoint(100, 0)).release(1, middle + QPoint(100, 0)).commit()

    assert view.camera.scale == pytest.approx(scale * 2)
    # Offscreen, touches arrive two pixels beside where they were made.
    assert close_to(view.plan_point(QPointF(middle)), held, view, within=8)
    assert selected(view) == []


def test_one_finger_moves_the_map_and_selects_nothing(view: SeatMapView) -> None:
    view.camera.zoom(4)
    start = QPoint(320, 260)
    held = view.plan_point(QPointF(start))
    touch = QTest.touchEvent(view.viewport(), FINGERS)
    touch.press(0, start).commit()
    touch.move(0, start + QPoint(20, 15)).commit()
    touch.move(0, start + QPoint(60, -40)).commit()
    touch.release(0, start + QPoint(60, -40)).commit()

    assert close_to(view.plan_point(QPointF(start + QPoint(60, -40))), held, view, within=8)
    assert selected(view) == []


def test_finger_taps_a_seat(view: SeatMapView) -> None:
    def tap() -> list[int]:
        touch = QTest.touchEvent(view.viewport(), FINGERS)
        touch.press(0, at(view, 14)).commit()
        touch.release(0, at(view, 14)).commit()
        return selected(view)

    assert (tap(), tap()) == ([14], [])


def test_control_and_arrows_move_the_map(view: SeatMapView) -> None:
    view.camera.zoom(4)
    before = view.camera.window
    press(view, K.Key_Right, K.Key_Down, modifiers=CONTROL)

    moved = view.camera.window.topLeft() - before.topLeft()
    assert moved.x() * view.camera.scale == pytest.approx(80, abs=1)
    assert moved.y() * view.camera.scale == pytest.approx(80, abs=1)


def test_z_fills_the_view_with_the_section_and_0_shows_all(view: SeatMapView) -> None:
    fitted = view.camera.scale
    view.set_cursor_seat(45)
    press(view, K.Key_Z)
    assert not view.camera.window.contains(view.place(0))

    press(view, K.Key_0)
    assert view.camera.scale == pytest.approx(fitted)


def test_one_floor_hides_the_seats_of_the_others(floors: SeatMapView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(floors.floor_changed) as told:
        floors.show_floor(1)
    drag(floors, QPoint(2, 2), QPoint(637, 517))

    assert told.args == [1]
    assert selected(floors) == list(range(40, 56))
    assert floors.plan.floor_name(1) == "Circle"


def test_page_keys_go_up_and_down_the_floors(floors: SeatMapView) -> None:
    seen = []
    for key in (K.Key_PageUp, K.Key_PageUp, K.Key_PageUp, K.Key_PageDown, K.Key_PageDown):
        press(floors, key)
        seen.append(floors.floor)

    assert seen == [0, 1, 1, 0, None]


def test_floor_is_what_fits_the_view(floors: SeatMapView) -> None:
    whole = floors.camera.scale
    floors.show_floor(0)
    stalls = floors.camera.scale
    floors.camera.zoom(2)
    press(floors, K.Key_0)

    assert stalls > whole
    assert floors.camera.scale == pytest.approx(stalls)


def test_arrows_stay_on_the_floor(floors: SeatMapView) -> None:
    floors.show_floor(0)
    floors.set_cursor_seat(35)
    press(floors, K.Key_Down)

    assert floors.cursor_rank == 35


def test_selection_on_another_floor_is_kept_and_inverted_alone(floors: SeatMapView) -> None:
    floors.select_ranks(np.array([0, 1]))
    floors.show_floor(1)
    press(floors, K.Key_I)

    assert selected(floors) == [0, 1, *range(40, 56)]


def test_page_keys_do_nothing_in_a_house_of_one_floor(view: SeatMapView) -> None:
    press(view, K.Key_PageUp)

    assert view.floor is None


def test_floor_without_a_name_is_counted(view: SeatMapView) -> None:
    assert [view.plan.floor_name(level) for level in (0, 2)] == ["Ground floor", "Level 2"]


def test_seat_on_another_floor_is_found_there(floors: SeatMapView) -> None:
    floors.show_floor(0)
    floors.find_seats("Circle A 2")
    assert (floors.floor, floors.cursor_rank) == (1, 41)

    floors.zoom_to_section("Stalls")
    assert floors.floor == 0

    floors.show_seats(np.array([0, 50]))
    assert floors.floor is None


def test_unknown_section_is_no_place_to_go(floors: SeatMapView) -> None:
    with pytest.raises(KeyError):
        floors.zoom_to_section("Balcony")
