"""Edits of a large house touch what they change, and cost no more than that."""

from collections.abc import Callable
from time import process_time

import pytest

from core.domain.venues.editing.drawing import Block, draw_block, draw_row
from core.domain.venues.editing.numbering import Scheme, number_seats
from core.domain.venues.editing.places import Edited, RowAt, SeatAt, ZoneAt
from core.domain.venues.editing.placing import delete, move, rotate
from core.domain.venues.editing.properties import set_category
from core.domain.venues.editing.repeating import array, duplicate
from core.domain.venues.editing.rows import add_seats, bend_rows, open_aisle, space_rows
from core.domain.venues.plan import Plan, Point
from tests.domain.venues.editing.houses import EMPTY, FIRST_ZONE, ORIGIN

AT = RowAt(50, 10)
ROW = frozenset([AT])
LIMIT = 0.005  # seconds for one edit at 100,000 seats


EDITS: dict[str, Callable[[Plan], Edited]] = {
    "move": lambda plan: move(plan, ROW, 1, 1),
    "section": lambda plan: move(plan, frozenset([ZoneAt(50)]), 1, 1),
    "rotate": lambda plan: rotate(plan, ROW, 10),
    "bend": lambda plan: bend_rows(plan, ROW, 10),
    "space": lambda plan: space_rows(plan, ROW, 20),
    "add": lambda plan: add_seats(plan, AT, end="end"),
    "aisle": lambda plan: open_aisle(plan, SeatAt(*AT, 3)),
    "number": lambda plan: number_seats(plan, ROW, Scheme(start=500)),
    "category": lambda plan: set_category(plan, ROW, "Gold"),
    "draw": lambda plan: draw_row(plan, Point(0, 0), seats=20, into=ZoneAt(50)),
    "duplicate": lambda plan: duplicate(plan, ROW),
    "delete": lambda plan: delete(plan, ROW),
}


@pytest.fixture(scope="module")
def stadium() -> Plan:
    """100 sections of 34 rows of 30 seats: 102,000 seats."""
    section = draw_block(EMPTY, ORIGIN, Block(rows=34, seats=30)).plan
    return array(section, frozenset([FIRST_ZONE]), across=10, down=10, dx=900, dy=1_100).plan


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_of_one_row_costs_little_in_a_large_house(
    stadium: Plan, edit: Callable[[Plan], Edited]
) -> None:
    times = []
    for _ in range(5):
        start = process_time()
        after = edit(stadium).plan
        times.append(process_time() - start)

    assert min(times) < LIMIT
    assert [z for z in range(100) if after.zones[z] is not stadium.zones[z]] == [50]
    shared = {id(row) for row in stadium.zones[50].rows} & {id(row) for row in after.zones[50].rows}
    assert len(shared) >= 33
