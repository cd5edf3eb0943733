"""The editor's page: it fits, its panels are at hand, and numbering is a key away."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.venues.editing.places import RowAt
from core.services.venues.draft_queries import OpenDraft
from desktop.desk import Desk
from desktop.editor.dialogs.numbering import NumberingDialog
from desktop.editor.page import EditorPage
from desktop.editor.panels.plan_panel import PlanPanel
from desktop.editor.panels.properties import PropertiesPanel
from desktop.theme import RAIL
from desktop.workplace import Workplace
from tests.desktop.editor.hand import CONTROL, LEFT, NONE, SHIFT
from tests.desktop.editor.house import house

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[EditorPage]:
    place = cast("Workplace", SimpleNamespace(desk=desk, clock=lambda: NOW, now=lambda: NOW))
    row = SimpleNamespace(id=None, title="House", venue_id=None, saved_at=NOW, revision=1)
    made = EditorPage(place, cast("OpenDraft", SimpleNamespace(row=row, plan=house())))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.document.undo_stack.clear()
    made.keeper.blockSignals(True)


def test_page_fits_a_small_screen_with_every_tool(page: EditorPage) -> None:
    for name in page.view.tools:
        page.view.use_tool(name)
        QApplication.processEvents()
        assert page.minimumSizeHint().width() <= 1280
    assert (page.width(), page.tabs.width()) == (1280, 340)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1600, 1000)])
def test_every_tools_fields_fit_in_one_line_and_the_canvas_stays(
    page: EditorPage, width: int, height: int
) -> None:
    page.resize(width - RAIL, height)
    places = set()
    for name in page.view.tools:
        page.view.use_tool(name)
        QApplication.processEvents()
        fields = page.options.widget()
        assert fields is not None
        assert fields.minimumSizeHint().width() <= page.options.width()
        places.add(page.view.geometry().getRect())
        places.add(page.options.geometry().getRect())
    assert len(places) == 2


def test_every_tab_is_readable(page: EditorPage) -> None:
    bar = page.tabs.tabBar()

    titles = [page.tabs.tabText(index) for index in range(page.tabs.count())]
    last = bar.tabRect(bar.count() - 1)

    assert titles == ["Properties", "Sections", "Plan", "Checks", "History"]
    assert last.right() <= page.tabs.width()


def test_numbering_is_a_key_away(page: EditorPage, qtbot: QtBot) -> None:
    page.document.select(frozenset({RowAt(0, 0)}))
    page.view.setFocus()

    QTest.keyClick(page.view, Qt.Key.Key_N, CONTROL | SHIFT)

    (dialog,) = page.findChildren(NumberingDialog)
    qtbot.waitExposed(dialog)
    assert len(dialog.preview.texts()) == 10
    dialog.reject()


def test_numbering_asks_for_a_selection_first(page: EditorPage) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_N, CONTROL | SHIFT)

    assert page.findChildren(NumberingDialog) == []
    assert page.status.hint.text() == "Select the seats or rows to number first."


def test_categories_are_a_click_away_from_a_seat(page: EditorPage) -> None:
    page.document.select(frozenset({RowAt(0, 0)}))
    (properties,) = page.findChildren(PropertiesPanel)
    properties.refresh()
    (change,) = [
        one
        for one in properties.findChildren(type(page.strip.undo))
        if one.accessibleName() == "Add or change categories"
    ]

    before = page.tabs.currentWidget()

    QTest.mouseClick(change, LEFT, NONE, QPoint(5, 5))

    assert isinstance(page.tabs.currentWidget(), PlanPanel)
    assert page.tabs.currentWidget() is not before
