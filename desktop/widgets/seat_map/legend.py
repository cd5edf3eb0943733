"""What the marks of the map mean, and how many seats there are of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from desktop.controls import Look, label
from desktop.theme import font, space, theme
from desktop.widgets.clickable import Clickable
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.seat_map.color_modes import PLAIN, Coloring, ColorMode, Entry
from desktop.widgets.seat_map.colors import SeatMapColors, current_colors, map_hues
from desktop.widgets.seat_map.states import SeatStatus
from desktop.widgets.seat_map.styles import swatch

SWATCH = 14
# As a clerk reads them: what can be sold first.
ORDER = (
    SeatStatus.AVAILABLE,
    SeatStatus.NOT_YET,
    SeatStatus.HELD,
    SeatStatus.RESERVED,
    SeatStatus.SOLD,
    SeatStatus.BLOCKED,
    SeatStatus.RETURNED,
    SeatStatus.NOT_OWNED,
)


class SeatMapLegend(QWidget):
    """One entry a style; styles that no seat wears are left out."""

    chosen = Signal(int, bool)
    """An entry's index was clicked: its seats are wanted, with Ctrl or Shift to what is there."""

    def __init__(self, colors: SeatMapColors | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Legend")
        self.selects = True
        """Whether a click selects; otherwise it is for looking, and the tool tips say so."""
        self._own = colors
        self._flow = FlowLayout(self, gap=3, line_gap=1)
        self._shown: tuple[Entry, ...] = ()
        self._entries: dict[int, _Entry] = {}
        theme().changed.connect(self._recolor)
        map_hues().changed.connect(self._recolor)
        self._show_entries(PLAIN)

    def show_coloring(self, coloring: Coloring, counts: Sequence[int]) -> None:
        """Show what the styles of a colouring mean and how many seats wear each."""
        if coloring.entries != self._shown:
            self._show_entries(coloring)
        self.show_counts(counts)

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show how many seats wear each style, in the order of the entries."""
        words = []
        for code, entry in self._entries.items():
            count = int(counts[code])
            entry.show_count(count, selects=self.selects)
            if count:
                said = self._shown[code].words
                words.append(f"{count:,} {said[:1].lower()}{said[1:]}")
        # Qt would take two rounds of the event loop until the widths follow the numbers.
        self._flow.invalidate()
        self._flow.activate()
        self.setAccessibleDescription(", ".join(words))

    def _show_entries(self, coloring: Coloring) -> None:
        for entry in self._entries.values():
            self._flow.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._shown = coloring.entries
        codes = ORDER if coloring.mode is ColorMode.STATUS else range(len(coloring.entries))
        self._entries = {int(code): _Entry(coloring.entries[code]) for code in codes}
        for code, entry in self._entries.items():
            self._flow.addWidget(entry)
            entry.opened.connect(lambda code=code: self._choose(code))
        self._recolor()

    def _choose(self, code: int) -> None:
        also = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self.chosen.emit(code, bool(QApplication.keyboardModifiers() & also))

    def _recolor(self) -> None:
        colors = self._own or current_colors()
        for entry in self._entries.values():
            entry.recolor(colors)


class _Entry(Clickable):
    """Mark, word and count; a click asks for its seats."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.words)
        self._entry = entry
        self._mark, self._count = QLabel(), label(look=Look.STRONG)
        self._count.setFont(font(strong=True))
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space(1) + 2)
        for part in (self._mark, label(entry.words), self._count):
            line.addWidget(part)

    def show_count(self, count: int, *, selects: bool) -> None:
        self._count.setText(f"{count:,}")
        self.setVisible(count > 0)
        seats = "this seat" if count == 1 else f"these {count:,} seats"
        does = f"Select {seats}; with Ctrl as well" if selects else f"Show only {seats}, or all"
        self.setToolTip(does)
        self.setAccessibleDescription(does)
        self._line.activate()

    def recolor(self, colors: SeatMapColors) -> None:
        self._mark.setPixmap(swatch(colors, self._entry.look, SWATCH, self.devicePixelRatioF()))
