"""The brush: puts paints on the selected seats of the map, by click and by key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from core.domain.errors import Refusal
from core.domain.holds.comparing import Comparison
from core.domain.holds.painting import Painting
from desktop.maps import LiveSeatMap
from desktop.views.allocation.palette import KEYED, Paint, Palette
from desktop.views.allocation.sketch import Sketch
from desktop.views.allocation.view_switch import ViewSwitch
from desktop.views.page import Page


class Brush(QObject):
    """Paints on the sketch what is selected; shows the layer that it paints on."""

    def __init__(self, page: Page, live: LiveSeatMap, sketch: Sketch, switch: ViewSwitch) -> None:
        super().__init__(page)
        self._page, self._map, self._sketch, self._switch = page, live, sketch, switch

    def fitting(self, painting: Painting) -> Painting:
        """A painting as large as the map that is shown."""
        return painting.resized(len(self._map.view.plan))

    def paint(self, paint: Paint) -> None:
        """Put a paint on the selected seats."""
        ranks = self._map.view.selection.tolist()
        sketch = self._sketch
        if sketch.plan is None or not ranks or sketch.on_plan != self._map.plan_shown:
            return
        painting = self.fitting(sketch.painting)
        if paint.erases:
            painted = painting.erased(ranks)
        elif paint.use is not None:
            painted = painting.with_use(ranks, paint.use)
        else:
            painted = painting.with_level(ranks, paint.level)
        self._page.banner.hide()
        sketch.stroke(painted)
        if not paint.erases:
            self._switch.show_layer(levels=paint.on_levels)
        self._map.view.clear_selection()

    def choose(self, paint: Paint) -> None:
        """Paint, or say why not."""
        try:
            self.paint(paint)
        except Refusal as refusal:
            self._page.show_refusal(refusal)
        self._map.setFocus()

    def leave_out(self, found: Comparison | None) -> None:
        """Take the paint off the seats that stand in the way."""
        if found is not None:
            in_the_way = (*found.taken, *found.not_ours)
            self._sketch.stroke(self.fitting(self._sketch.painting).erased(in_the_way))

    def take_keys(self, palette: Palette) -> None:
        """Paint, take back and turn the view by keys while the map has the focus."""
        for keys, act in (
            ("Ctrl+Z", self._sketch.undo),
            ("Ctrl+Shift+Z", self._sketch.redo),
            ("V", self._switch.show_next),
            ("Del", partial(palette.press_key, "Del")),
        ):
            self._on_map(keys, act)
        for number in range(1, KEYED + 1):
            for key in (str(number), f"Alt+{number}"):
                self._on_map(key, partial(palette.press_key, key))

    def _on_map(self, keys: str, act: Callable[[], object]) -> None:
        """A key that counts while the map has the focus, and never in a text field."""
        made = QShortcut(QKeySequence(keys), self._map.view, act)
        made.setContext(Qt.ShortcutContext.WidgetShortcut)
