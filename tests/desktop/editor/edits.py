"""An edit of each kind of the small house."""

from collections.abc import Callable

from core.domain.venues.editing.house import set_guides
from core.domain.venues.editing.places import Edited, RowAt, SeatAt, ZoneAt, everything
from core.domain.venues.editing.placing import delete, move, rotate
from core.domain.venues.editing.properties import set_category, set_seat_type
from core.domain.venues.editing.sections import set_hidden
from core.domain.venues.extras import Guide
from core.domain.venues.plan import Plan
from core.domain.venues.states import SeatType

EDITS: dict[str, Callable[[Plan], Edited]] = {
    "move": lambda plan: move(plan, frozenset({ZoneAt(0)}), 31, 17),
    "move rows": lambda plan: move(plan, frozenset({RowAt(0, 1), RowAt(1, 0)}), 7, 5),
    "rotate": lambda plan: rotate(plan, everything(plan), 30),
    "delete": lambda plan: delete(plan, frozenset({ZoneAt(0), SeatAt(1, 0, 2)})),
    "category": lambda plan: set_category(plan, frozenset({ZoneAt(0)}), "VIP"),
    "type": lambda plan: set_seat_type(plan, frozenset({SeatAt(0, 0, 0)}), SeatType.WHEELCHAIR),
    "hide": lambda plan: set_hidden(plan, frozenset({ZoneAt(0)}), hidden=True),
    "guides": lambda plan: set_guides(plan, [Guide("x", 50)]),
}
