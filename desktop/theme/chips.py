"""Status words: what each state is called, its icon and its tone; never colour alone."""

from dataclasses import dataclass
from enum import Enum

from desktop.theme.palette import Tone


@dataclass(frozen=True, slots=True)
class Chip:
    """A status as the screen shows it: a word, an icon of the family, a tone."""

    word: str
    icon: str
    tone: Tone = Tone.NEUTRAL


CHIPS: dict[str, Chip] = {
    # seats
    "AVAILABLE": Chip("Available", "circle", Tone.GOOD),
    "HELD": Chip("Held", "hold", Tone.WARNING),
    "BLOCKED": Chip("Blocked", "ban"),
    "RESERVED": Chip("Reserved", "clock", Tone.WARNING),
    "SOLD": Chip("Sold", "check-circle", Tone.ACCENT),
    "NOT_OWNED": Chip("Not ours", "draft"),
    "OWNED": Chip("Ours", "check", Tone.GOOD),
    "RETURNED_TO_SUPPLIER": Chip("Returned", "undo"),
    # bookings and tickets
    "PENDING": Chip("Payment due", "clock", Tone.WARNING),
    "CONFIRMED": Chip("Confirmed", "check-circle", Tone.ACCENT),
    "PAID": Chip("Paid", "check-circle", Tone.GOOD),
    "CANCELLED": Chip("Cancelled", "close-circle"),
    "REFUNDED": Chip("Refunded", "undo"),
    "USED": Chip("Admitted", "door", Tone.GOOD),
    "TRANSFERRED": Chip("Handed on", "transfer"),
    # events
    "DRAFT": Chip("Draft", "draft"),
    "PUBLISHED": Chip("Published", "eye", Tone.ACCENT),
    "ON_SALE": Chip("On sale", "ticket", Tone.GOOD),
    "SOLD_OUT": Chip("Sold out", "star", Tone.ACCENT),
    "COMPLETED": Chip("Completed", "check-circle", Tone.GOOD),
    # purchase orders and their lines
    "PARTIALLY_RECEIVED": Chip("Partly received", "half", Tone.WARNING),
    "RECEIVED": Chip("Received", "check-circle", Tone.GOOD),
    # payments
    "PROCESSING": Chip("In progress", "refresh", Tone.WARNING),
    "SUCCESS": Chip("Paid", "check-circle", Tone.GOOD),
    "FAILED": Chip("Failed", "alert", Tone.BAD),
    "OVERDUE": Chip("Overdue", "alert", Tone.BAD),
    "PARTIALLY_PAID": Chip("Partly paid", "half", Tone.WARNING),
    "OPEN": Chip("Open", "circle", Tone.ACCENT),
    "CLOSED": Chip("Closed", "lock"),
    "ACTIVE": Chip("Active", "check-circle", Tone.GOOD),
    "INACTIVE": Chip("Inactive", "ban"),
    # the door
    "ADMITTED": Chip("Admitted", "check-circle", Tone.GOOD),
    "REFUSED": Chip("Refused", "close-circle", Tone.BAD),
}

ORDER_CHIPS = {
    "PENDING": Chip("Submitted", "arrow-right", Tone.ACCENT),
    "CONFIRMED": Chip("Confirmed", "check", Tone.ACCENT),
    "LATE": Chip("Late", "alert", Tone.WARNING),
}
"""Words that mean something else on a purchase order."""

PAYABLE_CHIPS = {"PENDING": Chip("Not due", "clock"), "PAID": CHIPS["PAID"]}


def chip_for(state: Enum | str) -> Chip:
    """The chip of a seat, booking, ticket, event or payment state, by its name."""
    return _look_up(state, {})


def order_chip(state: Enum | str) -> Chip:
    """The chip of a purchase order's or order line's state."""
    return _look_up(state, ORDER_CHIPS)


def payable_chip(state: Enum | str) -> Chip:
    """The chip of a payable's state."""
    return _look_up(state, PAYABLE_CHIPS)


def _look_up(state: Enum | str, special: dict[str, Chip]) -> Chip:
    name = state.name if isinstance(state, Enum) else state.upper()
    plain = Chip(name.replace("_", " ").capitalize(), "dot")
    return special.get(name) or CHIPS.get(name) or plain
