"""The picture under a plan: where it lies, how strong it is, and that it can be left out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.venues.extras import Background
from desktop.backgrounds import backgrounds
from desktop.pictures import AROUND, Picture
from desktop.widgets.seat_map import DARK, LIGHT, SeatMapPanel, SeatMapView
from desktop.widgets.seat_map.backgrounds import DARK_STRENGTH
from desktop.widgets.seat_map.colors import SeatMapColors, mixed
from desktop.widgets.seat_map.menu import map_menu
from tests.desktop.likeness import MOST_OTHERS, letters_of_tests, share_of_others, unlike
from tests.desktop.painted import BLUE, GREEN, RED, quarters
from tests.desktop.widgets.seat_map_house import all_available, house
from tests.desktop.widgets.seat_map_modes import busy_states, coloured_house
from tests.desktop.widgets.seat_map_shots import PICTURES, four_scales

# Its middle is between the rows of the stalls; the seats' floor covers most of it.
LAID = Background("p", -60, -60, 320, 0.5)
UNDER = {"light": 1.0, "dark": DARK_STRENGTH}
SCHEMES = {"light": LIGHT, "dark": DARK}


@pytest.fixture(autouse=True)
def _shown() -> Iterator[None]:
    backgrounds().show(shown=True)
    yield
    backgrounds().show(shown=True)


@pytest.fixture
def pictured(view: SeatMapView) -> SeatMapView:
    view.set_plan(replace(house(), background=LAID))
    view.set_states(all_available())
    view.camera.zoom(0.7)
    view.show_background(Picture.of(quarters()))
    return view


def color_at(view: SeatMapView, x: float, y: float) -> QColor:
    at = view.mapFromScene(QPointF(x, y))
    return view.viewport().grab().toImage().pixelColor(at)


def near(one: QColor, other: QColor, most: int = 3) -> bool:
    away = (
        abs(one.red() - other.red()),
        abs(one.green() - other.green()),
        abs(one.blue() - other.blue()),
    )
    return max(away) <= most


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_picture_lies_where_the_plan_has_it(pictured: SeatMapView, scheme: str) -> None:
    colors = SCHEMES[scheme]
    pictured.set_colors(colors)
    share = LAID.opacity * UNDER[scheme]

    for (x, y), ink in {(-55, -55): RED, (255, -55): GREEN, (-55, 175): BLUE}.items():
        assert near(color_at(pictured, x, y), mixed(ink, colors.surface, share))
    for x, y in ((-65, -55), (265, -55), (-55, 185), (-55, -65)):
        assert near(color_at(pictured, x, y), QColor(colors.surface))


def test_sections_lie_over_the_picture(pictured: SeatMapView) -> None:
    x, y = float(pictured.plan.x[0]), float(pictured.plan.y[0])
    assert near(color_at(pictured, x + 10, y + 10), QColor(pictured.colors.section))


def test_picture_comes_with_its_plan_and_goes_with_it(view: SeatMapView) -> None:
    plan = replace(house(), background=LAID)
    view.set_plan(plan)
    assert near(color_at(view, -40, -40), QColor(view.colors.surface))

    view.show_background(Picture.of(quarters()))
    assert not near(color_at(view, -40, -40), QColor(view.colors.surface))

    view.set_plan(plan)
    assert view.picture is None
    assert near(color_at(view, -40, -40), QColor(view.colors.surface))


def test_key_leaves_the_picture_out_and_brings_it_back(pictured: SeatMapView) -> None:
    before = color_at(pictured, -55, -55)

    QTest.keyClick(pictured, Qt.Key.Key_B)
    assert near(color_at(pictured, -55, -55), QColor(pictured.colors.surface))
    QTest.keyClick(pictured, Qt.Key.Key_B)

    assert color_at(pictured, -55, -55) == before


def test_button_and_menu_are_there_with_a_picture(dressed: QApplication, qtbot: QtBot) -> None:
    assert dressed
    panel = SeatMapPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.view.set_plan(replace(house(), background=LAID))
    switch = panel.tools.background
    assert not switch.isVisible()

    panel.view.show_background(Picture.of(quarters()))
    assert (switch.isVisible(), switch.isChecked()) == (True, True)
    switch.click()
    assert (backgrounds().shown, switch.isChecked()) == (False, False)

    menu = map_menu(panel.view, panel, rank=-1, section=-1)
    [shown] = [action for action in menu.actions() if "Background" in action.text()]
    assert not shown.isChecked()
    shown.trigger()
    assert (backgrounds().shown, switch.isChecked()) == (True, True)


def test_overview_shows_the_picture_too(dressed: QApplication, qtbot: QtBot) -> None:
    assert dressed
    panel = SeatMapPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    panel.view.set_plan(replace(house(), background=LAID))
    panel.view.camera.zoom(4)
    without = panel.overview.grab().toImage()
    panel.view.show_background(Picture.of(quarters()))
    assert panel.overview.grab().toImage() != without

    backgrounds().switch()
    assert panel.overview.grab().toImage() == without


def shots(qtbot: QtBot, laid: Background | None, colors: SeatMapColors) -> QImage:
    """The house over this picture: far, dots, numbers, prices."""
    view = SeatMapView(colors)
    qtbot.addWidget(view)
    view.setFont(QFont(letters_of_tests()))
    view.set_plan(replace(coloured_house(), background=laid))
    view.set_states(busy_states())
    view.show_background(Picture.of(quarters()))
    return four_scales(view)


KEPT = Background("p", -40, -90, 420, 0.5)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_map_over_a_picture_looks_as_it_did(qtbot: QtBot, tmp_path: Path, scheme: str) -> None:
    drawn = shots(qtbot, KEPT, SCHEMES[scheme])

    assert unlike(drawn, PICTURES / f"background {scheme}.png", tmp_path) is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "laid",
    [
        None,
        replace(KEPT, x=-20),
        replace(KEPT, y=-110),
        replace(KEPT, width=480),
        replace(KEPT, opacity=0.9),
        replace(KEPT, opacity=0.2),
    ],
    ids=["missing", "aside", "above", "wide", "strong", "faint"],
)
def test_another_picture_is_noticed(qtbot: QtBot, laid: Background | None, scheme: str) -> None:
    kept = QImage(str(PICTURES / f"background {scheme}.png"))

    assert share_of_others(shots(qtbot, laid, SCHEMES[scheme]), kept) > MOST_OTHERS


def test_fit_shows_what_of_the_picture_is_near_the_plan(view: SeatMapView) -> None:
    view.set_plan(replace(house(), background=replace(LAID, width=200)))
    view.show_background(Picture.of(quarters(300, 600)))  # 200 wide, 400 high
    plan, window = view.plan.bounds, view.camera.window

    most = max(plan[2] - plan[0], plan[3] - plan[1]) * AROUND
    assert window.bottom() >= min(LAID.y + 400, plan[3] + most)

    view.camera.zoom(3)
    part = view.camera.window
    view.show_background(Picture.of(quarters(300, 600)))
    assert (view.camera.window.center() - part.center()).manhattanLength() * view.camera.scale < 2


def test_outline_of_the_building_is_drawn_and_fitted(view: SeatMapView) -> None:
    corners = ((-90.0, -90.0), (320.0, -90.0), (320.0, 260.0), (-90.0, 260.0))
    view.set_plan(replace(house(), house=corners))
    line = QColor(view.colors.surface)

    inside = color_at(view, -80, 100)
    assert view.camera.window.contains(QPointF(320, 260))
    assert near(inside, line)
    across = [color_at(view, -90 + step, 100) for step in (-0.5, 0, 0.5)]
    assert any(not near(color, line, 40) for color in across)
