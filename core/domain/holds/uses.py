"""What a seat is used for: open to everybody, held for somebody, blocked, kept for a channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.domain.holds.refusals import UnreadableReason
from core.domain.inventory.states import Allotment

LONGEST_REASON = 200


class HoldType(StrEnum):
    """For whom seats are held back."""

    ARTIST = "ARTIST"
    PROMOTER = "PROMOTER"
    VENUE = "VENUE"
    COMPLIMENTARY = "COMPLIMENTARY"
    PRESS = "PRESS"


class UseKind(StrEnum):
    OPEN = "OPEN"
    HELD = "HELD"
    BLOCKED = "BLOCKED"
    ALLOTTED = "ALLOTTED"


HOLD_WORDS = {
    HoldType.ARTIST: "artist",
    HoldType.PROMOTER: "promoter",
    HoldType.VENUE: "venue",
    HoldType.COMPLIMENTARY: "complimentary",
    HoldType.PRESS: "press",
}
ALLOTMENT_WORDS = {
    Allotment.COUNTER: "counter",
    Allotment.WEB: "web",
    Allotment.PHONE: "phone",
    Allotment.PARTNER: "partner",
    Allotment.PRESALE: "presale",
}


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a seat; equal uses are the same paint. Make it by the functions below.

    `until`: when a hold or a channel's allotment ends, aware, UTC; a presale's end is its own.
    """

    kind: UseKind
    hold_type: HoldType | None = None
    reason: str = ""
    until: datetime | None = None
    allotment: Allotment | None = None
    presale_id: UUID | None = None

    def ended(self, now: datetime) -> bool:
        """Whether its time is over; a use without an end has none."""
        return self.until is not None and self.until <= now


OPEN = Use(UseKind.OPEN)


def held(hold_type: HoldType, reason: str = "", until: datetime | None = None) -> Use:
    """Held for somebody. Raises `UnreadableReason`."""
    return Use(UseKind.HELD, hold_type, _readable(reason), until)


def blocked(reason: str = "") -> Use:
    """Not for use at all: a camera, a pillar, a closed gate. Raises `UnreadableReason`."""
    return Use(UseKind.BLOCKED, reason=_readable(reason))


def kept_for(channel: Allotment, until: datetime | None = None) -> Use:
    """Sold through one channel only; ValueError for PRESALE, which is `presold`."""
    if channel is Allotment.PRESALE:
        raise ValueError("a presale's seats name their presale")
    return Use(UseKind.ALLOTTED, allotment=channel, until=until)


def presold(presale_id: UUID) -> Use:
    """Sold in a presale only, until it ends."""
    return Use(UseKind.ALLOTTED, allotment=Allotment.PRESALE, presale_id=presale_id)


def use_words(use: Use) -> str:
    """A use as a clerk says it: ``held for the artist``, ``web only``, ``open``."""
    if use.hold_type is not None:
        whose = HOLD_WORDS[use.hold_type]
        return f"held, {whose}" + (f" ({use.reason})" if use.reason else "")
    if use.kind is UseKind.BLOCKED:
        return "blocked" + (f" ({use.reason})" if use.reason else "")
    if use.allotment is Allotment.PRESALE:
        return "presale"
    if use.allotment is not None:
        return f"{ALLOTMENT_WORDS[use.allotment]} only"
    return "open"


def _readable(reason: str) -> str:
    tidy = reason.strip()
    if len(tidy) > LONGEST_REASON or not tidy.isprintable():
        raise UnreadableReason(tidy, LONGEST_REASON)
    return tidy
