from math import dist

import pytest

from core.domain.venues.editing.areas import (
    Look,
    draw_ellipse,
    draw_ga_area,
    draw_polygon,
    draw_rectangle,
    draw_stage,
    draw_text,
)
from core.domain.venues.editing.places import AreaAt, area_at
from core.domain.venues.editing.refusals import CannotDraw
from core.domain.venues.extras import AreaKind, capacity_of, guid_of, kind_of
from core.domain.venues.plan import Extent, Plan, Point
from core.domain.venues.quality import stage_point
from core.domain.venues.seating import derive_seats
from tests.domain.venues.editing.houses import EMPTY, block_house

SQUARE = [Point(0, 0), Point(100, 0), Point(100, 100), Point(0, 100)]


def drawn(plan: Plan) -> list[tuple[str, float, float]]:
    return [(area.shape, area.x, area.y) for zone in plan.zones for area in zone.areas]


def test_shapes_share_one_zone_without_seats() -> None:
    plan = draw_rectangle(block_house(), Point(30, 20), Point(0, 0)).plan
    edited = draw_ellipse(plan, Point(0, 0), Point(40, 20))

    assert drawn(edited.plan) == [("rectangle", 0, 0), ("ellipse", 20, 10)]
    assert [zone.name for zone in edited.plan.zones] == ["Section 1", "House"]
    assert edited.selection == {AreaAt(1, 1)}


def test_a_rectangle_has_its_text_in_the_middle() -> None:
    look = Look(text="Bar", color="#112233", border_color="#000000", text_size=20, name="Left bar")
    area = draw_rectangle(EMPTY, Point(10, 10), Point(50, 30), look=look).plan.zones[0].areas[0]

    assert (area.rectangle, area.color, area.border_color) == (Extent(40, 20), "#112233", "#000000")
    assert area.text
    assert (area.text.text, area.text.x, area.text.y, area.text.size) == ("Bar", 20, 10, 20)
    assert area.extra == {"parterre:kind": "shape", "parterre:name": "Left bar"}


def test_an_ellipse_as_wide_as_high_is_a_circle() -> None:
    area = draw_ellipse(EMPTY, Point(0, 0), Point(40, 40)).plan.zones[0].areas[0]

    assert (area.shape, area.circle, area.ellipse) == ("circle", 20, None)


def test_a_polygon_hangs_from_its_first_corner() -> None:
    corners = [Point(10, 10), Point(50, 10), Point(30, 40)]
    area = draw_polygon(EMPTY, corners, look=Look(text="Bar")).plan.zones[0].areas[0]

    assert (area.x, area.y) == (10, 10)
    assert area.polygon == ((0, 0), (40, 0), (20, 30))
    assert area.text
    assert (area.text.x, area.text.y) == (20, 15)


def test_seats_look_at_the_stage_in_any_language() -> None:
    plan = draw_stage(block_house(), Point(0, -60), Point(72, -20), text="Escena").plan

    assert stage_point(plan) == (36, -40)
    assert derive_seats(plan)[0].quality > derive_seats(plan)[-1].quality


def test_a_text_stands_where_it_was_put() -> None:
    area = draw_text(EMPTY, Point(5, 6), "Exit", size=12).plan.zones[0].areas[0]

    assert (area.shape, area.x, area.y, kind_of(area)) == ("text", 5, 6, AreaKind.TEXT)
    assert area.text
    assert (area.text.text, area.text.size) == ("Exit", 12)


def test_general_admission_is_a_section_with_places_inside_its_outline() -> None:
    edited = draw_ga_area(EMPTY, SQUARE, capacity=40, name="Floor")
    area = area_at(edited.plan, AreaAt(0, 0))
    places = derive_seats(edited.plan)

    assert edited.selection == {AreaAt(0, 0)}
    assert (capacity_of(area), kind_of(area)) == (40, AreaKind.GA)
    assert {(seat.section, seat.row) for seat in places} == {("Floor", "GA")}
    assert [seat.number for seat in places] == [str(number) for number in range(1, 41)]
    assert all(0 < seat.x < 100 and 0 < seat.y < 100 for seat in places)
    assert [seat.position for seat in places] == list(range(1, 41))
    assert len({seat.guid for seat in places}) == 40
    assert places[0].guid == f"{guid_of(area)}/GA/1"


def test_standing_places_keep_their_distance() -> None:
    places = derive_seats(draw_ga_area(EMPTY, SQUARE, capacity=60).plan)

    apart = min(dist((a.x, a.y), (b.x, b.y)) for a in places for b in places if a.rank < b.rank)

    assert apart > 10  # 60 on 100 x 100 are at most 13.9 apart


def test_two_standing_areas_are_two_sections() -> None:
    plan = draw_ga_area(draw_ga_area(EMPTY, SQUARE, capacity=4).plan, SQUARE, capacity=4).plan

    assert [zone.name for zone in plan.zones] == ["Standing", "Standing 2"]


@pytest.mark.parametrize("capacity", [0, -3, 200_001])
def test_a_capacity_out_of_range_is_refused(capacity: int) -> None:
    with pytest.raises(CannotDraw, match="capacity"):
        draw_ga_area(EMPTY, SQUARE, capacity=capacity)


def test_shapes_without_surface_are_refused() -> None:
    with pytest.raises(CannotDraw, match="no width"):
        draw_rectangle(EMPTY, Point(0, 0), Point(0, 10))
    with pytest.raises(CannotDraw, match="three corners"):
        draw_polygon(EMPTY, [Point(0, 0), Point(1, 1), Point(0, 0)])
    with pytest.raises(CannotDraw, match="letter"):
        draw_text(EMPTY, Point(0, 0), "  ")
