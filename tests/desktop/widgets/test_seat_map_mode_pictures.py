"""Every colour mode at every level of detail, light and dark, against pictures looked at before.

Each picture shows a map four times: its sections from far, seats as dots, seats with numbers, and
seats so near that prices fit. Text is in one font that comes with a library, wherever this runs.
After a change that is meant, draw the pictures anew, look at every one of them and commit them:

    PARTERRE_UPDATE_PICTURES=1 pytest -n 0 tests/desktop/widgets/test_seat_map_mode_pictures.py
"""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QImage
from pytestqt.qtbot import QtBot

from desktop.widgets.seat_map import DARK, LIGHT, SeatMapView
from desktop.widgets.seat_map.color_modes import ColorMode
from desktop.widgets.seat_map.colors import SAFE_DARK, SAFE_LIGHT, SeatMapColors
from tests.desktop.likeness import MOST_OTHERS, letters_of_tests, share_of_others, unlike
from tests.desktop.widgets.seat_map_modes import busy_states, colorings, coloured_house
from tests.desktop.widgets.seat_map_shots import PICTURES, four_scales

SCHEMES = {"light": LIGHT, "dark": DARK, "safe light": SAFE_LIGHT, "safe dark": SAFE_DARK}


@pytest.fixture
def letters(qapp: object) -> QFont:
    assert qapp
    return letters_of_tests()


def picture(qtbot: QtBot, letters: QFont, mode: ColorMode, colors: SeatMapColors) -> QImage:
    """The house in this mode: far, dots, numbers, prices."""
    view = SeatMapView(colors)
    qtbot.addWidget(view)
    view.setFont(letters)
    view.set_plan(coloured_house())
    view.set_states(busy_states())
    view.color_by(colorings()[mode])
    return four_scales(view)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mode", list(ColorMode))
def test_mode_looks_as_it_did(
    qtbot: QtBot, letters: QFont, tmp_path: Path, mode: ColorMode, scheme: str
) -> None:
    drawn = picture(qtbot, letters, mode, SCHEMES[scheme])

    assert unlike(drawn, PICTURES / f"{mode} {scheme}.png", tmp_path) is None


@pytest.mark.parametrize("scheme", ["safe light", "safe dark"])
def test_hues_for_colour_blind_eyes_look_as_they_did(
    qtbot: QtBot, letters: QFont, tmp_path: Path, scheme: str
) -> None:
    drawn = picture(qtbot, letters, ColorMode.STATUS, SCHEMES[scheme])

    assert unlike(drawn, PICTURES / f"status {scheme}.png", tmp_path) is None


@pytest.mark.parametrize("role", ["available", "held", "reserved", "sold", "blocked", "returned"])
def test_a_status_in_another_colour_is_noticed(qtbot: QtBot, letters: QFont, role: str) -> None:
    other = {"sold": LIGHT.reserved, "reserved": LIGHT.sold}.get(role, LIGHT.cursor)
    colors = replace(LIGHT)
    object.__setattr__(colors, role, other)

    drawn = picture(qtbot, letters, ColorMode.STATUS, colors)

    assert share_of_others(drawn, QImage(str(PICTURES / "status light.png"))) > MOST_OTHERS


def test_ranges_the_wrong_way_round_are_noticed(qtbot: QtBot, letters: QFont) -> None:
    drawn = picture(qtbot, letters, ColorMode.PRICE, replace(LIGHT, ramp=LIGHT.ramp[::-1]))

    assert share_of_others(drawn, QImage(str(PICTURES / "price light.png"))) > MOST_OTHERS


def test_letters_drawn_otherwise_are_no_other_picture(qtbot: QtBot, letters: QFont) -> None:
    coarse = QFont(letters)
    coarse.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    coarse.setHintingPreference(QFont.HintingPreference.PreferFullHinting)

    drawn = picture(qtbot, coarse, ColorMode.STATUS, LIGHT)

    assert share_of_others(drawn, QImage(str(PICTURES / "status light.png"))) <= MOST_OTHERS
