"""The colours of the seat map, one role each, for the light and the dark theme."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from desktop.theme import Palette, Scheme, mix, theme
from desktop.theme.palette import PALETTES


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
    not_owned="#a3abae",
    returned="#858f93",
)
_ON_DARK = _Statuses(
    available="#41c795",
    held="#f2b03d",
    reserved="#72a7ff",
    sold="#ab92ef",
    blocked="#f2746d",
    not_owned="#5b676d",
    returned="#7f8b91",
)


def themed(palette: Palette, statuses: _Statuses, on_solid: str) -> SeatMapColors:
    """The theme's own roles for grounds and texts, the map's hues for statuses."""
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
    )


LIGHT = themed(PALETTES[Scheme.LIGHT], _ON_LIGHT, "#ffffff")
DARK = themed(PALETTES[Scheme.DARK], _ON_DARK, "#0f1218")


def current_colors() -> SeatMapColors:
    """The colours that go with the application's theme at the moment."""
    return DARK if theme().scheme is Scheme.DARK else LIGHT


def mixed(color: str, ground: str, share: float) -> QColor:
    """The colour laid over the ground, `share` of it (0 to 1) and the rest ground."""
    over, under = QColor(color), QColor(ground)
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * (1 - share),
        over.greenF() * share + under.greenF() * (1 - share),
        over.blueF() * share + under.blueF() * (1 - share),
    )
