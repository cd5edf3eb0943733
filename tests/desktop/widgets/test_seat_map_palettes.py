"""The map's hues stay apart for eyes that miss a cone, and stand out from their ground."""

from itertools import combinations

import numpy as np
import pytest

from desktop.theme.palette import channels, contrast, luminance
from desktop.widgets.seat_map.colors import DARK, LIGHT, SAFE_DARK, SAFE_LIGHT, SeatMapColors
from desktop.widgets.seat_map.palettes import VISIBLE, edged, ramp

THEMES = {"light": LIGHT, "dark": DARK, "safe light": SAFE_LIGHT, "safe dark": SAFE_DARK}
SAFE = {name: colors for name, colors in THEMES.items() if "safe" in name}
STATUSES = ("available", "held", "reserved", "sold", "blocked", "not_owned")
# G. Machado, M. Oliveira, L. Fernandes (2009), severity 1.0, on linear RGB.
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
APART = 10.0  # CIE 1976 distance; about 2 is just noticeable side by side


def lab(color: str, blindness: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """CIE L*a*b* (D65) of a colour as such eyes see it."""
    share = np.array(channels(color)) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(BLINDNESS[blindness]) @ linear, 0, 1)
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
        @ seen
        / np.array([0.9505, 1.0, 1.089])
    )
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def closest(colors: list[str], blindness: str) -> float:
    seen = [lab(color, blindness) for color in colors]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2))


@pytest.mark.parametrize("blindness", list(BLINDNESS))
@pytest.mark.parametrize("colors", SAFE.values(), ids=SAFE)
def test_safe_statuses_stay_apart(colors: SeatMapColors, blindness: str) -> None:
    assert closest([getattr(colors, status) for status in STATUSES], blindness) > APART


@pytest.mark.parametrize("blindness", list(BLINDNESS))
@pytest.mark.parametrize("colors", THEMES.values(), ids=THEMES)
def test_kinds_and_ramps_stay_apart(colors: SeatMapColors, blindness: str) -> None:
    assert closest(list(colors.kinds), blindness) > APART
    assert closest([*colors.ramp, colors.loss], blindness) > APART


@pytest.mark.parametrize("colors", THEMES.values(), ids=THEMES)
def test_more_stands_out_more(colors: SeatMapColors) -> None:
    contrasts = [contrast(color, colors.section) for color in colors.ramp]

    assert contrasts == sorted(contrasts)


@pytest.mark.parametrize("colors", THEMES.values(), ids=THEMES)
def test_lines_show_on_their_ground(colors: SeatMapColors) -> None:
    for color in (*colors.kinds, *colors.ramp, colors.loss):
        edge = edged(color, colors.section, colors.text)
        assert contrast(edge, colors.section) >= VISIBLE


def test_ramp_runs_from_dark_to_bright() -> None:
    steps = [luminance(color) for color in ramp(0.0, 1.0, 10)]

    assert steps == sorted(steps)
    assert ramp(0.0, 1.0, 2) == ("#440154", "#fde725")


@pytest.mark.parametrize("colors", THEMES.values(), ids=THEMES)
def test_seats_not_owned_are_seen_on_areas_too(colors: SeatMapColors) -> None:
    assert contrast(colors.not_owned, colors.stage) > 2.3
    assert contrast(colors.not_owned, colors.section) > 3.0
