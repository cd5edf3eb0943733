"""The theme dresses the whole application."""

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.theme import DARK, LIGHT, Palette, Scheme, TypeSize, font, theme
from desktop.theme.stylesheet import style_sheet


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_style_sheet_is_filled_in_completely(palette: Palette) -> None:
    sheet = style_sheet(palette)

    assert "$" not in sheet
    assert palette.accent in sheet


def test_style_sheet_names_no_colour_of_its_own_but_white() -> None:
    roles = {str(getattr(LIGHT, name)) for name in LIGHT.__dataclass_fields__}
    derived = set(re.findall(r"#[0-9a-f]{6}", style_sheet(DARK)))

    assert derived & roles <= {"#ffffff"}


def test_wearing_a_scheme_sets_palette_and_font(dressed: QApplication) -> None:
    window = QApplication.palette().color(QPalette.ColorRole.Window)

    assert window == QColor(LIGHT.surface)
    assert dressed.font().pixelSize() == TypeSize.BODY


def test_switching_tells_everyone(dressed: QApplication) -> None:
    heard: list[Scheme] = []
    theme().changed.connect(lambda: heard.append(theme().scheme))

    theme().switch(dressed)
    theme().switch(dressed)

    assert heard == [Scheme.DARK, Scheme.LIGHT]


@pytest.mark.usefixtures("qapp")
def test_numbers_have_figures_of_equal_width() -> None:
    assert "tnum" in {bytes(tag.toString().data()).decode() for tag in font().featureTags()}
