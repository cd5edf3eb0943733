import pytest
from PySide6.QtCore import Qt

from core.domain.venues.editing.places import RowAt, Selection, ZoneAt
from core.domain.venues.plan import Point
from desktop.editor.document import PlanDocument
from desktop.editor.tools.grips import Grip
from desktop.editor.tools.select import SelectTool
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import ALT, CONTROL, NONE, SHIFT, OnView
from tests.desktop.editor.house import WITHIN, places

pytestmark = pytest.mark.usefixtures("without_snapping")


def grip(view: EditorView, *either: Grip) -> tuple[float, float]:
    """Where the first of these handles is that there is."""
    tool = view.tool
    assert isinstance(tool, SelectTool)
    return next(tool.handles[which] for which in either if which in tool.handles)


def test_drag_moves_a_section_by_its_place_alone(hand: OnView, document: PlanDocument) -> None:
    before = document.plan

    hand.drag((24, 30), (40, 40), (124, 80))

    zone = document.plan.zones[0]
    assert (zone.x, zone.y) == pytest.approx((100, 50), abs=WITHIN)
    assert zone.rows is before.zones[0].rows
    assert document.plan.zones[1] is before.zones[1]


def test_drag_is_undone_and_redone_as_one(hand: OnView, document: PlanDocument) -> None:
    before = document.plan
    hand.drag((24, 30), (40, 40), (60, 60), (124, 80))
    after = document.plan

    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan is before
    assert document.saved
    document.undo_stack.redo()
    assert document.plan is after


def test_escape_takes_a_drag_back(hand: OnView, document: PlanDocument) -> None:
    before = document.plan
    hand.press(24, 30)
    hand.move(60, 60)
    hand.move(124, 80)
    assert document.plan is not before

    hand.keys("escape")

    assert document.plan is before
    assert not document.undo_stack.canRedo()
    hand.release(124, 80)
    assert document.plan is before


def test_shift_keeps_a_drag_level(hand: OnView, document: PlanDocument) -> None:
    hand.drag((24, 30), (60, 40), (124, 50), modifiers=SHIFT)

    zone = document.plan.zones[0]
    assert zone.x == pytest.approx(100, abs=WITHIN)
    assert zone.y == 0


def test_drag_of_a_row_moves_the_row_alone(hand: OnView, document: PlanDocument) -> None:
    before = document.plan.zones[0]
    hand.keys("2")

    hand.drag((48, 30), (48, 40), (98, 40))

    row = document.plan.zones[0].rows[1]
    assert (row.x, row.y) == pytest.approx((50, 40), abs=WITHIN)
    assert row.seats is before.rows[1].seats
    assert document.plan.zones[0].rows[0] is before.rows[0]


@pytest.mark.parametrize(
    ("key", "modifiers", "by"),
    [("right", NONE, (1, 0)), ("up", NONE, (0, -1)), ("down", SHIFT, (0, 10))],
)
def test_arrows_nudge(
    hand: OnView,
    document: PlanDocument,
    key: str,
    modifiers: Qt.KeyboardModifier,
    by: tuple[float, float],
) -> None:
    hand.keys("tab")

    hand.keys(key, key, modifiers=modifiers)

    zone = document.plan.zones[0]
    assert (zone.x, zone.y) == (2 * by[0], 2 * by[1])
    assert document.undo_stack.count() == 1


def test_turn_handle_turns_by_steps_with_shift(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("2")
    hand.click(48, 30)
    x, y = grip(view, Grip.TURN)
    middle = Point(108, 30)

    hand.drag((x, y), (x + 40, y + 20), (middle.x + 200, middle.y + 4), modifiers=SHIFT)

    first, last = places(document, 0, 1)[0], places(document, 0, 1)[-1]
    assert first == pytest.approx((108, 30 - 108), abs=0.01)
    assert last == pytest.approx((108, 30 + 108), abs=0.01)


def test_scale_handle_stretches_from_the_opposite_side(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("2")
    hand.click(48, 30)
    x, y = grip(view, Grip.RIGHT, Grip.TOP_RIGHT)

    hand.drag((x, y), (x + 60, y), (x + 118, y))

    points = places(document, 0, 1)
    assert points[-1].x - points[0].x == pytest.approx(216 * 1.5, abs=4)


def test_bend_handle_lays_the_row_on_an_arc(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("2")
    hand.click(48, 30)
    x, y = grip(view, Grip.BEND)

    hand.drag((x, y), (x, y - 10), (x, y - 36))

    points = places(document, 0, 1)
    assert points[0].y == pytest.approx(30, abs=WITHIN)
    assert min(point.y for point in points) == pytest.approx(30 - 36, abs=4)
    document.undo_stack.undo()
    assert {point.y for point in places(document, 0, 1)} == {30.0}


def test_spacing_handle_spaces_the_row(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("2")
    hand.click(48, 30)
    x, y = grip(view, Grip.SPACING)

    hand.drag((x, y), (x + 10, y), (x + 27, y))

    points = places(document, 0, 1)
    assert points[1].x - points[0].x == pytest.approx(30, abs=0.5)
    assert (points[0].x + points[-1].x) / 2 == pytest.approx(108)


@pytest.mark.parametrize(("which", "away", "seats"), [(Grip.END, 50, 12), (Grip.START, 50, 8)])
def test_end_handles_lengthen_and_shorten(
    hand: OnView, view: EditorView, document: PlanDocument, which: Grip, away: float, seats: int
) -> None:
    hand.keys("2")
    hand.click(48, 30)
    x, y = grip(view, which)

    hand.drag((x, y), (x + away / 2, y), (x + away, y))

    assert len(document.plan.zones[0].rows[1].seats) == seats
    assert document.selection == {RowAt(0, 1)}


def test_numbers_are_applied_to_the_selection(hand: OnView, view: EditorView) -> None:
    hand.keys("tab")

    view.tool.options.set("right", 48)
    view.tool.options.apply("right")
    view.tool.options.set("down", -12)
    view.tool.options.apply("down")

    zone = view.document.plan.zones[0]
    assert (zone.x, zone.y) == (48, -12)


def test_key_turns_and_mirrors(hand: OnView, document: PlanDocument) -> None:
    hand.keys("2")
    hand.click(48, 30)

    hand.keys(*"......")

    first, last = places(document, 0, 1)[0], places(document, 0, 1)[-1]
    assert (first.x, last.x) == pytest.approx((108, 108))
    hand.keys("f", modifiers=SHIFT)
    assert places(document, 0, 1)[0] == pytest.approx(last)


@pytest.mark.parametrize(
    ("key", "modifiers", "count"),
    [("right", ALT, 11), ("left", ALT, 9), ("left", ALT | SHIFT, 11), ("right", ALT | SHIFT, 9)],
)
def test_keys_lengthen_and_shorten(
    hand: OnView, document: PlanDocument, key: str, modifiers: Qt.KeyboardModifier, count: int
) -> None:
    hand.keys("2")
    hand.click(48, 30)

    hand.keys(key, modifiers=modifiers)

    assert len(document.plan.zones[0].rows[1].seats) == count


def test_keys_bend_and_space(hand: OnView, document: PlanDocument) -> None:
    hand.keys("2")
    hand.click(48, 30)

    hand.keys("up", "up", modifiers=CONTROL)
    hand.keys("right", "right", modifiers=CONTROL)

    points = places(document, 0, 1)
    assert min(point.y for point in points) < 30 - 8
    assert points[1].x - points[0].x == pytest.approx(25, abs=1)
    assert document.undo_stack.count() == 2


def test_align_and_distribute(hand: OnView, document: PlanDocument) -> None:
    hand.click(24, 30)
    hand.click(24, 240, SHIFT)
    hand.keys("right", "right", "right", modifiers=SHIFT)
    hand.click(24 + 30, 30)
    hand.keys("down", modifiers=SHIFT)
    hand.click(24 + 30, 240, SHIFT)
    document.select(frozenset({ZoneAt(0), ZoneAt(1)}))

    hand.keys("right", modifiers=CONTROL | SHIFT)

    right = [places(document, zone, 0)[-1].x for zone in (0, 1)]
    assert right[0] == pytest.approx(right[1])


@pytest.mark.parametrize(
    ("chosen", "key", "said"),
    [
        ({ZoneAt(0)}, "c", "Select two things or more first: Shift and a click adds one."),
        (
            {ZoneAt(0), ZoneAt(1)},
            "d",
            "Select three things or more first: Shift and a click adds one.",
        ),
        ({ZoneAt(0), ZoneAt(1)}, "left", "That changes nothing of what is selected."),
    ],
)
def test_lining_up_says_why_nothing_happens(
    hand: OnView, view: EditorView, chosen: Selection, key: str, said: str
) -> None:
    heard: list[str] = []
    view.said.connect(heard.append)
    view.document.select(frozenset(chosen))

    hand.keys(key, modifiers=CONTROL | SHIFT)

    assert heard == [said]
    assert view.document.undo_stack.count() == 0


def test_delete_takes_out(hand: OnView, document: PlanDocument) -> None:
    before = document.plan
    hand.keys("2")
    hand.click(48, 30)

    hand.keys("delete")

    assert [row.number for row in document.plan.zones[0].rows] == ["A", "C", "D"]
    hand.keys("z", modifiers=CONTROL)
    assert document.plan is before


def test_duplicate_selects_the_copy(hand: OnView, document: PlanDocument) -> None:
    hand.keys("2")
    hand.click(48, 30)

    hand.keys("d", modifiers=CONTROL)

    rows = document.plan.zones[0].rows
    assert len(rows) == 5
    (place,) = document.selection
    assert isinstance(place, RowAt)
    assert len({mark.guid for row in rows for mark in row.seats}) == 50
