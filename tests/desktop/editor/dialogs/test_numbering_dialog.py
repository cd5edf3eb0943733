"""Numbering: every scheme with its preview, doubles refused, one step to undo."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.venues.editing.counting import AtAisle, Counting
from core.domain.venues.editing.ends import open_aisle
from core.domain.venues.editing.places import RowAt, SeatAt, ZoneAt
from core.domain.venues.editing.properties import rename_seat
from desktop.desk import Desk
from desktop.editor.dialogs.numbering import NumberingDialog
from desktop.editor.document import PlanDocument
from desktop.forms import Pick
from tests.desktop.editor.house import house

V = TypeVar("V")
ROW = frozenset({RowAt(0, 1)})


@pytest.fixture
def dialog(desk: Desk, document: PlanDocument, qtbot: QtBot) -> NumberingDialog:
    document.select(ROW)
    return opened(desk, document, qtbot)


def opened(desk: Desk, document: PlanDocument, qtbot: QtBot) -> NumberingDialog:
    made = NumberingDialog(desk, document)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    return made


def pick(field: Pick[V], value: V) -> None:
    """Walk to a choice by the keys."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Home)
    while field.value() != value:
        QTest.keyClick(field, Qt.Key.Key_Down)


def numbers(document: PlanDocument, row: int = 1) -> list[str]:
    return [mark.number for mark in document.plan.zones[0].rows[row].seats]


def will_be(dialog: NumberingDialog) -> list[str]:
    dialog.look()
    return [texts[2] for texts in dialog.preview.texts()]


def test_nothing_is_to_do_while_nothing_would_change(dialog: NumberingDialog) -> None:
    assert not dialog.submit.isEnabled()
    assert dialog.summary.text() == "Everything is called like this already: 10 seats."
    assert dialog.preview.texts()[0] == ("Stalls B", "1", "1", "Stays")


@pytest.mark.parametrize(
    ("counting", "expected"),
    [
        (Counting.ODD, ["1", "3", "5"]),
        (Counting.EVEN, ["2", "4", "6"]),
        (Counting.ODD_LEFT_EVEN_RIGHT, ["9", "7", "5"]),
        (Counting.LETTERS, ["A", "B", "C"]),
    ],
)
def test_scheme_is_previewed_and_applied(
    dialog: NumberingDialog, document: PlanDocument, counting: Counting, expected: list[str]
) -> None:
    pick(dialog.form.counting, counting)

    assert will_be(dialog)[:3] == expected
    assert document.plan == house()
    QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert numbers(document)[:3] == expected
    assert document.selection == ROW
    document.undo_stack.undo()
    assert document.plan == house()


def test_counting_begins_at_the_right_from_a_start_in_steps(
    dialog: NumberingDialog, document: PlanDocument
) -> None:
    form = dialog.form
    pick(form.side, ("right", False))
    for field, text in ((form.start, "11"), (form.prefix, "P"), (form.suffix, "x")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
    form.step.setValue(2)

    assert will_be(dialog)[:2] == ["P11x", "P13x"]
    QTest.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)

    assert numbers(document) == [f"P{number}x" for number in range(29, 10, -2)]


def test_side_is_seen_by_who_faces_the_stage(dialog: NumberingDialog) -> None:
    pick(dialog.form.side, ("right", True))
    assert dialog.form.scheme().begin == "right"
    assert getattr(dialog.form.scheme(), "facing", None) is not None


def test_letters_start_with_a_letter_and_skip_i_and_o(dialog: NumberingDialog) -> None:
    pick(dialog.form.counting, Counting.LETTERS_WITHOUT_I_O)
    dialog.form.start.setText("H")

    assert will_be(dialog)[:3] == ["H", "J", "K"]


def test_list_that_is_too_short_is_refused(dialog: NumberingDialog) -> None:
    pick(dialog.form.counting, Counting.LIST)
    dialog.look()
    assert dialog.summary.text() == "Write the names with commas between them."
    assert dialog.preview.texts() == []

    dialog.form.names.setText("Royal, Mayor")
    dialog.look()

    assert dialog.banner.text == "The list has 2 names for 10 places. Add the missing ones."
    assert not dialog.submit.isEnabled()


def test_numbers_begin_again_behind_an_aisle(
    desk: Desk, document: PlanDocument, qtbot: QtBot
) -> None:
    document.apply("Aisle", open_aisle(document.plan, SeatAt(0, 1, 4)))
    document.select(ROW)
    dialog = opened(desk, document, qtbot)
    dialog.form.start.setText("101")

    pick(dialog.form.aisle, AtAisle.NEXT_HUNDRED)

    assert will_be(dialog)[4:6] == ["105", "201"]


def test_doubles_are_marked_first_and_refused(
    desk: Desk, document: PlanDocument, qtbot: QtBot
) -> None:
    document.apply("Rename", rename_seat(document.plan, SeatAt(0, 1, 0), "99"))
    document.select(frozenset(SeatAt(0, 1, seat) for seat in (2, 3)))
    before = document.plan
    dialog = opened(desk, document, qtbot)
    dialog.form.start.setText("98")

    assert will_be(dialog) == ["99", "98"]
    assert dialog.preview.texts()[0] == ("Stalls B", "4", "99", "Twice")
    assert not dialog.submit.isEnabled()
    assert dialog.summary.text() == (
        "1 seat would have a name that another one has. Choose differently."
    )
    dialog.number()
    assert dialog.banner.text.startswith("These names would be given twice")
    assert document.plan is before


def test_rows_are_named_from_the_back(desk: Desk, document: PlanDocument, qtbot: QtBot) -> None:
    document.select(frozenset({ZoneAt(0)}))
    dialog = opened(desk, document, qtbot)

    pick(dialog.form.what, value=False)
    pick(dialog.form.end, "back")
    assert dialog.form.counting.value() is Counting.LETTERS
    dialog.form.start.setText("K")
    dialog.look()
    QTest.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)

    assert [row.number for row in document.plan.zones[0].rows] == ["N", "M", "L", "K"]
    assert document.selection == {ZoneAt(0)}


def test_escape_leaves_everything(dialog: NumberingDialog, document: PlanDocument) -> None:
    pick(dialog.form.counting, Counting.EVEN)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert document.plan == house()
