"""Paper work after a sale: sign the tickets, draw the papers, show them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from core.services.sales.rows import BookingRow
from desktop.latest import Latest
from desktop.operations.tickets import Papers, draw_papers, issue
from desktop.workplace import Workplace


class PaperWork(QObject):
    """Makes the papers of one booking at a time; `owner` is where refusals are shown."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(owner)
        self._workplace, self._owner, self._latest = workplace, owner, Latest()
        self.made: Papers | None = None

    def make(self, booking: BookingRow, ready: Callable[[Papers], Any]) -> None:
        """Make tickets and receipt; `ready` gets the files, unless others are made by then.

        The tickets are opened in any case: somebody waits for them.
        """
        self.made = None
        place, still = self._workplace, self._latest.begin()

        def draw(_tickets: object) -> None:
            query = draw_papers(booking.id, place.papers, place.clock)
            place.desk.ask(self._owner, query, show)

        def show(papers: Papers) -> None:
            if still():
                self.made = papers
                ready(papers)
            place.show_paper(papers.tickets)

        place.desk.start(self._owner, issue(booking.id, place.keys), draw)

    def go_on(self) -> None:
        """Another customer's turn: what is still being made is not theirs."""
        self.made = None
        self._latest.drop()

    def open_tickets(self) -> None:
        """Show the tickets with the program of this computer."""
        if self.made is not None:
            self._workplace.show_paper(self.made.tickets)

    def open_receipt(self) -> None:
        """Show the receipt with the program of this computer."""
        if self.made is not None:
            self._workplace.show_paper(self.made.receipt)
