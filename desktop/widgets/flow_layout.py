"""A layout that breaks its widgets into lines, as a text is broken: nothing lies over another."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from desktop.theme import space


class FlowLayout(QLayout):
    """As many widgets a line as fit at their least; a line shares its room by what they ask for."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 2, line_gap: int = 2, right: bool = False
    ) -> None:
        """Gaps in units of space; lines stand at the left, or at the right."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap, self._right = space(gap), space(line_gap), right
        self.setContentsMargins(0, 0, 0, 0)

    def insert_widget(self, at: int, widget: QWidget) -> None:
        """Put a widget before the one that is there."""
        self.addChildWidget(widget)
        self._items.insert(at, QWidgetItem(widget))
        self.invalidate()

    def widgets(self) -> list[QWidget]:
        """What is laid out, in its order."""
        return [widget for item in self._items if (widget := item.widget()) is not None]

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
        lines = self._lines(width)
        return sum(map(_height, lines)) + self._line_gap * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._shown()]
        width = max((size.width() for size in least), default=0)
        return QSize(width, max((size.height() for size in least), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        lines = self._lines(rect.width())
        top = rect.top() + max(0, rect.height() - self.heightForWidth(rect.width())) // 2
        for line in lines:
            self._place(line, QRect(rect.left(), top, rect.width(), _height(line)))
            top += _height(line) + self._line_gap

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            least = item.minimumSize().width()
            if lines and used + self._gap + least <= width:
                lines[-1].append(item)
                used += self._gap + least
            else:
                lines.append([item])
                used = least
        return lines

    def _place(self, line: Sequence[QLayoutItem], rect: QRect) -> None:
        widths = _shared(line, rect.width() - self._gap * (len(line) - 1))
        taken = sum(widths) + self._gap * (len(line) - 1)
        left = rect.right() + 1 - taken if self._right else rect.left()
        starts = accumulate((width + self._gap for width in widths), initial=left)
        for item, width, x in zip(line, widths, starts, strict=False):
            height = min(item.sizeHint().height(), rect.height())
            item.setGeometry(QRect(x, rect.top() + (rect.height() - height) // 2, width, height))


def _height(line: Sequence[QLayoutItem]) -> int:
    return max(item.sizeHint().height() for item in line)


def _shared(line: Sequence[QLayoutItem], room: int) -> list[int]:
    """What each asks for; where that is too much, what it can spare goes, in proportion."""
    least = [min(item.minimumSize().width(), room) for item in line]
    spare = [
        max(0, item.sizeHint().width() - width) for item, width in zip(line, least, strict=True)
    ]
    over = max(0, sum(least) + sum(spare) - room)
    return [
        width + much - (-(-over * much // sum(spare)) if much else 0)
        for width, much in zip(least, spare, strict=True)
    ]
