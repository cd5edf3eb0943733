"""Paper work after a sale: sign the tickets, draw the papers, show them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from core.services.sales.rows import BookingRow
from desktop.operations.tickets import Papers, draw_papers, issue
from desktop.workplace import Workplace


class PaperWork(QObject):
    """Makes the papers of one booking at a time; `owner` is where refusals are shown."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(owner)
        self._workplace, self._owner = workplace, owner
        self.made: Papers | None = None

    def make(self, booking: BookingRow, ready: Callable[[Papers], Any]) -> None:
        """Make tickets and receipt; `ready` gets the files, which are then opened."""
        self.made = None
        place = self._workplace

        def draw(_tickets: object) -> None:
            query = draw_papers(booking.id, place.papers, place.clock)
            place.desk.ask(self._owner, query, show)

        def show(papers: Papers) -> None:
            self.made = papers
            ready(papers)
            self.open_tickets()

        place.desk.start(self._owner, issue(booking.id, place.keys), draw)

    def open_tickets(self) -> None:
        """Show the tickets with the program of this computer."""
        if self.made is not None:
            self._workplace.show_paper(self.made.tickets)

    def open_receipt(self) -> None:
        """Show the receipt with the program of this computer."""
        if self.made is not None:
            self._workplace.show_paper(self.made.receipt)
