"""The field in which a clerk types a seat, shown over the map when the slash is pressed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

WIDTH = 300


class FindField(QLineEdit):
    """Enter asks for the seats, Escape or leaving an empty field closes it."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Seat, such as Stalls C 14")
        self.setAccessibleName("Find a seat")
        self.setFixedWidth(WIDTH)
        self.returnPressed.connect(lambda: self.asked.emit(self.text()))
        self.hide()

    def offer_people(self) -> None:
        """Say that customers can be found too."""
        self.setPlaceholderText("Seat, such as Stalls C 14, or a customer")
        self.setAccessibleName("Find a seat or a customer")

    def open(self) -> None:
        """Show the field, ready to type over what was there."""
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_field(self) -> None:
        """Hide the field and say so."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_field()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.text():
            self.hide()
