"""Screens reload when what they show has changed, when somebody looks, and once."""

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from core.domain.errors import Outage
from core.domain.sales.refusals import SeatsTaken
from desktop.desk import Desk
from desktop.live import EVERYTHING, Change
from desktop.views.refreshing import RefreshingView
from tests.desktop.late_answers import LateTasks, late_answers

MINE, OTHER = UUID(int=1), UUID(int=2)


class Bookings(RefreshingView):
    tables = frozenset({"bookings"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.loads = 0
        self.shown: list[int] = []

    def refresh(self) -> None:
        self.loads += 1
        number = self.loads
        self.ask(lambda _session: number, self.shown.append)


@pytest.fixture
def bookings(desk: Desk, qtbot: QtBot) -> Bookings:
    made = Bookings(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def change(table: str, *events: UUID) -> Change:
    return Change(frozenset({table}), frozenset(events))


def test_screen_loads_when_it_is_first_shown(bookings: Bookings) -> None:
    assert bookings.shown == [1]


def test_several_changes_cause_one_reload(bookings: Bookings, qtbot: QtBot) -> None:
    for _ in range(3):
        bookings.hear(change("bookings"))
    qtbot.waitUntil(lambda: bookings.loads == 2)

    assert bookings.shown == [1, 2]


def test_hidden_screen_waits_until_it_is_shown(bookings: Bookings, qtbot: QtBot) -> None:
    bookings.hide()
    bookings.hear(change("bookings"))
    qtbot.waitUntil(lambda: not bookings._soon.isActive())
    before = bookings.loads
    bookings.show()

    assert (before, bookings.loads) == (1, 2)


@pytest.mark.parametrize(
    ("event_id", "heard", "reloads"),
    [
        (None, change("bookings", OTHER), True),
        (MINE, change("bookings", MINE, OTHER), True),
        (MINE, change("bookings"), True),
        (MINE, EVERYTHING, True),
        (MINE, change("bookings", OTHER), False),
        (None, change("suppliers"), False),
    ],
)
def test_only_changes_of_what_is_shown_count(
    bookings: Bookings, *, event_id: UUID | None, heard: Change, reloads: bool
) -> None:
    bookings.event_id = event_id
    bookings.hear(heard)

    assert bookings._soon.isActive() is reloads


@pytest.fixture
def late(desk: Desk) -> LateTasks:
    return late_answers(desk)


def test_an_answer_that_was_overtaken_is_dropped(late: LateTasks, bookings: Bookings) -> None:
    bookings.refresh_now()

    late.answer(1, 2)
    late.answer(0, 1)

    assert bookings.shown == [2]


def test_an_answer_that_was_let_go_of_is_dropped(late: LateTasks, bookings: Bookings) -> None:
    bookings.drop("another part")
    bookings.refresh_now()
    bookings.drop()
    late.answer(0, 1)
    late.answer(1, 2)
    nothing = list(bookings.shown)
    bookings.refresh_now()
    late.answer(2, 3)

    assert (nothing, bookings.shown) == ([], [3])


@pytest.mark.parametrize(
    ("error", "told"),
    [(SeatsTaken(()), []), (Outage("No answer."), []), (KeyError("id"), ["broke"])],
)
def test_failure_of_what_was_overtaken_is_told_only_if_it_is_a_bug(
    late: LateTasks, bookings: Bookings, error: Exception, told: list[str]
) -> None:
    said: list[str] = []
    bookings.desk.refused.connect(lambda _refusal: said.append("refused"))
    bookings.desk.outage.connect(lambda _outage, _again: said.append("outage"))
    bookings.desk.broke.connect(lambda _error: said.append("broke"))
    bookings.refresh_now()

    late.fail(0, error)

    assert said == told


def test_what_follows_a_reading_follows_the_one_that_overtook_it(
    late: LateTasks, bookings: Bookings
) -> None:
    done: list[list[int]] = []
    bookings.refresh_then(lambda: done.append(list(bookings.shown)))
    bookings.refresh_now()  # as a notice does

    late.answer(0, 1)  # read before
    late.answer(1, 2)
    before = list(done)
    late.answer(2, 3)
    bookings.refresh_now()
    late.answer(3, 4)

    assert (before, done, bookings.shown) == ([], [[3]], [3, 4])
