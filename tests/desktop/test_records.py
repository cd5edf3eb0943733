"""Lists of records in dialogs: what is read late, and what is pressed twice."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk import Desk, Operation
from desktop.records import Listing, RecordForm, RecordsDialog
from desktop.table import Column
from tests.desktop.late_answers import LateTasks, late_answers


@dataclass(frozen=True)
class Thing:
    id: UUID
    name: str


class ThingForm(RecordForm[Thing]):
    def __init__(self, desk: Desk, changes: Thing | None, parent: RecordsDialog[Thing]) -> None:
        super().__init__(desk, "thing", changes, parent)
        self.add_buttons(self.start)

    def start(self) -> None:
        self.keep(Operation(lambda _work: None, said=lambda _nothing: ""), self.done_with)


class Things(RecordsDialog[Thing]):
    def __init__(self, desk: Desk) -> None:
        columns = (Column[Thing]("Name", lambda one: one.name),)
        super().__init__(desk, Listing("Things", "New", "None", columns, lambda _session: [], 40))
        self.begin()

    def ask(self, changes: Thing | None) -> None:
        """Read something, then open the form."""
        self.read_to_open(lambda _session: 1, lambda _one: self.open_form(changes))

    def open_form(self, changes: Thing | None = None) -> ThingForm:
        form = ThingForm(self._desk, changes, self)
        form.open()
        return form


ONE, TWO = Thing(uuid4(), "One"), Thing(uuid4(), "Two")


@pytest.fixture
def late(desk: Desk) -> LateTasks:
    return late_answers(desk)


@pytest.fixture
def things(desk: Desk, late: LateTasks, qtbot: QtBot) -> Things:
    assert late
    made = Things(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_list_read_before_does_not_replace_a_newer_one(things: Things, late: LateTasks) -> None:
    things.read()
    late.answer(1, [ONE])
    late.answer(0, [ONE, TWO])

    assert things.records == [ONE]


def test_what_is_to_be_marked_is_marked_though_the_list_is_read_anew(
    things: Things, late: LateTasks
) -> None:
    things.read(TWO.id)
    things.read()
    late.answer(1, [ONE])
    late.answer(2, [ONE, TWO])

    assert things.table.current_row() == TWO


def test_a_key_pressed_twice_opens_one_form(things: Things, late: LateTasks) -> None:
    things.ask_new()
    things.ask_new()
    late.answer(1, 1)
    late.answer(2, 1)

    assert len(things.findChildren(ThingForm)) == 1


def test_no_form_opens_over_another_or_once_the_list_is_closed(
    things: Things, late: LateTasks
) -> None:
    things.ask_new()
    form = things.open_form()
    late.answer(1, 1)
    form.reject()
    things.ask_new()
    things.reject()
    late.answer(2, 1)

    assert things.findChildren(ThingForm) == [form]


def test_a_form_is_kept_once(things: Things, late: LateTasks) -> None:
    form = things.open_form()
    form.submit.click()
    form.submit.click()

    assert len(late.asked) == 2  # the list, and the one attempt
