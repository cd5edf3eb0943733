"""Tasks whose answers come when a test says, as on a slow line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

from desktop.desk import Desk


@dataclass(frozen=True)
class Question:
    """What was asked, and who is told of the answer."""

    owner: QObject
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class LateTasks:
    """Tasks that answer when and in the order the test says."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def run(self, owner: QObject, work: Callable[[], Any], *, done: Any, failed: Any) -> None:
        self.asked.append(Question(owner, work, done, failed))

    def answer(self, number: int, rows: object) -> None:
        """Answer a question with these rows."""
        self.asked[number].done(rows)

    def fail(self, number: int, error: Exception) -> None:
        """Let a question fail."""
        self.asked[number].failed(error)

    def go_on(self, *numbers: int) -> None:
        """Do now what was asked, and answer it, unless who asked is closed by then."""
        for number in numbers:
            question = self.asked[number]
            if shiboken6.isValid(question.owner):
                question.done(question.work())


def late_answers(desk: Desk) -> LateTasks:
    """Hold back every answer from now on; in the test itself: after a fixture, Qt goes on."""
    desk._tasks = late = LateTasks()
    return late
