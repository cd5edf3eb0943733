"""The look of the desktop: palette, sizes, fonts, icons, style sheet. The only place with any."""

from desktop.theme.chips import Chip, chip_for, order_chip, payable_chip
from desktop.theme.current import Theme, theme
from desktop.theme.fonts import font
from desktop.theme.palette import DARK, LIGHT, Palette, Scheme, Tone, mix
from desktop.theme.scale import FIELD, ICON, PANEL, RADIUS, RAIL, ROW, UNIT, TypeSize, space

__all__ = [
    "DARK",
    "FIELD",
    "ICON",
    "LIGHT",
    "PANEL",
    "RADIUS",
    "RAIL",
    "ROW",
    "UNIT",
    "Chip",
    "Palette",
    "Scheme",
    "Theme",
    "Tone",
    "TypeSize",
    "chip_for",
    "font",
    "mix",
    "order_chip",
    "payable_chip",
    "space",
    "theme",
]
