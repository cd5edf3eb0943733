"""The keyboard on the map: arrows walk, Space selects, letters choose a way to select."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent

from desktop.backgrounds import backgrounds
from desktop.widgets.seat_map.camera import STEP, Camera

PAN = 80  # pixels that Ctrl and an arrow move the map
ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
KEYS = (
    ("Arrows, Space", "Walk the seats, select one"),
    ("Shift+Arrows", "Select along the row"),
    ("Enter", "Say everything about the seat"),
    ("R, S", "Select the whole row, the whole section"),
    ("F, I", "Select by filter, select all others instead"),
    ("U", "Take back the last change of the selection"),
    ("L", "Draw a loop around seats with the mouse"),
    ("/", "Find a seat or a customer's seats"),
    ("+  −  0", "Zoom in, zoom out, show all"),
    ("Z, Ctrl+Arrows", "Zoom to the section, move the map"),
    ("Page up, Page down", "A floor up, a floor down"),
    ("T", "Show the list of seats"),
    ("B", "Show the background picture, or leave it out"),
    ("Esc", "Select nothing"),
)
"""What the sheet of keys says of the map."""


class Walker(Protocol):
    """What the keyboard needs of the map."""

    camera: Camera

    def walk(self, dx: int, dy: int, *, extend: bool) -> None: ...
    def walk_to_row_end(self, end: int, *, extend: bool) -> None: ...
    def activate_cursor(self) -> None: ...
    def select_row(self) -> None: ...
    def select_section(self) -> None: ...
    def invert_selection(self) -> None: ...
    def step_selection_back(self) -> None: ...
    def step_floor(self, by: int) -> None: ...
    def zoom_to_cursor(self) -> None: ...
    def switch_lasso(self) -> None: ...
    def let_go(self) -> bool: ...
    def ask_find(self) -> None: ...
    def ask_filter(self) -> None: ...
    def ask_list(self) -> None: ...


class Keyboard:
    """Turns key presses into calls on the map; Space is the pointer's business too."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        camera = walker.camera
        self._plain: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return: walker.activate_cursor,
            Qt.Key.Key_Enter: walker.activate_cursor,
            Qt.Key.Key_Slash: walker.ask_find,
            Qt.Key.Key_R: walker.select_row,
            Qt.Key.Key_S: walker.select_section,
            Qt.Key.Key_I: walker.invert_selection,
            Qt.Key.Key_U: walker.step_selection_back,
            Qt.Key.Key_F: walker.ask_filter,
            Qt.Key.Key_L: walker.switch_lasso,
            Qt.Key.Key_T: walker.ask_list,
            Qt.Key.Key_B: backgrounds().switch,
            Qt.Key.Key_Z: walker.zoom_to_cursor,
            Qt.Key.Key_PageUp: lambda: walker.step_floor(1),
            Qt.Key.Key_PageDown: lambda: walker.step_floor(-1),
            Qt.Key.Key_Plus: lambda: camera.zoom(STEP),
            Qt.Key.Key_Equal: lambda: camera.zoom(STEP),
            Qt.Key.Key_Minus: lambda: camera.zoom(1 / STEP),
            Qt.Key.Key_0: camera.fit,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False if it means nothing here."""
        modifiers, key = event.modifiers(), event.key()
        extend = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in ARROWS:
            self._arrow(*ARROWS[key], extend=extend, control=control)
            return True
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            end = 0 if key == Qt.Key.Key_Home else -1
            self._walker.walk_to_row_end(end, extend=extend)
            return True
        if key == Qt.Key.Key_Escape:
            return self._walker.let_go()
        action = None if control else self._plain.get(key)
        if action is None:
            return False
        action()
        return True

    def _arrow(self, dx: int, dy: int, *, extend: bool, control: bool) -> None:
        if control:
            self._walker.camera.pan(QPoint(dx * PAN, dy * PAN))
        else:
            self._walker.walk(dx, dy, extend=extend)
