"""Publishing waits until the draft is saved, unless somebody goes on drawing meanwhile."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from core.domain.venues.editing.places import Edited
from core.services.venues.draft_queries import DraftRow
from core.services.venues.drafts import Autosaved
from desktop.desk import Desk
from desktop.editor.dialogs.publish import Outlook, PublishDialog
from desktop.editor.document import PlanDocument
from desktop.editor.keeper import DraftKeeper
from desktop.workplace import Workplace
from tests.desktop.editor.house import house
from tests.desktop.late_answers import LateTasks, late_answers

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def late(desk: Desk) -> LateTasks:
    return late_answers(desk)


@pytest.fixture
def dialog(desk: Desk, late: LateTasks, qtbot: QtBot) -> PublishDialog:
    """Nothing stands against publishing, and the last change is not saved yet."""
    document = PlanDocument(house())
    row = SimpleNamespace(id=UUID(int=1), title="House", venue_id=None, saved_at=NOW, revision=1)
    keeper = DraftKeeper(desk, document, cast("DraftRow", row))
    document.setParent(desk)
    keeper.setParent(desk)
    document.apply("Call it", Edited(replace(document.plan, name="Another")))
    place = cast("Workplace", SimpleNamespace(desk=desk, clock=lambda: NOW, now=lambda: NOW))
    made = PublishDialog(place, keeper, document)
    qtbot.addWidget(made)
    made.show()
    late.answer(0, Outlook((), 40, 0, ()))
    return made


@pytest.mark.parametrize("goes_on", [False, True])
def test_who_goes_on_drawing_publishes_nothing(
    dialog: PublishDialog, late: LateTasks, *, goes_on: bool
) -> None:
    dialog.publish()
    saving = len(late.asked)
    if goes_on:
        dialog.reject()
    late.answer(1, cast("Autosaved", SimpleNamespace(draft=dialog._keeper.draft, refused=None)))
    published = len(late.asked) - saving

    assert (saving, published) == (2, 0 if goes_on else 1)
