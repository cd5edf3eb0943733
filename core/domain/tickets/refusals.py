"""What the issue of tickets says no to."""

from core.domain.errors import Refusal
from core.domain.sales.states import BookingStatus


class NotConfirmed(Refusal):
    """Only what is sold gets tickets: the booking is still open, or over."""

    def __init__(self, booking: str, status: BookingStatus) -> None:
        self.booking, self.status = booking, status
        super().__init__(f"{booking} has no tickets to issue: {_WHY[status]}.")


_WHY = {
    BookingStatus.PENDING: "its payment has not arrived",
    BookingStatus.RESERVED: "it is reserved and not paid yet",
    BookingStatus.CONFIRMED: "all of them were cancelled",
    BookingStatus.PAID: "all of them were cancelled",
    BookingStatus.CANCELLED: "it was cancelled",
    BookingStatus.REFUNDED: "it was refunded",
}


class NotIssued(Refusal):
    """There is nothing to print yet: a ticket without its signed code would not open the door."""

    def __init__(self, booking: str) -> None:
        self.booking = booking
        super().__init__(f"The tickets of {booking} are not issued yet. Issue them, then print.")
