import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.domain.venues.editing.house import new_plan
from core.domain.venues.editing.places import RowAt, ZoneAt
from desktop.editor.clipboard import MEDIA_TYPE
from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import CONTROL, OnView
from tests.desktop.editor.house import house


def test_copy_goes_on_the_clipboard_as_our_kind_and_as_text(
    hand: OnView, document: PlanDocument
) -> None:
    document.select(frozenset({ZoneAt(1)}))
    hand.keys("c", modifiers=CONTROL)

    carried = QGuiApplication.clipboard().mimeData()
    assert carried.hasFormat(MEDIA_TYPE)
    assert '"Circle"' in carried.text()


def test_rows_are_pasted_into_another_venue(
    hand: OnView, document: PlanDocument, qtbot: QtBot
) -> None:
    document.select(frozenset({RowAt(0, 1), RowAt(0, 2)}))
    hand.keys("c", modifiers=CONTROL)
    other = PlanDocument(new_plan("Other house"))
    view = EditorView(other)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()

    OnView(view).keys("v", modifiers=CONTROL)

    assert other.plan.seat_count == 20
    assert [len(row.seats) for zone in other.plan.zones for row in zone.rows] == [10, 10]
    guids = {mark.guid for _, _, mark in document.plan.marks()}
    assert not guids & {mark.guid for _, _, mark in other.plan.marks()}
    other.undo_stack.undo()
    assert other.plan.seat_count == 0


def test_cut_and_paste_bring_a_section_back(hand: OnView, document: PlanDocument) -> None:
    document.select(frozenset({ZoneAt(1)}))
    hand.keys("x", modifiers=CONTROL)
    assert document.plan.seat_count == 40

    hand.keys("v", modifiers=CONTROL)

    assert document.plan.seat_count == 56
    assert "Circle" in [zone.name for zone in document.plan.zones]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == house()


@pytest.mark.parametrize("text", ["Dear Sir or Madam", None])
def test_foreign_text_and_nothing_are_not_pasted(
    hand: OnView, view: EditorView, document: PlanDocument, text: str | None
) -> None:
    said: list[str] = []
    view.said.connect(said.append)
    QGuiApplication.clipboard().clear()
    if text is not None:
        QGuiApplication.clipboard().setText(text)

    hand.keys("v", modifiers=CONTROL)

    assert document.saved
    assert said == ["There are no seats on the clipboard."]
