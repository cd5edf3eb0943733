"""The note about events that use seats taken out of the plan."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from core.domain.inventory.states import SeatStatus
from core.domain.venues.editing.places import RowAt, SeatAt
from core.domain.venues.editing.placing import delete
from core.domain.venues.extras import is_retired
from core.services.events.seat_use import EventUse, UsedSeat
from desktop.desk import Desk
from desktop.editor import seat_use_note
from desktop.editor.document import PlanDocument
from desktop.editor.seat_use_note import SeatUseWatch, note_of

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
START = datetime(2026, 11, 27, 19, tzinfo=UTC)
USED = ("C-0-60-0", "C-0-60-1")


def use(title: str, *guids: str) -> EventUse:
    seats = tuple(
        UsedSeat(guid, ("Stalls", "B", "1"), SeatStatus.SOLD if last else SeatStatus.AVAILABLE)
        for guid, last in zip(guids, (*[False] * (len(guids) - 1), True), strict=True)
    )
    return EventUse(UUID(int=1), title, START, "Europe/Berlin", 3, seats)


@pytest.fixture
def watch(
    desk: Desk, document: PlanDocument, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> SeatUseWatch:
    """The database answers that Hamlet uses two seats."""
    del qtbot

    def using(_session: object, _venue: UUID, guids: list[str], *, now: datetime) -> list[EventUse]:
        assert now == NOW
        known = [guid for guid in USED if guid in guids]
        return [use("Hamlet", *known)] if known else []

    monkeypatch.setattr(seat_use_note, "events_using_seats", using)

    def in_use(_session: object, _venue: UUID, *, now: datetime) -> dict[str, bool]:
        assert now == NOW
        return {**dict.fromkeys(USED, True), "long-gone": False}

    monkeypatch.setattr(seat_use_note, "seats_in_use", in_use)
    return SeatUseWatch(desk, document, UUID(int=2), lambda: NOW, document)


def test_used_seats_are_retired_and_the_event_is_named(
    document: PlanDocument, watch: SeatUseWatch, qtbot: QtBot
) -> None:
    noted: list[str] = []
    watch.noted.connect(noted.append)
    assert set(document.in_use) == set(USED)

    edited = delete(document.plan, frozenset({RowAt(0, 2)}), in_use=document.in_use)
    document.apply("Delete", edited)
    qtbot.waitUntil(lambda: bool(noted))

    assert [is_retired(mark) for mark in document.plan.zones[0].rows[2].seats] == [True, True]
    assert noted == [note_of([use("Hamlet", *USED)], NOW)]
    assert noted[0] == (
        "2 seats taken out or retired: in use by Hamlet, Fri 20:00 (2 in stock, 1 sold). "
        "When you publish, it keeps its version of the plan and nothing sold changes."
    )
    document.undo_stack.undo()
    watch.look()
    assert noted[-1] == ""


def test_other_seats_are_taken_out_without_a_note(
    document: PlanDocument, watch: SeatUseWatch
) -> None:
    noted: list[str] = []
    watch.noted.connect(noted.append)

    document.apply("Delete", delete(document.plan, frozenset({SeatAt(0, 3, 0)})))
    watch.look()

    assert noted == []


def test_many_events_are_counted() -> None:
    uses = [use(title, "a") for title in ("Hamlet", "Faust", "Macbeth", "Medea")]

    assert note_of(uses, NOW) == (
        "1 seat taken out or retired: in use by Hamlet, Fri 20:00 (1 in stock, 1 sold), "
        "Faust, Fri 20:00 (1 in stock, 1 sold), 2 more events. "
        "When you publish, they keep their version of the plan and nothing sold changes."
    )
