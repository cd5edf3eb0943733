"""Tools that draw seats in rows, by the mouse: each draws what it showed, and undoes as one."""

from math import dist

import pytest

from core.domain.venues.editing.places import RowAt, SeatAt, ZoneAt
from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import SHIFT, OnView
from tests.desktop.editor.house import WITHIN, house, places, undone

pytestmark = pytest.mark.usefixtures("without_snapping")


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
