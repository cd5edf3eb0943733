"""Findings while one draws: errors first, a way to the place, calm when all is well."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.venues.editing.house import set_licence
from core.domain.venues.editing.places import AreaAt, Edited, SeatAt, ZoneAt
from core.domain.venues.editing.placing import delete
from core.domain.venues.editing.properties import rename_seat
from desktop.desk import Desk
from desktop.editor.document import PlanDocument
from desktop.editor.panels.checks import ChecksPanel
from desktop.editor.view import EditorView


@pytest.fixture
def checks(
    desk: Desk, view: EditorView, in_sight: Callable[[ChecksPanel], ChecksPanel]
) -> ChecksPanel:
    return in_sight(ChecksPanel(desk, view))


def spoil(document: PlanDocument) -> None:
    licensed = set_licence(document.plan, 20)
    document.apply("Spoil", rename_seat(licensed.plan, SeatAt(0, 0, 1), "1"))
    document.select(frozenset())


def sentences(panel: ChecksPanel) -> list[str]:
    return [panel.findings.item(line).text() for line in range(panel.findings.count())]


def test_all_is_well_in_a_good_plan(checks: ChecksPanel) -> None:
    assert not checks.well.isHidden()
    assert checks.findings.isHidden()


def test_errors_come_first_and_go_when_put_right(
    document: PlanDocument, checks: ChecksPanel
) -> None:
    spoil(document)
    checks.refresh()

    assert sentences(checks) == [
        "2 seats are called Stalls A 1.",
        "56 places are 36 more than the licence for 20.",
    ]
    assert checks.head.text() == "1 thing to put right before publishing, 1 to look at"
    document.undo_stack.undo()
    checks.refresh()
    assert not checks.well.isHidden()


def test_enter_goes_to_the_place(document: PlanDocument, checks: ChecksPanel) -> None:
    spoil(document)
    checks.refresh()
    checks.findings.setFocus()

    QTest.keyClick(checks.findings, Qt.Key.Key_Return)

    assert document.selection == {SeatAt(0, 0, 0), SeatAt(0, 0, 1)}


def test_place_that_is_gone_meanwhile_is_not_looked_for(
    document: PlanDocument, view: EditorView, checks: ChecksPanel
) -> None:
    spoil(document)
    checks.refresh()
    said: list[str] = []
    view.said.connect(said.append)
    document.apply("Delete", Edited(delete(document.plan, frozenset({ZoneAt(0)})).plan))
    document.apply("Delete", Edited(delete(document.plan, frozenset({ZoneAt(0)})).plan))

    checks.jump(checks.findings.item(0))

    assert document.selection == frozenset()
    assert said[-1] == "This finding is about the whole plan."
    assert AreaAt(0, 0) not in document.selection


def test_plan_is_checked_when_the_hand_rests(
    document: PlanDocument, checks: ChecksPanel, qtbot: QtBot
) -> None:
    spoil(document)

    qtbot.waitUntil(lambda: checks.findings.count() == 2)
