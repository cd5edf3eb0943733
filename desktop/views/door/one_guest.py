"""Which of the codes in view counts: a ticket shows a QR code and a barcode, and is one guest."""

from dataclasses import dataclass
from uuid import UUID

from core.domain.numbers import read_barcode
from core.domain.tickets.qr import parse
from core.services.door.scanning import ScannedTicket

TOGETHER = 3.0
"""Seconds in which a QR code without a ticket and a barcode are taken to be on one page."""
STILL_HELD = 30.0
"""Seconds for which the other code of an answered ticket is not a second guest."""
WAIT_MS = 350
"""How long a barcode waits for the QR code beside it."""


@dataclass(slots=True)
class _Seen:
    """A QR code that came into view, and the ticket behind it once that is known."""

    at: float
    ticket: ScannedTicket | None = None

    def is_beside(self, barcode: str, now: float) -> bool:
        if self.ticket is None:
            return now - self.at < TOGETHER
        return self.ticket.barcode == barcode


class OneGuest:
    """Remembers what a camera saw lately; all times are seconds on one steady clock.

    That the same code stays in view is the scan loop's affair; this is about the two codes of one
    ticket, which may be read seconds apart while the ticket is held up.
    """

    def __init__(self) -> None:
        self._codes: dict[str, _Seen] = {}
        self._let_by_barcode: dict[UUID, float] = {}

    def qr_counts(self, text: str, at: float) -> bool:
        """Whether a QR code is a guest of its own: not if its ticket's barcode was answered."""
        self._forget(at)
        payload = parse(text)
        if payload is not None and payload.ticket_id in self._let_by_barcode:
            return False
        self._codes[text] = _Seen(at)
        return True

    def barcode_counts(self, text: str, at: float) -> bool:
        """Whether a barcode is a guest of its own, asked after its wait.

        Only a barcode of ours is, and only if no QR code was seen beside it.
        """
        self._forget(at)
        barcode = read_barcode(text)
        if barcode is None:
            return False
        return not any(seen.is_beside(barcode, at) for seen in self._codes.values())

    def answered(self, text: str, ticket: ScannedTicket | None, at: float) -> None:
        """A reading was answered: this is the ticket behind it, if there is one."""
        if text in self._codes:
            self._codes[text] = _Seen(at, ticket)
        elif ticket is not None and read_barcode(text) is not None:
            self._let_by_barcode[ticket.id] = at

    def _forget(self, now: float) -> None:
        self._codes = {
            text: seen for text, seen in self._codes.items() if now - seen.at < STILL_HELD
        }
        self._let_by_barcode = {
            key: at for key, at in self._let_by_barcode.items() if now - at < STILL_HELD
        }
