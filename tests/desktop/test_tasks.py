"""The task runner: off the GUI thread and back, never to a closed widget."""

from collections.abc import Iterator
from functools import partial
from threading import Event, get_ident

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.tasks import TaskRunner

DIRECT = Qt.ConnectionType.DirectConnection


class Screen(QWidget):
    """A widget without a parent: whoever lets go of it last ends it."""


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    made = TaskRunner(threads=2, parent=qapp)
    yield made
    made.close()


def test_work_runs_elsewhere_and_answers_here(runner: TaskRunner, qtbot: QtBot) -> None:
    threads: list[int] = []

    runner.run(
        runner, get_ident, done=lambda worker: threads.extend((worker, get_ident())), failed=fail
    )
    qtbot.waitUntil(lambda: len(threads) == 2)

    assert threads[0] != get_ident()
    assert threads[1] == get_ident()


def test_failure_is_answered_with_the_error(runner: TaskRunner, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    runner.run(runner, list[int]().pop, done=fail, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))

    assert isinstance(errors[0], IndexError)


def test_answer_to_a_closed_widget_is_dropped(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, gate, answers = QObject(), Event(), list[bool]()
    runner.run(owner, gate.wait, done=answers.append, failed=fail)

    shiboken6.delete(owner)
    gate.set()
    runner.run(runner, lambda: False, done=answers.append, failed=fail)
    qtbot.waitUntil(lambda: bool(answers))

    assert answers == [False]


def test_what_work_or_its_error_holds_ends_on_the_gui_thread(
    runner: TaskRunner, qtbot: QtBot
) -> None:
    ended, gate = list[int](), Event()

    def show(screen: Screen, *, fails: bool) -> None:
        gate.wait()
        if fails:
            raise LookupError(screen)

    for fails in (False, True):
        screen = Screen()
        screen.destroyed.connect(lambda: ended.append(get_ident()), DIRECT)
        runner.run(runner, partial(show, screen, fails=fails), done=ignore, failed=ignore)
        del screen
    gate.set()
    qtbot.waitUntil(lambda: len(ended) == 2)

    assert ended == [get_ident()] * 2


def test_nothing_is_begun_after_the_end(runner: TaskRunner) -> None:
    runner.close()

    runner.run(runner, lambda: 1, done=fail, failed=fail)


def ignore(_answer: object) -> None:
    """Who asked does not care."""


def fail(answer: object) -> None:
    pytest.fail(f"unexpected answer {answer!r}")
