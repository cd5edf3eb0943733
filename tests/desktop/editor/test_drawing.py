"""Every tool that draws, by the mouse; each draws what its preview showed, and undoes as one."""

from math import dist

import pytest

from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, ZoneAt, point_at
from core.domain.venues.extras import AreaKind, capacity_of, kind_of, table_of
from core.domain.venues.plan import Point
from core.domain.venues.seating import derive_seats
from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import SHIFT, OnView
from tests.desktop.editor.house import house

WITHIN = 1.5


@pytest.fixture(autouse=True)
def _without_snapping(view: EditorView) -> None:
    view.snapper.on = False


def places(document: PlanDocument, zone: int, row: int) -> list[Point]:
    seats = document.plan.zones[zone].rows[row].seats
    return [point_at(document.plan, SeatAt(zone, row, seat)) for seat in range(len(seats))]


def undone(document: PlanDocument) -> bool:
    """Whether one undo brings the house back."""
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    return document.plan == house()


def test_seat_goes_where_it_is_clicked(hand: OnView, document: PlanDocument) -> None:
    hand.keys("s")
    hand.click(360, 100)

    (place,) = document.selection
    assert isinstance(place, SeatAt | RowAt | ZoneAt)
    assert document.plan.seat_count == 57
    assert undone(document)


def test_seat_extends_the_selected_row(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    document.select(frozenset({RowAt(0, 1)}))
    hand.keys("s")
    view.tool.options.set("extend", value=True)
    hand.click(240, 30)

    assert len(document.plan.zones[0].rows[1].seats) == 11


def test_row_is_dragged_from_first_to_last(hand: OnView, document: PlanDocument) -> None:
    hand.keys("r")
    hand.drag((300, 0), (320, 0), (300 + 9 * 24, 0))

    zone = document.plan.zones[-1]
    assert len(document.plan.zones) == 4
    points = places(document, 3, 0)
    assert len(points) == 10
    assert points[0] == pytest.approx((300, 0), abs=WITHIN)
    assert [mark.number for mark in zone.rows[0].seats] == [str(n) for n in range(1, 11)]
    assert undone(document)


def test_row_is_clicked_at_both_ends_too(hand: OnView, document: PlanDocument) -> None:
    hand.keys("r")
    hand.click(300, 0)
    hand.hover(300 + 9 * 24, 0)
    assert document.plan == house()

    hand.click(300 + 9 * 24, 0)

    assert len(places(document, 3, 0)) == 10


def test_row_shows_before_it_is_drawn(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("r")
    hand.press(300, 0)
    hand.move(300 + 9 * 24, 0)
    assert view.shown.plan.seat_count == 56 + 10
    assert document.plan.seat_count == 56

    hand.keys("escape")
    assert view.shown.plan is document.plan
    assert document.undo_stack.count() == 0


def test_row_takes_a_typed_count(hand: OnView, view: EditorView, document: PlanDocument) -> None:
    hand.keys("r")
    view.tool.options.set("count", 7)
    view.tool.options.set("spacing", 30)
    hand.drag((300, 0), (300, 40), (300, 60))

    points = places(document, 3, 0)
    assert len(points) == 7
    assert points[-1] == pytest.approx((300, 180), abs=8)


def test_row_runs_level_with_shift(hand: OnView, document: PlanDocument) -> None:
    hand.keys("r")
    hand.drag((300, 0), (380, 3), (420, 6), modifiers=SHIFT)

    ys = [point.y for point in places(document, 3, 0)]
    assert max(ys) - min(ys) < 0.01


def test_row_goes_into_the_open_section(hand: OnView, document: PlanDocument) -> None:
    hand.double_click(24, 30)
    hand.keys("r")
    hand.drag((0, 130), (40, 130), (120, 130))

    assert len(document.plan.zones) == 3
    rows = document.plan.zones[0].rows
    assert len(rows) == 5
    assert rows[4].number == "E"


def test_block_is_dragged(hand: OnView, document: PlanDocument) -> None:
    hand.keys("b")
    hand.drag((300, 0), (350, 30), (300 + 9 * 24, 4 * 28))

    zone = document.plan.zones[3]
    assert [row.number for row in zone.rows] == ["A", "B", "C", "D", "E"]
    assert [len(row.seats) for row in zone.rows] == [10] * 5
    assert document.selection == {ZoneAt(3)} or len(document.selection) == 5
    assert undone(document)


def test_block_with_typed_numbers_takes_one_click(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("b")
    for key, value in {"rows": 3, "seats": 12, "spacing": 25, "row_spacing": 30}.items():
        view.tool.options.set(key, value)
    view.tool.options.set("aisles", "6")
    view.tool.options.set("section", "Balcony")
    hand.click(300, 0)

    zone = document.plan.zones[3]
    assert zone.name == "Balcony"
    assert [len(row.seats) for row in zone.rows] == [12] * 3
    points = places(document, 3, 0)
    assert points[1].x - points[0].x == pytest.approx(25)
    assert points[6].x - points[5].x > 40
    assert places(document, 3, 1)[0].y - points[0].y == pytest.approx(30)


def test_curved_row_bends_to_the_third_click(hand: OnView, document: PlanDocument) -> None:
    hand.keys("c")
    hand.click(300, 0)
    hand.click(540, 0)
    hand.click(420, -60)

    points = places(document, 3, 0)
    assert min(point.y for point in points) == pytest.approx(-60, abs=5)
    assert max(point.y for point in points) == pytest.approx(0, abs=12)
    assert undone(document)


def test_curved_row_runs_through_three_points(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("c")
    view.tool.options.set("by", "Through three points")
    for x, y in ((300, 0), (420, -60), (540, 0)):
        hand.click(x, y)

    middle = min(places(document, 3, 0), key=lambda point: dist(point, (420, -60)))
    assert middle == pytest.approx((420, -60), abs=14)


def test_arc_section_turns_about_its_centre(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("a")
    view.tool.options.set("rows", 3)
    hand.click(400, 120)
    hand.click(400, 20)
    hand.click(560, 120)

    zone = document.plan.zones[3]
    assert len(zone.rows) == 3
    radii = [
        {round(dist(point, (400, 120))) for point in places(document, 3, row)} for row in range(3)
    ]
    assert [min(one) for one in radii] == pytest.approx([100, 128, 156], abs=3)
    assert undone(document)


def test_round_table_seats_stand_around_it(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("o")
    view.tool.options.set("count", 6)
    hand.click(400, 100)

    row = document.plan.zones[3].rows[0]
    assert table_of(row) is not None
    away = {round(dist(point, (400, 100)), 1) for point in places(document, 3, 0)}
    assert len(row.seats) == 6
    assert max(away) - min(away) < 3
    assert undone(document)


def test_rectangular_table_has_seats_along_its_sides(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("k")
    view.tool.options.set("top", 3)
    view.tool.options.set("bottom", 2)
    hand.click(400, 100)

    points = places(document, 3, 0)
    assert len([point for point in points if point.y < 100]) == 3
    assert len([point for point in points if point.y > 100]) == 2
    assert undone(document)


def test_standing_area_is_closed_by_enter(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("g")
    view.tool.options.set("capacity", 350)
    view.tool.options.set("name", "Floor")
    for x, y in ((300, 0), (500, 0), (500, 150)):
        hand.click(x, y)
    hand.keys("enter")

    zone = document.plan.zones[3]
    assert zone.name == "Floor"
    assert capacity_of(zone.areas[0]) == 350
    assert document.selection == {AreaAt(3, 0)}
    assert undone(document)


def test_stage_is_dragged(hand: OnView, view: EditorView, document: PlanDocument) -> None:
    hand.keys("p")
    view.tool.options.set("text", "Podium")
    hand.drag((300, -100), (350, -80), (500, -40))

    (place,) = document.selection
    assert isinstance(place, AreaAt)
    area = document.plan.zones[place.zone].areas[place.area]
    assert kind_of(area) is AreaKind.STAGE
    assert area.rectangle == pytest.approx((200, 60), abs=2 * WITHIN)
    assert area.text is not None
    assert area.text.text == "Podium"
    assert undone(document)


@pytest.mark.parametrize(("letter", "shape"), [("q", "rectangle"), ("e", "ellipse")])
def test_shapes_are_dragged(hand: OnView, document: PlanDocument, letter: str, shape: str) -> None:
    hand.keys(letter)
    hand.drag((300, 0), (350, 20), (400, 60))

    (place,) = document.selection
    assert isinstance(place, AreaAt)
    area = document.plan.zones[place.zone].areas[place.area]
    assert getattr(area, shape) is not None
    assert undone(document)


def test_polygon_is_closed_at_its_first_corner(hand: OnView, document: PlanDocument) -> None:
    hand.keys("y")
    for x, y in ((300, 0), (400, 0), (400, 80), (300, 0)):
        hand.click(x, y)

    (place,) = document.selection
    assert isinstance(place, AreaAt)
    area = document.plan.zones[place.zone].areas[place.area]
    assert area.polygon is not None
    assert len(area.polygon) == 3
    assert undone(document)


def test_text_is_written_where_it_is_clicked(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("t")
    view.tool.options.set("text", "Bar")
    hand.click(400, 60)

    (place,) = document.selection
    assert isinstance(place, AreaAt)
    area = document.plan.zones[place.zone].areas[place.area]
    assert area.text is not None
    assert area.text.text == "Bar"
    assert undone(document)


DRAWN_BY_KEYS = {
    "seat": ("s", ("space",)),
    "row": ("r", ("space", "right", "right", "right", "right", "enter")),
    "block": ("b", ("space", "right", "right", "down", "down", "enter")),
    "curved": ("c", ("space", "right", "right", "right", "space", "up", "space")),
    "arc": (
        "a",
        ("space", "up", "up", "space", "right", "right", "right", "down", "down", "space"),
    ),
    "round": ("o", ("enter",)),
    "table": ("k", ("enter",)),
    "standing": ("g", ("space", "right", "space", "down", "space", "enter")),
    "stage": ("p", ("space", "right", "down", "enter")),
    "rectangle": ("q", ("space", "right", "down", "enter")),
    "ellipse": ("e", ("space", "right", "down", "enter")),
    "polygon": ("y", ("space", "right", "space", "down", "space", "enter")),
    "text": ("t", ("enter",)),
}


@pytest.mark.parametrize("name", DRAWN_BY_KEYS)
def test_every_drawing_tool_works_by_keys_alone(
    hand: OnView, view: EditorView, document: PlanDocument, name: str
) -> None:
    letter, keys = DRAWN_BY_KEYS[name]
    hand.keys(letter)
    assert view.tool.name == name

    hand.keys(*keys)

    assert document.plan != house()
    assert undone(document)


def test_escape_lets_go_of_the_points_then_of_the_tool(hand: OnView, view: EditorView) -> None:
    hand.keys("y")
    hand.click(300, 0)
    hand.click(400, 0)

    hand.keys("escape")
    assert view.tool.name == "polygon"
    hand.keys("escape")
    assert view.tool.name == "select"


def test_arc_section_with_rows_and_sweep_needs_no_outer_corner(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("a")
    view.tool.options.set("rows", 3)
    view.tool.options.set("sweep", 90)
    view.snapper.on = False
    hand.click(400, 100)
    hand.click(500, 100)

    (place,) = document.selection
    assert isinstance(place, ZoneAt)
    assert len(document.plan.zones[place.zone].rows) == 3
    document.undo_stack.undo()
    assert document.plan == house()


def test_arc_section_without_its_outer_corner_says_what_is_missing(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    said: list[str] = []
    view.said.connect(said.append)
    hand.keys("a")
    hand.click(400, 100)
    hand.hover(500, 100)
    hand.keys("enter")

    assert "outer corner" in said[-1]
    assert document.plan == house()


def test_a_table_begins_the_section_that_is_typed(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("k")
    view.tool.options.set("section", "Box 1")
    hand.click(400, 100)
    hand.click(400, 200)
    view.tool.options.set("section", "Box 2")
    hand.click(400, 300)

    made = [(zone.name, len(zone.rows)) for zone in document.plan.zones]
    assert ("Box 1", 2) in made
    assert ("Box 2", 1) in made


def test_a_category_that_is_typed_stays_until_another_one_is(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("b")
    view.tool.options.set("category", "Balcony")
    hand.drag((400, 100), (450, 120), (500, 160))
    hand.drag((400, 300), (450, 320), (500, 360))

    before = {seat.guid for _, _, seat in house().marks()}
    drawn = [seat for _, _, seat in document.plan.marks() if seat.guid not in before]
    assert {seat.category for seat in drawn} == {"Balcony"}
    assert [one.name for one in document.plan.categories].count("Balcony") == 1


def test_a_standing_area_is_of_the_category_that_is_typed(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("g")
    view.tool.options.set("category", "Standing")
    for place in ((400, 100), (600, 100), (600, 300)):
        hand.click(*place)
    hand.keys("enter")

    standing = [seat for seat in derive_seats(document.plan) if seat.row == "GA"]
    assert {seat.category for seat in standing} == {"Standing"}
    document.undo_stack.undo()
    assert document.plan == house()
