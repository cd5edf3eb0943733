from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.widgets.seat_map import (
    DARK,
    LIGHT,
    PlanArea,
    SeatMapView,
    SeatStates,
    SeatStatus,
)
from desktop.widgets.seat_map.color_modes_making import by_price, by_status
from desktop.widgets.seat_map.colors import SeatMapColors, mixed
from tests.desktop.widgets.seat_map_house import SEATS, all_available, house

DOTS, NUMBERS, FAR = 10.0, 32.0, 1.5  # pixels a seat


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def colors(request: pytest.FixtureRequest) -> SeatMapColors:
    return cast("SeatMapColors", request.param)


@pytest.fixture
def view(qtbot: QtBot, colors: SeatMapColors) -> SeatMapView:
    made = SeatMapView(colors)
    qtbot.addWidget(made)
    made.resize(700, 520)
    made.set_plan(house())
    made.set_states(all_available())
    made.show()
    qtbot.waitExposed(made)
    return made


def zoom_to(view: SeatMapView, pixels: float) -> None:
    """Show seats of this many pixels, however small the plan gets."""
    scale = pixels / view.plan.seat_size
    view.setTransform(view.transform().fromScale(scale, scale))
    view.centerOn(view.place(24))


def shot(view: SeatMapView) -> QImage:
    return view.viewport().grab().toImage()


def color_at(view: SeatMapView, image: QImage, rank: int, dx: float = 0, dy: float = 0) -> QColor:
    """The colour at a seat; dx and dy are shares of its radius."""
    at = view.mapFromScene(view.place(rank))
    radius = view.plan.seat_size * view.transform().m11() / 2
    return image.pixelColor(at.x() + round(dx * radius), at.y() + round(dy * radius))


def near(one: QColor, other: QColor | str, most: int = 40) -> bool:
    wanted = QColor(other)
    red, green, blue = (
        abs(one.red() - wanted.red()),
        abs(one.green() - wanted.green()),
        abs(one.blue() - wanted.blue()),
    )
    return max(red, green, blue) <= most


def give(view: SeatMapView, rank: int, status: SeatStatus) -> None:
    view.apply_changes(np.array([rank]), np.array([status], np.uint8))
    view.flush_changes()


@pytest.mark.parametrize(
    ("status", "role"),
    [
        (SeatStatus.AVAILABLE, "available"),
        (SeatStatus.RESERVED, "reserved"),
        (SeatStatus.SOLD, "sold"),
        (SeatStatus.BLOCKED, "blocked"),
    ],
)
def test_dots_wear_the_colour_of_their_status(
    view: SeatMapView, colors: SeatMapColors, status: SeatStatus, role: str
) -> None:
    zoom_to(view, DOTS)
    give(view, 13, status)

    image = shot(view)

    shifts = (-0.2, 0.0, 0.2)
    around = [color_at(view, image, 13, dx, dy) for dx in shifts for dy in shifts]
    assert any(near(color, getattr(colors, role)) for color in around)
    assert near(color_at(view, image, 14), colors.available)


def test_held_dot_is_full_below_and_pale_above(view: SeatMapView, colors: SeatMapColors) -> None:
    zoom_to(view, DOTS)
    give(view, 13, SeatStatus.HELD)

    image = shot(view)

    assert near(color_at(view, image, 13, dy=0.5), colors.held)
    assert not near(color_at(view, image, 13, dy=-0.5), colors.held)


def test_sold_dot_is_square_and_available_dot_is_round(
    view: SeatMapView, colors: SeatMapColors
) -> None:
    zoom_to(view, DOTS)
    give(view, 13, SeatStatus.SOLD)

    image = shot(view)

    assert near(color_at(view, image, 13, dx=0.6, dy=0.6), colors.sold, 60)
    assert not near(color_at(view, image, 14, dx=0.8, dy=0.8), colors.available, 60)


def test_seat_that_is_not_owned_is_hollow(view: SeatMapView, colors: SeatMapColors) -> None:
    zoom_to(view, DOTS)
    give(view, 13, SeatStatus.NOT_OWNED)

    assert near(color_at(view, shot(view), 13), colors.section)


def test_every_status_looks_different_without_colour(view: SeatMapView) -> None:
    zoom_to(view, NUMBERS)
    view.set_states(SeatStates(np.resize(np.arange(7, dtype=np.uint8), SEATS)))
    image = shot(view).convertToFormat(QImage.Format.Format_Grayscale8)
    size = round(view.plan.seat_size * view.transform().m11())

    looks: set[bytes] = set()
    for rank in (14, 15, 16, 17, 11, 12, 13):
        at = view.mapFromScene(view.place(rank))
        part = image.copy(QRect(at.x() - size // 2, at.y() - size // 2, size, size // 4))
        looks.add(bytes(part.constBits()))

    assert len(looks) == 7


def test_near_seats_wear_their_numbers(view: SeatMapView, colors: SeatMapColors) -> None:
    zoom_to(view, NUMBERS)

    image = shot(view)

    assert near(color_at(view, image, 13, dx=0.75), colors.available)
    at = view.mapFromScene(view.place(13))
    middle = image.copy(QRect(at.x() - 6, at.y() - 8, 12, 16))
    inks = [middle.pixelColor(x, y) for x in range(12) for y in range(16)]
    assert any(near(ink, colors.on_solid) for ink in inks)


def test_near_wheelchair_place_wears_its_symbol(view: SeatMapView) -> None:
    zoom_to(view, 20)
    view.centerOn(view.place(44))
    image = shot(view)

    def middle(rank: int) -> bytes:
        at = view.mapFromScene(view.place(rank))
        return bytes(image.copy(QRect(at.x() - 6, at.y() - 6, 12, 12)).constBits())

    assert middle(40) != middle(48)
    assert middle(43) == middle(51)


def test_selected_seat_is_full_of_the_selection_colour(
    view: SeatMapView, colors: SeatMapColors
) -> None:
    zoom_to(view, DOTS)
    view.select_ranks(np.array([13]))

    image = shot(view)

    assert near(color_at(view, image, 13), colors.selection)
    assert near(color_at(view, image, 13, dx=1.05), colors.available, 90)


def test_far_sections_are_filled_by_what_is_free(view: SeatMapView, colors: SeatMapColors) -> None:
    zoom_to(view, FAR)
    view.show_seats_from(2.4)
    full = color_at(view, shot(view), 0)
    status = np.ones(SEATS, np.uint8)
    status[:40] = SeatStatus.SOLD

    view.set_states(SeatStates(status))

    sold_out = color_at(view, shot(view), 0)
    assert near(full, mixed(colors.available, colors.section, 0.55))
    assert near(sold_out, colors.section, 8)
    assert near(color_at(view, shot(view), 55), full)


def test_cursor_rings_its_seat(view: SeatMapView, colors: SeatMapColors) -> None:
    zoom_to(view, DOTS)
    view.set_cursor_seat(13)

    image = shot(view)

    at = view.mapFromScene(view.place(13))
    reach = range(4, 14)
    assert any(near(image.pixelColor(at.x() + step, at.y()), colors.cursor) for step in reach)


def test_stage_is_drawn(view: SeatMapView, colors: SeatMapColors) -> None:
    zoom_to(view, DOTS)
    view.centerOn(90, 0)

    at = view.mapFromScene(30, -70)

    assert near(shot(view).pixelColor(at), colors.stage, 12)


def test_table_lies_on_the_floor_of_its_section(view: SeatMapView, colors: SeatMapColors) -> None:
    top = PlanArea("rectangle", ((85.0, 25.0), (95.0, 35.0)))  # between four seats
    view.set_plan(replace(house(), areas=(top,)))

    assert near(shot(view).pixelColor(view.mapFromScene(90, 30)), colors.stage, 6)
    assert near(shot(view).pixelColor(view.mapFromScene(110, 30)), colors.section, 6)


@pytest.mark.parametrize("pixels", [4.0, DOTS, NUMBERS])
def test_dense_screens_get_sharp_seats_in_place(
    view: SeatMapView, colors: SeatMapColors, pixels: float
) -> None:
    zoom_to(view, pixels)
    give(view, 1, SeatStatus.SOLD)
    image = QImage(view.viewport().size() * 2, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(2)
    painter = QPainter(image)
    window = view.viewport().rect()
    view.render(painter, QRectF(window), window)
    painter.end()

    at = view.mapFromScene(view.place(1)) * 2
    radius = pixels

    edge = image.pixelColor(at.x() - round(radius * 0.5), at.y())
    assert near(edge, colors.sold)
    assert not near(image.pixelColor(at.x() - round(radius * 1.25), at.y()), colors.sold)


def test_change_of_many_seats_shows_like_a_change_of_one(
    view: SeatMapView, colors: SeatMapColors
) -> None:
    zoom_to(view, DOTS)
    shot(view)
    ranks = np.arange(30)

    view.apply_changes(ranks, np.full(30, SeatStatus.SOLD, np.uint8))
    view.flush_changes()

    image = shot(view)
    assert all(near(color_at(view, image, rank), colors.sold) for rank in (12, 13, 25))
    assert near(color_at(view, image, 33), colors.available)


def test_sold_seat_leaves_the_colour_of_its_price(view: SeatMapView, colors: SeatMapColors) -> None:
    prices = np.full(SEATS, 5000, np.int64)
    view.color_by(by_price(SeatStates(all_available().status, prices, currency="EUR")))
    zoom_to(view, DOTS)
    before = shot(view)
    give(view, 13, SeatStatus.SOLD)

    after = shot(view)

    assert near(color_at(view, before, 13), colors.ramp[-1])
    assert not near(color_at(view, after, 13), colors.ramp[-1])
    assert near(color_at(view, after, 14), colors.ramp[-1])


def test_mode_stays_when_the_theme_changes(view: SeatMapView, colors: SeatMapColors) -> None:
    prices = np.full(SEATS, 5000, np.int64)
    view.color_by(by_price(SeatStates(all_available().status, prices, currency="EUR")))
    zoom_to(view, DOTS)
    shot(view)
    other = LIGHT if colors is DARK else DARK

    view.set_colors(other)

    assert near(color_at(view, shot(view), 13), other.ramp[-1])


def test_numbers_take_the_ink_of_the_new_colours(view: SeatMapView) -> None:
    zoom_to(view, NUMBERS)
    before = shot(view)
    prices = np.full(SEATS, 5000, np.int64)

    view.color_by(by_price(SeatStates(all_available().status, prices, currency="EUR")))
    after = shot(view)
    view.color_by(by_status(all_available()))

    assert shot(view) == before != after
