"""Measuring, guides, numbering, rubbing out, arrays, and the bar of numbers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from core.domain.venues.editing.house import set_background, set_guides
from core.domain.venues.editing.places import RowAt, ZoneAt, point_at
from core.domain.venues.extras import UNITS_PER_METRE, Background, Guide, background_of, guides_of
from desktop.editor.document import PlanDocument
from desktop.editor.option_bar import OptionBar
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import SHIFT, OnView
from tests.desktop.editor.house import house

PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def numbers(document: PlanDocument, zone: int, row: int) -> list[str]:
    return [mark.number for mark in document.plan.zones[zone].rows[row].seats]


def test_measure_sets_the_scale_of_the_traced_picture(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    traced = set_background(document.plan, Background("p", 0, -100, 400), PICTURE)
    document.apply("Background", traced)
    view.snapper.on = False
    hand.keys("m")
    hand.drag((100, 0), (150, 0), (200, 0))

    view.tool.options.set("distance", 10)
    view.tool.options.apply("distance")

    background = background_of(document.plan)
    assert background is not None
    assert background.width == pytest.approx(400 * 10 * UNITS_PER_METRE / 100, rel=0.03)
    document.undo_stack.undo()
    assert document.plan is traced.plan


def test_measuring_alone_is_no_edit(hand: OnView, document: PlanDocument) -> None:
    hand.keys("m")
    hand.drag((100, 0), (150, 0), (200, 0))

    assert document.saved


def test_guides_are_laid_moved_and_taken_away(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    view.snapper.on = False
    hand.keys("u")
    hand.click(300, 10)
    (guide,) = guides_of(document.plan)
    assert guide.axis == "x"
    assert guide.at == pytest.approx(300, abs=1.5)

    hand.drag((300, 50), (310, 50), (330, 50))
    (guide,) = guides_of(document.plan)
    assert guide.axis == "x"
    assert guide.at == pytest.approx(330, abs=1.5)

    view.tool.options.set("axis", "Level")
    hand.click(500, 200)
    assert len(guides_of(document.plan)) == 2

    hand.click(330, 20, SHIFT)
    assert [guide.axis for guide in guides_of(document.plan)] == ["y"]
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.plan == house()


def test_a_point_snaps_to_a_guide_unless_control_is_held(
    hand: OnView, document: PlanDocument
) -> None:
    document.apply("Guide", set_guides(document.plan, [Guide("x", 403.25), Guide("y", 61.75)]))
    hand.keys("t")
    hand.click(400, 60)

    (place,) = document.selection
    assert point_at(document.plan, place) == (403.25, 61.75)


def test_rows_are_numbered_in_the_order_of_clicks(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("n")
    view.tool.options.set("begin", "right")
    view.tool.options.set("goes_on", value=True)
    hand.click(48, 60)
    hand.click(48, 30)

    assert numbers(document, 0, 2) == [str(number) for number in range(10, 0, -1)]
    assert numbers(document, 0, 1) == [str(number) for number in range(20, 10, -1)]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == house()


def test_rows_selected_are_numbered_by_enter(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    document.select(frozenset({RowAt(0, 0), RowAt(0, 1)}))
    hand.keys("n")
    view.tool.options.set("start", 101)
    hand.keys("enter")

    assert numbers(document, 0, 0)[0] == "101"
    assert numbers(document, 0, 1)[0] == "101"


def test_a_sections_rows_are_numbered_by_enter_as_one_edit(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    document.select(frozenset({ZoneAt(0)}))
    hand.keys("n")
    view.tool.options.set("begin", "right, facing the stage")
    view.tool.options.set("start", 201)
    hand.keys("enter")

    rows = document.plan.zones[0].rows
    assert all({mark.number for mark in row.seats} >= {"201", "202"} for row in rows)
    assert document.selection == {ZoneAt(0)}
    document.undo_stack.undo()
    assert document.plan == house()


@pytest.mark.parametrize(("grain", "left"), [("Seats", 8), ("Rows", 0)])
def test_eraser_takes_what_it_touches(
    hand: OnView, view: EditorView, document: PlanDocument, grain: str, left: int
) -> None:
    hand.keys("x")
    view.tool.options.set("grain", grain)
    hand.drag((0, 30), (12, 30), (24, 30))

    rows = [row for row in document.plan.zones[0].rows if row.number == "B"]
    assert sum(len(row.seats) for row in rows) == left
    document.undo_stack.undo()
    assert document.plan == house()


def test_array_shows_then_makes_the_copies(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    document.select(frozenset({ZoneAt(1)}))
    hand.keys("w")
    view.tool.options.set("across", 3)
    assert len(view.shown.plan.zones) == 5
    assert document.plan == house()

    hand.keys("enter")

    assert len(document.plan.zones) == 5
    assert len({zone.name for zone in document.plan.zones}) == 5
    assert view.tool.name == "select"
    document.undo_stack.undo()
    assert document.plan == house()


def test_array_turns_about_a_point(hand: OnView, view: EditorView, document: PlanDocument) -> None:
    document.select(frozenset({ZoneAt(1)}))
    hand.keys("w")
    view.tool.options.set("copies", 2)
    view.tool.options.set("degrees", 90)
    hand.click(84, 400)
    hand.keys("enter")

    assert len(document.plan.zones) == 5


def test_array_about_a_point_asks_for_the_point(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    said: list[str] = []
    view.said.connect(said.append)
    document.select(frozenset({ZoneAt(1)}))
    hand.keys("w")
    view.tool.options.set("by", "Around a point")
    hand.keys("enter")

    assert said[-1] == "Click the point to turn about first."
    assert document.plan == house()


def test_array_begins_on_the_lattice_again(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    document.select(frozenset({ZoneAt(1)}))
    hand.keys("w")
    hand.click(84, 400)
    hand.keys("enter", "w")

    assert view.tool.options.text("by") == "In rows and columns"


def test_digits_on_the_canvas_go_into_the_first_number(
    hand: OnView, view: EditorView, document: PlanDocument, qtbot: QtBot
) -> None:
    bar = OptionBar(view)
    qtbot.addWidget(bar)
    bar.show()
    view.snapper.on = False
    hand.keys("r")
    hand.press(300, 0)
    hand.release(300, 0)
    hand.hover(400, 0)

    hand.keys("1")
    field = bar.field("count")
    assert isinstance(field, QSpinBox)
    QTest.keyClicks(field, "2")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert len(document.plan.zones[3].rows[0].seats) == 12


def test_a_decimal_can_be_typed_into_the_bar(view: EditorView, qtbot: QtBot) -> None:
    bar = OptionBar(view)
    qtbot.addWidget(bar)
    bar.show()
    view.use_tool("array")
    field = bar.field("degrees")
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "-29.4")

    assert view.tool.options.number("degrees") == -29.4


def test_bar_shows_the_fields_that_have_a_meaning(view: EditorView, qtbot: QtBot) -> None:
    bar = OptionBar(view)
    qtbot.addWidget(bar)
    bar.show()
    view.use_tool("array")
    assert bar.field("across").isVisible()
    assert not bar.field("degrees").isVisible()

    view.tool.options.set("by", "Around a point")
    assert not bar.field("across").isVisible()
    bar.type_first("7")
    assert bar.field("copies").hasFocus() or bar.field("copies").isAncestorOf(bar.focusWidget())


def test_bar_shows_every_tools_fields(view: EditorView, qtbot: QtBot) -> None:
    bar = OptionBar(view)
    qtbot.addWidget(bar)
    for name, tool in view.tools.items():
        view.use_tool(name)
        for option in tool.options.all():
            assert bar.field(option.key).accessibleName() == option.label
