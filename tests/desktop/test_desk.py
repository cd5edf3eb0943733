"""The desk: what happened is said once, in the right place."""

from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.domain.errors import Outage, Refusal
from desktop.desk import STOPPED, Desk, Operation, refusal_place


class Place(QWidget):
    """A widget that shows refusals."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Refusal] = []

    def show_refusal(self, refusal: Refusal) -> None:
        self.shown.append(refusal)


class Heard:
    """Everything that a desk has said."""

    def __init__(self, desk: Desk) -> None:
        self.all: list[tuple[str, Any]] = []
        desk.succeeded.connect(lambda text, _undo: self.all.append(("succeeded", text)))
        desk.refused.connect(lambda refusal: self.all.append(("refused", refusal)))
        desk.outage.connect(lambda outage, _retry: self.all.append(("outage", outage)))
        desk.broke.connect(lambda error: self.all.append(("broke", error)))


def raising(error: Exception) -> Callable[[Any], Any]:
    def work(_: object) -> None:
        raise error

    return work


def sell(work: Callable[[Any], Any] = lambda _work: 4) -> Operation[Any]:
    return Operation(work, said=lambda seats: f"{seats} tickets sold.")


def test_success_is_said_after_the_result_is_shown(desk: Desk) -> None:
    heard, results = Heard(desk), list[int]()

    desk.start(desk, sell(), results.append)

    assert results == [4]
    assert heard.all == [("succeeded", "4 tickets sold.")]


def test_success_offers_the_operation_that_takes_it_back(desk: Desk) -> None:
    undos: list[Operation[Any] | None] = []
    desk.succeeded.connect(lambda _text, undo: undos.append(undo))
    back = Operation(lambda _work: None, said=lambda _: "Taken back.")

    desk.start(desk, Operation(lambda _work: 4, said=str, undo=lambda _: back))

    assert undos == [back]


def test_success_is_said_even_if_the_screen_is_gone(desk: Desk) -> None:
    heard, screen, results = Heard(desk), QObject(), list[int]()
    shiboken6.delete(screen)

    desk.start(screen, sell(), results.append)

    assert results == []
    assert heard.all == [("succeeded", "4 tickets sold.")]


def test_refusal_is_shown_in_the_nearest_place(desk: Desk, qtbot: QtBot) -> None:
    heard, place, refusal = Heard(desk), Place(), Refusal("Seat 12 is sold.")
    qtbot.addWidget(place)

    desk.start(QWidget(place), sell(raising(refusal)))

    assert place.shown == [refusal]
    assert heard.all == []


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("refused", Refusal("Seat 12 is sold.")),
        ("outage", Outage("The database can't be reached.")),
        ("broke", ZeroDivisionError()),
    ],
)
def test_failure_without_a_place_is_told_by_its_kind(
    desk: Desk, kind: str, error: Exception
) -> None:
    heard, failures = Heard(desk), list[Exception]()

    desk.start(desk, sell(raising(error)), failed=failures.append)
    desk.ask(desk, raising(error), lambda _rows: None)

    assert failures == [error]
    assert heard.all == [(kind, error)] * 2


def test_outage_can_be_tried_again(desk: Desk) -> None:
    answers: list[Exception | int] = [Outage("Gone."), 7]

    def read(_: object) -> int:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    retries, rows = list[Callable[[], None]](), list[int]()
    desk.outage.connect(lambda _outage, retry: retries.append(retry))
    desk.ask(desk, read, rows.append)
    retries[0]()

    assert rows == [7]


def test_what_was_pressed_can_be_pressed_again_after_a_failure(desk: Desk, qtbot: QtBot) -> None:
    button, failures = QPushButton(), list[Exception]()
    qtbot.addWidget(button)
    answers: list[Exception | bool] = [Outage("Gone."), Outage("Gone still."), True]
    meanwhile, afterwards, retries = list[bool](), list[bool](), list[Callable[[], object]]()

    def work(_: object) -> bool:
        meanwhile.append(button.isEnabled())
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def again(_outage: Outage, retry: Callable[[], object]) -> None:
        afterwards.append(button.isEnabled())
        retries.append(retry)

    desk.outage.connect(again)
    desk.start(desk, sell(work), failed=failures.append, pressed=button)
    retries[0]()
    retries[1]()

    assert meanwhile == [False] * 3
    assert afterwards == [True] * 2
    assert len(failures) == 2
    assert not button.isEnabled()


def test_stopped_operation_says_that_nothing_changed(desk: Desk) -> None:
    heard = Heard(desk)
    tasks: list[Callable[[Exception], None]] = []
    desk._tasks = _Waiting(tasks)

    running = desk.start(desk, sell())
    running.cancel()
    tasks[0](Outage("canceled"))

    assert heard.all == [("succeeded", STOPPED)]


def test_long_operation_shows_as_running_until_it_ends(desk: Desk, qtbot: QtBot) -> None:
    tasks: list[Callable[[Exception], None]] = []
    desk._tasks = _Waiting(tasks)
    with qtbot.waitSignal(desk.busy) as slow:
        running = desk.start(desk, sell())
    with qtbot.waitSignal(desk.busy) as over:
        tasks[0](Refusal("No."))

    assert slow.args == [running]
    assert over.args == [None]


def test_refusal_place_of_a_lone_object_is_none(desk: Desk) -> None:
    assert refusal_place(desk) is None


@pytest.mark.usefixtures("dressed")
def test_refusal_to_a_dialog_that_was_closed_is_shown_around_it(qtbot: QtBot) -> None:
    screen, dialog = Place(), Place()
    qtbot.addWidget(screen)
    screen.show()
    dialog.setParent(screen)
    dialog.show()
    open_yet = refusal_place(dialog)
    dialog.hide()

    assert (open_yet, refusal_place(dialog)) == (dialog, screen)


class _Waiting:
    """Tasks that wait until the test lets them fail."""

    def __init__(self, waiting: list[Callable[[Exception], None]]) -> None:
        self._waiting = waiting

    def run(self, _owner: QObject, _work: object, *, done: object, failed: Any) -> None:
        assert callable(done)
        self._waiting.append(failed)


def test_computing_answers_without_the_database(desk: Desk, qtbot: QtBot) -> None:
    owner = Place()
    qtbot.addWidget(owner)
    answers: list[int] = []

    desk.compute(owner, lambda: 6 * 7, answers.append)

    assert answers == [42]


def test_refusal_while_computing_is_shown_in_place(desk: Desk, qtbot: QtBot) -> None:
    owner, refusal = Place(), Refusal("This can't be worked out.")
    qtbot.addWidget(owner)
    failed: list[Exception] = []
    refuse = raising(refusal)

    desk.compute(owner, lambda: refuse(None), lambda _answer: None, failed=failed.append)

    assert owner.shown == failed == [refusal]


def test_what_a_computation_was_started_with_can_be_pressed_again_after_a_failure(
    desk: Desk, qtbot: QtBot
) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    while_computing: list[bool] = []

    def fail() -> None:
        while_computing.append(button.isEnabled())
        raise Refusal("Not like this.")

    desk.compute(button, fail, lambda _nothing: None, pressed=button)

    assert (while_computing, button.isEnabled()) == ([False], True)
