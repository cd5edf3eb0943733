"""The life of an event."""

from decimal import Decimal
from enum import StrEnum

from core.domain.errors import OutOfRange, Refusal
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


def check_terms(
    *,
    service_fee_rate: Decimal | None,
    service_fee_per_ticket: Decimal | None,
    delivery_fee: Decimal | None,
    tax_rate: Decimal | None,
    reservation_minutes: int | None,
    transfer_due_days: int | None,
) -> None:
    """Refuse `OutOfRange` for terms that nobody sells on; rates are shares: 0.05 is 5 %."""
    for rate, value in (("service_fee_rate", service_fee_rate), ("tax_rate", tax_rate)):
        OutOfRange.check(rate, value, least=0, most=1)
    for fee, amount in (
        ("service_fee_per_ticket", service_fee_per_ticket),
        ("delivery_fee", delivery_fee),
    ):
        OutOfRange.check(fee, amount, least=0)
    OutOfRange.check("reservation_minutes", reservation_minutes, least=1, most=240)
    OutOfRange.check("transfer_due_days", transfer_due_days, least=1, most=90)


class NotOnSale(Refusal):
    def __init__(self, event: str, status: EventStatus) -> None:
        self.event, self.status = event, status
        super().__init__(f"{event} is {status.value.replace('_', ' ').lower()}, not on sale.")
