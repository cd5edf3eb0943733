import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.theme import Scheme, theme
from desktop.widgets.seat_map import DARK, LIGHT, SeatMapView, SeatStates, SeatStatus
from tests.desktop.widgets.seat_map_hands import (
    CONTROL,
    NONE,
    SHIFT,
    at,
    click,
    drag,
    press,
    selected,
    wheel,
)
from tests.desktop.widgets.seat_map_house import SEATS, house


def test_click_selects_and_second_click_lets_go(view: SeatMapView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.selection_changed) as told:
        click(view, 12)
    assert told.args[0].tolist() == [12]

    click(view, 44)
    click(view, 12)

    assert selected(view) == [44]


def test_click_beside_the_seats_keeps_the_selection(view: SeatMapView) -> None:
    click(view, 12)

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(3, 3))

    assert selected(view) == [12]


def test_shift_click_extends_along_the_row(view: SeatMapView) -> None:
    click(view, 12)
    click(view, 16, SHIFT)

    assert selected(view) == [12, 13, 14, 15, 16]


def test_shift_click_in_another_row_spans_a_rectangle(view: SeatMapView) -> None:
    click(view, 2)
    click(view, 14, SHIFT)

    assert selected(view) == [2, 3, 4, 12, 13, 14]


def test_rectangle_adds_its_seats(view: SeatMapView) -> None:
    click(view, 39)
    drag(view, at(view, 0) - QPoint(8, 8), at(view, 12) + QPoint(8, 8))

    assert selected(view) == [0, 1, 2, 10, 11, 12, 39]


def test_rectangle_with_control_takes_seats_away(view: SeatMapView) -> None:
    view.select_ranks(np.arange(20))
    drag(view, at(view, 0) - QPoint(8, 8), at(view, 12) + QPoint(8, 8), CONTROL)

    assert selected(view) == [3, 4, 5, 6, 7, 8, 9, 13, 14, 15, 16, 17, 18, 19]


def test_escape_drops_the_rectangle_then_the_selection(view: SeatMapView) -> None:
    click(view, 5)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, NONE, at(view, 0) - QPoint(8, 8))
    QTest.mouseMove(view.viewport(), at(view, 12))
    press(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, NONE, at(view, 12))
    assert selected(view) == [5]

    press(view, Qt.Key.Key_Escape)

    assert selected(view) == []


def test_sales_mode_selects_available_seats_only(view: SeatMapView) -> None:
    view.sales_mode = True
    view.apply_changes(np.array([1, 2]), np.array([SeatStatus.SOLD, SeatStatus.HELD], np.uint8))

    click(view, 1)
    drag(view, at(view, 0) - QPoint(8, 8), at(view, 4) + QPoint(8, 8))

    assert selected(view) == [0, 3, 4]


def test_seat_sold_elsewhere_leaves_the_selection(view: SeatMapView, qtbot: QtBot) -> None:
    view.sales_mode = True
    view.select_ranks(np.array([4, 5]))

    with qtbot.waitSignal(view.selection_changed) as told:
        view.apply_changes(np.array([5]), np.array([SeatStatus.SOLD], np.uint8))

    assert told.args[0].tolist() == [4]
    assert view.status(5) is SeatStatus.SOLD


def test_whole_selection_by_keys(view: SeatMapView) -> None:
    view.setFocus()
    view.set_cursor_seat(11)

    press(view, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space)
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Right, modifiers=SHIFT)

    assert view.cursor_rank == 24
    assert selected(view) == [22, 23, 24]


def test_first_arrow_shows_the_cursor_in_the_middle(view: SeatMapView) -> None:
    press(view, Qt.Key.Key_Right)

    assert view.cursor_rank >= 0
    assert selected(view) == []


def test_home_and_end_reach_the_ends_of_the_row(view: SeatMapView) -> None:
    view.set_cursor_seat(14)

    press(view, Qt.Key.Key_End)
    assert view.cursor_rank == 19

    press(view, Qt.Key.Key_Home, modifiers=SHIFT)
    assert selected(view) == list(range(10, 20))


def test_r_selects_the_row(view: SeatMapView) -> None:
    view.set_cursor_seat(33)

    press(view, Qt.Key.Key_R)
    assert selected(view) == list(range(30, 40))

    press(view, Qt.Key.Key_R)
    assert selected(view) == []


def test_enter_activates(view: SeatMapView, qtbot: QtBot) -> None:
    view.set_cursor_seat(7)
    with qtbot.waitSignal(view.seat_activated) as by_key:
        press(view, Qt.Key.Key_Return)

    assert by_key.args == [7]


def test_slash_asks_for_the_find_field(view: SeatMapView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.find_requested):
        press(view, Qt.Key.Key_Slash)


def test_escape_with_nothing_to_drop_goes_on_to_the_dialog(view: SeatMapView) -> None:
    assert view.let_go() is False


def test_wheel_zooms_at_the_cursor(view: SeatMapView) -> None:
    where = QPointF(at(view, 27))
    before = view.plan_point(where)

    scale = view.camera.scale
    wheel(view, where, angle=QPoint(0, 240))

    assert view.camera.scale > scale * 1.3
    after = view.plan_point(where)
    assert abs(after.x() - before.x()) * view.camera.scale <= 1
    assert abs(after.y() - before.y()) * view.camera.scale <= 1


def test_plus_and_minus_zoom_and_zero_fits(view: SeatMapView) -> None:
    fitted = view.camera.scale

    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    assert view.camera.scale == pytest.approx(fitted * 1.69)
    press(view, Qt.Key.Key_Minus)
    assert view.camera.scale == pytest.approx(fitted * 1.3)
    press(view, Qt.Key.Key_0)
    assert view.camera.scale == pytest.approx(fitted)


@pytest.mark.parametrize("with_space", [False, True], ids=["middle button", "space and drag"])
def test_drag_pans(view: SeatMapView, *, with_space: bool) -> None:
    view.camera.zoom(3)
    before = at(view, 22)
    button = Qt.MouseButton.LeftButton if with_space else Qt.MouseButton.MiddleButton

    if with_space:
        QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, QPoint(300, 250), QPoint(260, 220), button=button)
    if with_space:
        QTest.keyRelease(view, Qt.Key.Key_Space)

    assert at(view, 22) - before == QPoint(-40, -30)
    assert selected(view) == []


def test_find_shows_the_seat_large_enough_to_read(view: SeatMapView) -> None:
    assert view.find_seats("Circle B 8").tolist() == [55]

    assert view.cursor_rank == 55
    assert view.plan.seat_size * view.camera.scale >= 20
    assert view.viewport().rect().contains(at(view, 55))


def test_find_of_nothing_stays_where_it_is(view: SeatMapView) -> None:
    scale = view.camera.scale

    assert len(view.find_seats("Z 1")) == 0
    assert (view.camera.scale, view.cursor_rank) == (scale, -1)


def test_zoom_to_section_fills_the_view_with_it(view: SeatMapView) -> None:
    view.zoom_to_section("Circle")

    inside = view.viewport().rect()
    assert inside.contains(at(view, 40))
    assert inside.contains(at(view, 55))
    assert not inside.contains(at(view, 0))
    with pytest.raises(KeyError):
        view.zoom_to_section("Balcony")


def test_walking_out_of_sight_scrolls(view: SeatMapView) -> None:
    view.camera.zoom(6)
    view.set_cursor_seat(0)

    press(view, *[Qt.Key.Key_Right] * 9)

    assert view.cursor_rank == 9
    assert view.viewport().rect().contains(at(view, 9))


def test_hover_tells_the_seat_and_shows_its_card(view: SeatMapView, qtbot: QtBot) -> None:
    QTest.mouseMove(view.viewport(), QPoint(2, 2))
    with qtbot.waitSignal(view.hovered) as told:
        QTest.mouseMove(view.viewport(), at(view, 25))
    qtbot.waitUntil(view.card.isVisible)
    assert told.args == [25]
    assert view.card.words() == ["Stalls", "Row C  ·  Seat 6", "Available"]

    QTest.mouseMove(view.viewport(), QPoint(2, 2))

    assert not view.card.isVisible()


def test_card_shows_price_level_and_kind(view: SeatMapView, qtbot: QtBot) -> None:
    states = SeatStates(
        np.full(SEATS, SeatStatus.HELD, np.uint8),
        np.full(SEATS, 123450),
        np.zeros(SEATS, np.int16),
        ("Premium",),
        "EUR",
    )
    view.set_states(states)
    QTest.mouseMove(view.viewport(), QPoint(2, 2))
    QTest.mouseMove(view.viewport(), at(view, 40))
    qtbot.waitUntil(view.card.isVisible)

    assert view.card.words() == [
        "Circle",
        "Row A  ·  Seat 1",
        "Held",
        "1,234.50 EUR",
        "Premium  ·  Wheelchair place",
    ]


def test_changes_in_a_burst_are_shown_together(view: SeatMapView, qtbot: QtBot) -> None:
    told: list[list[int]] = []
    view.counts_changed.connect(lambda counts: told.append(counts.tolist()))

    for rank in range(8):
        view.apply_changes(np.array([rank]), np.array([SeatStatus.SOLD], np.uint8))

    assert len(told) == 1
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[-1] == [0, SEATS - 8, 0, 0, 8, 0, 0, 0]


def test_last_of_two_changes_of_a_seat_counts(view: SeatMapView) -> None:
    sold_then_held = np.array([SeatStatus.SOLD, SeatStatus.HELD], np.uint8)

    view.apply_changes(np.array([3, 3]), sold_then_held)

    assert view.status(3) is SeatStatus.HELD


def test_states_of_another_plan_are_refused(view: SeatMapView) -> None:
    with pytest.raises(ValueError, match="3 states for 56 seats"):
        view.set_states(SeatStates(np.zeros(3, np.uint8)))


def test_states_come_as_one_byte_a_seat(view: SeatMapView) -> None:
    view.set_states(SeatStates.from_bytes(bytes([4]) * SEATS))

    assert view.counts().tolist() == [0, 0, 0, 0, SEATS, 0, 0, 0]


def test_screen_readers_hear_the_seat_under_the_cursor(view: SeatMapView) -> None:
    assert view.accessibleName() == "Seat map"
    assert "Arrow keys" in view.accessibleDescription()

    view.set_cursor_seat(13)
    press(view, Qt.Key.Key_Space)

    assert view.accessibleDescription() == "Stalls, row B, seat 4, Available, selected"


def test_view_follows_the_theme(view: SeatMapView, dressed: QApplication) -> None:
    assert view.colors is LIGHT

    theme().wear(dressed, Scheme.DARK)

    assert view.colors is DARK


def test_resizing_keeps_a_fitted_plan_fitted(view: SeatMapView, qtbot: QtBot) -> None:
    scale = view.camera.scale

    view.resize(1100, 900)
    qtbot.waitUntil(lambda: view.viewport().width() == 1100)

    assert view.camera.scale > scale * 1.5


def test_another_plan_forgets_selection_and_cursor(view: SeatMapView) -> None:
    view.select_ranks(np.array([1, 2]))
    view.set_cursor_seat(1)

    view.set_plan(house())

    assert (selected(view), view.cursor_rank) == ([], -1)
