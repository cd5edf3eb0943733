"""A long operation can be stopped: the server ends its statement and nothing is kept."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from core.services.staff import SignedIn
from core.services.work import Work, begin_reading, begin_work
from desktop.desk import STOPPED, Desk, Operation
from desktop.running import Running
from desktop.tasks import TaskRunner


@pytest.fixture
def desk(qapp: QApplication, clerk: SignedIn) -> Iterator[Desk]:
    runner = TaskRunner(parent=qapp)
    begin = partial(begin_work, clerk.sessions, clerk.actor)
    yield Desk(runner, begin, partial(begin_reading, clerk.sessions), parent=qapp)
    runner.close()


def sleep(seconds: int) -> Operation[None]:
    def work(work: Work) -> None:
        work.session.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": seconds})

    return Operation(work, said=lambda _: "Slept.", cancellable=True)


def test_stopping_ends_the_statement_at_once(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.busy) as busy:
        running = desk.start(desk, sleep(20))
    with qtbot.waitSignal(desk.succeeded) as said:
        running.cancel()

    assert busy.args == [running]
    assert said.args == [STOPPED, None]


def test_stopping_too_late_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.succeeded) as said:
        running = desk.start(desk, sleep(0))
    running.cancel()

    assert said.args == ["Slept.", None]


def test_reading_happens_off_the_gui_thread(desk: Desk, qtbot: QtBot) -> None:
    answers: list[object] = []

    desk.ask(desk, lambda session: session.scalar(text("SELECT 7")), answers.append)
    qtbot.waitUntil(lambda: bool(answers))

    assert answers == [7]


def test_what_cannot_be_stopped_keeps_no_connection(clerk: SignedIn) -> None:
    running = Running("Reading", cancellable=False)
    with clerk.sessions() as session:
        running.uses(session)

    assert running._connection is None
