"""The colours of the seat map, one role each, for the light and the dark theme."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from desktop.theme import Palette, Scheme, mix, theme
from desktop.theme.palette import PALETTES
from desktop.widgets.seat_map.palettes import (
    BLUE,
    GREEN,
    HUES,
    ORANGE,
    SKY,
    VERMILLION,
    ramp,
)


@dataclass(frozen=True, slots=True)
class SeatMapColors:
    """Every colour that the map, its legend and its card use, as "#rrggbb"."""

    surface: str
    section: str
    section_edge: str
    text: str
    muted: str
    on_solid: str
    selection: str
    on_selection: str
    cursor: str
    stage: str
    stage_text: str
    card: str
    card_edge: str
    not_owned: str
    available: str
    held: str
    reserved: str
    sold: str
    blocked: str
    returned: str
    #: From little to much; kinds; and what loses money.
    ramp: tuple[str, ...]
    kinds: tuple[str, ...]
    loss: str


class Hues(StrEnum):
    """Which hues the statuses wear; ramps and kinds are safe for colour-blind eyes in both."""

    USUAL = "usual"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class _Statuses:
    """Hues of the statuses that stay apart for colour-blind eyes, by lightness too."""

    available: str
    held: str
    reserved: str
    sold: str
    blocked: str
    not_owned: str
    returned: str


_ON_LIGHT = _Statuses(
    available="#12805c",
    held="#c47a00",
    reserved="#2f6fde",
    sold="#5b45a0",
    blocked="#c5403a",
    not_owned="#8a9397",
    returned="#858f93",
)
_ON_DARK = _Statuses(
    available="#41c795",
    held="#f2b03d",
    reserved="#72a7ff",
    sold="#ab92ef",
    blocked="#f2746d",
    not_owned="#75828a",
    returned="#7f8b91",
)


# Okabe and Ito's hues; the greys as above.
_SAFE_ON_LIGHT = _Statuses(
    available=GREEN,
    held=ORANGE,
    reserved=SKY,
    sold=BLUE,
    blocked=VERMILLION,
    not_owned=_ON_LIGHT.not_owned,
    returned=_ON_LIGHT.returned,
)
_SAFE_ON_DARK = _Statuses(
    available=GREEN,
    held=ORANGE,
    reserved=SKY,
    sold=BLUE,
    blocked=VERMILLION,
    not_owned=_ON_DARK.not_owned,
    returned=_ON_DARK.returned,
)
RAMP_STEPS = 5
# Much is strong on its ground: dark on light, bright on dark.
_RAMP_ON_LIGHT = ramp(0.62, 0.0, RAMP_STEPS)
_RAMP_ON_DARK = ramp(0.38, 1.0, RAMP_STEPS)


def themed(palette: Palette, statuses: _Statuses, on_solid: str) -> SeatMapColors:
    """The theme's own roles for grounds and texts, the map's hues for statuses."""
    dark = palette is PALETTES[Scheme.DARK]
    return SeatMapColors(
        surface=palette.surface,
        section=palette.raised,
        section_edge=palette.border,
        text=palette.text,
        muted=palette.muted,
        on_solid=on_solid,
        selection=palette.text,
        on_selection=palette.raised,
        cursor=palette.accent,
        stage=mix(palette.text, palette.surface, 0.09),
        stage_text=palette.muted,
        card=palette.raised,
        card_edge=mix(palette.text, palette.raised, 0.2),
        available=statuses.available,
        held=statuses.held,
        reserved=statuses.reserved,
        sold=statuses.sold,
        blocked=statuses.blocked,
        not_owned=statuses.not_owned,
        returned=statuses.returned,
        ramp=_RAMP_ON_DARK if dark else _RAMP_ON_LIGHT,
        kinds=(*HUES, palette.text),
        loss=VERMILLION,
    )


LIGHT = themed(PALETTES[Scheme.LIGHT], _ON_LIGHT, "#ffffff")
DARK = themed(PALETTES[Scheme.DARK], _ON_DARK, "#0f1218")
SAFE_LIGHT = themed(PALETTES[Scheme.LIGHT], _SAFE_ON_LIGHT, "#ffffff")
SAFE_DARK = themed(PALETTES[Scheme.DARK], _SAFE_ON_DARK, "#0f1218")
_COLORS = {
    (Scheme.LIGHT, Hues.USUAL): LIGHT,
    (Scheme.DARK, Hues.USUAL): DARK,
    (Scheme.LIGHT, Hues.SAFE): SAFE_LIGHT,
    (Scheme.DARK, Hues.SAFE): SAFE_DARK,
}


class MapHues(QObject):
    """Which hues all maps wear; one per application: ask ``map_hues()`` for it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.worn = Hues.USUAL

    def wear(self, hues: Hues) -> None:
        """Every map wears these from now on."""
        if hues is not self.worn:
            self.worn = hues
            self.changed.emit()


@cache
def map_hues() -> MapHues:
    """The application's choice of hues."""
    return MapHues()


def current_colors() -> SeatMapColors:
    """The colours that go with the application's theme and hues at the moment."""
    return _COLORS[theme().scheme, map_hues().worn]


def mixed(color: str, ground: str, share: float) -> QColor:
    """The colour laid over the ground, `share` of it (0 to 1) and the rest ground."""
    over, under = QColor(color), QColor(ground)
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * (1 - share),
        over.greenF() * share + under.greenF() * (1 - share),
        over.blueF() * share + under.blueF() * (1 - share),
    )
