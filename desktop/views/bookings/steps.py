"""What can be done with a booking as it stands, and by whom."""

from enum import StrEnum

from core.domain.payments.states import PaymentMethod
from core.domain.sales.states import BookingStatus
from core.domain.staff import Actor, Permission
from core.services.sales.standing import BookingStanding

B = BookingStatus
SOLD = frozenset({B.CONFIRMED, B.PAID})
OPEN = frozenset({B.RESERVED, B.PENDING})


class Step(StrEnum):
    """The steps of a booking; the value is what the button says."""

    PAY = "Take payment…"
    LATE = "Book late transfer…"
    TRUST = "Confirm before the money…"
    TICKETS = "Make the tickets again"
    SEATS = "Show the seats"
    RELEASE = "Give the seats back…"


KEYS = {
    Step.PAY: "Ctrl+Return",
    Step.LATE: "Ctrl+Return",
    Step.TRUST: "Ctrl+T",
    Step.TICKETS: "Ctrl+P",
    Step.SEATS: "Ctrl+M",
    Step.RELEASE: "Ctrl+Del",
}


def steps_of(standing: BookingStanding, actor: Actor) -> tuple[Step, ...]:
    """The steps that this person can take now, the usual one first."""
    booking = standing.full.booking
    found: list[Step] = []
    if booking.status in OPEN | {B.CONFIRMED} and ways_to_pay(standing, actor):
        found.append(Step.PAY)
    if _may_come_late(standing) and actor.may(Permission.BOOK_A_TRANSFER):
        found.append(Step.LATE)
    if booking.status is B.PENDING and actor.may(Permission.TRUST_A_TRANSFER):
        found.append(Step.TRUST)
    if booking.status in SOLD and actor.may(Permission.ISSUE_TICKETS):
        found.append(Step.TICKETS)
    if booking.status in SOLD | OPEN:
        found.append(Step.SEATS)
    if booking.status in OPEN and actor.may(Permission.SELL_SEATS):
        found.append(Step.RELEASE)
    return tuple(found)


def ways_to_pay(standing: BookingStanding, actor: Actor) -> tuple[PaymentMethod, ...]:
    """How this person can take the money: what was promised first, then over the counter."""
    booking = standing.full.booking
    ways: list[PaymentMethod] = []
    if booking.status in {B.PENDING, B.CONFIRMED} or _may_come_late(standing):
        ways += [PaymentMethod.BANK_TRANSFER] if actor.may(Permission.BOOK_A_TRANSFER) else []
    if booking.status in OPEN | {B.CONFIRMED} and actor.may(Permission.RUN_A_TILL):
        ways += [PaymentMethod.CASH, PaymentMethod.CREDIT_CARD]
    return tuple(ways)


def _may_come_late(standing: BookingStanding) -> bool:
    """A promise that lapsed, whose money has not come yet."""
    booking = standing.full.booking
    return (
        booking.status is B.CANCELLED
        and booking.payment_method is PaymentMethod.BANK_TRANSFER
        and standing.replaced_by is None
        and not standing.refund_due
    )
