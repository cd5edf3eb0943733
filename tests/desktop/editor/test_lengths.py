"""Seats more and fewer by hand: at the ends of rows and at the sides of tables."""

import pytest
from PySide6.QtCore import Qt

from core.domain.venues.editing.places import RowAt, SeatAt, ZoneAt, point_at
from core.domain.venues.editing.tables import Sides, draw_round_table, draw_table
from core.domain.venues.plan import Plan, Point
from desktop.editor.document import PlanDocument
from desktop.editor.tools.grips import Grip
from desktop.editor.tools.select import SelectTool
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import ALT, NONE, SHIFT, OnView

pytestmark = pytest.mark.usefixtures("without_snapping")
WITHIN = 0.01
TABLE = RowAt(3, 0)
MIDDLE = Point(320, 60)
OUT = 36 + 14.4  # from a table's middle to its seats
FIVE = ["1", "2", "3", "4", "5"]


@pytest.fixture
def table(document: PlanDocument, view: EditorView) -> None:
    """A square table beside the house: two seats at its top and bottom, one at the right."""
    sides = Sides(width=72, height=72, top=2, right=1, bottom=2)
    drawn = draw_table(document.plan, MIDDLE, sides)
    document.apply("Table", drawn._replace(selection=frozenset({TABLE})))
    view.show_places(document.selection)


def grip(view: EditorView, which: Grip) -> Point:
    assert isinstance(view.tool, SelectTool)
    return view.tool.handles[which]


def seats(plan: Plan, row: RowAt = TABLE) -> dict[str, tuple[float, float]]:
    """Where each seat is, from the table's middle."""
    marks = plan.zones[row.zone].rows[row.row].seats
    found = {mark.number: point_at(plan, SeatAt(*row, at)) for at, mark in enumerate(marks)}
    return {number: (at.x - MIDDLE.x, at.y - MIDDLE.y) for number, at in found.items()}


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("which", "at"),
    [
        (Grip.TABLE_TOP, (24, -OUT)),
        (Grip.END, (OUT, 18)),
        (Grip.TABLE_BOTTOM, (-24, OUT)),
        (Grip.START, (-OUT, 0)),
    ],
)
def test_a_click_on_a_plus_seats_one_more_at_that_side(
    hand: OnView, view: EditorView, document: PlanDocument, which: Grip, at: tuple[float, float]
) -> None:
    before = document.plan

    hand.click(*grip(view, which))

    found = seats(document.plan)
    assert sorted(found) == [*FIVE, "6"]
    assert found["6"] == pytest.approx(at, abs=WITHIN)
    assert document.selection == {TABLE}
    document.undo_stack.undo()
    assert document.plan is before


@pytest.mark.usefixtures("table")
def test_shift_and_a_click_on_a_plus_takes_one_away(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.click(*grip(view, Grip.TABLE_TOP), SHIFT)

    found = seats(document.plan)
    assert sorted(found) == ["1", "3", "4", "5"]
    assert found["1"] == pytest.approx((0, -OUT), abs=WITHIN)


@pytest.mark.usefixtures("table")
def test_a_drag_along_the_side_seats_more_and_is_undone_as_one(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    x, y = grip(view, Grip.TABLE_BOTTOM)
    before = document.plan

    hand.drag((x, y), (x - 30, y), (x - 48, y))

    found = seats(document.plan)
    assert sorted(found) == [*FIVE, "6", "7"]
    assert [found[number][1] for number in ("4", "5", "6", "7")] == pytest.approx(
        [OUT] * 4, abs=WITHIN
    )
    document.undo_stack.undo()
    assert document.plan is before


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("key", "modifiers", "at"),
    [
        ("up", NONE, (24, -OUT)),
        ("right", NONE, (OUT, 18)),
        ("down", SHIFT, (-24, OUT)),
        ("left", SHIFT, (-OUT, 0)),
    ],
)
def test_keys_outwards_seat_one_more(
    hand: OnView,
    document: PlanDocument,
    key: str,
    modifiers: Qt.KeyboardModifier,
    at: tuple[float, float],
) -> None:
    hand.keys(key, modifiers=ALT | modifiers)

    assert seats(document.plan)["6"] == pytest.approx(at, abs=WITHIN)
    hand.keys("z", modifiers=Qt.KeyboardModifier.ControlModifier)
    assert sorted(seats(document.plan)) == FIVE


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("key", "modifiers", "left"),
    [
        ("down", NONE, ["1", "3", "4", "5"]),
        ("left", NONE, ["1", "2", "4", "5"]),
        ("up", SHIFT, ["1", "2", "3", "4"]),
    ],
)
def test_keys_inwards_take_one_away(
    hand: OnView,
    document: PlanDocument,
    key: str,
    modifiers: Qt.KeyboardModifier,
    left: list[str],
) -> None:
    hand.keys(key, modifiers=ALT | modifiers)

    assert sorted(seats(document.plan)) == left


def test_a_round_table_has_one_plus(hand: OnView, view: EditorView, document: PlanDocument) -> None:
    drawn = draw_round_table(document.plan, MIDDLE, seats=4)
    document.apply("Table", drawn._replace(selection=frozenset({TABLE})))

    hand.click(*grip(view, Grip.END))

    assert sorted(seats(document.plan)) == FIVE
    assert isinstance(view.tool, SelectTool)
    assert Grip.START not in view.tool.handles


@pytest.mark.usefixtures("table")
def test_a_section_of_one_table_has_the_tables_pluses(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    document.select(frozenset({ZoneAt(3)}))

    hand.click(*grip(view, Grip.END))

    assert sorted(seats(document.plan)) == [*FIVE, "6"]
    assert document.selection == {ZoneAt(3)}


def test_a_click_on_a_rows_plus_is_a_seat_more(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("2")
    hand.click(48, 30)

    hand.click(*grip(view, Grip.END))
    hand.click(*grip(view, Grip.START), SHIFT)

    row = document.plan.zones[0].rows[1]
    assert [mark.number for mark in row.seats] == [str(number) for number in range(2, 12)]
    assert document.selection == {RowAt(0, 1)}


def test_quick_clicks_on_one_plus_seat_one_more_each(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.keys("2")
    hand.click(48, 30)
    x, y = grip(view, Grip.END)

    hand.click(x, y)
    hand.double_click(x, y)
    hand.release(x, y)
    hand.click(x, y)

    assert len(document.plan.zones[0].rows[1].seats) == 13
    assert document.selection == {RowAt(0, 1)}
    assert document.undo_stack.count() == 3
    hand.click(x, y + 60)
    assert document.selection == frozenset()


@pytest.mark.usefixtures("table")
def test_a_side_without_seats_has_none_to_take_away(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    said: list[str] = []
    view.said.connect(said.append)
    before = document.plan

    hand.click(*grip(view, Grip.START), SHIFT)

    assert document.plan is before
    assert said[-1] == "There is no seat to take away here."


def test_a_handle_says_what_it_does(hand: OnView, view: EditorView) -> None:
    hand.keys("2")
    hand.click(48, 30)
    said: list[str] = []
    view.said.connect(said.append)

    for which in (Grip.BEND, Grip.END, Grip.SPACING, Grip.TURN):
        hand.hover(*grip(view, which))
    hand.hover(48, 30)

    assert said == [
        "Drag to bend the row. Keys: Ctrl+Up and Ctrl+Down.",
        "Click: a seat more here; with Shift: one less; or drag. Keys: Alt+Right, Alt+Left.",
        "Drag to move the seats apart or together. Keys: Ctrl+Right and Ctrl+Left.",
        "Drag to turn, with Shift in steps of 15°. Keys: full stop and comma.",
        SelectTool.hint,
    ]


def test_a_row_has_no_top_by_key(hand: OnView, view: EditorView, document: PlanDocument) -> None:
    hand.keys("2")
    hand.click(48, 30)
    said: list[str] = []
    view.said.connect(said.append)
    before = document.plan

    hand.keys("up", modifiers=ALT)

    assert document.plan is before
    assert said == ["This can't be drawn: only a table has seats at its top and bottom."]
