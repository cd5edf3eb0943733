"""Presales on the allocation screen: made, changed and ended by keyboard on a real database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from core.services.holds.presales import PresaleRow, list_presales
from core.services.work import begin_work
from desktop.dialogs import Confirmation
from desktop.operations import presales
from desktop.views.allocation import AllocationScreen
from desktop.views.allocation.palette import Paint
from desktop.views.allocation.presale_form import PresaleForm
from desktop.views.allocation.presales import PresalesDialog, by_code_words, who_words
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, event_on_sale, seated

K = Qt.Key


@dataclass
class Planning(AtScreen):
    """The allocation screen of an event in a week."""

    screen: AllocationScreen

    def presales(self, *, ended: bool = False) -> list[PresaleRow]:
        event_id = self.screen.event_id
        assert event_id is not None
        with self.seating.person.sessions() as session:
            return list_presales(session, event_id, ended=ended)

    def draft(self) -> object:
        (row,) = self.presales()
        person = self.seating.person
        with begin_work(person.sessions, person.actor) as work:
            return presales.read_draft(row).work(work)


@pytest.fixture
def planning(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Planning]:
    assert dressed
    event_on_sale(fresh_database)
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Allocation")
        assert isinstance(screen, AllocationScreen)
        made = Planning(seating, screen)
        made.wait(lambda: screen.present is not None)
        yield made


def make(planning: Planning, name: str) -> PresalesDialog:
    planning.seating.press(K.Key_F4)
    listed = planning.dialog(PresalesDialog)
    planning.seating.press(K.Key_F3)
    form = planning.dialog(PresaleForm)
    planning.seating.type(name)
    form.code.setFocus()
    planning.seating.type("EARLY-1")
    planning.seating.press(K.Key_Return)
    planning.wait(lambda: listed.table.current_row() is not None)
    return listed


def test_a_presale_is_made_changed_and_ended_by_keys(planning: Planning) -> None:
    listed = make(planning, "Early birds")
    (row,) = planning.presales()
    assert (row.name, row.by_code, row.max_tickets_per_customer) == ("Early birds", True, 4)
    planning.wait(lambda: any(p.words == "Presale Early birds" for p in palette(planning)))

    planning.dialog(PresalesDialog)
    planning.seating.press(K.Key_F4)
    form = planning.dialog(PresaleForm)
    planning.wait(form.submit.isEnabled)
    assert (form.name.text(), form.code.text()) == ("Early birds", "EARLY-1")
    form.tiers.tick(["GOLD"])
    form.most.setValue(2)
    form.most_by_code.setValue(60)
    form.levels.tick([level.id for level in planning.screen.lists.levels[:1]])
    planning.seating.press(K.Key_Return)
    planning.wait(lambda: planning.presales()[0].max_tickets_per_customer == 2)
    (row,) = planning.presales()
    assert who_words(row) == "Code, Gold"
    assert by_code_words(row) == "0 of 60"
    assert row.price_level_ids == (planning.screen.lists.levels[0].id,)

    planning.wait(lambda: listed.table.current_row() == row)
    planning.dialog(PresalesDialog)
    planning.seating.press(K.Key_F8)
    asked = planning.dialog(Confirmation)
    asked.accept()
    planning.wait(lambda: planning.presales() == [])
    (ended,) = planning.presales(ended=True)
    assert not ended.is_open(datetime.now(UTC))
    planning.wait(listed.none.isVisible)


def palette(planning: Planning) -> list[Paint]:
    return list(planning.screen.palette_shown.paints)


def test_what_can_not_be_is_said_in_the_form(planning: Planning) -> None:
    planning.seating.press(K.Key_F4)
    planning.dialog(PresalesDialog)
    planning.seating.press(K.Key_F3)
    form = planning.dialog(PresaleForm)
    planning.seating.press(K.Key_Return)
    assert form.isVisible()  # it needs a name
    planning.seating.type("Early birds")
    form.ends.show_moment(datetime.now(UTC) - timedelta(days=2))
    planning.seating.press(K.Key_Return)

    planning.wait(form.banner.isVisible)
    assert form.banner.text == "The presale ends before it starts. Correct one of the two times."
    assert planning.presales() == []


def test_times_are_those_of_the_event(planning: Planning) -> None:
    make(planning, "Early birds")
    draft = planning.draft()
    event = planning.screen.event_shown
    assert event is not None
    assert event.timezone == "Europe/Berlin"
    start = getattr(draft, "start", None)
    assert isinstance(start, datetime)
    assert start.astimezone(UTC).hour in (8, 9)  # ten o'clock in Berlin
