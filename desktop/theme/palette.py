"""The colours: a few named roles, light and dark, and what is derived from them."""

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a colour means; every coloured thing also has an icon or a word."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Palette:
    """Named roles as ``#rrggbb``; the tests hold every pair in use to WCAG AA."""

    surface: str
    raised: str
    text: str
    muted: str
    accent: str
    on_accent: str
    good: str
    warning: str
    bad: str
    rail: str
    on_rail: str
    outline: str
    """The edge of a field: 3:1 against what it stands on (WCAG 1.4.11)."""

    @property
    def border(self) -> str:
        """A hairline between two areas; decoration only."""
        return mix(self.text, self.raised, 0.13)

    @property
    def hover(self) -> str:
        return mix(self.text, self.raised, 0.05)

    @property
    def selected(self) -> str:
        return mix(self.accent, self.raised, 0.13)

    @property
    def sunken(self) -> str:
        """Heads of tables, tracks and other things that lie back."""
        return mix(self.text, self.raised, 0.035)

    @property
    def accent_hover(self) -> str:
        return mix(self.text, self.accent, 0.14)

    @property
    def rail_hover(self) -> str:
        return mix(self.on_rail, self.rail, 0.09)

    @property
    def rail_selected(self) -> str:
        return mix(self.on_rail, self.rail, 0.17)

    def ink(self, tone: Tone) -> str:
        """The text colour of a tone."""
        inks = {
            Tone.NEUTRAL: self.muted,
            Tone.ACCENT: self.accent,
            Tone.GOOD: self.good,
            Tone.WARNING: self.warning,
            Tone.BAD: self.bad,
        }
        return inks[tone]

    def tint(self, tone: Tone) -> str:
        """The quiet ground that a chip or banner of this tone stands on."""
        return mix(self.ink(tone), self.raised, 0.10)


LIGHT = Palette(
    surface="#f4f2ee",
    raised="#ffffff",
    text="#182226",
    muted="#566268",
    accent="#0b5f70",
    on_accent="#ffffff",
    good="#1a6a3f",
    warning="#845000",
    bad="#ad261e",
    rail="#0f2c35",
    on_rail="#d5e3e6",
    outline="#848d91",
)

DARK = Palette(
    surface="#11171a",
    raised="#1a2226",
    text="#e7edef",
    muted="#a0adb2",
    accent="#66c2d4",
    on_accent="#04222a",
    good="#74cd9b",
    warning="#e8b862",
    bad="#f5968d",
    rail="#0a0f11",
    on_rail="#c6d3d7",
    outline="#6d7a80",
)

LINEAR_UP_TO = 0.04045
"""sRGB is linear below this share of full brightness (IEC 61966-2-1)."""

PALETTES = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(top: str, ground: str, share: float) -> str:
    """The colour of ``top`` laid over ``ground`` with an opacity of ``share`` (0 to 1)."""
    pairs = zip(channels(top), channels(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, after WCAG 2.2."""
    linear = [
        value / 12.92 if value <= LINEAR_UP_TO else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio, 1 to 21, after WCAG 2.2."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
