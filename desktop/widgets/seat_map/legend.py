"""What the marks of the map mean, and how many seats there are of each."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QWidget

from desktop.controls import Look, label
from desktop.theme import font, space, theme
from desktop.widgets.seat_map.colors import SeatMapColors, current_colors
from desktop.widgets.seat_map.states import STATUS_WORDS, SeatStatus
from desktop.widgets.seat_map.styles import swatch

SWATCH = 14
# As a clerk reads them: what can be sold first.
ORDER = (
    SeatStatus.AVAILABLE,
    SeatStatus.HELD,
    SeatStatus.RESERVED,
    SeatStatus.SOLD,
    SeatStatus.BLOCKED,
    SeatStatus.RETURNED,
    SeatStatus.NOT_OWNED,
)


class SeatMapLegend(QWidget):
    """One entry a status; statuses that no seat has are left out."""

    def __init__(self, colors: SeatMapColors | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Legend")
        self._own = colors
        self._flow = FlowLayout(self)
        self._entries = {status: _Entry(status) for status in ORDER}
        for entry in self._entries.values():
            self._flow.addWidget(entry)
        theme().changed.connect(self._recolor)
        self._recolor()

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show how many seats have each status, in the order of `SeatStatus`."""
        words = []
        for status, entry in self._entries.items():
            count = int(counts[status])
            entry.show_count(count)
            if count:
                words.append(f"{count:,} {STATUS_WORDS[status].lower()}")
        # Qt would take two rounds of the event loop until the widths follow the numbers.
        self._flow.invalidate()
        self._flow.activate()
        self.setAccessibleDescription(", ".join(words))

    def _recolor(self) -> None:
        colors = self._own or current_colors()
        for entry in self._entries.values():
            entry.recolor(colors)


class _Entry(QWidget):
    """Mark, word and count."""

    def __init__(self, status: SeatStatus) -> None:
        super().__init__()
        self._status = status
        self._mark, self._count = QLabel(), label(look=Look.STRONG)
        self._count.setFont(font(strong=True))
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space(1) + 2)
        for part in (self._mark, label(STATUS_WORDS[status]), self._count):
            line.addWidget(part)

    def show_count(self, count: int) -> None:
        self._count.setText(f"{count:,}")
        self.setVisible(count > 0)
        self._line.activate()

    def recolor(self, colors: SeatMapColors) -> None:
        self._mark.setPixmap(swatch(colors, self._status, SWATCH, self.devicePixelRatioF()))


class FlowLayout(QLayout):
    """Lays widgets out in lines, as many a line as fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = QSize(space(4), space(1))
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() + self._gap.width() for hint in hints)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self._items if not item.isEmpty()]
        width = max((hint.width() for hint in hints), default=0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Move the items into the rectangle; the height that they take."""
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self._gap.height(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap.width()
            line = max(line, hint.height())
        return y + line - rect.y()
