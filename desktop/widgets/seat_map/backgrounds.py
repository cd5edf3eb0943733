"""How strong the picture under a plan is, in which scheme."""

from PySide6.QtGui import QColor

from desktop.widgets.seat_map.colors import SeatMapColors

MIDDLE = 128  # of 255
DARK_STRENGTH = 0.4
"""Of a picture's opacity in the dark: most are drawn on white, which would outshine the seats."""


def strength_on(colors: SeatMapColors) -> float:
    """How strong a picture is in these colours, as a share of its opacity."""
    dark = QColor(colors.surface).lightness() < MIDDLE
    return DARK_STRENGTH if dark else 1.0
