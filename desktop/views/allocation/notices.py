"""What the allocation screen says where there is nothing to show, and its sheet of keys."""

from collections.abc import Callable

from desktop.feedback import Empty
from desktop.views.event.holding import KEYS as HOLD_KEYS
from desktop.widgets.seat_map.keyboard import KEYS as MAP_KEYS

KEYS = (
    ("F3", "Pick another event"),
    ("Ctrl+N", "New plan"),
    ("F4", "Presales: make, change, end"),
    ("Ctrl+L", "Price levels: add, change, put on seats"),
    ("1 … 9", "Paint the selected seats with this use"),
    ("Alt+1 … Alt+9", "Paint them with this price level"),
    ("Del", "Leave them as they are"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Take a stroke back, put it there again"),
    ("V", "Uses, price levels, changes, or how it is now"),
    *((key, f"{words}, beside how it is now") for key, words in HOLD_KEYS),
    ("F9", "Apply the plan"),
    ("F10", "Take the applied plan back"),
    *MAP_KEYS,
)
"""What the sheet of keys says."""


def no_plan(make_one: Callable[[], object]) -> Empty:
    """An event without a plan, and the way to its first one."""
    return Empty(
        "map",
        "No allocation plan yet",
        "A plan paints holds, blocks, channels and price levels onto the map."
        " Nothing changes before you apply it.",
        "New plan",
        make_one,
    )
