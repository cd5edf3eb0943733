"""Single seats turn at a small price, and what is counted and drawn stays what it would be anew."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from desktop.widgets.seat_map import LIGHT, SeatColumns, SeatMapView, SeatStatus, build_plan
from desktop.widgets.seat_map.color_modes import ColorMode
from desktop.widgets.seat_map.section_summary import SectionSummary
from desktop.widgets.seat_map.tally import Codes, Tally
from tests.desktop.widgets.seat_map_modes import busy_states, colorings, coloured_house

SECTIONS_ONLY = 1_000.0  # pixels a seat
STATUSES = len(SeatStatus)
CHANGES = st.lists(
    st.tuples(st.integers(0, 55), st.integers(0, STATUSES - 1)), min_size=1, max_size=90
)


@pytest.fixture
def house_view(view: SeatMapView) -> SeatMapView:
    view.set_plan(coloured_house())
    view.set_states(busy_states())
    return view


@pytest.mark.parametrize("mode", [ColorMode.STATUS, ColorMode.PRICE, ColorMode.SUPPLIER])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_counts_are_what_counting_anew_gives(
    house_view: SeatMapView, mode: ColorMode, changes: list[tuple[int, int]]
) -> None:
    view, told = house_view, []
    view.color_by(colorings()[mode])
    view.legend_changed.connect(lambda _, counts: told.append(counts.tolist()))
    ranks, status = zip(*changes, strict=True)

    view.select_ranks(np.array(ranks[:5], np.intp))
    view.apply_changes(np.array(ranks), np.array(status, np.uint8))
    view.flush_changes()

    codes = view.coloring.codes(view.statuses)
    assert told[-1] == np.bincount(codes, minlength=len(view.coloring.entries)).tolist()
    assert view.counts().tolist() == np.bincount(view.statuses, minlength=STATUSES).tolist()


@pytest.mark.parametrize("mode", list(ColorMode))
def test_sections_sum_up_what_adding_all_up_gives(house_view: SeatMapView, mode: ColorMode) -> None:
    view = house_view
    view.color_by(colorings()[mode])
    drawing = view._scene.drawing
    drawing.summary()

    view.apply_changes(np.array([0, 3, 45]), np.array([4, 1, 1], np.uint8))
    view.flush_changes()

    turned, anew = drawing.summary(), SectionSummary.of(view.plan, view.coloring, view.statuses)
    assert turned.statuses.tolist() == anew.statuses.tolist()
    assert turned.styles.tolist() == anew.styles.tolist()
    assert turned.spans == anew.spans


@pytest.mark.parametrize("seats_from", [0.0, SECTIONS_ONLY])
def test_seat_that_turns_is_painted_as_if_all_were(
    house_view: SeatMapView, seats_from: float
) -> None:
    view = house_view
    view.set_colors(LIGHT)
    view.show_seats_from(seats_from)
    QApplication.processEvents()

    view.apply_changes(np.array([2, 44]), np.array([4, 2], np.uint8))
    view.flush_changes()
    QApplication.processEvents()

    after = view.grab().toImage()
    view._scene.recolor(LIGHT)
    assert after == view.grab().toImage()


def test_tally_counts_once() -> None:
    counted: list[int] = []
    tally, codes = Tally(), np.array([0, 1, 1, 2], np.uint8)

    def all_codes() -> Codes:
        counted.append(1)
        return codes

    assert tally.counts(all_codes, 3).tolist() == [1, 2, 1]
    tally.turn(codes[:2], np.array([2, 2], np.uint8))

    assert tally.counts(all_codes, 3).tolist() == [0, 1, 3]
    assert len(counted) == 1
    tally.forget()
    assert tally.counts(all_codes, 3).tolist() == [1, 2, 1]


@pytest.mark.parametrize("seats_from", [0.0, SECTIONS_ONLY])
def test_ground_that_was_scrolled_is_what_drawing_it_gives(
    house_view: SeatMapView, seats_from: float
) -> None:
    view = house_view
    view.show_seats_from(seats_from)
    view.camera.zoom(2.5)
    QApplication.processEvents()

    for by in (QPoint(29, 9), QPoint(-47, 3), QPoint(13, -31)):
        view.camera.pan(by)
        QApplication.processEvents()

    scrolled = view.grab().toImage()
    view.redraw()
    assert scrolled == view.grab().toImage()


def test_pan_tells_once_that_the_camera_moved(house_view: SeatMapView) -> None:
    view, moves = house_view, []
    view.camera.zoom(2.5)
    before = view.camera.window.center()
    view.camera_moved.connect(lambda: moves.append(1))

    view.camera.pan(QPoint(20, 10))

    moved = (view.camera.window.center() - before) * view.camera.scale
    assert (round(moved.x()), round(moved.y())) == (20, 10)
    assert len(moves) == 1


def test_many_sections_in_one_corner_turn_without_the_rest(view: SeatMapView) -> None:
    boxes = [
        (box // 10 * 60 + x, box % 10 * 40, f"Box {box}") for box in range(100) for x in (0, 20)
    ]
    x, y, names = zip(*boxes, strict=True)
    view.set_plan(build_plan(SeatColumns(x, y, names, ("A",) * 200, "12" * 100)))
    QApplication.processEvents()
    watch = _Painted(view)

    view.select_ranks(np.arange(2 * 30))
    QApplication.processEvents()

    corner = QPointF(x[59], y[59])
    assert watch.seen.contains(view.mapFromScene(corner))
    assert watch.seen.width() < view.viewport().width() / 2


class _Painted(QObject):
    """What of a view has been painted since."""

    def __init__(self, view: SeatMapView) -> None:
        super().__init__(view)
        self.seen = QRect()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.seen |= event.rect()
        return super().eventFilter(watched, event)
