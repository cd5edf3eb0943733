"""Every edit since the draft was opened; a click goes back to it, or forward."""

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QUndoView, QVBoxLayout, QWidget

from desktop.theme import space


class HistoryPanel(QWidget):
    """The undo stack as a list."""

    def __init__(self, stack: QUndoStack) -> None:
        super().__init__()
        self.list = QUndoView(stack)
        self.list.setEmptyLabel("As it was opened")
        self.list.setAccessibleName("History")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(2), space(2), space(2), space(2))
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)
