"""What the counter says no to: seats that can't be had, bookings that can't be paid.

SeatsTaken            somebody was faster
SeatsNotOwned         the agency doesn't own them
SeatsUnpriced         they have no retail price yet
SeatsOffSale          held or blocked
SeatsKept             kept for another channel or a presale
SeatsNotYetOnSale     not in the presale, and the general sale is not open
SeatsNotOfEvent       no such seats in this event
SeatListedTwice       the same seat is asked for twice
NobodyToPostTo        tickets by post without a customer
NobodyToRemind        a transfer promised by nobody in particular
BuyerFixed            the booking's buyer can't be named any more
TooManySeats          more at once than one booking may hold
ReservationLapsed     the clock ran out and the seats are gone, or were given back
PaidAlready           a second payment for the same booking
ReferenceUsed         the receipt or the transfer is booked already, for another booking
MoneyStillOpen        an event with sold tickets can't simply be cancelled
NothingToSettle       the booking isn't in the state that this payment needs
ChangedMeanwhile      a colleague changed it in the same instant
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from core.domain.errors import Refusal, SeatsRefused
from core.domain.money import Money
from core.domain.sales.states import BookingStatus, SalesChannel


class SeatsTaken(SeatsRefused):
    """`seats` are gone; `left` are those of the request that are still free."""

    def __init__(self, seats: Sequence[str], left: Sequence[str] = ()) -> None:
        self.left = tuple(left)
        super().__init__("No longer available", seats)


class SeatsNotOwned(SeatsRefused):
    def __init__(self, seats: Sequence[str]) -> None:
        super().__init__("Not ours to sell", seats)


class SeatsUnpriced(SeatsRefused):
    def __init__(self, seats: Sequence[str]) -> None:
        super().__init__("Without a retail price", seats)


class SeatsOffSale(SeatsRefused):
    def __init__(self, seats: Sequence[str]) -> None:
        super().__init__("Held or blocked, not for sale", seats)


class SeatsKept(SeatsRefused):
    """`channel` is the one that they were asked for on."""

    def __init__(self, seats: Sequence[str], channel: SalesChannel) -> None:
        self.channel = channel
        super().__init__("Kept for another channel or a presale", seats)


class SeatsNotYetOnSale(SeatsRefused):
    def __init__(self, seats: Sequence[str]) -> None:
        super().__init__("Not in this presale, and not on general sale yet", seats)


class SeatsNotOfEvent(Refusal):
    def __init__(self, event: str, seat_ids: Sequence[UUID]) -> None:
        self.event, self.seat_ids = event, tuple(seat_ids)
        super().__init__(f"{len(self.seat_ids)} of these seats don't belong to {event}.")


class SeatListedTwice(Refusal):
    def __init__(self, seat_ids: Sequence[UUID]) -> None:
        self.seat_ids = tuple(seat_ids)
        super().__init__("The same seat is in the list twice.")


class NobodyToPostTo(Refusal):
    def __init__(self) -> None:
        super().__init__("Tickets are posted to a customer. Choose one, or hand them out here.")


class NobodyToRemind(Refusal):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(
            f"{number} is a walk-up's. A transfer is promised by a customer: somebody to remind, "
            "and to give the tickets to. Say who buys."
        )


class BuyerFixed(Refusal):
    def __init__(self, number: str, why: str) -> None:
        self.number, self.why = number, why
        super().__init__(f"{number} keeps its buyer: {why}.")


class TooManySeats(Refusal):
    def __init__(self, asked: int, most: int) -> None:
        self.asked, self.most = asked, most
        super().__init__(f"One booking holds up to {most:,} seats; {asked:,} were asked for.")


class ReservationLapsed(Refusal):
    """`seats` went to somebody else; none are named when the booking was given back as a whole."""

    def __init__(self, number: str, seats: Sequence[str] = ()) -> None:
        self.number, self.seats = number, tuple(seats)
        gone = f" ({', '.join(self.seats)} went to somebody else)" if self.seats else ""
        super().__init__(f"The reservation {number} has run out{gone}. Reserve again.")


class PaidAlready(Refusal):
    def __init__(self, number: str, at: datetime | None) -> None:
        self.number, self.at = number, at
        super().__init__(f"{number} has been paid already.")


class NothingToSettle(Refusal):
    def __init__(self, number: str, status: BookingStatus, wanted: str) -> None:
        self.number, self.status, self.wanted = number, status, wanted
        super().__init__(f"{number} is {status.value.lower()}: {wanted}.")


class EventWasCancelled(Refusal):
    def __init__(self, event: str) -> None:
        self.event = event
        super().__init__(f"{event} was cancelled; nothing more is sold for it.")


class MoneyStillOpen(Refusal):
    """`numbers` are the bookings that are confirmed or paid, `total` what they come to."""

    def __init__(self, event: str, numbers: Sequence[str], total: Money) -> None:
        self.event, self.numbers, self.total = event, tuple(numbers), total
        sold = "1 booking is" if len(self.numbers) == 1 else f"{len(self.numbers):,} bookings are"
        super().__init__(
            f"{sold} sold for {event}, for {total}. Refund them first, or say it is done later."
        )


class ReferenceUsed(Refusal):
    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(f"The reference {reference} belongs to another payment.")


class ChangedMeanwhile(Refusal):
    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"{what} was changed by somebody else just now. Look again and repeat.")
