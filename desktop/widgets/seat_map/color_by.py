"""The switch for what a map is coloured by, and for hues that colour-blind eyes tell apart."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.controls import Kind, PushButton, rename, wear_icon
from desktop.widgets.seat_map.color_modes import MODE_WORDS, ColorMode
from desktop.widgets.seat_map.colors import Hues, map_hues

#: What everybody may see; the others need what the agency paid.
OPEN_MODES = (ColorMode.STATUS, ColorMode.PRICE, ColorMode.LEVEL, ColorMode.HOLD)
COST_MODES = (
    ColorMode.MARGIN,
    ColorMode.MARK_UP,
    ColorMode.AGE,
    ColorMode.SUPPLIER,
    ColorMode.ORDER,
)
SAFE_WORDS = "Hues for colour-blind eyes"
SHORTCUT = "Alt+C"


class ColorBySwitch(PushButton):
    """A button with the mode in use; its menu offers the others. Choosing only tells."""

    mode_chosen = Signal(object)  # a ColorMode
    hues_chosen = Signal(object)  # Hues

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", Kind.QUIET.value)
        self.setAutoDefault(False)
        wear_icon(self, "half", "accent")
        self.setShortcut(SHORTCUT)
        self.setToolTip(f"What the colours tell ({SHORTCUT})")
        self.setAccessibleName("Colour the map by")
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._actions: dict[ColorMode, QAction] = {}
        self._safe = QAction(SAFE_WORDS, self, checkable=True)
        self._safe.triggered.connect(self._choose_hues)
        self.setMenu(self._menu)
        self.offer((ColorMode.STATUS,))
        self.show_mode(ColorMode.STATUS)
        map_hues().changed.connect(self._show_hues)
        self._show_hues()

    @property
    def modes(self) -> tuple[ColorMode, ...]:
        """The modes on offer."""
        return tuple(self._actions)

    def offer(self, modes: Sequence[ColorMode]) -> None:
        """Offer these modes."""
        chosen = self.mode
        self._menu.clear()
        for action in self._actions.values():
            self._group.removeAction(action)
        self._actions = {mode: self._action(mode) for mode in modes}
        self._menu.addActions(list(self._actions.values()))
        self._menu.addSeparator()
        self._menu.addAction(self._safe)
        self.show_mode(chosen)

    @property
    def mode(self) -> ColorMode:
        """The mode that the button shows."""
        shown = [mode for mode, action in self._actions.items() if action.isChecked()]
        return shown[0] if shown else ColorMode.STATUS

    def show_mode(self, mode: ColorMode) -> None:
        """Show which mode is in use."""
        if mode in self._actions:
            self._actions[mode].setChecked(True)
        words = MODE_WORDS[mode]
        rename(self, f"By {words.lower()}")
        self.setAccessibleDescription(words)

    def _action(self, mode: ColorMode) -> QAction:
        action = QAction(f"By {MODE_WORDS[mode].lower()}", self._group, checkable=True)
        action.triggered.connect(lambda _checked=False: self._choose(mode))
        return action

    def _choose(self, mode: ColorMode) -> None:
        self.show_mode(mode)
        self.mode_chosen.emit(mode)

    def _choose_hues(self, safe: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.hues_chosen.emit(Hues.SAFE if safe else Hues.USUAL)

    def _show_hues(self) -> None:
        self._safe.setChecked(map_hues().worn is Hues.SAFE)
