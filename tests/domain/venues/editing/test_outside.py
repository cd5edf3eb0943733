"""The house's outline: set, taken from a shape, kept in the file, and what lies outside of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.venues.editing.areas import draw_ellipse, draw_ga_area, draw_rectangle, draw_text
from core.domain.venues.editing.checks import Concern, Finding, check_plan
from core.domain.venues.editing.drawing import draw_row
from core.domain.venues.editing.ground import ground_of
from core.domain.venues.editing.house import outline_of_shape, set_outline, set_size
from core.domain.venues.editing.outside import house_of, seats_outside
from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt
from core.domain.venues.editing.placing import move, rotate
from core.domain.venues.editing.refusals import BadValue, CannotDraw, TooFarAway
from core.domain.venues.extras import OUTLINE, outline_of
from core.domain.venues.outlines import is_inside
from core.domain.venues.plan import Extent, Plan, Point
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_writing import write_plan
from tests.domain.venues.editing.houses import EMPTY, ORIGIN

# An L: its notch is at the upper right.
HOUSE = (
    Point(-20, -20),
    Point(100, -20),
    Point(100, 100),
    Point(200, 100),
    Point(200, 200),
    Point(-20, 200),
)


def house(*, row_at: Point = ORIGIN, seats: int = 5) -> Plan:
    return set_outline(draw_row(EMPTY, row_at, seats=seats).plan, HOUSE).plan


def outside(plan: Plan) -> list[Finding]:
    return [one for one in check_plan(plan) if one.concern is Concern.OUTSIDE]


def test_seats_in_the_notch_are_outside() -> None:
    [found] = outside(house(seats=7))

    assert found.sentence == "Outside the house: 2 seats of Section 1 A."
    assert found.places == {SeatAt(0, 0, 5), SeatAt(0, 0, 6)}
    assert not found.blocks


def test_a_row_that_leaves_the_house_and_comes_back_is_seen() -> None:
    plan = set_outline(
        draw_row(EMPTY, ORIGIN, seats=5).plan,
        (Point(-20, -20), Point(120, -20), Point(120, 20), Point(60, 20), Point(48, -10),
         Point(36, 20), Point(-20, 20)),
    ).plan  # fmt: skip

    [found] = outside(plan)

    assert found.places == {SeatAt(0, 0, 2)}


@pytest.mark.parametrize("at", [Point(-20, 0), Point(4, 0), Point(0, 200), Point(100, 100)])
def test_inside_and_on_the_border_nothing_is_outside(at: Point) -> None:
    assert outside(house(row_at=at, seats=1)) == []


def test_the_outline_counts_and_not_the_size() -> None:
    plan = set_size(house(row_at=Point(-10, 0), seats=2), Extent(5, 5)).plan

    assert outside(plan) == []
    [found] = outside(set_outline(plan, ()).plan)
    assert found.sentence == "Outside the plan: 2 seats of Section 1 A."


def test_a_standing_area_that_crosses_the_outline_is_outside() -> None:
    corners = (Point(0, 0), Point(150, 0), Point(150, 60), Point(0, 60))
    plan = draw_ga_area(house(row_at=Point(0, 150)), corners, capacity=50, name="Pit").plan

    [found] = outside(plan)

    assert found.sentence == "Outside the house: a part of Pit."
    assert found.places == {AreaAt(1, 0)}


def test_a_shape_gives_its_outline_as_it_lies() -> None:
    drawn = draw_rectangle(EMPTY, ORIGIN, Point(100, 40))
    turned = rotate(drawn.plan, drawn.selection, 90, about=ORIGIN).plan

    edited = outline_of_shape(turned, drawn.selection)

    assert outline_of(edited.plan) == ((0, 0), (0, 100), (-40, 100), (-40, 0))
    assert edited.plan.zones is turned.zones
    assert edited.selection == drawn.selection


def test_an_ellipse_gives_its_outline_too() -> None:
    drawn = draw_ellipse(EMPTY, ORIGIN, Point(100, 40))

    corners = outline_of(outline_of_shape(drawn.plan, drawn.selection).plan)

    away = [(x - 50) ** 2 / 2500 + (y - 20) ** 2 / 400 for x, y in corners]
    assert away == pytest.approx([1] * len(corners), abs=1e-4)


def test_only_one_shape_with_a_surface_makes_an_outline() -> None:
    text = draw_text(EMPTY, ORIGIN, "Bar")
    row = draw_row(EMPTY, ORIGIN, seats=2)

    with pytest.raises(BadValue, match="a text has none"):
        outline_of_shape(text.plan, text.selection)
    with pytest.raises(BadValue, match="that of one shape"):
        outline_of_shape(row.plan, frozenset([RowAt(0, 0)]))


def test_an_outline_has_corners_within_reach() -> None:
    with pytest.raises(CannotDraw, match="three corners"):
        set_outline(EMPTY, HOUSE[:2])
    with pytest.raises(TooFarAway):
        set_outline(EMPTY, (*HOUSE[:2], Point(2e6, 0)))


def test_the_outline_is_kept_in_the_file_and_taken_away() -> None:
    plan = house()

    again = read_plan(write_plan(plan))

    assert outline_of(again) == HOUSE
    assert again == plan
    assert OUTLINE not in json.loads(write_plan(set_outline(plan, ()).plan))


@pytest.mark.parametrize("value", ["L", [[0, 0], [1, 0], [1, 1]], [{"x": 0, "y": "a"}] * 3,
                                   [{"x": 0, "y": 0}]])  # fmt: skip
def test_a_broken_outline_in_a_file_reads_as_none(value: object) -> None:
    plan = Plan("House", (), (), extra={OUTLINE: value})

    assert outline_of(plan) == ()
    assert house_of(plan) == ()


@given(st.floats(-250, 250), st.floats(-250, 250), st.floats(-180, 180), st.integers(1, 12))
def test_rows_are_judged_as_their_seats_are(x: float, y: float, way: float, seats: int) -> None:
    drawn = draw_row(EMPTY, ORIGIN, seats=seats, direction=way)
    plan = move(drawn.plan, drawn.selection, x, y).plan
    ground = ground_of(plan)

    found = {place for _, places in seats_outside(HOUSE, ground) for place in places}

    for place, at_x, at_y in zip(ground.places, ground.x, ground.y, strict=True):
        if not is_inside(Point(at_x, at_y), HOUSE):
            near = any(abs(at_x - edge) < 0.01 for edge in (-20, 100, 200))
            near = near or any(abs(at_y - edge) < 0.01 for edge in (-20, 100, 200))
            assert place in found or near
        else:
            assert place not in found
