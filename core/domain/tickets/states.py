"""The life of a ticket."""

from enum import StrEnum

from core.domain.moves import Moves


class TicketStatus(StrEnum):
    RESERVED = "RESERVED"
    CONFIRMED = "CONFIRMED"
    USED = "USED"
    CANCELLED = "CANCELLED"
    TRANSFERRED = "TRANSFERRED"


T = TicketStatus
LIVE_TICKETS = frozenset({T.RESERVED, T.CONFIRMED, T.USED})
TICKET_MOVES: Moves[TicketStatus] = {
    T.RESERVED: frozenset({T.CONFIRMED, T.CANCELLED}),
    T.CONFIRMED: frozenset({T.USED, T.CANCELLED, T.TRANSFERRED}),
    T.USED: frozenset(),
    T.CANCELLED: frozenset(),
    T.TRANSFERRED: frozenset(),
}
