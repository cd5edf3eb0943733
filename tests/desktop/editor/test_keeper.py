"""A draft is saved soon after each change, and later where the server can't be reached."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast
from uuid import UUID

from core.domain.errors import Outage
from core.domain.venues.editing.places import Edited
from core.services.venues.draft_queries import DraftRow
from desktop.desk import Desk
from desktop.editor.document import PlanDocument
from desktop.editor.keeper import PAUSE_MS, RETRY_MS, DraftKeeper, Keeping
from tests.desktop.editor.house import house
from tests.desktop.late_answers import late_answers

SAVED_AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_one_that_failed_is_tried_later_and_the_next_change_is_saved_as_soon_as_ever(
    desk: Desk,
) -> None:
    late = late_answers(desk)
    document = PlanDocument(house())
    row = SimpleNamespace(id=UUID(int=1), saved_at=SAVED_AT, revision=1)
    keeper = DraftKeeper(desk, document, cast("DraftRow", row), parent=desk)
    document.apply("Call it", Edited(replace(document.plan, name="Another")))
    keeper.save()
    late.fail(0, Outage("gone"))
    state, waits = keeper.state, keeper._pause.interval()

    document.apply("Call it", Edited(replace(document.plan, name="A third")))

    assert (state, waits) == (Keeping.NOT_REACHED, RETRY_MS)
    assert keeper._pause.interval() == PAUSE_MS
