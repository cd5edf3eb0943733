"""Panels beside a view on the small house."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.editor.panels.panel import Panel
from desktop.editor.panels.plan_panel import PlanPanel
from desktop.editor.panels.properties import PropertiesPanel
from desktop.editor.panels.sections import SectionsPanel
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import KEYS

P = TypeVar("P", bound=Panel)


@pytest.fixture
def in_sight(qtbot: QtBot) -> Callable[[P], P]:
    def shown(panel: P) -> P:
        qtbot.addWidget(panel)
        panel.resize(340, 900)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        return panel

    return shown


@pytest.fixture
def properties(
    desk: Desk, view: EditorView, in_sight: Callable[[PropertiesPanel], PropertiesPanel]
) -> PropertiesPanel:
    return in_sight(PropertiesPanel(desk, view, number=lambda: None, categories=lambda: None))


@pytest.fixture
def sections(view: EditorView, in_sight: Callable[[SectionsPanel], SectionsPanel]) -> SectionsPanel:
    return in_sight(SectionsPanel(view))


@pytest.fixture
def plan_panel(
    desk: Desk, view: EditorView, in_sight: Callable[[PlanPanel], PlanPanel]
) -> PlanPanel:
    return in_sight(PlanPanel(desk, view))


@pytest.fixture
def write() -> Callable[[QLineEdit, str], None]:
    """Type into a field instead of what is in it, and press Enter."""

    def typed(field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.selectAll()
        if text:
            QTest.keyClicks(field, text)
        else:
            QTest.keyClick(field, KEYS["delete"])
        QTest.keyClick(field, KEYS["enter"])

    return typed
