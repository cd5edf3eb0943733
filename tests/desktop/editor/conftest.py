"""A view on the small house, and a hand that works it with real events."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import OnView
from tests.desktop.editor.house import house


@pytest.fixture
def document(dressed: QApplication) -> PlanDocument:  # noqa: ARG001
    return PlanDocument(house())


@pytest.fixture
def view(document: PlanDocument, qtbot: QtBot) -> EditorView:
    made = EditorView(document)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


@pytest.fixture
def without_snapping(view: EditorView) -> None:
    """The hand meets the very place."""
    view.snapper.on = False


@pytest.fixture
def hand(view: EditorView) -> OnView:
    return OnView(view)
