"""Picking an event by typing some of its words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.events import EventStatus, EventType
from core.services.events.queries import EventRow
from desktop.views.event_picker import EventPicker, event_line

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
GISELLE = EventRow(
    id=uuid4(),
    title="Giselle",
    event_type=EventType.OTHER,
    venue_id=uuid4(),
    plan_id=uuid4(),
    venue="Stadttheater",
    start=NOW + timedelta(days=2, hours=9),
    timezone="Europe/Berlin",
    status=EventStatus.ON_SALE,
    currency="EUR",
    owned=10,
    sold=0,
)
HAMLET = replace(GISELLE, id=uuid4(), title="Hamlet", start=NOW + timedelta(days=30))


@pytest.fixture
def picker(dressed: QApplication, qtbot: QtBot) -> EventPicker:
    assert dressed
    made = EventPicker()
    qtbot.addWidget(made)
    made.offer([GISELLE, HAMLET], NOW)
    return made


def test_line_says_what_when_and_where() -> None:
    assert event_line(GISELLE, NOW) == "Giselle  ·  Tue 20:00  ·  Stadttheater"


@pytest.mark.parametrize("typed", ["ham", "theater hamlet", "Dec"])
def test_typing_any_words_picks_the_event(picker: EventPicker, qtbot: QtBot, typed: str) -> None:
    picker.show_picked(GISELLE.id)
    picker._line.setText(typed)
    with qtbot.waitSignal(picker.picked) as picked:
        QTest.keyClick(picker._line, Qt.Key.Key_Return)

    assert picked.args == [HAMLET]


def test_words_of_no_event_change_nothing(picker: EventPicker) -> None:
    picker.show_picked(GISELLE.id)
    picker._line.setText("Aida")
    QTest.keyClick(picker._line, Qt.Key.Key_Return)

    assert picker.event_picked == GISELLE
    assert picker.currentText().startswith("Giselle")


def test_event_stays_picked_when_the_list_is_read_again(picker: EventPicker) -> None:
    picker.show_picked(HAMLET.id)
    later = replace(HAMLET, sold=3)

    picker.offer([GISELLE, later], NOW)

    assert picker.event_picked == later


def test_a_line_without_room_ends_in_an_ellipsis_until_it_is_typed_in(
    picker: EventPicker, qtbot: QtBot
) -> None:
    picker.show_picked(HAMLET.id)
    picker.resize(160, picker.height())
    picker.show()
    qtbot.waitExposed(picker)
    elided = picker.grab().toImage()
    assert picker._line.is_cut
    assert picker._line.toolTip() == event_line(HAMLET, NOW)

    picker.activateWindow()
    picker.open()
    qtbot.waitUntil(picker._line.hasFocus)
    picker._line.deselect()
    assert picker.grab().toImage() != elided
    picker.resize(600, picker.height())
    qtbot.waitUntil(lambda: not picker._line.is_cut)
    assert picker._line.toolTip() == ""


def test_a_long_line_begins_with_its_title_and_its_list_is_wide_enough(
    picker: EventPicker, qtbot: QtBot
) -> None:
    gala = replace(GISELLE, title="The great winter gala of the philharmonic orchestra")
    picker.resize(300, picker.height())
    picker.offer([gala, HAMLET], NOW)
    picker.show_picked(gala.id)
    picker.show()
    qtbot.waitExposed(picker)

    picker.open()

    assert picker._line.selectedText() == event_line(gala, NOW)
    assert (picker._line.cursorPosition(), picker._line.is_cut) == (0, True)
    completer = picker.completer()
    assert completer is not None
    for listed in (picker.view(), completer.popup()):
        assert listed is not None
        assert listed.minimumWidth() > listed.sizeHintForColumn(0)
