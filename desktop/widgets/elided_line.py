"""A text field whose text ends in … where there is no room, until somebody types in it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

INSET = 2
"""Pixels that Qt leaves free on both sides of a field's text."""


class ElidedLine(QLineEdit):
    """Shows its beginning and says the rest in its tool tip; with the focus it scrolls as ever."""

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
        if self.hasFocus() or not self.is_cut:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        panel = self._panel()
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, panel, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self._room(), where, self._fitting())
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
