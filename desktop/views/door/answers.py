"""What the door's answers look like: on the board, and as chips of the list."""

from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.door import Verdict
from core.domain.errors import Outage
from core.services.door.queries import ScanRow
from core.services.door.scanning import ScanResult
from desktop.theme import Chip, Tone
from desktop.views.door.board import Message
from desktop.words import when_text

CHIPS = {
    Verdict.ADMITTED: Chip("Admitted", "check-circle", Tone.GOOD),
    Verdict.ALREADY_USED: Chip("Already used", "close-circle", Tone.BAD),
    Verdict.NOT_VALID: Chip("Not valid", "close-circle", Tone.BAD),
    Verdict.WRONG_EVENT: Chip("Another event", "close-circle", Tone.BAD),
    Verdict.UNKNOWN: Chip("Not ours", "close-circle", Tone.BAD),
    Verdict.FORGED: Chip("Forged", "alert", Tone.BAD),
}
MOST_READ = 32
NOTHING_FOUND = Message(
    Tone.WARNING,
    "search",
    "No code found",
    lines=("There is no ticket in this picture that can be read.",),
)


def verdict_chip(verdict: Verdict) -> Chip:
    """The chip of a verdict."""
    return CHIPS[verdict]


def message_of(answer: ScanResult, now: datetime, read: str) -> Message:
    """An answer as the board says it; what was read stands there where no ticket is behind it."""
    word, _, reason = answer.words.partition(": ")
    seat = answer.ticket.label if answer.ticket is not None else ""
    lines = [reason.capitalize() if reason else "", *_facts(answer, now, read)]
    shown = tuple(filter(None, lines))
    if answer.lets_in:
        return Message(Tone.GOOD, "check-circle", word, seat, shown)
    return Message(Tone.BAD, "close-circle", word, seat, shown)


def offline(outage: Outage) -> Message:
    """No answer, so nobody goes in; whether the ticket was checked is not always known."""
    return Message(
        Tone.WARNING,
        "offline",
        "Offline",
        lines=(str(outage), "Let nobody in yet. Try this ticket again."),
    )


def seat_text(scan: ScanRow) -> str:
    """The seat of a reading; nothing where no ticket of ours was behind it."""
    return f"{scan.section} {scan.row}-{scan.seat}" if scan.section is not None else ""


def _facts(answer: ScanResult, now: datetime, read: str) -> list[str]:
    ticket = answer.ticket
    if ticket is None:
        return [f"Read: {shortened(read)}"]
    zone = ZoneInfo(ticket.timezone)
    if answer.verdict is Verdict.WRONG_EVENT:
        return [f"{ticket.event}, {when_text(ticket.start, now, zone)}"]
    if answer.verdict is Verdict.ALREADY_USED and answer.admitted is not None:
        when = when_text(answer.admitted.at, now, zone)
        return [f"First let in: {when}, {answer.admitted.gate}", ticket.number]
    return [ticket.number]


def shortened(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    return text if len(text) <= MOST_READ else f"{text[:MOST_READ]} …"
