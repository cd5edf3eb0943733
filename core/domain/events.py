"""The life of an event."""

from enum import StrEnum

from core.domain.errors import Refusal
from core.domain.moves import Moves


class EventType(StrEnum):
    CONCERT = "CONCERT"
    THEATER = "THEATER"
    SPORTS = "SPORTS"
    CONFERENCE = "CONFERENCE"
    COMEDY = "COMEDY"
    FAMILY = "FAMILY"
    OTHER = "OTHER"


class EventStatus(StrEnum):
    """SOLD_OUT is entered and left by the system as the last owned seat goes or comes back."""

    DRAFT = "DRAFT"
    PUBLISHED = "PUBLISHED"
    ON_SALE = "ON_SALE"
    SOLD_OUT = "SOLD_OUT"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


E = EventStatus
EVENT_MOVES: Moves[EventStatus] = {
    E.DRAFT: frozenset({E.PUBLISHED, E.CANCELLED}),
    E.PUBLISHED: frozenset({E.ON_SALE, E.CANCELLED}),
    E.ON_SALE: frozenset({E.SOLD_OUT, E.COMPLETED, E.CANCELLED}),
    E.SOLD_OUT: frozenset({E.ON_SALE, E.COMPLETED, E.CANCELLED}),
    E.COMPLETED: frozenset(),
    E.CANCELLED: frozenset(),
}


class NotOnSale(Refusal):
    def __init__(self, event: str, status: EventStatus) -> None:
        self.event, self.status = event, status
        super().__init__(f"{event} is {status.value.replace('_', ' ').lower()}, not on sale.")
