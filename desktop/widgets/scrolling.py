"""What may be taller than its place: scrolled by wheel, and by the arrow keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.theme import space


class Scrolling(QScrollArea):
    """As wide as its place; Tab stops here only while there is something to scroll to."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setAccessibleName("Details")
        self.setProperty("look", "scrolling")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self.setWidget(inside)

    def _follow(self, least: int, most: int) -> None:
        scrolls = most > least
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.setViewportMargins(0, 0, space(2) if scrolls else 0, 0)
