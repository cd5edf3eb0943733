"""The life of one event seat: can it be sold, and is it ours."""

from enum import StrEnum

from core.domain.moves import Moves


class SeatStatus(StrEnum):
    AVAILABLE = "AVAILABLE"
    HELD = "HELD"
    RESERVED = "RESERVED"
    SOLD = "SOLD"
    BLOCKED = "BLOCKED"


class Allotment(StrEnum):
    """Through which channel alone a seat is sold; PRESALE is for those who may buy first."""

    COUNTER = "COUNTER"
    WEB = "WEB"
    PHONE = "PHONE"
    PARTNER = "PARTNER"
    PRESALE = "PRESALE"


class Ownership(StrEnum):
    NOT_OWNED = "NOT_OWNED"
    OWNED = "OWNED"
    RETURNED_TO_SUPPLIER = "RETURNED_TO_SUPPLIER"


S = SeatStatus
SEAT_MOVES: Moves[SeatStatus] = {
    S.AVAILABLE: frozenset({S.HELD, S.BLOCKED, S.RESERVED}),
    S.HELD: frozenset({S.AVAILABLE}),
    S.BLOCKED: frozenset({S.AVAILABLE}),
    S.RESERVED: frozenset({S.SOLD, S.AVAILABLE}),
    S.SOLD: frozenset({S.AVAILABLE}),
}

O = Ownership  # noqa: E741 - one letter as in the tables beside it
OWNERSHIP_MOVES: Moves[Ownership] = {
    O.NOT_OWNED: frozenset({O.OWNED}),
    O.OWNED: frozenset({O.RETURNED_TO_SUPPLIER}),
    O.RETURNED_TO_SUPPLIER: frozenset({O.OWNED}),
}
