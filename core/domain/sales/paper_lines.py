"""One line of a list of sales written by hand: when, which seats, how it was paid.

``19:05; Stalls A 4-6; cash`` or ``19:12; Circle B 1-2 / Circle C 1; card 4711``. The parts are
divided by semicolons or tabs; `docs/rules/paper-sales.md` has the grammar in the user's words.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from decimal import Decimal

from core.domain.errors import Refusal

_PARTS = 3
_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)")
_CASH = re.compile(r"(?:cash)?\s*(?P<sum>\d+(?:[.,]\d{1,3})?)?", re.IGNORECASE)
_CARD = re.compile(r"(?:card|receipt|terminal|#)\s*(?P<receipt>[\w-]+)", re.IGNORECASE)


class PaperLineUnreadable(Refusal):
    """`part` is what can't be read: the line, the time, or how it was paid."""

    def __init__(self, part: str, typed: str, example: str) -> None:
        self.part, self.typed, self.example = part, typed, example
        super().__init__(f"The {part} “{typed}” can't be read. Write it like {example}.")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What a line says: local time, seats as typed, and cash (maybe its sum) or a receipt."""

    at: time
    seats: str
    tendered: Decimal | None = None
    receipt: str | None = None


def read_paper_line(text: str) -> PaperLine:
    """Read one line. Raises `PaperLineUnreadable`."""
    parts = [part.strip() for part in re.split(r"[;\t]", text.strip())]
    if len(parts) not in (_PARTS - 1, _PARTS) or not parts[1]:
        raise PaperLineUnreadable("line", text.strip(), "19:05; Stalls A 4-6; cash")
    when = _TIME.fullmatch(parts[0])
    if when is None:
        raise PaperLineUnreadable("time", parts[0], "19:05")
    tendered, receipt = _payment(parts[2] if len(parts) == _PARTS else "")
    at = time(int(when["hour"]), int(when["minute"]))
    return PaperLine(at, parts[1].replace("/", "\n"), tendered, receipt)


def last_time_of(clock: time, now: datetime, zone: tzinfo) -> datetime:
    """The last moment at which the clocks of a place showed this time; both ends aware."""
    local = now.astimezone(zone)
    then = datetime.combine(local.date(), clock, zone)
    if then > local:
        then = datetime.combine(local.date() - timedelta(days=1), clock, zone)
    return then.astimezone(now.tzinfo)


def _payment(text: str) -> tuple[Decimal | None, str | None]:
    card = _CARD.fullmatch(text)
    if card is not None:
        return None, card["receipt"]
    cash = _CASH.fullmatch(text)
    if cash is None:
        raise PaperLineUnreadable("payment", text, "cash, cash 200 or card 4711")
    given = cash["sum"]
    return (None if given is None else Decimal(given.replace(",", "."))), None
