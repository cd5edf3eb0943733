"""The status bar is where Tab comes last, and keeps nothing for it."""

import gc
from weakref import ref

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.domain.staff import Actor
from desktop.shell.status import StatusBar


@pytest.mark.usefixtures("dressed")
def test_what_tab_goes_past_goes_with_its_window(actor: Actor, qtbot: QtBot) -> None:
    window, bar, table = QWidget(), StatusBar(actor, "This computer"), QTableView()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(bar)
    layout.addWidget(table)
    bar.come_last()
    table.viewport()  # PySide notes once more whose it is
    kept = ref(table)

    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del window, layout, bar, table
    gc.collect()

    assert kept() is None
