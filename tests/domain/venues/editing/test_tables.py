from math import dist

import pytest

from core.domain.venues.editing.places import RowAt
from core.domain.venues.editing.refusals import CannotDraw
from core.domain.venues.editing.tables import Sides, draw_round_table, draw_table
from core.domain.venues.extras import Table, table_of
from core.domain.venues.plan import Point
from tests.domain.venues.editing.houses import EMPTY, FIRST_ROW, FIRST_ZONE, rows_of, seats_at


def test_a_round_table_has_its_seats_clockwise_from_the_top() -> None:
    edited = draw_round_table(EMPTY, Point(100, 100), seats=4, radius=20)

    assert edited.selection == {FIRST_ROW}
    assert rows_of(edited.plan) == ["T1"]
    assert seats_at(edited.plan) == [
        (100, 65.6),
        (134.4, 100),
        (100, 134.4),
        (65.6, 100),
    ]
    assert table_of(edited.plan.zones[0].rows[0]) == Table("round", 40, 40)


@pytest.mark.parametrize("seats", [3, 6, 8, 12])
def test_a_round_table_fits_its_seats(seats: int) -> None:
    points = seats_at(draw_round_table(EMPTY, Point(0, 0), seats=seats).plan)

    assert min(dist(here, points[0]) for here in points[1:]) >= 23.99


def test_a_table_for_one_is_a_table() -> None:
    assert seats_at(draw_round_table(EMPTY, Point(0, 0), seats=1).plan) == [(0, -24)]


def test_a_rectangular_table_has_seats_along_its_sides() -> None:
    sides = Sides(width=60, height=30, top=2, right=1, bottom=2, left=1)
    plan = draw_table(EMPTY, Point(0, 0), sides).plan

    assert seats_at(plan) == [
        (-15, -29.4),
        (15, -29.4),
        (44.4, 0),
        (15, 29.4),
        (-15, 29.4),
        (-44.4, 0),
    ]


def test_a_turned_table_turns_its_seats() -> None:
    plan = draw_table(EMPTY, Point(0, 0), Sides(width=60, height=30, top=1, rotation=90)).plan

    assert seats_at(plan) == [(29.4, 0)]
    assert table_of(plan.zones[0].rows[0]) == Table("rectangular", 60, 30, 90)


def test_a_table_without_measures_fits_its_seats() -> None:
    plan = draw_table(EMPTY, Point(0, 0), Sides(top=4, bottom=3)).plan

    assert table_of(plan.zones[0].rows[0]) == Table("rectangular", 96, 36)


def test_tables_are_named_on() -> None:
    plan = draw_round_table(EMPTY, Point(0, 0), seats=4).plan
    more = draw_round_table(plan, Point(100, 0), seats=4, into=FIRST_ZONE)

    assert rows_of(more.plan) == ["T1", "T2"]
    assert more.selection == {RowAt(0, 1)}


@pytest.mark.parametrize(
    "sides", [Sides(), Sides(top=-1, bottom=2), Sides(top=1, width=-5)], ids=str
)
def test_a_table_without_seats_or_shape_is_refused(sides: Sides) -> None:
    with pytest.raises(CannotDraw):
        draw_table(EMPTY, Point(0, 0), sides)


def test_a_round_table_without_a_radius_is_refused() -> None:
    with pytest.raises(CannotDraw, match="radius"):
        draw_round_table(EMPTY, Point(0, 0), seats=4, radius=0)
