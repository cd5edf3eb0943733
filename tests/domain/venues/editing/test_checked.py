from collections.abc import Callable
from math import inf, nan

import pytest

from core.domain.venues.editing.areas import Look, draw_ga_area, draw_rectangle, draw_text
from core.domain.venues.editing.categories import add_category
from core.domain.venues.editing.drawing import Seating, draw_row
from core.domain.venues.editing.house import (
    new_plan,
    set_background,
    set_focal_point,
    set_grid,
    set_guides,
    set_size,
)
from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, ZoneAt
from core.domain.venues.editing.placing import move, scale
from core.domain.venues.editing.properties import set_restricted_view
from core.domain.venues.editing.refusals import BadValue, CannotDraw, TooFarAway
from core.domain.venues.editing.repeating import duplicate
from core.domain.venues.editing.rows import space_rows
from core.domain.venues.extras import Background, Grid, Guide
from core.domain.venues.plan import Extent, Plan, Point
from tests.domain.venues.editing.houses import EMPTY, FIRST_ROW, ORIGIN, block_house, row_house

FAR = 1_000_001.0


@pytest.mark.parametrize("place", [ZoneAt(0), RowAt(0, 0), SeatAt(0, 0, 1)])
@pytest.mark.parametrize("distance", [FAR, inf, nan])
def test_nothing_moves_out_of_a_plans_reach(
    place: ZoneAt | RowAt | SeatAt, distance: float
) -> None:
    with pytest.raises(TooFarAway):
        move(row_house(), frozenset([place]), distance, 0)


REACHING: dict[str, Callable[[Plan], object]] = {
    "draw": lambda plan: draw_row(plan, Point(FAR, 0), seats=1),
    "spacing": lambda plan: draw_row(plan, ORIGIN, seats=3, seating=Seating(spacing=600_000)),
    "scale": lambda plan: scale(plan, frozenset([ZoneAt(0)]), 1e6, about=ORIGIN),
    "copy": lambda plan: duplicate(plan, frozenset([ZoneAt(0)]), 0, -FAR),
    "space": lambda plan: space_rows(plan, frozenset([FIRST_ROW]), 1e6),
    "area": lambda plan: draw_rectangle(plan, ORIGIN, Point(2 * FAR, 5)),
    "size": lambda plan: set_size(plan, Extent(FAR, 1)),
    "focal point": lambda plan: set_focal_point(plan, Point(0, nan)),
    "guide": lambda plan: set_guides(plan, [Guide("x", inf)]),
    "grid": lambda plan: set_grid(plan, Grid(step=5, x=FAR)),
    "background": lambda plan: set_background(plan, Background("p", 0, 0, FAR)),
}


@pytest.mark.parametrize("edit", REACHING.values(), ids=REACHING)
def test_nothing_reaches_where_a_file_can_not_hold_it(edit: Callable[[Plan], object]) -> None:
    with pytest.raises(TooFarAway):
        edit(block_house(2, 3))


def test_an_area_moves_no_farther_than_a_seat() -> None:
    plan = draw_rectangle(EMPTY, ORIGIN, Point(9, 9)).plan

    with pytest.raises(TooFarAway):
        move(plan, frozenset([AreaAt(0, 0)]), FAR, 0)


LONG: dict[str, Callable[[], object]] = {
    "plan": lambda: new_plan("x" * 201),
    "section": lambda: draw_row(EMPTY, ORIGIN, seats=1, seating=Seating(section="x" * 51)),
    "row": lambda: draw_row(EMPTY, ORIGIN, seats=1, seating=Seating(first_row="a\tb")),
    "seat's category": lambda: draw_row(
        EMPTY, ORIGIN, seats=1, seating=Seating(category="x" * 201)
    ),
    "category": lambda: add_category(EMPTY, "x" * 201),
    "standing area": lambda: draw_ga_area(
        EMPTY, [ORIGIN, Point(9, 0), Point(0, 9)], capacity=1, name="x" * 51
    ),
    "area": lambda: draw_rectangle(EMPTY, ORIGIN, Point(9, 9), look=Look(name="x\ny")),
    "text": lambda: draw_text(EMPTY, ORIGIN, "x" * 1_001),
    "NUL": lambda: set_restricted_view(row_house(), frozenset([FIRST_ROW]), "a\0b"),
    "half a pair": lambda: set_restricted_view(row_house(), frozenset([FIRST_ROW]), "a\ud800"),
}


@pytest.mark.parametrize("edit", LONG.values(), ids=LONG)
def test_names_and_texts_that_a_file_can_not_hold_are_refused(edit: Callable[[], object]) -> None:
    with pytest.raises(BadValue):
        edit()


@pytest.mark.parametrize("first", [-1, 10**9])
def test_seats_count_within_reason(first: int) -> None:
    with pytest.raises(CannotDraw, match="seats count from 0"):
        draw_row(EMPTY, ORIGIN, seats=1, seating=Seating(first_seat=first))
