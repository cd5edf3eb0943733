"""The hand scanner at the till: a booking's or a ticket's code shows its seats on the map."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit

from core.domain.numbers import read_barcode, read_booking_number, read_ticket_number
from core.domain.tickets.qr import parse
from desktop.theme import Tone
from desktop.views.door.hand_scanner import HandScanner
from desktop.views.map_answers import MapAnswers
from desktop.views.page import Page


class TillScans(QObject):
    """Listens while its page is on the screen; what is no code of ours goes to the field in use."""

    def __init__(self, page: Page, answers: MapAnswers) -> None:
        super().__init__(page)
        self._page, self._answers = page, answers
        self._wanted = True
        self.scanner = HandScanner(self)
        self.scanner.scanned.connect(self.take)
        answers.not_here.connect(self._say_unknown)
        page.installEventFilter(self)

    def listen(self, *, on: bool) -> None:
        """Take scans, or leave them to the field in use."""
        self._wanted = on
        self._follow()

    def take(self, text: str) -> None:
        """Act on a scan."""
        if is_code(text):
            self._page.banner.hide()
            self._answers.find_code(text)
            return
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.insert(text)
        else:
            self._say_unknown(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        self.scanner.listen(on=self._wanted and self._page.isVisible())

    def _say_unknown(self, text: str) -> None:
        self._page.banner.say(
            f"No seats of this event belong to {text}. It may be for another event, given back, "
            "or no ticket of ours.",
            Tone.WARNING,
        )


def is_code(text: str) -> bool:
    """Whether a text is written as a booking number, ticket number, barcode or QR code of ours."""
    readings = (read_booking_number, read_ticket_number, read_barcode, parse)
    return any(read(text) is not None for read in readings)
