"""Colours hold WCAG AA: 4.5:1 for text, 3:1 for the edges of fields, light and dark."""

import pytest

from desktop.theme.palette import DARK, LIGHT, Palette, Tone, contrast, luminance, mix

AA_TEXT = 4.5
AA_EDGE = 3.0

palettes = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
tones = pytest.mark.parametrize("tone", Tone)


@palettes
@pytest.mark.parametrize("role", ["text", "muted", "accent", "good", "warning", "bad"])
@pytest.mark.parametrize("ground", ["surface", "raised", "hover", "selected", "sunken"])
def test_text_can_be_read_on_every_ground(palette: Palette, role: str, ground: str) -> None:
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= AA_TEXT


@palettes
@tones
def test_chips_and_banners_can_be_read(palette: Palette, tone: Tone) -> None:
    assert contrast(palette.ink(tone), palette.tint(tone)) >= AA_TEXT


@palettes
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("on_rail", "rail"),
        ("on_rail", "rail_hover"),
        ("on_rail", "rail_selected"),
    ],
)
def test_text_on_colour_can_be_read(palette: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= AA_TEXT


@palettes
@pytest.mark.parametrize("edge", ["outline", "accent", "bad"])
@pytest.mark.parametrize("ground", ["surface", "raised"])
def test_edges_of_fields_can_be_seen(palette: Palette, edge: str, ground: str) -> None:
    assert contrast(getattr(palette, edge), getattr(palette, ground)) >= AA_EDGE


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_agrees_with_the_published_figures(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)


def test_mix_goes_from_the_ground_to_the_top() -> None:
    mixed = [mix("#ffffff", "#000000", share) for share in (0, 0.5, 1)]

    assert mixed == ["#000000", "#808080", "#ffffff"]


def test_luminance_of_dark_colours_is_linear() -> None:
    assert luminance("#0a0a0a") == pytest.approx(10 / 255 / 12.92)
