"""What the canvas shows, and that it draws anew only what has changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from core.domain.venues.editing.house import set_background, set_grid
from core.domain.venues.editing.places import (
    AreaAt,
    Edited,
    ZoneAt,
)
from core.domain.venues.editing.placing import delete, move
from core.domain.venues.editing.sections import set_hidden, set_locked
from core.domain.venues.extras import Background, Grid
from core.domain.venues.plan import Category, Plan, Point
from desktop.editor.document import PlanDocument
from desktop.editor.grain import Grain
from desktop.editor.shortcuts import shortcuts
from desktop.editor.view import EditorView
from desktop.theme import Scheme, theme
from tests.desktop.editor.edits import EDITS
from tests.desktop.editor.hand import OnView
from tests.desktop.editor.test_marking import PICTURE


def picture(view: EditorView) -> QImage:
    QApplication.processEvents()
    return view.grab().toImage()


def color_at(view: EditorView, x: float, y: float) -> str:
    return picture(view).pixelColor(view.pixel_of(Point(x, y)).toPoint()).name()


def is_like(first: str, second: str) -> bool:
    one, other = QColor(first), QColor(second)
    parts = (QColor.red, QColor.green, QColor.blue)
    return all(abs(part(one) - part(other)) <= 12 for part in parts)


def plain(plan: Plan) -> Plan:
    return set_grid(plan, Grid(shown=False)).plan


def colored(plan: Plan, color: str) -> Plan:
    return replace(plan, categories=(Category("Standard", color), *plan.categories[1:]))


def test_seats_wear_their_categorys_colour(view: EditorView, document: PlanDocument) -> None:
    document.open(colored(document.plan, "#aa2244"))

    assert is_like(color_at(view, -7, 30), "#aa2244")

    document.apply("Recolour", Edited(colored(document.plan, "#2244aa")))
    assert is_like(color_at(view, -7, 30), "#2244aa")


@pytest.mark.parametrize("scale", [0.35, 1.0, 2.2])
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_shows_and_its_undo_shows_the_same_picture_again(
    view: EditorView, document: PlanDocument, name: str, scale: float
) -> None:
    view.camera.zoom(scale)
    view.settle()
    before = picture(view)

    document.apply(name, EDITS[name](document.plan))
    after = picture(view)
    assert after != before

    document.undo_stack.undo()
    assert picture(view) == before
    document.undo_stack.redo()
    assert picture(view) == after


def test_a_move_draws_nothing_anew(view: EditorView, document: PlanDocument) -> None:
    items, marks = list(view.shown.sections), [one.marks for one in view.shown.sections]

    document.apply("Move", move(document.plan, frozenset({ZoneAt(0)}), 30, 10))

    assert view.shown.sections == items
    assert [one.marks for one in view.shown.sections] == marks
    assert items[0].at == QPointF(30, 10)


def test_a_section_taken_out_leaves_the_others_items(
    view: EditorView, document: PlanDocument
) -> None:
    circle = view.shown.sections[1]

    document.apply("Delete", delete(document.plan, frozenset({ZoneAt(0)})))
    assert view.shown.sections[0] is circle

    document.undo_stack.undo()
    assert view.shown.sections[1] is circle
    assert [one.zone.name for one in view.shown.sections] == ["Stalls", "Circle", "Stage"]


def test_what_is_hidden_or_locked_can_not_be_touched(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    document.apply("Hide", set_hidden(document.plan, frozenset({ZoneAt(0)}), hidden=True))
    hand.click(24, 30)
    assert not view.shown.sections[0].seen
    assert document.selection == frozenset()

    document.apply("Lock", set_locked(document.plan, frozenset({ZoneAt(1)}), locked=True))
    hand.click(24, 240)
    assert view.shown.sections[1].seen
    assert document.selection == frozenset()


def test_one_storey_can_be_shown(view: EditorView, document: PlanDocument) -> None:
    zones = document.plan.zones
    upstairs = (zones[0], replace(zones[1], level=1), zones[2])
    document.open(replace(document.plan, zones=upstairs))

    view.show_level(1)
    assert [one.seen for one in view.shown.sections[:2]] == [False, True]
    view.show_level(None)
    assert [one.seen for one in view.shown.sections[:2]] == [True, True]


def test_the_traced_picture_lies_under_the_seats(view: EditorView, document: PlanDocument) -> None:
    bare = color_at(view, 340, 100)

    edited = set_background(document.plan, Background("p", 300, 60, 80, opacity=1.0), PICTURE)
    document.apply("Background", edited)

    assert color_at(view, 340, 100) != bare


def test_far_out_a_section_is_one_shape(view: EditorView) -> None:
    view.camera.zoom(0.01)
    view.settle()

    assert view.shown.drawing.seat_size * view.scale_now < view.shown.drawing.far_below
    picture(view)


def test_finding_a_place_selects_it_and_brings_it_into_sight(
    view: EditorView, document: PlanDocument
) -> None:
    view.camera.zoom(4)

    view.show_places(frozenset({AreaAt(2, 0)}))

    assert document.selection == {AreaAt(2, 0)}
    assert view.camera_window().contains(QPointF(108, -90))


def test_a_section_looks_the_same_however_it_is_selected(
    view: EditorView, document: PlanDocument
) -> None:
    view.camera.zoom(0.4)
    view.settle()
    whole = frozenset({ZoneAt(0)})
    seats = view.shown.finder.in_box(view.shown.sections[0].floor, Grain.SEAT)

    shown = []
    for selection in (whole, frozenset(), whole, seats):
        document.select(selection)
        shown.append(picture(view))

    assert len(seats) == 40
    assert shown[2] == shown[3] != shown[1]


def test_the_canvas_follows_the_theme(view: EditorView, qapp: QApplication) -> None:
    light = color_at(view, 300, 100)
    theme().wear(qapp, Scheme.DARK)

    dark = color_at(view, 300, 100)
    theme().wear(qapp, Scheme.LIGHT)

    assert QColor(dark).lightness() < 60 < QColor(light).lightness()


def test_no_key_means_two_things(view: EditorView) -> None:
    letters = [tool.letter for tool in view.tools.values()]
    commands = [key for action in view.commands.all for key in action.keys.split("; ")]
    keys = [*letters, *commands]

    assert all(len(letter) == 1 for letter in letters)
    assert sorted(keys) == sorted(set(keys))


def test_every_tool_and_command_is_in_the_help(view: EditorView) -> None:
    titles = {shortcut.title for shortcut in shortcuts(view)}

    assert {tool.title for tool in view.tools.values()} <= titles
    assert {action.title for action in view.commands.all} <= titles
    assert all(shortcut.keys for shortcut in shortcuts(view))
