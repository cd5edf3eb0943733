from math import hypot
from typing import Any

import pytest
from hypothesis import given, settings

from core.domain.venues.extras import Background
from core.domain.venues.outlines import convex_hull, outline
from core.domain.venues.plan import Plan, Point
from core.domain.venues.plan_json import read_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import PlanShapes, shapes
from tests.domain.venues.plans import document, plans, written

Corners = tuple[Point, ...]


def shapes_of(source: dict[str, Any]) -> PlanShapes:
    plan = read_plan(written(source))
    return shapes(plan, derive_seats(plan))


def area(shape: str, **more: object) -> dict[str, Any]:
    source = document(0, 20)
    position = {"x": 100, "y": 10}
    source["zones"][0] |= {"position": {"x": 0, "y": 5}}
    source["zones"][0]["areas"] = [{"shape": shape, "position": position, "color": "red", **more}]
    return source


def is_inside(at: Point, corners: Corners) -> bool:
    crossings = 0
    for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
        if (a.y > at.y) != (b.y > at.y):
            crossings += at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
    return crossings % 2 == 1


def test_a_straight_block_has_a_padded_rectangle() -> None:
    rows = [[Point(x, y) for x in (0.0, 10.0, 20.0)] for y in (0.0, 12.0, 24.0)]

    assert outline(rows, 5.0) == (
        Point(-5, -5),
        Point(25, -5),
        Point(25, 29),
        Point(-5, 29),
    )


def test_a_curved_block_is_no_convex_hull() -> None:
    rows = [[Point(float(x), x * x / 100 + y) for x in range(-50, 51, 10)] for y in (0.0, 20.0)]

    corners = outline(rows, 5.0)

    assert not is_inside(Point(0, 30), corners)
    assert is_inside(Point(0, 10), corners)


def test_rows_that_cross_get_their_hull() -> None:
    rows = [[Point(0, 0), Point(50, 50), Point(100, 100)], [Point(0, 100), Point(100, 0)]]

    corners = outline(rows, 5.0)

    assert list(corners) == convex_hull(corners)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_every_row_end_lies_in_its_section_and_in_the_bounds(plan: Plan) -> None:
    seats = derive_seats(plan)
    drawn = shapes(plan, seats)
    by_name = {section.name: section for section in drawn.sections}
    bounds = drawn.bounds

    assert sum(section.seats for section in drawn.sections) == len(seats)
    for seat in seats:
        assert bounds.x - 1e-6 <= seat.x <= bounds.x + bounds.width + 1e-6
        assert bounds.y - 1e-6 <= seat.y <= bounds.y + bounds.height + 1e-6
        if seat.position == 1:
            assert is_inside(Point(seat.x, seat.y), by_name[seat.section].outline)


def test_a_turned_rectangle_turns_clockwise_about_its_corner() -> None:
    source = area("rectangle", rectangle={"width": 30, "height": 10}, rotation=90)

    corners = shapes_of(source).areas[0].outline

    assert [(round(x, 6), round(y, 6)) for x, y in corners] == [
        (100, 15),
        (100, 45),
        (90, 45),
        (90, 15),
    ]


@pytest.mark.parametrize(
    ("shape", "geometry"),
    [("circle", {"circle": {"radius": 8}}), ("ellipse", {"ellipse": {"radius": {"x": 8, "y": 8}}})],
)
def test_round_areas_stand_around_their_centre(shape: str, geometry: dict[str, object]) -> None:
    corners = shapes_of(area(shape, **geometry)).areas[0].outline

    assert {round(hypot(x - 100, y - 15), 6) for x, y in corners} == {8.0}


@pytest.mark.parametrize("shape", ["text", "roundTable"])
def test_an_area_without_a_surface_is_not_filled(shape: str) -> None:
    assert shapes_of(area(shape)).areas == ()


def test_a_text_turns_with_its_area() -> None:
    text = {"text": "Bar", "position": {"x": 10, "y": 0}, "color": "#123", "size": 9}

    (found,) = shapes_of(area("text", text=text, rotation=90)).texts

    assert (round(found.at.x, 6), round(found.at.y, 6)) == (100, 25)
    assert (found.text, found.size, found.rotation, found.color) == ("Bar", 9, 90, "#123")


@pytest.mark.parametrize(
    ("side", "xs"),
    [("left", [-23.0]), ("right", [43.0]), ("both", [43.0, -23.0]), ("start", [43.0]), (None, [])],
)
def test_row_names_stand_where_the_plan_asks(side: str | None, xs: list[float]) -> None:
    source = document(20, 0)
    row = source["zones"][0]["rows"][0]
    row["row_number_position"] = side
    for each in row["seats"]:
        each["radius"] = 10

    assert [label.at.x for label in shapes_of(source).row_labels] == xs


def storeys() -> dict[str, Any]:
    source = document(0, 20, **{"parterre:floors": ["Stalls", "Circle"]})
    above = document(0, 20)["zones"][0]
    for seat in above["rows"][0]["seats"]:
        seat["seat_guid"] += " above"
    source["zones"].append(above | {"name": "Circle", "parterre:level": 1})
    return source


def test_sections_know_their_storey_and_the_plan_its_floors() -> None:
    drawn = shapes_of(storeys())

    assert [(section.name, section.level) for section in drawn.sections] == [
        ("Stalls", 0),
        ("Circle", 1),
    ]
    assert drawn.floors == ("Stalls", "Circle")


@pytest.mark.parametrize("floors", [None, "Stalls", [1, 2]])
def test_floors_that_are_no_names_are_left_out(floors: object) -> None:
    assert shapes_of(document(0, 20) | {"parterre:floors": floors}).floors == ()


def test_a_table_is_drawn_under_its_seats() -> None:
    source = document(0, 20)
    form = {"kind": "table", "shape": "rectangular", "width": 30, "height": 10, "rotation": 90}
    source["zones"][0]["rows"][0] |= {"position": {"x": 50, "y": 60}, "parterre:form": form}

    (top,) = shapes_of(source).areas

    assert sorted((round(x), round(y)) for x, y in top.outline) == [
        (45, 45),
        (45, 75),
        (55, 45),
        (55, 75),
    ]
    assert (top.color, top.border_color) == (None, None)


def test_background_is_drawn_if_its_picture_is_there() -> None:
    laid = {"picture": "p", "x": 1, "y": 2, "width": 300, "opacity": 0.25}
    source = document(0, 20) | {"parterre:background": laid}

    assert shapes_of(source).background is None
    kept = source | {"parterre:pictures": {"p": "data:image/png;base64,"}}
    assert shapes_of(kept).background == Background("p", 1, 2, 300, 0.25)
