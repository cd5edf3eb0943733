"""The right button: a menu of all actions for what is under the mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from core.domain.venues.editing.places import ZoneAt
from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import OnView

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
Open = Callable[[float, float], QMenu]
MOUSE, KEYBOARD = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard


def open_menu(view: EditorView, at: QPoint, reason: QContextMenuEvent.Reason) -> QMenu:
    viewport = view.viewport()
    event = QContextMenuEvent(reason, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    return view.menu


def everything_in(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        part = action.menu()
        found += everything_in(part) if isinstance(part, QMenu) else [action]
    return [action for action in found if not action.isSeparator()]


@pytest.fixture
def menu_at(view: EditorView, hand: OnView) -> Open:
    return lambda x, y: open_menu(view, hand.at(x, y), MOUSE)


def test_it_selects_what_is_under_the_mouse(document: PlanDocument, menu_at: Open) -> None:
    menu = menu_at(24, 30)

    assert document.selection == {ZoneAt(0)}
    assert all(action.isEnabled() for action in everything_in(menu))
    menu.close()


def test_it_keeps_a_selection_that_is_under_the_mouse(
    document: PlanDocument, menu_at: Open
) -> None:
    document.select(frozenset({ZoneAt(0), ZoneAt(1)}))

    menu_at(24, 30).close()

    assert document.selection == {ZoneAt(0), ZoneAt(1)}


def test_it_has_every_action_with_its_keys_and_does_it(
    view: EditorView, document: PlanDocument, menu_at: Open
) -> None:
    before = document.plan
    actions = everything_in(menu_at(24, 30))
    titles = [action.text().split("\t")[0] for action in actions]
    assert titles == [action.title for action in view.commands.all]
    assert all("\t" in action.text() for action in actions)

    next(one for one in actions if one.text() == "Mirror left and right\tF").trigger()

    assert document.undo_stack.undoText() == "Mirror"
    document.undo_stack.undo()
    assert document.plan is before
    view.menu.close()


def test_by_key_it_leaves_the_selection_and_greys_what_needs_one(
    view: EditorView, document: PlanDocument
) -> None:
    menu = open_menu(view, QPoint(0, 0), KEYBOARD)

    grey = {one.text().split("\t")[0] for one in everything_in(menu) if not one.isEnabled()}
    assert document.selection == frozenset()
    assert {"Delete", "Align left", "Bend up"} <= grey
    assert not {"Undo", "Select all", "Whole plan"} & grey
    menu.close()


def test_an_aisle_asks_for_the_seat_beside_it(
    view: EditorView, document: PlanDocument, hand: OnView
) -> None:
    said: list[str] = []
    view.said.connect(said.append)
    hand.keys("2")
    hand.click(48, 30)

    hand.keys("i")

    assert said[-1] == "Aisle: select a seat beside it first, with Ctrl and a click."
    assert document.undo_stack.count() == 0
