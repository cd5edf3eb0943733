"""The editor's own colours beside those of the seat map."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from desktop.theme import theme
from desktop.widgets.seat_map.colors import SeatMapColors, current_colors, mixed


@dataclass(frozen=True, slots=True)
class EditorColors:
    """`map` are the seat map's colours; the others are the editor's."""

    map: SeatMapColors
    desk: QColor
    paper: QColor
    grid: QColor
    grid_strong: QColor
    guide: QColor
    outline: QColor
    accent: QColor
    snap: QColor
    handle: QColor
    text: QColor
    on_accent: QColor

    @classmethod
    def now(cls) -> "EditorColors":
        """The colours that go with the application's theme at the moment."""
        palette, colors = theme().palette, current_colors()
        return cls(
            map=colors,
            desk=QColor(palette.surface),
            paper=mixed(palette.raised, palette.surface, 0.55),
            grid=mixed(palette.text, palette.surface, 0.05),
            grid_strong=mixed(palette.text, palette.surface, 0.1),
            guide=mixed(palette.accent, palette.surface, 0.7),
            outline=mixed(palette.text, palette.surface, 0.6),
            accent=QColor(palette.accent),
            snap=QColor(palette.bad),
            handle=QColor(palette.raised),
            text=QColor(palette.text),
            on_accent=QColor(palette.on_accent),
        )
