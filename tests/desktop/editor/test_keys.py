"""Commands by their keys, the view's keys, and what screen readers are told."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, ZoneAt, point_at
from core.domain.venues.extras import grid_of, is_hidden, is_locked, is_retired
from desktop.editor.document import PlanDocument
from desktop.editor.selection_words import selection_words
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import CONTROL, NONE, SHIFT, OnView
from tests.desktop.editor.house import house


def xs(document: PlanDocument, zone: int, row: int) -> list[float]:
    seats = document.plan.zones[zone].rows[row].seats
    return [point_at(document.plan, SeatAt(zone, row, seat)).x for seat in range(len(seats))]


def test_aisle_is_opened_and_closed(hand: OnView, document: PlanDocument) -> None:
    document.select(frozenset({SeatAt(0, 1, 4)}))
    hand.keys("i")
    assert xs(document, 0, 1)[5] - xs(document, 0, 1)[4] > 48

    document.select(frozenset({SeatAt(0, 1, 4)}))
    hand.keys("i", modifiers=SHIFT)
    assert xs(document, 0, 1)[5] - xs(document, 0, 1)[4] == pytest.approx(24)


def test_seats_are_added_and_taken_at_an_aisle(hand: OnView, document: PlanDocument) -> None:
    document.select(frozenset({SeatAt(0, 1, 4)}))
    hand.keys("i")
    document.select(frozenset({SeatAt(0, 1, 4)}))
    hand.keys("j")
    assert len(xs(document, 0, 1)) == 11

    document.select(frozenset({SeatAt(0, 1, 5)}))
    hand.keys("j", modifiers=SHIFT)
    assert len(xs(document, 0, 1)) == 10


def test_seats_that_events_know_are_retired_not_deleted(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    said: list[str] = []
    view.said.connect(said.append)
    document.in_use = {document.plan.zones[0].rows[1].seats[0].guid}
    document.select(frozenset({RowAt(0, 1)}))

    hand.keys("delete")

    (kept,) = document.plan.zones[0].rows[1].seats
    assert is_retired(kept)
    assert said == ["Retired, not deleted, because events know them: 1 seat."]


def test_rows_become_a_section(hand: OnView, document: PlanDocument) -> None:
    document.select(frozenset({RowAt(0, 2), RowAt(0, 3)}))

    hand.keys("g", modifiers=CONTROL | SHIFT)

    assert [len(zone.rows) for zone in document.plan.zones if zone.rows] == [2, 2, 2]
    document.undo_stack.undo()
    assert document.plan == house()


def test_sections_are_locked_hidden_and_brought_back(hand: OnView, document: PlanDocument) -> None:
    document.select(frozenset({ZoneAt(0)}))
    hand.keys("l", modifiers=CONTROL)
    assert is_locked(document.plan.zones[0])
    hand.keys("l", modifiers=CONTROL | SHIFT)
    assert not is_locked(document.plan.zones[0])

    document.select(frozenset({ZoneAt(1)}))
    hand.keys("h", modifiers=CONTROL)
    assert is_hidden(document.plan.zones[1])
    hand.keys("h", modifiers=CONTROL | SHIFT)
    assert not is_hidden(document.plan.zones[1])


def test_grid_is_switched(hand: OnView, document: PlanDocument) -> None:
    hand.keys("g", modifiers=CONTROL)
    assert not grid_of(document.plan).shown

    hand.keys("z", modifiers=CONTROL)
    assert grid_of(document.plan).shown


def test_undo_and_redo_by_keys(hand: OnView, document: PlanDocument) -> None:
    document.select(frozenset({ZoneAt(0)}))
    hand.keys("right")
    hand.keys("z", modifiers=CONTROL)
    assert document.plan == house()
    hand.keys("y", modifiers=CONTROL)
    assert document.plan.zones[0].x == 1


def test_commands_without_a_selection_say_so(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    said: list[str] = []
    view.said.connect(said.append)

    hand.keys("delete")

    assert said == ["Select something first."]
    assert document.saved


def test_keys_zoom_and_fit(hand: OnView, view: EditorView) -> None:
    fitted = view.scale_now
    hand.keys("+", "+")
    assert view.scale_now == pytest.approx(fitted * 1.69)
    hand.keys("-")
    assert view.scale_now == pytest.approx(fitted * 1.3)
    hand.keys("0", modifiers=CONTROL)
    assert view.scale_now == pytest.approx(fitted)


def test_wheel_zooms_at_the_mouse(hand: OnView, view: EditorView) -> None:
    at = QPointF(hand.at(24, 30))
    before = view.plan_point(at)
    wheel = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)

    assert view.plan_point(at) == pytest.approx(before, abs=1.5)
    assert view.scale_now > 1.5


def test_middle_button_pans(hand: OnView, view: EditorView, document: PlanDocument) -> None:
    view.camera.zoom(4)
    start, end = hand.at(24, 30), hand.at(24, 30) + QPoint(60, 40)
    before = view.plan_point(QPointF(start))
    QTest.mousePress(view.viewport(), Qt.MouseButton.MiddleButton, NONE, start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.MiddleButton, NONE, end)

    assert view.plan_point(QPointF(end)) == pytest.approx(before, abs=0.5)
    assert document.saved


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ((), "Nothing selected"),
        ((ZoneAt(0),), "Stalls"),
        ((RowAt(0, 1),), "Stalls, row B, 10 seats"),
        ((SeatAt(0, 1, 2),), "Stalls, row B, seat 3"),
        ((AreaAt(2, 0),), "Stage"),
        ((RowAt(0, 1), RowAt(0, 2), ZoneAt(1)), "2 rows and 1 section"),
    ],
)
def test_screen_readers_are_told_what_is_selected(
    view: EditorView, document: PlanDocument, places: tuple[object, ...], words: str
) -> None:
    document.select(frozenset({ZoneAt(2)}))
    document.select(frozenset(places))  # type: ignore[arg-type]

    assert view.accessibleDescription() == words
    assert selection_words(document.plan, document.selection) == words
