"""What all drawing tools share: keys instead of the mouse, Escape, names typed above."""

import pytest

from core.domain.venues.seating import derive_seats
from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import OnView
from tests.desktop.editor.house import house, undone

pytestmark = pytest.mark.usefixtures("without_snapping")


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
