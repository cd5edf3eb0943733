"""Where readings come from: the camera beside the answer, and the field for a typed number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.controls import Kind, button, row, wear_icon
from desktop.forms import Pick
from desktop.theme import space
from desktop.views.door.camera import CameraPicture, cameras

OFF = "The camera is off."
OPENING = "Opening the camera …"


class CameraCard(QFrame):
    """The camera's picture, which camera, and its switch."""

    switched = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.picture = CameraPicture()
        self.which: Pick[int] = Pick(cameras())
        self.which.setAccessibleName("Which camera")
        self.switch: QPushButton = button("Start", self._toggle, icon="camera")
        self.switch.setToolTip("F3")
        self.is_on = False
        choice = row(self.which, self.switch, gap=2)
        choice.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(3), space(3), space(3), space(3))
        layout.setSpacing(space(2))
        layout.addWidget(self.picture)
        layout.addLayout(choice)
        self.show_off()

    def show_opening(self) -> None:
        """The camera is being opened."""
        self.is_on = True
        self.picture.show_words(OPENING)
        self._name_switch()

    def show_off(self, why: str = OFF) -> None:
        """There is no picture, and why."""
        self.is_on = False
        self.picture.show_words(why)
        self._name_switch()

    def _toggle(self) -> None:
        self.switched.emit(not self.is_on)

    def _name_switch(self) -> None:
        self.switch.setText("Stop" if self.is_on else "Start")
        wear_icon(self.switch, "close" if self.is_on else "camera")


class NumberField(QWidget):
    """A ticket number or barcode, typed by hand; `typed` carries it."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText("Ticket number or barcode (F2)")
        self.line.setAccessibleName("Ticket number or barcode")
        self.line.setClearButtonEnabled(True)
        self.line.returnPressed.connect(self._enter)
        check = button("Check", self._enter, kind=Kind.SECONDARY)
        layout = row(self.line, check, gap=2)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.line)

    def _enter(self) -> None:
        text = self.line.text().strip()
        if text:
            self.line.clear()
            self.typed.emit(text)
