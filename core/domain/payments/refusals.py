"""What a drawer says no to.

NoOpenTill          cash or a card without an open shift of one's own
TillIsOpen          a second shift while one is open
TillClosedAlready   the shift was counted before
NotYourTill         only a manager closes somebody else's
NoteNeeded          a difference without a word about it
"""

from datetime import datetime

from core.domain.errors import Refusal
from core.domain.money import Money


class NoOpenTill(Refusal):
    def __init__(self, who: str, currency: str) -> None:
        self.who, self.currency = who, currency
        super().__init__(f"{who} has no open till in {currency}. Open one first.")


class TillIsOpen(Refusal):
    def __init__(self, drawer: str, since: datetime) -> None:
        self.drawer, self.since = drawer, since
        super().__init__(f"{drawer} is still open. Close it before opening another one.")


class TillClosedAlready(Refusal):
    def __init__(self, drawer: str, at: datetime | None) -> None:
        self.drawer, self.at = drawer, at
        super().__init__(f"{drawer} has been closed already.")


class NotYourTill(Refusal):
    def __init__(self, drawer: str) -> None:
        self.drawer = drawer
        super().__init__(f"{drawer} is somebody else's till. Its clerk or a manager can close it.")


class NoteNeeded(Refusal):
    def __init__(self, difference: Money) -> None:
        self.difference = difference
        super().__init__(f"The count is off by {difference}. Write down why.")
