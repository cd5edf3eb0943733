"""Whether maps show the pictures that lie under their plans, and how strong in which scheme."""

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from desktop.widgets.seat_map.colors import SeatMapColors

MIDDLE = 128  # of 255
DARK_STRENGTH = 0.4
"""Of a picture's opacity in the dark: most are drawn on white, which would outshine the seats."""


class Backgrounds(QObject):
    """The choice for all maps; one per application: ask ``backgrounds()`` for it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = True

    def show(self, *, shown: bool) -> None:
        """Every map shows its picture from now on, or leaves it out."""
        if shown is not self.shown:
            self.shown = shown
            self.changed.emit()

    def switch(self) -> None:
        """Show them if they are left out, and the other way round."""
        self.show(shown=not self.shown)


@cache
def backgrounds() -> Backgrounds:
    """The application's choice."""
    return Backgrounds()


def strength_on(colors: SeatMapColors) -> float:
    """How strong a picture is in these colours, as a share of its opacity."""
    dark = QColor(colors.surface).lightness() < MIDDLE
    return DARK_STRENGTH if dark else 1.0
