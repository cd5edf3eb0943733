"""Uneven scaling: along a shape's own axes it stays what it is, across them it is skewed."""

from math import cos, radians, sin

import pytest

from core.domain.venues.corners import area_corners
from core.domain.venues.editing.areas import Look, draw_ellipse, draw_rectangle
from core.domain.venues.editing.frames import Frame, own_frame
from core.domain.venues.editing.places import AreaAt, RowAt, ZoneAt, area_at, zone_at
from core.domain.venues.editing.placing import rotate, scale
from core.domain.venues.editing.tables import Sides, draw_table
from core.domain.venues.extras import table_of
from core.domain.venues.plan import Area, Plan, Point
from tests.domain.venues.editing.houses import EMPTY, FIRST_ROW, ORIGIN, seats_at

BAR = AreaAt(0, 0)
ONE = frozenset([BAR])
MIDDLE = Point(50, 20)
WALL = Look(text="Bar")


def bar(degrees: float) -> Plan:
    """100 by 40 around (50, 20), turned about its middle."""
    plan = draw_rectangle(EMPTY, ORIGIN, Point(100, 40), look=WALL).plan
    return rotate(plan, ONE, degrees, about=MIDDLE).plan


def oval(degrees: float) -> Plan:
    plan = draw_ellipse(EMPTY, ORIGIN, Point(100, 40), look=WALL).plan
    return rotate(plan, ONE, degrees, about=MIDDLE).plan


def the(plan: Plan) -> Area:
    return area_at(plan, BAR)


def corners(plan: Plan) -> list[Point]:
    return area_corners(zone_at(plan, BAR), the(plan))


def stretched(at: Point, across: float, down: float) -> Point:
    """Where the point comes to stand by the definition of scaling about the middle."""
    return Point(MIDDLE.x + (at.x - MIDDLE.x) * across, MIDDLE.y + (at.y - MIDDLE.y) * down)


@pytest.mark.parametrize("degrees", [30.0, -45.0, 110.0])
def test_along_its_own_axes_a_turned_rectangle_stays_one(degrees: float) -> None:
    frame = own_frame(bar(degrees), ONE)
    assert frame is not None
    about = frame.at(-1, -1)

    area = the(scale(bar(degrees), ONE, 2, 1.5, about=about, axis=degrees).plan)

    assert area.rectangle == pytest.approx((200, 60))
    assert area.rotation == degrees
    assert (area.x, area.y) == pytest.approx(about)
    assert area.text is not None
    assert (area.text.x, area.text.y) == pytest.approx((100, 30))


def test_across_its_axes_a_turned_rectangle_becomes_a_polygon() -> None:
    plan = bar(30)

    skewed = scale(plan, ONE, 2, 1, about=MIDDLE).plan

    area = the(skewed)
    assert (area.shape, area.rectangle, area.rotation) == ("polygon", None, 0)
    for now, was in zip(corners(skewed), corners(plan), strict=True):
        assert now == pytest.approx(stretched(was, 2, 1))
    assert area.text is not None
    assert (area.x + area.text.x, area.y + area.text.y) == pytest.approx(MIDDLE)


def test_a_turned_polygon_is_skewed_point_by_point() -> None:
    plan = scale(bar(30), ONE, 2, 1, about=MIDDLE).plan
    turned = rotate(plan, ONE, 20, about=MIDDLE).plan

    skewed = scale(turned, ONE, 1, 3, about=MIDDLE).plan

    for now, was in zip(corners(skewed), corners(turned), strict=True):
        assert now == pytest.approx(stretched(was, 1, 3))


@pytest.mark.parametrize("degrees", [30.0, -60.0, 45.0])
def test_a_turned_ellipse_becomes_the_ellipse_through_the_scaled_points(degrees: float) -> None:
    plan = oval(degrees)

    area = the(scale(plan, ONE, 2, 1, about=MIDDLE).plan)

    assert area.ellipse is not None
    assert area.rotation is not None
    wide, high = area.ellipse
    c, s = cos(radians(area.rotation)), sin(radians(area.rotation))
    for was in corners(plan):
        x, y = stretched(was, 2, 1)
        along, across = (x - 50) * c + (y - 20) * s, (y - 20) * c - (x - 50) * s
        assert (along / wide) ** 2 + (across / high) ** 2 == pytest.approx(1)


@pytest.mark.parametrize("degrees", [0.0, 30.0])
def test_both_factors_alike_keep_every_shape(degrees: float) -> None:
    area = the(scale(bar(degrees), ONE, 2, 2, about=MIDDLE).plan)

    assert area.rectangle == (200, 80)
    assert (area.rotation or 0.0) == degrees


def test_a_turned_table_grows_along_its_own_axes() -> None:
    sides = Sides(width=48, height=36, top=2, rotation=30)
    plan = draw_table(EMPTY, ORIGIN, sides).plan

    grown = scale(plan, frozenset([FIRST_ROW]), 2, 1, about=ORIGIN, axis=30).plan

    table = table_of(grown.zones[0].rows[0])
    assert table is not None
    assert (table.width, table.height, table.rotation) == pytest.approx((96, 36, 30))
    frame = Frame(ORIGIN, 0, 0, 30)
    assert [frame.local(Point(*at)) for at in seats_at(grown)] == [
        pytest.approx((-24, -32.4), abs=0.001),
        pytest.approx((24, -32.4), abs=0.001),
    ]


def test_a_frame_of_its_own_is_that_of_one_turned_thing() -> None:
    frame = own_frame(bar(30), ONE)
    sides = Sides(width=48, height=36, top=2, rotation=30)
    table = draw_table(EMPTY, ORIGIN, sides).plan

    assert frame is not None
    assert frame.middle == pytest.approx(MIDDLE)
    assert frame.rotation == 30
    assert (frame.width, frame.height) == pytest.approx((100, 40))
    assert own_frame(bar(30), frozenset([ZoneAt(0)])) == frame
    around = own_frame(table, frozenset([RowAt(0, 0)]))
    assert around is not None
    assert (around.width, around.height) == pytest.approx((48, 18 + 42.4))
    assert own_frame(table, frozenset([ZoneAt(0)])) == around


@pytest.mark.parametrize("degrees", [0.0, 90.0, 180.0])
def test_what_lies_level_or_upright_has_no_frame_of_its_own(degrees: float) -> None:
    assert own_frame(bar(degrees), ONE) is None
    assert own_frame(bar(degrees), frozenset()) is None
