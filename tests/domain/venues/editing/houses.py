"""Small houses to edit, and how to read what an edit made of them."""

from core.domain.venues.editing.drawing import Block, draw_block, draw_row
from core.domain.venues.editing.house import new_plan
from core.domain.venues.editing.places import RowAt, ZoneAt
from core.domain.venues.plan import Plan, Point

EMPTY = new_plan("Small house")
FIRST_ROW = RowAt(0, 0)
FIRST_ZONE = ZoneAt(0)
ROW, ZONE = frozenset([FIRST_ROW]), frozenset([FIRST_ZONE])
ORIGIN = Point(0.0, 0.0)
FLOOR = [ORIGIN, Point(60, 0), Point(60, 60), Point(0, 60)]
PICTURE = "data:image/png;base64,AAAA"

At = tuple[float, float]


def row_house(seats: int = 5) -> Plan:
    """One section with one row A of seats 24 apart, from (0, 0) to the right."""
    return draw_row(EMPTY, ORIGIN, seats=seats).plan


def block_house(rows: int = 3, seats: int = 4) -> Plan:
    """One section of rows A, B, C … 28 apart."""
    return draw_block(EMPTY, ORIGIN, Block(rows=rows, seats=seats)).plan


def two_blocks() -> Plan:
    """Sections 1 and 2 of two rows of three seats each, side by side with an aisle of 96."""
    left = draw_block(EMPTY, ORIGIN, Block(rows=2, seats=3)).plan
    return draw_block(left, Point(144.0, 0.0), Block(rows=2, seats=3)).plan


def seats_at(plan: Plan, zone: int = 0, row: int = 0) -> list[At]:
    """Where the seats of a row stand, in plan units."""
    holder, one = plan.zones[zone], plan.zones[zone].rows[row]
    return [
        (round(holder.x + one.x + mark.x, 3) + 0.0, round(holder.y + one.y + mark.y, 3) + 0.0)
        for mark in one.seats
    ]


def numbers(plan: Plan, zone: int = 0, row: int = 0) -> list[str]:
    """What the seats of a row are called."""
    return [mark.number for mark in plan.zones[zone].rows[row].seats]


def rows_of(plan: Plan, zone: int = 0) -> list[str]:
    """What the rows of a section are called."""
    return [row.number for row in plan.zones[zone].rows]


def guids(plan: Plan) -> list[str]:
    return [mark.guid for _, _, mark in plan.marks()]
