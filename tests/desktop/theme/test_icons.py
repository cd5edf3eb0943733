"""The icon family: whole, in one style, in the colour asked for."""

import re

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.controls import wear_icon
from desktop.feedback import TONE_ICONS
from desktop.theme import DARK, LIGHT, Scheme, theme
from desktop.theme.chips import CHIPS, ORDER_CHIPS, PAYABLE_CHIPS
from desktop.theme.icons import drawing, icon_names, pixmap, spaced, tinted
from desktop.theme.stylesheet import STYLE_ICONS


@pytest.mark.parametrize("name", icon_names())
def test_icon_is_of_the_family(name: str) -> None:
    svg = drawing(name)

    assert 'viewBox="0 0 24 24"' in svg
    assert set(re.findall(r"#[0-9a-f]{3,6}", svg)) == set()
    assert "currentColor" in svg


def test_every_icon_that_is_named_exists() -> None:
    chips = {chip.icon for chips in (CHIPS, ORDER_CHIPS, PAYABLE_CHIPS) for chip in chips.values()}
    style = {name for name, _role in STYLE_ICONS}

    assert chips | style | set(TONE_ICONS.values()) <= set(icon_names())


def test_unknown_icon_is_a_mistake() -> None:
    with pytest.raises(FileNotFoundError):
        drawing("unicorn")


def test_tinted_icon_has_only_its_colour() -> None:
    assert "currentColor" not in tinted("ticket", "#123456")


@pytest.mark.usefixtures("qapp")
def test_pixmap_is_drawn_in_its_colour_and_density() -> None:
    drawn = pixmap("plus", "#ff0000", 24, 2)
    middle = drawn.toImage().pixelColor(24, 24)

    assert (drawn.width(), drawn.devicePixelRatio(), middle) == (48, 2, QColor("#ff0000"))


@pytest.mark.usefixtures("qapp")
def test_gap_widens_only_to_the_right() -> None:
    wide = spaced(pixmap("plus", "#ff0000", 24), 4)

    assert (wide.width(), wide.height()) == (28, 24)
    assert wide.toImage().pixelColor(27, 12).alpha() == 0


def test_worn_icon_follows_the_theme(dressed: QApplication, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    wear_icon(button, "plus")
    light = middle_of(button.icon())
    theme().switch(dressed)
    dark = middle_of(button.icon())
    theme().switch(dressed)

    assert (light, dark) == (QColor(LIGHT.text), QColor(DARK.text))
    assert theme().scheme is Scheme.LIGHT


@pytest.mark.usefixtures("dressed")
def test_worn_icon_can_be_changed(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    wear_icon(button, "plus")
    wear_icon(button, "plus", "accent")

    assert middle_of(button.icon()) == QColor(LIGHT.accent)


def middle_of(icon: QIcon) -> QColor:
    return icon.pixmap(52, 48).toImage().pixelColor(24, 24)
