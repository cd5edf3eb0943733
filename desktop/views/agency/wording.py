"""What the agency's settings are for, and from when a change of them counts."""

from collections.abc import Sequence

LEGAL_NAME = "In the small print; without one it is the name."
LINES = "A line each, in the small print of tickets and letters."
BY_POST = "Once a booking."
ON_TOP = "On top of tickets and fees."
FIXED = "Fixed: there are amounts in it, which another name would not convert."
OPEN = "Can be chosen until there is an event, an order or a till."

_PAPERS = (
    "Heads tickets, receipts and lists from the next one that is made. Windows that are open "
    "show another name at once."
)
_FEES = (
    "Reckoned into the next reservation. Bookings made before keep theirs, and so does an event "
    "that has terms of its own."
)
_KEPT = (
    "From the next reservation or promise on; those that run keep their time, and so does an "
    "event that has terms of its own."
)
_GUESSES = (
    "Whoever says so many wrong codes for an event within so many minutes waits until they are "
    "over. It counts at once; managers are never held up."
)
_CLOCK = (
    "By the time zone days begin, bills fall due and receipts are dated. It can be changed: what "
    "has happened stays where it was, and events keep the zone of their house. Windows that are "
    "open follow at their next sign-in."
)
CARDS: Sequence[tuple[str, str, Sequence[Sequence[str]]]] = (
    ("On papers", _PAPERS, (("name", "legal_name"), ("letterhead",))),
    (
        "Fees and tax",
        _FEES,
        (("service_fee_rate", "service_fee_per_ticket"), ("delivery_fee", "tax_rate")),
    ),
    ("How long seats are kept", _KEPT, (("reservation_minutes", "transfer_due_days"),)),
    (
        "Guesses at a presale's access code",
        _GUESSES,
        (("code_guesses", "web_code_guesses", "code_guess_minutes"),),
    ),
    ("Clock and money", _CLOCK, (("zone", "currency"),)),
)
"""Title, from when it counts, and rows of fields, by the names that refusals use."""
