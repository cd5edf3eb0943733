"""What one screen asks another to show, where an id alone does not say what it is the id of."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PayableSubject:
    """A payable, for the purchasing screen."""

    payable_id: UUID


@dataclass(frozen=True, slots=True)
class BookingsFor:
    """Bookings found by some words, such as an event's title, for the bookings screen."""

    words: str


@dataclass(frozen=True, slots=True)
class HoldToSell:
    """Seats that are held, to be sold at the box office."""

    event_id: UUID
    hold_id: UUID


@dataclass(frozen=True, slots=True)
class BookingSeats:
    """The seats of a booking, for the map of the event screen; `number` is the booking's."""

    event_id: UUID
    number: str
