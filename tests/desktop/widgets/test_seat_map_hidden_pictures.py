"""What stands back is seen to stand back: other floors, seats that a filter leaves out, rings."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop.theme import Scheme, theme
from desktop.widgets.seat_map import (
    DARK,
    LIGHT,
    PlanArea,
    PlanSection,
    SeatMapPanel,
    SeatMapView,
)
from desktop.widgets.seat_map.seat_filter import SeatFilter
from tests.desktop.widgets.seat_map_house import all_available, house


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"], autouse=True)
def colored(request: pytest.FixtureRequest, view: SeatMapView) -> None:
    stalls, circle = house().sections
    above = PlanSection(circle.name, circle.outline, 1)
    view.set_plan(replace(house(), sections=(stalls, above)))
    view.set_states(all_available())
    view.set_colors(request.param)


def color_at(view: SeatMapView, rank: int, aside: float = 0.0) -> QColor:
    """The colour in a seat, or so many of its sizes to its right."""
    image: QImage = view.viewport().grab().toImage()
    at = view.mapFromScene(view.place(rank))
    shift = round(aside * view.plan.seat_size * view.camera.scale)
    return image.pixelColor(at.x() + shift, at.y())


def distance(one: QColor, other: QColor | str) -> int:
    two = QColor(other)
    return max(
        abs(one.red() - two.red()), abs(one.green() - two.green()), abs(one.blue() - two.blue())
    )


def show_floor(view: SeatMapView, level: int | None) -> None:
    """Show a floor, and yet the whole plan."""
    view.show_floor(level)
    view.camera.show_part(view._scene.bounds)


def test_seats_of_other_floors_are_not_drawn(view: SeatMapView) -> None:
    show_floor(view, 0)
    assert distance(color_at(view, 15, 0.3), view.colors.available) < 40
    assert distance(color_at(view, 44), view.colors.surface) < 12

    show_floor(view, 1)
    assert distance(color_at(view, 44, 0.3), view.colors.available) < 40
    assert distance(color_at(view, 15), view.colors.surface) < 12

    show_floor(view, None)
    assert distance(color_at(view, 15, 0.3), view.colors.available) < 40


def test_tables_of_other_floors_are_not_drawn(view: SeatMapView) -> None:
    top = PlanArea("rectangle", ((85.0, 25.0), (95.0, 35.0)))  # in the stalls, between four seats
    view.set_plan(replace(view.plan, areas=(top,)))

    def color() -> QColor:
        return view.viewport().grab().toImage().pixelColor(view.mapFromScene(90, 30))

    assert distance(color(), view.colors.stage) < 6
    show_floor(view, 1)
    assert distance(color(), view.colors.surface) < 6


def test_seats_that_a_filter_leaves_out_are_faint(view: SeatMapView) -> None:
    view.show_only(SeatFilter(rows=frozenset({"b"})))
    assert distance(color_at(view, 15, 0.3), view.colors.available) < 40
    assert distance(color_at(view, 25, 0.3), view.colors.section) < 60

    view.show_only(None)
    assert distance(color_at(view, 25, 0.3), view.colors.available) < 40


def test_found_seats_wear_a_ring(view: SeatMapView) -> None:
    view.camera.zoom(3)
    view.camera.centre(view.place(25))
    before = color_at(view, 25, 0.62)
    view.ring_seats(np.array([25]))
    assert distance(color_at(view, 25, 0.62), view.colors.cursor) < 110
    assert distance(color_at(view, 25, 0.62), before) > 40
    assert distance(color_at(view, 22, 0.62), before) < 12

    view.ring_seats(np.zeros(0, np.intp))
    assert distance(color_at(view, 25, 0.62), before) < 12


def test_overview_follows_the_theme(dressed: QApplication) -> None:
    # The panel's own view wears the theme; its overview is drawn anew with it.
    panel = SeatMapPanel()
    panel.resize(800, 600)
    panel.view.set_plan(house())
    panel.view.set_states(all_available())
    panel.show()
    panel.view.camera.zoom(4)
    light = panel.overview.grab().toImage().pixelColor(20, 8)
    theme().wear(dressed, Scheme.DARK)
    dark = panel.overview.grab().toImage().pixelColor(20, 8)
    theme().wear(dressed, Scheme.LIGHT)
    panel.deleteLater()

    assert light.lightness() > 200
    assert dark.lightness() < 80
