"""Tools that draw tables, areas and shapes, by the mouse: where they are, and undone as one."""

from math import dist

import pytest
from PySide6.QtCore import QRectF

from core.domain.venues.editing.house import set_outline
from core.domain.venues.editing.places import AreaAt
from core.domain.venues.extras import AreaKind, capacity_of, kind_of, outline_of, table_of
from core.domain.venues.plan import Point
from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import ALT, CONTROL, SHIFT, OnView
from tests.desktop.editor.house import WITHIN, places, undone

pytestmark = pytest.mark.usefixtures("without_snapping")
FAR = [(-500, -500), (1000, -500), (1000, 700), (-500, 700)]
CORNERS = [(-60, -60), (300, -60), (300, 400), (-60, 400)]


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


def test_the_house_has_the_outline_that_is_clicked(hand: OnView, document: PlanDocument) -> None:
    hand.keys("h")

    for corner in CORNERS:
        hand.click(*corner)
    hand.keys("enter")

    for now, clicked in zip(outline_of(document.plan), CORNERS, strict=True):
        assert now == pytest.approx(clicked, abs=WITHIN)
    assert document.undo_stack.undoText() == "Draw outline"
    assert undone(document)


def test_a_shapes_outline_becomes_that_of_the_house_and_goes_again(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    document.select(frozenset({AreaAt(2, 0)}))
    hand.keys("h")

    view.tool.options.apply("shape")
    assert outline_of(document.plan) == ((0, -120), (216, -120), (216, -60), (0, -60))
    assert document.selection == {AreaAt(2, 0)}
    hand.keys("o", modifiers=ALT | SHIFT)
    assert outline_of(document.plan) == ()
    hand.keys("o", modifiers=CONTROL | SHIFT)
    assert len(outline_of(document.plan)) == 4
    view.tool.options.apply("none")
    assert outline_of(document.plan) == ()
    assert document.undo_stack.count() == 4


def test_the_outline_is_in_sight_with_the_whole_plan(
    view: EditorView, document: PlanDocument
) -> None:
    document.apply("Outline", set_outline(document.plan, [Point(*one) for one in FAR]))

    assert view.shown.content.contains(QRectF(-500, -500, 1500, 1200))
