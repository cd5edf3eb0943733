"""The document: undo, merging, what counts as saved; and any edits followed by all their undos."""

from collections.abc import Callable
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from core.domain.errors import Refusal
from core.domain.venues.editing.aligning import Edge, align, distribute
from core.domain.venues.editing.drawing import (
    Block,
    draw_block,
    draw_curved_row,
    draw_row,
    draw_seat,
)
from core.domain.venues.editing.house import set_guides
from core.domain.venues.editing.numbering import Scheme, number_seats
from core.domain.venues.editing.places import (
    NOTHING,
    AreaAt,
    Edited,
    Place,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
)
from core.domain.venues.editing.placing import delete, mirror, move, rotate, scale
from core.domain.venues.editing.repeating import array, duplicate
from core.domain.venues.editing.rows import add_seats, bend_rows, remove_seats, space_rows
from core.domain.venues.editing.tables import draw_round_table
from core.domain.venues.extras import Guide
from core.domain.venues.plan import Plan, Point
from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from tests.desktop.editor.house import house

Edit = Callable[[Random, Plan, Selection], Edited]

EDITS: dict[str, Edit] = {
    "move": lambda r, p, s: move(p, s, r.randint(-50, 50), r.randint(-50, 50)),
    "rotate": lambda r, p, s: rotate(p, s, r.uniform(-180, 180)),
    "scale": lambda r, p, s: scale(p, s, r.uniform(0.5, 2), r.uniform(0.5, 2)),
    "mirror": lambda r, p, s: mirror(p, s, axis=r.choice((0.0, 45.0, 90.0))),
    "delete": lambda _, p, s: delete(p, s),
    "duplicate": lambda _, p, s: duplicate(p, s),
    "array": lambda r, p, s: array(p, s, across=r.randint(1, 3), down=2, dx=60, dy=60),
    "align": lambda r, p, s: align(p, s, r.choice(list(Edge))),
    "distribute": lambda _, p, s: distribute(p, s, "x"),
    "bend": lambda r, p, s: bend_rows(p, s, r.uniform(-40, 40)),
    "space": lambda r, p, s: space_rows(p, s, r.uniform(20, 40)),
    "lengthen": lambda r, p, _: add_seats(p, a_row(r, p), end="end", count=r.randint(1, 5)),
    "shorten": lambda r, p, _: remove_seats(p, a_row(r, p), end="start", count=1),
    "number": lambda r, p, s: number_seats(p, s, Scheme(start=r.randint(1, 50))),
    "seat": lambda r, p, _: draw_seat(p, Point(r.uniform(0, 500), r.uniform(0, 500))),
    "row": lambda r, p, _: draw_row(p, Point(r.uniform(0, 500), 400), seats=r.randint(1, 12)),
    "curved": lambda _, p, __: draw_curved_row(p, Point(0, 600), Point(240, 600), bend=40),
    "block": lambda _, p, __: draw_block(p, Point(400, 0), Block(rows=2, seats=4)),
    "table": lambda _, p, __: draw_round_table(p, Point(600, 600), seats=6),
    "guides": lambda r, p, s: Edited(set_guides(p, [Guide("x", r.uniform(0, 9))]).plan, s),
}


def a_row(random: Random, plan: Plan) -> RowAt:
    rows = [RowAt(z, r) for z, zone in enumerate(plan.zones) for r in range(len(zone.rows))]
    return random.choice(rows)


def some_places(random: Random, plan: Plan) -> Selection:
    """A few places of any kind."""
    found: list[Place] = []
    for z, zone in enumerate(plan.zones):
        found.append(ZoneAt(z))
        found += [AreaAt(z, area) for area in range(len(zone.areas))]
        for r, row in enumerate(zone.rows):
            found.append(RowAt(z, r))
            found += [SeatAt(z, r, seat) for seat in range(len(row.seats))]
    return frozenset(random.sample(found, min(len(found), random.randint(1, 6))))


@pytest.mark.parametrize("seed", range(12))
def test_any_edits_followed_by_their_undos_give_the_identical_plan(
    view: EditorView, document: PlanDocument, seed: int
) -> None:
    random, first = Random(seed), document.plan
    states = [first]
    for _ in range(25):
        document.select(some_places(random, document.plan))
        name = random.choice(list(EDITS))
        try:
            edited = EDITS[name](random, document.plan, document.selection)
        except (Refusal, IndexError):
            continue
        document.apply(name, edited)
        if document.plan is not states[-1]:
            states.append(document.plan)
    view.grab()

    for state in reversed(states[:-1]):
        document.undo_stack.undo()
        assert document.plan is state
        assert view.shown.plan is state
    assert document.plan is first
    assert document.plan == house()
    view.grab()

    for state in states[1:]:
        document.undo_stack.redo()
        assert document.plan is state


def moved(document: PlanDocument, dx: float) -> Edited:
    return move(document.plan, frozenset({ZoneAt(0)}), dx, 0)


def test_an_edit_tells_before_and_after(document: PlanDocument, qtbot: QtBot) -> None:
    before = document.plan
    with qtbot.waitSignal(document.plan_changed) as told:
        document.apply("Move", moved(document, 5))

    assert told.args[0] is before
    assert told.args[1] is document.plan


def test_undo_brings_the_selection_back_too(document: PlanDocument) -> None:
    document.select(frozenset({RowAt(0, 1)}))
    document.apply("Delete", delete(document.plan, document.selection))
    document.select(frozenset({RowAt(0, 0)}))

    document.undo_stack.undo()

    assert document.selection == {RowAt(0, 1)}


def test_edits_of_one_name_merge(document: PlanDocument) -> None:
    first = document.plan
    for _ in range(3):
        document.apply("Move", moved(document, 5), merge="drag 1")
    document.apply("Move", moved(document, 5), merge="drag 2")

    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert document.plan.zones[0].x == 15
    document.undo_stack.undo()
    assert document.plan is first


def test_a_drag_back_to_the_start_leaves_no_edit(document: PlanDocument) -> None:
    first = document.plan
    document.apply("Move", moved(document, 5), merge="drag 1")

    document.apply("Move", Edited(first), merge="drag 1")

    assert document.plan is first
    assert document.undo_stack.count() == 0
    assert document.saved


def test_an_edit_taken_back_can_not_be_redone(document: PlanDocument) -> None:
    first = document.plan
    document.apply("Move", moved(document, 5), merge="drag 1")

    document.take_back("drag 1")

    assert document.plan is first
    assert not document.undo_stack.canRedo()


def test_saved_is_the_plan_last_stored(document: PlanDocument) -> None:
    document.apply("Move", moved(document, 5), merge="nudge")
    document.mark_saved()
    assert document.saved

    document.apply("Move", moved(document, 5), merge="nudge")
    assert not document.saved
    document.undo_stack.undo()
    assert document.saved
    document.undo_stack.undo()
    assert not document.saved


def test_an_edit_that_changes_nothing_only_selects(document: PlanDocument) -> None:
    document.apply("Nothing", Edited(document.plan, frozenset({ZoneAt(1)})))

    assert document.selection == {ZoneAt(1)}
    assert document.undo_stack.count() == 0


def test_notes_are_passed_on(document: PlanDocument, qtbot: QtBot) -> None:
    edited = moved(document, 5)
    with qtbot.waitSignal(document.noted) as told:
        document.apply("Move", Edited(edited.plan, NOTHING, ("Row A became row B.",)))

    assert told.args == ["Row A became row B."]


def test_another_plan_has_nothing_to_undo(view: EditorView, document: PlanDocument) -> None:
    document.apply("Move", moved(document, 5))
    other = house()

    document.open(other)

    assert document.plan is other
    assert document.saved
    assert not document.undo_stack.canUndo()
    assert view.shown.plan is other
