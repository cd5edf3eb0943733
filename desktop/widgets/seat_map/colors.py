"""The colours of the seat map, one role each, for the light and the dark theme."""

from dataclasses import dataclass

from PySide6.QtGui import QColor


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


LIGHT = SeatMapColors(
    surface="#f6f7f9",
    section="#ffffff",
    section_edge="#d9dde5",
    text="#1c2330",
    muted="#667085",
    on_solid="#ffffff",
    selection="#111827",
    on_selection="#ffffff",
    stage="#e3e7ee",
    stage_text="#475467",
    card="#ffffff",
    card_edge="#cfd5df",
    not_owned="#a9b2c0",
    available="#12805c",
    held="#c47a00",
    reserved="#2f6fde",
    sold="#6a4fb3",
    blocked="#c5403a",
    returned="#8a94a6",
)

DARK = SeatMapColors(
    surface="#14171d",
    section="#1d222b",
    section_edge="#333b48",
    text="#eceff4",
    muted="#98a2b3",
    on_solid="#0f1218",
    selection="#ffffff",
    on_selection="#0f1218",
    stage="#2a313d",
    stage_text="#b6bfcd",
    card="#252b36",
    card_edge="#3d4654",
    not_owned="#596373",
    available="#41c795",
    held="#f2b03d",
    reserved="#72a7ff",
    sold="#ab92ef",
    blocked="#f2746d",
    returned="#7c8798",
)


def mixed(color: str, ground: str, share: float) -> QColor:
    """The colour laid over the ground, `share` of it (0 to 1) and the rest ground."""
    over, under = QColor(color), QColor(ground)
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * (1 - share),
        over.greenF() * share + under.greenF() * (1 - share),
        over.blueF() * share + under.blueF() * (1 - share),
    )
