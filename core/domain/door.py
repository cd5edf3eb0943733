"""The door: admit a ticket or say the nearest reason why not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.domain.tickets.states import TicketStatus


class Verdict(StrEnum):
    """What the door answers. Everything but ADMITTED is a no."""

    ADMITTED = "ADMITTED"
    ALREADY_USED = "ALREADY_USED"
    NOT_VALID = "NOT_VALID"
    WRONG_EVENT = "WRONG_EVENT"
    UNKNOWN = "UNKNOWN"
    FORGED = "FORGED"


@dataclass(frozen=True, slots=True)
class Admission:
    """When and where a ticket was let in (UTC, the gate's name)."""

    at: datetime
    gate: str


@dataclass(frozen=True, slots=True)
class PresentedTicket:
    """What is on record about the ticket that was read."""

    event_id: UUID
    status: TicketStatus
    admitted: Admission | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict with its facts: the ticket's status, and the first admission if there was one."""

    verdict: Verdict
    status: TicketStatus | None = None
    admitted: Admission | None = None

    @property
    def lets_in(self) -> bool:
        return self.verdict is Verdict.ADMITTED

    @property
    def words(self) -> str:
        """The reason in a few words; when and where a ticket was used is in `admitted`."""
        if self.verdict is Verdict.NOT_VALID and self.status in _NOT_VALID:
            return _NOT_VALID[self.status]
        return _WORDS[self.verdict]


_WORDS = {
    Verdict.ADMITTED: "Welcome",
    Verdict.ALREADY_USED: "Already used",
    Verdict.NOT_VALID: "Not valid",
    Verdict.WRONG_EVENT: "For another event",
    Verdict.UNKNOWN: "No ticket of ours",
    Verdict.FORGED: "Forged: the signature does not hold",
}
_NOT_VALID = {
    TicketStatus.RESERVED: "Not paid yet",
    TicketStatus.CANCELLED: "Cancelled",
    TicketStatus.TRANSFERRED: "Handed on: another ticket took its place",
}


def judge(event_id: UUID, ticket: PresentedTicket | None, *, genuine: bool = True) -> Answer:
    """Answer a reading at the door of an event; the first reason that applies is the one told.

    `genuine` is False where a signature was read and does not hold. Forged, unknown and wrong event
    come before the ticket's own state, and a dead ticket is dead before it is used.
    """
    if not genuine:
        return Answer(Verdict.FORGED)
    if ticket is None:
        return Answer(Verdict.UNKNOWN)
    if ticket.event_id != event_id:
        return Answer(Verdict.WRONG_EVENT, ticket.status, ticket.admitted)
    return Answer(_by_status(ticket), ticket.status, ticket.admitted)


def _by_status(ticket: PresentedTicket) -> Verdict:
    if ticket.status is TicketStatus.USED:
        return Verdict.ALREADY_USED
    if ticket.status is TicketStatus.CONFIRMED:
        return Verdict.ADMITTED
    return Verdict.NOT_VALID
