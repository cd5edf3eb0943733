"""The handles around what is selected: which there are, how the mouse looks, what they say."""

from enum import Enum
from math import atan2, degrees

from PySide6.QtCore import Qt

_SHAPES = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)
"""Level, then every 45° clockwise."""


class Grip(Enum):
    """The handles; those that scale say which side of the frame moves (-1, 0, 1)."""

    TOP_LEFT = (-1, -1)
    TOP = (0, -1)
    TOP_RIGHT = (1, -1)
    RIGHT = (1, 0)
    BOTTOM_RIGHT = (1, 1)
    BOTTOM = (0, 1)
    BOTTOM_LEFT = (-1, 1)
    LEFT = (-1, 0)
    TURN = "turn"
    BEND = "bend"
    SPACING = "spacing"
    START = "start"
    END = "end"
    TABLE_TOP = "top"
    TABLE_BOTTOM = "bottom"

    @property
    def scales(self) -> bool:
        """Whether it stretches the frame."""
        return isinstance(self.value, tuple)

    @property
    def sides(self) -> tuple[int, int]:
        """Which sides move when it scales."""
        return self.value if isinstance(self.value, tuple) else (0, 0)

    @property
    def lengthens(self) -> bool:
        """Whether it is for seats more."""
        return self in (Grip.START, Grip.END, Grip.TABLE_TOP, Grip.TABLE_BOTTOM)

    @property
    def hint(self) -> str:
        """What it does, for the line below the canvas."""
        return _SCALES if self.scales else _HINTS[self]


_SCALES = "Drag to scale. Shift keeps the shape, Alt scales from the middle."
_SEATS = "Click: a seat more here; with Shift: one less; or drag. Keys: {}, {}."
_HINTS = {
    Grip.TURN: "Drag to turn, with Shift in steps of 15°. Keys: full stop and comma.",
    Grip.BEND: "Drag to bend the row. Keys: Ctrl+Up and Ctrl+Down.",
    Grip.SPACING: "Drag to move the seats apart or together. Keys: Ctrl+Right and Ctrl+Left.",
    Grip.START: _SEATS.format("Alt+Shift+Left", "Alt+Shift+Right"),
    Grip.END: _SEATS.format("Alt+Right", "Alt+Left"),
    Grip.TABLE_TOP: _SEATS.format("Alt+Up", "Alt+Down"),
    Grip.TABLE_BOTTOM: _SEATS.format("Alt+Shift+Down", "Alt+Shift+Up"),
}


def cursor_of(grip: Grip | None, rotation: float = 0.0) -> Qt.CursorShape:
    """The mouse over a handle of a frame that is turned so far, or over none."""
    if grip is None:
        return Qt.CursorShape.ArrowCursor
    if not grip.scales:
        upright = grip is Grip.BEND
        moves = upright or grip is Grip.SPACING
        along = Qt.CursorShape.SizeVerCursor if upright else Qt.CursorShape.SizeHorCursor
        return along if moves else Qt.CursorShape.PointingHandCursor
    across, down = grip.sides
    way = degrees(atan2(down, across)) + rotation
    return _SHAPES[round(way / 45) % len(_SHAPES)]
