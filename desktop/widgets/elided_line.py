"""A text field whose text ends in … where there is no room, until somebody edits it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

INSET = 2
"""Pixels that Qt leaves free on both sides of a field's text."""


class ElidedLine(QLineEdit):
    """Shows its beginning and says the rest in its tool tip; while it is edited it scrolls as ever.

    All of it selected, ready to be typed over, is not edited yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(lambda _text: self._tell())

    @property
    def is_cut(self) -> bool:
        """Whether there is more text than room."""
        return self._fitting() != self.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        whole = self.selectedText() == self.text()
        if not self.is_cut or (self.hasFocus() and not whole):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        panel = self._panel()
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, panel, painter, self)
        painter.setFont(self.font())
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room, words, role = self._room(), self._fitting(), self.foregroundRole()
        if self.hasFocus():
            role = QPalette.ColorRole.HighlightedText
            taken = painter.boundingRect(room, where, words)
            painter.fillRect(taken, self.palette().color(QPalette.ColorRole.Highlight))
        painter.setPen(self.palette().color(role))
        painter.drawText(room, where, words)
        painter.end()

    def _tell(self) -> None:
        self.setToolTip(self.text() if self.is_cut else "")

    def _panel(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self) -> QRect:
        part = QStyle.SubElement.SE_LineEditContents
        inside = self.style().subElementRect(part, self._panel(), self)
        return inside.marginsRemoved(self.textMargins()).adjusted(INSET, 0, -INSET, 0)

    def _fitting(self) -> str:
        room = max(self._room().width(), 0)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
