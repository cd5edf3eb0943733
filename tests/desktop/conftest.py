"""What tests of the desktop stand on: tasks that run at once, a desk, a dressed application."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from core.domain.staff import Actor, Role
from core.services.work import Work
from desktop.desk import Desk
from desktop.theme import Scheme, theme
from desktop.theme.stylesheet import style_sheet
from tests.desktop.inline import InlineTasks

PATIENCE = 30_000  # milliseconds

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Waits longer than pytest-qt's 5 s before it gives up: a busy machine is no failure."""
    for wait in ("waitUntil", "waitSignal"):
        monkeypatch.setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE))
    return qtbot


@pytest.fixture(autouse=True)
def _without_earlier_widgets() -> None:
    """Qt deletes what a test has left only in an event loop: here, or they would pile up."""
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """Light; dressing anew would style every widget that earlier tests have left behind."""
    if theme().scheme is not Scheme.LIGHT or qapp.styleSheet() != style_sheet(theme().palette):
        theme().wear(qapp, Scheme.LIGHT)
    return qapp


@pytest.fixture
def tasks() -> InlineTasks:
    return InlineTasks()


@pytest.fixture
def actor() -> Actor:
    return Actor("m", "Mara Ebel", Role.MANAGER, UUID(int=1), UUID(int=2))


@pytest.fixture
def desk(dressed: QApplication, tasks: InlineTasks, actor: Actor) -> Desk:
    session = cast("Session", object())

    @contextmanager
    def begin() -> Iterator[Work]:
        yield Work(session, actor, datetime(2026, 11, 22, 10, tzinfo=UTC))

    @contextmanager
    def read() -> Iterator[Session]:
        yield session

    return Desk(tasks, begin, read, parent=dressed)
