"""The keyboard on the map: arrows walk, Space selects, Enter opens, the slash finds."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.widgets.seat_map.camera import STEP, Camera

ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Walker(Protocol):
    """What the keyboard needs of the map."""

    camera: Camera

    def walk(self, dx: int, dy: int, *, extend: bool) -> None: ...
    def walk_to_row_end(self, end: int, *, extend: bool) -> None: ...
    def activate_cursor(self) -> None: ...
    def select_row(self) -> None: ...
    def let_go(self) -> bool: ...
    def ask_find(self) -> None: ...


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
            Qt.Key.Key_Plus: lambda: camera.zoom(STEP),
            Qt.Key.Key_Equal: lambda: camera.zoom(STEP),
            Qt.Key.Key_Minus: lambda: camera.zoom(1 / STEP),
            Qt.Key.Key_0: camera.fit,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False if it means nothing here."""
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        arrow = ARROWS.get(key)
        if arrow is not None:
            dx, dy = arrow
            self._walker.walk(dx, dy, extend=extend)
            return True
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            end = 0 if key == Qt.Key.Key_Home else -1
            self._walker.walk_to_row_end(end, extend=extend)
            return True
        if key == Qt.Key.Key_Escape:
            return self._walker.let_go()
        action = self._plain.get(event.key())
        if action is None:
            return False
        action()
        return True
