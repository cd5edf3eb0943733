"""The keys of the box office, and what it says when it has nothing to sell."""

from desktop.feedback import Empty
from desktop.views.box_office.delivery import KEY as DELIVERY_KEY
from desktop.views.box_office.special_strip import CHANNEL_KEY, FROM_KEY
from desktop.widgets.seat_map.keyboard import KEYS as MAP_KEYS

KEYS = (
    ("F2", "Say how many seats; Enter or F2 again finds them"),
    ("F3", "Pick another event"),
    ("F4", "Say who buys"),
    (FROM_KEY, "Sell from a hold, or in a presale"),
    (CHANNEL_KEY, "Say whether the customer is here, on the phone, or a partner's"),
    (DELIVERY_KEY, "Say how a customer's tickets are sent"),
    ("F6, F7, F8", "Pay in cash, by card, by transfer"),
    ("=", "In the cash field: exactly what is due"),
    ("Alt+1 … 4", "Take down a likely amount of cash"),
    ("F9", "Reserve the chosen seats and go on to payment"),
    ("F10", "Finish the payment; then the next customer"),
    ("F11", "Open or close the till"),
    ("Alt+C", "Choose what the colours tell"),
    ("Esc", "Back: give the seats back, or choose none"),
    ("Delete", "In the list: take seats out"),
    ("A scan", "Show the seats of a booking or a ticket"),
    *MAP_KEYS[:-1],
)

NOTHING_ON_SALE = Empty(
    "ticket",
    "Nothing is on sale",
    "Events appear here as soon as a manager puts them on sale.",
)
